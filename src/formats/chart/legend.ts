import { canvas, type VegaPart } from './canvas.ts'
import type { Drawing } from './drawing.ts'
import { textWidth, wrap } from './text-width.ts'

const symbol = 34

/**
 * A legend above its panel, in as many columns as fit; null where the panel has no legend. It begins above the axis, so
 * in a picture of a given width it has the width of the panel, in which long labels have several lines.
 */
export function legendOf(
  labels: readonly string[],
  isShown: boolean,
  { width, whole }: Drawing,
  panel: number
): VegaPart | null {
  if (!isShown || labels.length === 0) return null
  const room = whole === null ? width : panel
  const lines = labels.map(label => (whole === null ? [label] : wrap(label, room - symbol, canvas.text)))
  const widest = Math.max(...lines.flat().map(line => textWidth(line, canvas.text)))
  const columns = Math.max(1, Math.min(labels.length, Math.floor(room / (widest + symbol))))
  const isBroken = lines.some(each => each.length > 1)
  const byLabel = Object.fromEntries(labels.map((label, i) => [label, lines[i]]))
  return {
    ...{ orient: 'top', direction: 'horizontal', columns },
    ...{ labelLimit: 0, titleLimit: 0, symbolLimit: 0 },
    ...(isBroken ? { labelExpr: `${JSON.stringify(byLabel)}[datum.label]` } : {})
  }
}
