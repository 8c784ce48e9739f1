import t from 'tap'
import { shapes, themes } from '../../../src/formats/chart/palette.ts'

/** Linear light, 0 to 1, of a colour. */
const light = (hex: string): number[] =>
  [1, 3, 5].map(at => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = light(hex === 'white' ? '#FFFFFF' : hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
/** Contrast of two colours: WCAG 2.1. */
function contrast(...colours: [string, string]): number {
  const [less = 0, more = 0] = colours.map(luminance).sort((a, b) => a - b)
  return (more + 0.05) / (less + 0.05)
}

/** How people see who have no long-wave, or no medium-wave cones: Machado, Oliveira and Fernandes 2009, severity 1. */
const sights = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ]
}

function lab(rgb: number[], sight: number[][]): [number, number, number] {
  const [r = 0, g = 0, b = 0] = sight.map(line =>
    Math.min(
      1,
      Math.max(
        0,
        line.reduce((sum, each, i) => sum + each * (rgb[i] ?? 0), 0)
      )
    )
  )
  const f = (v: number) => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

t.test('each colour stands out from the background, and writing more so', async t => {
  for (const [name, theme] of Object.entries(themes)) {
    const { background, palette, grey, bands, ink, aside, warning, warning_band } = theme
    t.same(
      [...palette, grey].filter(colour => contrast(colour, background) < 3),
      [],
      name
    )
    t.ok(contrast(aside, background) > 6.9 && contrast(warning, background) > 6.9, name)
    t.ok(contrast(warning, warning_band) > 4.5, `${name}: the band`)
    for (const band of Object.values(bands)) {
      t.ok(contrast(ink, band) > 4.5, `${name}: months in a band`)
      t.ok(contrast(palette[0] ?? '', band) > 3, `${name}: bars in a band`)
    }
  }
})

t.test('any two colours differ for people who see no red or no green', async t => {
  const palettes = Object.values(themes).flatMap(({ palette, grey }) => [
    palette,
    // Grey takes the place of the last.
    [...palette.slice(0, -1), grey]
  ])
  const all = palettes.flatMap(palette =>
    Object.entries(sights).map(([name, sight]) => [palette, name, sight] as const)
  )
  for (const [palette, name, sight] of all) {
    const seen = palette.map(colour => lab(light(colour), sight))
    const near = seen.flatMap((a, i) =>
      seen.slice(i + 1).map((b, j) => ({
        pair: `${palette[i]} ${palette[i + 1 + j]}`,
        difference: Math.hypot(...a.map((v, k) => v - (b[k] ?? 0)))
      }))
    )
    t.same(
      near.filter(({ difference }) => difference < 15),
      [],
      name
    )
  }
  for (const { palette } of Object.values(themes))
    t.equal(new Set(shapes).size, palette.length, 'and each has a shape of its own')
})
