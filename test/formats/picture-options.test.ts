import t from 'tap'
import { themes } from '../../src/formats/chart/palette.ts'
import { returnsSvg } from '../../src/formats/returns-svg.ts'
import { svg } from '../../src/formats/svg.ts'
import { vegaLite } from '../../src/formats/vega-lite.ts'
import { languages } from '../../src/vocabulary/labels/language.ts'
import * as examples from './chart/examples.ts'
import { told } from './chart/figures.ts'
import { outside } from './chart/outside.ts'
import { block, timeline } from './made-up-returns.ts'

const textsIn = (picture: string): string[] =>
  [...picture.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text = '']) => text)

const edges = (picture: string): number[] =>
  [...(/ width="([\d.]+)" height="[\d.]+" viewBox="0 0 ([\d.]+) /.exec(picture) ?? [])].slice(1).map(Number)

t.test('a picture is as wide as asked, and its letters stay as large', async t => {
  for (const [name, answer] of Object.entries(examples.examples))
    for (const width of [300, 360, 1200])
      for (const lang of width === 300 ? languages : (['fr'] as const)) {
        const picture = await svg(answer, told(lang, { synthetic: true }), { width })
        t.same(edges(picture), [width, width], `${name} ${width} ${lang}: not scaled`)
        t.same(outside(picture), [], `${name} ${width} ${lang}`)
        const sizes = [...picture.matchAll(/font-size="(\d+)px"/g)].map(([, size]) => Number(size))
        t.ok(Math.min(...sizes) >= 11, `${name} ${width} ${lang}`)
      }
})

t.test('returns are as wide as asked too', async t => {
  const values = Array.from({ length: 80 }, (_, i) => (i % 7 === 0 ? null : (i * 5) % 23))
  for (const width of [300, 360, 1200]) {
    const picture = await returnsSvg(timeline(block(values)), told('fr'), { width })
    t.same(edges(picture), [width, width])
    t.same(outside(picture), [])
  }
})

t.test(
  'without the head its title, notes and caveats are left out, and never the source or the warning',
  async t => {
    const caveats = [{ id: 'odd', text: 'odd=true', plain: 'Something is odd.' }]
    const attribution = told('en', { synthetic: true, caveats })
    const whole = textsIn(await svg(examples.rateLines, attribution)).join(' ')
    const picture = await svg(examples.rateLines, attribution, { head: false })
    const texts = textsIn(picture).join(' ')
    for (const text of ['Rate of fear found', 'Something is odd', 'Nationality', 'Hollow, or dashed']) {
      t.match(whole, new RegExp(text, 'i'), text)
      t.notMatch(texts, new RegExp(text, 'i'), text)
    }
    t.match(texts, 'Source: US Department of Justice')
    t.match(texts, 'MADE UP: these figures are about nobody')
    t.match(picture, /<title>Rate of fear found.*<desc>MADE UP.*Something is odd/i, 'for who does not see it')
    const returns = textsIn(await returnsSvg(timeline(block([1, 0, 2])), told(), { head: false })).join(' ')
    t.match(returns, 'Enforced returns from the United Kingdom: 3')
    t.notMatch(returns, 'Returns to Syria')
  }
)

t.test('a dark picture has the colours of the dark theme alone', async t => {
  const { dark, light } = themes
  const known = new Set(
    [dark.palette, dark.grey, dark.background, dark.ink, dark.aside, dark.line, dark.stripe]
      .concat([dark.warning, dark.warning_band, Object.values(dark.bands)])
      .flat()
      // Vega's own, of axis lines: 5 : 1 on dark.
      .concat(['#888', 'transparent', 'none'])
  )
  const pictures = [
    ...Object.values(examples.examples).map(answer =>
      svg(answer, told('en', { synthetic: true }), { theme: 'dark' })
    ),
    returnsSvg(timeline(block([4, 3, 2, 1, 0, 0, 1, null, 1])), told(), { theme: 'dark' })
  ]
  for (const picture of await Promise.all(pictures)) {
    const colours = [...picture.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map(([, colour = '']) => colour)
    t.same(
      [...new Set(colours)].filter(colour => !known.has(colour)),
      []
    )
    t.match(picture, `fill="${dark.background}"`)
    t.notMatch(picture, light.line, 'grid lines')
  }
})

t.test('made-up figures have a band across the whole picture', async t => {
  for (const theme of ['light', 'dark'] as const) {
    const picture = await svg(examples.bars, told('en', { synthetic: true }), { theme, width: 360 })
    t.match(
      picture,
      `<rect x="-100%" width="300%" height="56" fill="${themes[theme].warning_band}"/>`,
      'of two lines'
    )
    t.notMatch(await svg(examples.bars, told(), { theme }), themes[theme].warning_band)
  }
})

t.test('a specification has the same options', t => {
  const specification = JSON.stringify(
    vegaLite(examples.oneLine, told(), { width: 360, theme: 'dark', head: false })
  )
  t.match(specification, '"background":"#14171A"')
  t.match(specification, /"width":2\d\d,"height":230/)
  t.notMatch(specification, '"subtitle"')
  t.end()
})
