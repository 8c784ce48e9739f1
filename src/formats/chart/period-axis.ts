/** Years, quarters or months in chronological order, including periods between them that have no row. */
export function everyPeriod(words: readonly string[]): string[] {
  const placed = new Map(words.flatMap(word => (placeOf(word) === undefined ? [] : [[placeOf(word), word]])))
  const places = [...placed.keys()].filter(place => place !== undefined)
  const rest = words.filter(word => placeOf(word) === undefined)
  if (places.length === 0) return rest
  const [first, last] = [Math.min(...places), Math.max(...places)]
  const like = String(placed.get(first))
  const all = Array.from({ length: last - first + 1 }, (_, i) => wordAt(first + i, like))
  return [...all, ...rest]
}

const parts = /^(FY)?(\d{4})(?:-(?:Q([1-4])|(\d\d)))?$/

function placeOf(word: string): number | undefined {
  const match = parts.exec(word)
  if (!match) return undefined
  const [, , year, quarter, month] = match
  if (month) return Number(year) * 12 + Number(month) - 1
  return quarter ? Number(year) * 4 + Number(quarter) - 1 : Number(year)
}

function wordAt(place: number, like: string): string {
  const [, fiscal = '', , quarter, month] = parts.exec(like) ?? []
  if (month) return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`
  if (quarter) return `${fiscal}${Math.floor(place / 4)}-Q${(place % 4) + 1}`
  return `${fiscal}${place}`
}

const strides = [1, 2, 3, 4, 6, 12, 24, 60, 120]

/** The periods that get a label, so that labels do not overlap: each second, third, twelfth … */
export function labelledPlaces(words: readonly string[], widest: number, width: number): string[] {
  const step = width / Math.max(1, words.length)
  const stride = strides.find(each => each * step >= widest + 12) ?? words.length
  const turn = words.findIndex(word => /-(01|Q1)$/.test(word))
  const start = stride > 1 && turn > 0 ? turn % stride : 0
  return words.filter((_, i) => i % stride === start)
}
