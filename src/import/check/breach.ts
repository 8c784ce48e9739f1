/** A figure that is not what it was, or not what the release's own total says. */
export interface Breach {
  kind: 'changed' | 'vanished' | 'rare' | 'total'
  /** Whose figure: the country of asylum; '' where the table names none. */
  reporter: string
  year: number | null
  /** The outcome, or in words what is counted. */
  what: string
  before: number
  now: number
}

/** How many are named in one sentence. */
const mostNamed = 3

/** The largest differences first. */
export const worstFirst = (breaches: readonly Breach[]): Breach[] =>
  [...breaches].sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))

/** All breaches in one sentence, the worst of them by name. */
export function breachesText(breaches: readonly Breach[]): string {
  const named = worstFirst(breaches).slice(0, mostNamed).map(breachText)
  const more = breaches.length - named.length
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

const grouped = (value: number): string => value.toLocaleString('en-US')

function breachText({ kind, reporter, year, what, before, now }: Breach): string {
  const whose = [reporter, year, what].filter(part => part !== '' && part !== null).join(' ')
  const numbers = `${grouped(now)} where ${kind === 'total' ? 'its own total is' : 'there were'} ${grouped(before)}`
  return `${whose}: ${numbers}`
}
