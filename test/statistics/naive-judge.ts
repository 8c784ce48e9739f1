import type { SeriesAbout } from '../../src/vocabulary/about.ts'
import type { Fact, Sums } from './brute-force.ts'
import { cuts, gather } from './gather.ts'
import { naiveCoverage, periodsOf, type Verdict } from './naive-coverage.ts'

export type Judge = (key: string, denominator: readonly string[] | undefined) => Verdict

/** Rows of a table in one unit: large tables are asked often. */
const ofUnits = new WeakMap<Fact[], Map<string, Fact[]>>()

function ofUnit(facts: Fact[], unit: string): Fact[] {
  const known = ofUnits.get(facts) ?? gather(facts, each => each.unit)
  ofUnits.set(facts, known)
  return known.get(unit) ?? []
}

/**
 * Judges the cells of an answer by docs/rules/coverage.md. `isIn`: whether a period lies in the bounds and in the periods
 * of a cell. The result takes the rows that the numbers are made of.
 */
export function judging(
  table: {
    facts: Fact[]
    told: string[]
    reporting: NonNullable<SeriesAbout['reporting']>
    unit: string | undefined
    groups: string[]
    filters: Record<string, string[]>
    wordOf(fact: Fact, name: string): string | undefined
  },
  isIn: (span: { from: string; to: string }, labels: string[]) => boolean
): (facts: Fact[]) => Judge {
  const { unit, groups, wordOf } = table
  const all = ofUnit(table.facts, unit ?? '')
  const judge = naiveCoverage({ ...table, all })
  const periods = [...periodsOf(all)]
  const stored = groups.filter(name => !(name in cuts))
  const idOf = (words: Record<string, string | undefined>) => JSON.stringify(stored.map(name => words[name]))
  const wordsOf = (fact: Fact) => Object.fromEntries(stored.map(name => [name, wordOf(fact, name)]))
  return facts => {
    const byKey = gather(facts, fact => idOf(wordsOf(fact)))
    return (key, denominator) => {
      const found: string[] = JSON.parse(key)
      const words = Object.fromEntries(groups.map((name, i) => [name, found[i] as string]))
      const labels = groups.flatMap(name => (name in cuts ? [words[name] as string] : []))
      const froms = periods.flatMap(([from, to]) => (isIn({ from, to }, labels) ? [from] : []))
      return judge({ rows: byKey.get(idOf(words)) ?? [], words, froms, denominator })
    }
  }
}

export function judgedCount(sums: Sums, verdict: Verdict | undefined): Sums {
  if (verdict === undefined) return sums
  if (verdict.is_null) return { value: null, flags: ['not_reported'], is_partial: false }
  return { ...sums, is_partial: sums.value !== null && verdict.is_partial }
}

export function judgedRate(sums: Sums, verdict: Verdict | undefined): Sums {
  if (verdict === undefined || ['suppressed', 'not_applicable'].some(flag => sums.flags.includes(flag)))
    return sums
  if (verdict.is_null || verdict.lacks_part)
    return { value: null, flags: ['not_reported'], is_partial: false }
  const one_sided = verdict.is_one_sided && sums.value !== null ? ['one_sided'] : []
  return { value: sums.value, flags: [...sums.flags, ...one_sided], is_partial: verdict.is_partial }
}
