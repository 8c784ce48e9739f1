import { inOneText, type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'

/** A figure that is not what it was, or not what the release's own total says. */
export interface Breach {
  kind: 'changed' | 'vanished' | 'rare' | 'total'
  /** Whose figure: the country of asylum; '' where the table names none. */
  reporter: string
  year: number | null
  /** The outcome, or in words what is counted. */
  what: LocalText
  before: number
  now: number
}

/** How many are named in one sentence. */
const mostNamed = 3

/** The largest differences first. */
export const worstFirst = (breaches: readonly Breach[]): Breach[] =>
  [...breaches].sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))

/** All breaches in one sentence, the worst of them by name; '' where there is none. */
export function breachesText(breaches: readonly Breach[]): LocalText {
  if (breaches.length === 0) return ''
  const named = worstFirst(breaches).slice(0, mostNamed).map(breachText)
  const more = breaches.length - named.length
  return inOneText([...named, ...(more > 0 ? [said('and_so_many_more', { n: more })] : [])], '; ')
}

const grouped = (value: number): string => value.toLocaleString('en-US')

/** Whose figure it is, and what of it. */
export const whoseBreach = ({ reporter, year, what }: Breach): LocalText =>
  inOneText([reporter, year === null ? '' : String(year), what].filter(part => part !== ''))

function breachText(breach: Breach): LocalText {
  const numbers = { now: grouped(breach.now), before: grouped(breach.before) }
  return said(breach.kind === 'total' ? 'breach_of_total' : 'breach', {
    whose: whoseBreach(breach),
    ...numbers
  })
}
