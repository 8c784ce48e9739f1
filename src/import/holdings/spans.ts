import { type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
import { addDays } from '../../vocabulary/time/day.ts'

/** The days of `inner` that no span of `outer` covers, as intervals of ISO 8601 such as `2021-01-01/2021-12-31`. */
export function daysMissing(outer: readonly string[], inner: readonly string[]): string[] {
  const covering = [...outer].sort()
  return inner.flatMap(span => {
    let [from = '', to = ''] = span.split('/')
    const missing: string[] = []
    for (const each of covering) {
      const [first = '', last = ''] = each.split('/')
      if (last < from || first > to) continue
      if (first > from) missing.push(`${from}/${addDays(first, -1)}`)
      from = addDays(last, 1)
      if (from > to) break
    }
    if (from <= to) missing.push(`${from}/${to}`)
    return missing
  })
}

/** Days in words: whole years as years. */
export function daysInWords(span: string): LocalText {
  const [from = '', to = ''] = span.split('/')
  const isWhole = from.endsWith('-01-01') && to.endsWith('-12-31')
  const [first, last] = isWhole ? [from.slice(0, 4), to.slice(0, 4)] : [from, to]
  return first === last ? first : said('span_of_days', { from: first, to: last })
}
