import type { Language } from '../../vocabulary/labels/language.ts'
import { phrase } from '../wording/phrases.ts'
import { canvas, type VegaPart } from './canvas.ts'
import type { Theme } from './palette.ts'

interface Marked {
  /** Where the rule stands, by the field `place`. */
  x: VegaPart
  xOffset: number
  height: number
}

/** A dotted rule before each place where a series breaks, with the word. */
export function breakMarks(
  places: readonly string[],
  { x, xOffset, height }: Marked,
  { lang, theme }: { lang: Language; theme: Theme }
): VegaPart[] {
  if (places.length === 0) return []
  const values = places.map(place => ({ place, text: phrase('break_mark', lang) }))
  const text = {
    type: 'text',
    angle: 270,
    align: 'right',
    baseline: 'bottom',
    limit: 0,
    xOffset: xOffset - 2
  }
  const encoding = { x, y: { value: 2 }, text: { field: 'text' } }
  // An outline in the colour of the background around the letters, because bars and lines can pass behind them.
  const halo = { ...text, fontSize: canvas.small, stroke: theme.background, strokeWidth: 4, aria: false }
  return [
    {
      data: { values },
      mark: { type: 'rule', strokeDash: [2, 3], color: theme.aside, xOffset },
      encoding: { x, y: { value: 0 }, y2: { value: height } }
    },
    { data: { values }, mark: halo, encoding },
    { data: { values }, mark: { ...text, fontSize: canvas.small, color: theme.aside }, encoding }
  ]
}
