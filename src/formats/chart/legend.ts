import { canvas, type VegaPart } from './canvas.ts'
import { textWidth } from './text-width.ts'

const symbol = 34

/** A legend above its panel, in as many columns as fit; null where the panel has no legend. */
export function legendOf(labels: readonly string[], isShown: boolean): VegaPart | null {
  if (!isShown || labels.length === 0) return null
  const widest = Math.max(...labels.map(label => textWidth(label, canvas.text)))
  const columns = Math.max(1, Math.min(labels.length, Math.floor(canvas.width / (widest + symbol))))
  return { orient: 'top', direction: 'horizontal', columns, labelLimit: 0, titleLimit: 0, symbolLimit: 0 }
}
