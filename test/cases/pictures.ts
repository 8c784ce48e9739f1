import type { Test } from 'tap'
import type { Cells } from './every-format.ts'

/** A cell as the data of a picture has it. */
interface Drawn {
  measure: string
  value: number | null
  flags: string[]
  words: Record<string, string>
}

/** Fails where the data of a vega-lite picture, or the marks of an SVG, are other figures than those of JSON. */
export function sameInPictures(t: Test, cells: Cells[], spec: unknown, svg: string): void {
  const drawn = drawnIn(spec)
  for (const row of cells)
    for (const [name, value] of Object.entries(row))
      if (`${name}_flags` in row) {
        const [own, ...others] = drawn.filter(
          ({ measure, words }) =>
            measure === name && Object.entries(words).every(([dimension, word]) => row[dimension] === word)
        )
        t.same(
          [own?.value, own?.flags.join(';'), others.length],
          [value, row[`${name}_flags`], 0],
          `vega-lite: ${JSON.stringify(row)}`
        )
      }
  const figures = cells.flatMap(row =>
    Object.entries(row).flatMap(([name, value]) => (`${name}_flags` in row && value !== null ? [value] : []))
  )
  t.equal(drawn.filter(({ value }) => value !== null).length, figures.length, 'vega-lite has no other figure')
  const marks = [...svg.matchAll(/aria-label="(?:[^"]*; )?value: ([\d.]+)/g)].map(([, figure]) =>
    Number(figure)
  )
  t.same([...new Set(marks)].sort(), [...new Set(figures)].sort(), 'the marks of the SVG')
}

/** All cells in the data of a picture, whichever panel has them. */
function drawnIn(spec: unknown): Drawn[] {
  if (Array.isArray(spec)) return spec.flatMap(drawnIn)
  if (typeof spec !== 'object' || spec === null) return []
  return Object.entries(spec).flatMap(([name, value]) =>
    name === 'values' && Array.isArray(value)
      ? value.filter((each): each is Drawn => typeof each === 'object' && 'measure' in each)
      : drawnIn(value)
  )
}
