import type { Language } from '../../vocabulary/labels/language.ts'
import { returnPhrase } from '../wording/returns/returns.ts'
import { canvas, type VegaPart } from './canvas.ts'
import type { Theme } from './palette.ts'

/** Pixels for the time after the end of the table. How long it is by now is not drawn: that depends on the day. */
export const laterWidth = 26

const apart = 7

/** Stripes with the words "not known yet": what is later than the edition is no zero. */
export function laterLayers(
  { from, to, height }: { from: number; to: number; height: number },
  lang: Language,
  { aside, background, stripe }: Theme
): VegaPart[] {
  const starts = Array.from({ length: Math.ceil((to - from + height) / apart) }, (_, i) => i * apart - height)
  const lines = starts.flatMap(start => {
    const [left, right] = [Math.max(0, start), Math.min(to - from, start + height)]
    if (left >= right) return []
    return [{ x: from + left, x2: from + right, y: height - (left - start), y2: height - (right - start) }]
  })
  const place = (name: string) => ({ field: name, type: 'quantitative', scale: null, axis: null })
  const text = {
    type: 'text',
    angle: 270,
    align: 'left',
    baseline: 'middle',
    limit: 0,
    fontSize: canvas.small
  }
  const encoding = { x: { value: (from + to) / 2 }, y: { value: height - 6 }, text: { field: 'text' } }
  const values = [{ text: returnPhrase('later', lang) }]
  return [
    {
      data: { values: lines },
      mark: { type: 'rule', color: stripe, strokeWidth: 1.5, aria: false },
      encoding: {
        x: place('x'),
        x2: { field: 'x2' },
        y: place('y'),
        y2: { field: 'y2' }
      }
    },
    { data: { values }, mark: { ...text, stroke: background, strokeWidth: 5, aria: false }, encoding },
    { data: { values }, mark: { ...text, color: aside }, encoding }
  ]
}
