import type { ReportingRule } from '../../src/vocabulary/measures/reporting.ts'
import type { Count, Made } from './fixture.ts'

type AbsentRowMeaning = ReportingRule['absent_row']

/** A figure of the truth, and whether the made-up table tells it. */
export interface Figure {
  dims: Record<string, string>
  value: number
  is_told: boolean
}

export interface MadeUp {
  made: Made
  truth: Figure[]
  has_totals: boolean
}

export const values = {
  country_of_asylum: ['AUT', 'DEU', 'SWE'],
  nationality: ['ERI', 'IRQ', 'SOM'],
  outcome: ['refugee_status_granted', 'subsidiary_protection_granted', 'rejected'],
  sex: ['female', 'male'],
  age_group: ['18-34', '35-64']
}
const each = (list: readonly string[]) => list.map(value => ({ values: [value] }))

const quarters = ['2021', '2022'].flatMap(year => [1, 2, 3, 4].map(number => `${year}-Q${number}`))
const years = ['2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022']

function reportingOf(absent_row: AbsentRowMeaning): ReportingRule {
  const common = { absent_row, reason: 'made up', reporters: 'own' as const }
  if (absent_row === 'rounded_zero')
    return {
      ...common,
      ...{ unit: ['country_of_asylum', 'year', 'source_level'], parts: {} },
      told_at: { levels: ['FI'], at: ['FA'] }
    }
  return {
    ...common,
    unit: ['country_of_asylum', 'quarter'],
    parts: {
      outcome: each(values.outcome),
      sex: each(values.sex),
      age_group: absent_row === 'zero' ? 'as_seen' : each(values.age_group)
    }
  }
}

/** Every combination of the lists, as objects. */
function combined(lists: Record<string, readonly string[]>): Record<string, string>[] {
  return Object.entries(lists).reduce<Record<string, string>[]>(
    (all, [name, words]) => all.flatMap(one => words.map(word => ({ ...one, [name]: word }))),
    [{}]
  )
}

/**
 * A table made from a truth, less what chance takes out of it: reporters, periods, outcomes, sexes, ages, nationalities,
 * and, where a row that is not there is no zero, single combinations. What is taken out never lies more than a year from
 * the same in a period that has it, since what is missing for longer has begun or ended.
 */
export function madeUpTable(roll: () => number, absent_row: AbsentRowMeaning, has_totals: boolean): MadeUp {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
  const isOfLevels = absent_row === 'rounded_zero'
  const periods = isOfLevels ? years : quarters
  const { country_of_asylum, nationality, outcome } = values
  const lists = { country_of_asylum, period: periods, nationality, outcome }
  const isZero = absent_row !== 'not_told'
  const truth: Figure[] = combined(
    isOfLevels ? lists : { ...lists, sex: values.sex, age_group: values.age_group }
  ).map(dims => ({
    dims,
    value: isZero && roll() < 0.1 ? 0 : 10 + Math.floor(roll() * 50),
    is_told: true
  }))
  const inner = periods.slice(1, -1)
  const takeOut = (scope: Record<string, string>) => {
    for (const figure of truth)
      if (Object.entries(scope).every(([name, value]) => figure.dims[name] === value)) figure.is_told = false
  }
  const reporter = () => ({ country_of_asylum: pick(country_of_asylum) })
  const at = () => ({ period: pick(inner) })
  const some = (most: number, take: () => void) => {
    for (let left = Math.floor(roll() * (most + 1)); left > 0; left--) take()
  }
  const elsewhere: Record<string, string>[] = []
  some(2, () => takeOut({ ...reporter(), ...at() }))
  some(1, () => takeOut(at()))
  if (isOfLevels)
    some(3, () => {
      const scope = { ...reporter(), ...at(), outcome: pick(outcome) }
      elsewhere.push(scope)
      takeOut(scope)
    })
  else {
    for (const name of ['outcome', 'sex', 'age_group'] as const)
      some(2, () => takeOut({ ...reporter(), ...at(), [name]: pick(values[name]) }))
    if (absent_row === 'zero') some(1, () => takeOut({ ...at(), sex: pick(values.sex) }))
  }
  if (!isZero) {
    some(3, () => takeOut({ ...reporter(), ...at(), nationality: pick(nationality) }))
    some(4, () => takeOut(pick(truth.filter(({ dims }) => inner.includes(dims.period as string))).dims))
  }
  const told = truth.filter(({ is_told }) => is_told)
  const counts: Count[] = told
    .filter(({ value }) => !isZero || isOfLevels || value > 0)
    .map(({ dims, value }) => ({ ...dims, value }) as Count)
  if (isOfLevels) {
    for (const scope of elsewhere)
      if (told.some(({ dims }) => isWithin(dims, { ...scope, outcome: '' })))
        for (const one of nationality) {
          const { country_of_asylum, period, outcome } = scope
          const common = { country_of_asylum, period, outcome, nationality: one } as Count
          counts.push({ ...common, value: 0 })
          counts.push({ ...common, ...{ source_level: 'FA', decision_stage: 'mixed', value: 100 } } as Count)
        }
    for (const count of counts) count.source_level ??= 'FI'
  }
  if (has_totals) counts.push(...totalsOf(roll, truth, isOfLevels, isZero))
  const days = counts.map(({ period }) => period as string).sort()
  return {
    truth,
    has_totals,
    made: {
      counts,
      coverage: { from: firstDay(days[0] as string), to: `${(days.at(-1) as string).slice(0, 4)}-12-31` },
      series_about: {
        reporting: reportingOf(absent_row),
        rates: { total_protection_rate: {}, refugee_recognition_rate: {} }
      }
    }
  }
}

const firstDay = (period: string): string => `${period.slice(0, 4)}-01-01`
const isWithin = (dims: Record<string, string>, scope: Record<string, string>): boolean =>
  Object.entries(scope).every(([name, value]) => value === '' || dims[name] === value)

/** Totals over some dimensions, true whatever of their parts is taken out; a few are not there themselves. */
function totalsOf(roll: () => number, truth: Figure[], isOfLevels: boolean, isZero: boolean): Count[] {
  const sets = isOfLevels
    ? [['nationality']]
    : [
        ['sex', 'age_group'],
        ['sex', 'age_group', 'nationality']
      ]
  return sets.flatMap(over => {
    const sums = new Map<string, { dims: Record<string, string>; value: number; is_told: boolean }>()
    for (const { dims, value, is_told } of truth) {
      const own = Object.fromEntries(Object.entries(dims).filter(([name]) => !over.includes(name)))
      const id = JSON.stringify(own)
      const sum = sums.get(id) ?? { dims: own, value: 0, is_told: false }
      sums.set(id, { dims: own, value: sum.value + value, is_told: sum.is_told || is_told })
    }
    // A total of what no part is told of would tell a unit that is taken out.
    return [...sums.values()]
      .filter(({ is_told }) => is_told && (isZero || roll() < 0.9))
      .map(({ dims, value }) => ({
        ...(dims as Count),
        ...{ value, total_over: [...over].sort() as never },
        ...(isOfLevels ? { source_level: 'FI' } : {})
      }))
  })
}
