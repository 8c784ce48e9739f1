import { dateText, monthsText } from '../../../formats/wording/phrases.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'

/** From the first to the last day of figures: as months where they are whole, else as days; empty where neither is told. */
export function spanOfDays(from: string | null, to: string | null, lang: Language): string {
  if (from === null || to === null) return ''
  const months = monthsText(from, to, lang)
  if (months === undefined) return `${dateText(from, lang)} – ${dateText(to, lang)}`
  return months.first === undefined ? months.last : `${months.first} – ${months.last}`
}
