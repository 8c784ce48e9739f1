import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t from 'tap'
import { svg } from '../../src/formats/svg.ts'
import { languages } from '../../src/vocabulary/labels/language.ts'
import * as examples from './chart/examples.ts'
import { count, figures, row, told } from './chart/figures.ts'
import { outside } from './chart/outside.ts'

/** All texts of a picture as they are read, each of its lines one text. */
const textsIn = (picture: string): string[] =>
  [...picture.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text = '']) => text)
const marksIn = (picture: string, kind: string): number =>
  [...picture.matchAll(new RegExp(`<g class="mark-${kind} role-mark[^>]*>(.*?)</g>`, 'gs'))].reduce(
    (sum, [, inside = '']) => sum + [...inside.matchAll(/<(path|text)/g)].length,
    0
  )

t.test('a picture has its title, its source with release and day, and each label', async t => {
  const picture = await svg(examples.bars, told())
  const texts = textsIn(picture)
  t.ok(
    texts.join(' ').includes('Decisions and closures by outcome · nationality: Russia or Belarus · 2021–2025')
  )
  t.match(
    texts.join(' '),
    'Source: US Department of Justice, Executive Office for Immigration Review, EOIR Case Data, release 2026-08, retrieved on 2026-09-02. Drawn by Asylum Outcomes'
  )
  const expected = [
    'Rejected',
    '12,345',
    '18 (rounded)',
    'withheld',
    'not reported',
    'Withdrawn',
    '0',
    '640 (incomplete)'
  ]
  t.same(
    expected.filter(text => !texts.includes(text)),
    []
  )
  t.match(texts.join(' '), 'Protection under the Convention against Torture granted')
  t.equal(
    marksIn(picture, 'rect'),
    5,
    'a bar for each number and a tick for zero, none for what is withheld or not reported'
  )
})

t.test('a line has a point for each figure', async t => {
  t.equal(marksIn(await svg(examples.oneLine, told()), 'symbol'), 5)
  t.equal(marksIn(await svg(examples.rateLines, told()), 'symbol'), 17, 'of 18 one is of too few')
})

t.test('made-up figures say so in large red letters, and others do not', async t => {
  const made_up = await svg(examples.bars, told('en', { synthetic: true }))
  t.match(
    made_up,
    /font-size="16px" font-weight="bold" fill="#B00020"[^>]*>MADE UP: these figures are about nobody</
  )
  t.notMatch(await svg(examples.bars, told()), 'MADE UP')
})

t.test('the same figures are the same bytes, whatever was drawn between', async t => {
  const first = await svg(examples.rateLines, told('fr'))
  await svg(examples.bars, told('es'))
  t.equal(await svg(examples.rateLines, told('fr')), first)
})

t.test('a picture is one image with a name, and holds nothing that runs or is fetched', async t => {
  const evil = figures(
    ['court'],
    [count('cases')],
    [row({ court: '<script>alert(1)</script>', cases: 3 }), row({ court: '"&\' onload=x', cases: 4 })]
  )
  const citation = 'Us & <b>them</b>, release 1, retrieved on 2026-01-01.'
  const picture = await svg(evil, told('en', { citation }))
  t.match(
    picture,
    /^<svg [^>]*role="img" lang="en"><title>Cases by court or office · 2021–2025<\/title><desc>/
  )
  t.notMatch(picture, /<script|<b>|<image|<foreignObject|<style|href=|url\(|javascript:/i)
  t.match(picture, 'Us &amp; &lt;b&gt;them&lt;/b&gt;')
  t.same(
    [...picture.matchAll(/https?:[^"'\s<]+/g)]
      .map(([address]) => address)
      .filter(address => !address.startsWith('http://www.w3.org/')),
    []
  )
  t.same(
    [...picture.matchAll(/font-family="([^"]*)"/g)]
      .map(([, font]) => font)
      .filter(font => font !== 'sans-serif'),
    []
  )
  t.same(
    [...picture.matchAll(/font-size="(\d+)px"/g)].map(([, size]) => Number(size)).filter(size => size < 11),
    []
  )
})

t.test('no text reaches past the edges, by its estimated width', async t => {
  const narrow = (await svg(examples.bars, told())).replace(/viewBox="0 0 \d+/, 'viewBox="0 0 500')
  t.ok(outside(narrow).length > 2, 'the check finds text that does')
  for (const [name, answer] of Object.entries(examples.examples))
    for (const lang of languages)
      t.same(outside(await svg(answer, told(lang, { synthetic: true }))), [], `${name} ${lang}`)
})

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  name => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
)

t.test(
  'no text reaches past the edges as a browser draws it, in any language',
  { skip: chromium ? false : 'chromium is not installed (Debian: apt-get install chromium)' },
  async t => {
    const folder = mkdtempSync(path.join(tmpdir(), 'chart-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const pictures = await Promise.all(
      Object.entries(examples.examples).flatMap(([name, answer]) =>
        languages.map(
          async lang =>
            `<div id="${name}-${lang}">${await svg(answer, told(lang, { synthetic: true }))}</div>`
        )
      )
    )
    const script = `const found = []; let texts = 0
      for (const div of document.querySelectorAll('div')) {
        const svg = div.querySelector('svg').getBoundingClientRect()
        for (const text of div.querySelectorAll('text')) {
          const box = text.getBoundingClientRect()
          texts++
          if (box.left < svg.left || box.right > svg.right || box.top < svg.top || box.bottom > svg.bottom)
            found.push(div.id + ': ' + text.textContent)
        }
      }
      document.body.innerHTML = '<pre>' + JSON.stringify({ found, texts }).replace(/</g, '') + '</pre>'`
    const page = path.join(folder, 'page.html')
    writeFileSync(page, `<meta charset="utf-8"><body>${pictures.join('')}<script>${script}</script>`)
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']
    const shown = execFileSync(
      String(chromium),
      [...flags, `--user-data-dir=${path.join(folder, 'profile')}`, '--dump-dom', `file://${page}`],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 300_000 }
    )
    const { found, texts } = JSON.parse(/<pre>(.*)<\/pre>/s.exec(shown)?.[1] ?? '{}')
    t.ok(texts > 1000, 'the texts were found')
    t.same(found, [])
  }
)
