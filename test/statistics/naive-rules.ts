import type { SeriesAbout } from '../../src/vocabulary/about.ts'
import { effectOf, groupOf, type Outcome } from '../../src/vocabulary/outcome.ts'
import type { Fact } from './brute-force.ts'

/**
 * What a table does not tell of a cell, found in the most naive way that can be: by docs/rules/coverage.md, row by row.
 * It shares no code with the engine.
 */
export interface Cell {
  /** The rows that the number is made of, in all periods of the table. */
  rows: Fact[]
  /** The cell's words of groups that are no period. */
  words: Record<string, string>
  /** First days of the series' periods that lie in the cell. */
  froms: string[]
  /** The outcome groups below the rate's line; undefined for counts. */
  denominator: readonly string[] | undefined
}

export interface Asking {
  /** All rows of the table in the unit that is counted. */
  all: Fact[]
  filters: Record<string, string[]>
  groups: string[]
  reporting: NonNullable<SeriesAbout['reporting']>
  /** Dimensions that the table tells anything of. */
  told: string[]
  /** The word of a row in a group. */
  wordOf(fact: Fact, name: string): string | undefined
}

export interface Verdict {
  is_null: boolean
  /** An outcome, a sex, an age: no share is made without it. */
  lacks_part: boolean
  is_partial: boolean
  is_one_sided: boolean
}

export const isTold = ({ status }: Fact): boolean => status !== 'not_reported'
export const word = (fact: Fact, name: string): string => fact.dims[name] ?? ''
export const fromOf = (fact: Fact): string => fact.from ?? ''

/** The outcomes that a group or an effect has. */
const wordOfOutcome = (name: string, outcome: string): string =>
  name === 'effect' ? effectOf(outcome as Outcome) : groupOf(outcome as Outcome)
const outcomeWords = ['outcome_group', 'effect']

export interface Lack {
  unit: string
  from: string
  is_part: boolean
  dimension: string
  values: string[]
}

/** A day some months later or earlier. */
function moved(day: string, months: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 10)
}

const known = new WeakMap<Fact[], Map<string, string>>()

/** The first and last days of the table's periods, those between them that no row has included. */
export function periodsOf(all: Fact[]): Map<string, string> {
  const periods = known.get(all) ?? spansOf(all)
  known.set(all, periods)
  return periods
}

function spansOf(all: Fact[]): Map<string, string> {
  const found = new Map(all.flatMap(({ from, to }) => (from && to ? [[from, to] as const] : [])))
  const lengths = new Set(
    [...found].map(([from, to]) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000 / 30.5))
  )
  const [length, ...others] = lengths
  const ordered = [...found.keys()].sort()
  if (length && others.length === 0)
    for (let day = ordered[0] as string; day < (ordered.at(-1) as string); day = moved(day, length)) {
      const last = new Date(Date.parse(moved(day, length)) - 86_400_000).toISOString().slice(0, 10)
      if (!found.has(day)) found.set(day, last)
    }
  return new Map([...found].sort())
}

/** Periods that tell, of those around one that does not: the last before it and the first after it, within a year. */
export function besides(day: string, telling: Iterable<string>): string[] {
  const sorted = [...telling].sort()
  const before = sorted.filter(each => each < day).at(-1)
  const after = sorted.find(each => each > day)
  return [
    ...(before !== undefined && moved(before, 12) >= day ? [before] : []),
    ...(after !== undefined && moved(day, 12) >= after ? [after] : [])
  ]
}

/** The values and words that a cell is about: by a filter or by its own groups. */
function namedIn(asking: Asking, words: Record<string, string>): [string, string][] {
  const names = [
    'outcome',
    ...outcomeWords,
    'sex',
    'age_group',
    'applicant_type',
    'unaccompanied',
    'return_type'
  ]
  return [...new Set([...names, ...Object.keys(asking.filters)])].flatMap(name =>
    (asking.groups.includes(name)
      ? [words[name] ?? '']
      : (asking.filters[name] ?? []).filter(value => isOfWords(asking, words, name, value))
    ).map((value): [string, string] => [name, value])
  )
}

/** Whether an answer about these words and values is about a value of a dimension. */
export function isAbout(
  asking: Asking,
  { words, denominator }: Cell,
  dimension: string,
  value: string
): boolean {
  if (dimension === 'outcome' && denominator !== undefined)
    return denominator.includes(groupOf(value as Outcome))
  const of = [dimension, ...(dimension === 'outcome' ? outcomeWords : [])]
  return of.every(name => {
    const own = name === dimension ? value : wordOfOutcome(name, value)
    if (asking.groups.includes(name)) return words[name] === own
    return asking.filters[name]?.some(each => each === own || isTotalOf(name, each, own)) ?? true
  })
}

const isTotalOf = (name: string, total: string, value: string): boolean =>
  (name === 'age_group' && total === '0-17' && ['0-13', '14-17'].includes(value)) ||
  (name === 'outcome' &&
    total === 'protection_granted' &&
    effectOf(value as Outcome) === 'favourable' &&
    !['fear_found', 'protection_granted'].includes(value))

/** Whether no unit that the cell is made of tells one of the values or words that it is about. */
const isToldNowhere = (asking: Asking, cell: Cell, lacks: Lack[], units: string[]): boolean =>
  namedIn(asking, cell.words).some(([name, value]) => {
    const dimension = outcomeWords.includes(name) ? 'outcome' : name
    const lostBy = new Map<string, string[]>()
    for (const lack of lacks)
      if (lack.is_part && lack.dimension === dimension)
        lostBy.set(lack.unit, [...(lostBy.get(lack.unit) ?? []), ...lack.values])
    const lost = (unit: string): string[] => lostBy.get(unit) ?? []
    const own =
      name === dimension ? [] : [...outcomesIn(asking)].filter(each => wordOfOutcome(name, each) === value)
    const told = (unit: string): boolean => {
      if (name === dimension) return !lost(unit).includes(value)
      return own.length === 0 || own.some(each => !lost(unit).includes(each))
    }
    return units.length > 0 && !units.some(told)
  })

const outcomesOf = new WeakMap<Fact[], Set<string>>()

/** The outcomes that are declared as parts, or else those that the table has. */
function outcomesIn({ all, reporting }: Asking): Set<string> {
  const { outcome } = reporting.parts
  if (Array.isArray(outcome)) return new Set(outcome.flatMap(part => part.values))
  const found = outcomesOf.get(all) ?? new Set(all.map(fact => word(fact, 'outcome')))
  outcomesOf.set(all, found)
  return found
}

/** Values that filters name and the cell can have, by dimension: each has to be told somewhere in the cell. */
export const filteredBy = (asking: Asking, cell: Cell, names: string[]): [string, string[]][] =>
  names.flatMap((name): [string, string[]][] => {
    if (!asking.filters[name] || asking.groups.includes(name)) return []
    return [[name, asking.filters[name].filter(value => isOfWords(asking, cell.words, name, value))]]
  })

/** Whether a value is no outcome of another group or effect than the cell's. */
const isOfWords = ({ groups }: Asking, words: Record<string, string>, name: string, value: string): boolean =>
  name !== 'outcome' ||
  outcomeWords.every(each => !groups.includes(each) || words[each] === wordOfOutcome(each, value))

/** What filters name and single periods of the cell do not tell; `is_null` where no period does. */
export function byFilters(
  named: [string, string[]][],
  froms: string[],
  tells: (name: string, value: string, from: string) => boolean
) {
  const lacks: Lack[] = []
  let is_null = false
  for (const [name, values] of named) {
    if (values.some(value => !froms.some(from => tells(name, value, from)))) is_null = true
    for (const from of froms) {
      const missing = values.filter(value => !tells(name, value, from))
      if (missing.length === 0) continue
      // Where none of them is told, it is the period that is missing.
      const is_part = !['country_of_asylum', 'nationality'].includes(name) && missing.length < values.length
      lacks.push({ unit: '', from, is_part, dimension: name, values: missing })
    }
  }
  return { lacks, is_null }
}

export const verdictOf = (
  asking: Asking,
  cell: Cell,
  lacks: Lack[],
  { units, is_null, is_one_sided }: { units: string[]; is_null: boolean; is_one_sided: boolean }
): Verdict => ({
  is_null: is_null || isToldNowhere(asking, cell, lacks, units),
  lacks_part: lacks.some(({ is_part }) => is_part),
  is_partial: lacks.length > 0,
  is_one_sided
})

/** Rows that are not there say nothing: each cell is judged by its own. */
export function ofCells(asking: Asking, cell: Cell, periods: string[]): Verdict {
  const { filters, groups, told, reporting } = asking
  const { rows, froms, denominator } = cell
  const isOpen = (name: string): boolean => told.includes(name) && !groups.includes(name)
  const whose = (fact: Fact): string =>
    JSON.stringify([
      isOpen('country_of_asylum') ? word(fact, 'country_of_asylum') : '',
      isOpen('nationality') && filters.nationality ? word(fact, 'nationality') : ''
    ])
  const needs = Object.entries(reporting.parts).flatMap(([name, parts]): [string, string[][]][] => {
    if (!Array.isArray(parts) || !told.includes(name)) return []
    const isCut = name === 'outcome' && denominator !== undefined
    if (groups.includes(name) && !isCut) return []
    const own = parts
      .map(part => part.values.filter(value => isAbout(asking, cell, name, value)))
      .filter(values => values.length > 0)
    const others = isCut
      ? []
      : (filters[name] ?? []).filter(
          each => !own.flat().some(value => value === each || isTotalOf(name, each, value))
        )
    return [[name, [...own, ...others.map(value => [value])]]]
  })
  const stands = (fact: Fact, name: string, values: string[]): boolean => {
    const own = word(fact, name)
    return own === 'not_split' || values.some(value => value === own || isTotalOf(name, own, value))
  }
  const combinations = needs.reduce<[string, string[]][][]>(
    (all, [name, parts]) =>
      all.flatMap(chosen => parts.map((values): [string, string[]][] => [...chosen, [name, values]])),
    [[]]
  )
  const lacks: Lack[] = []
  const reported = rows.filter(isTold)
  const inside = reported.filter(fact => froms.includes(fromOf(fact)))
  const unitOf = (fact: Fact): string => `${whose(fact)} ${fact.from}`
  const units = new Map<string, Fact[]>()
  for (const fact of inside) units.set(unitOf(fact), [...(units.get(unitOf(fact)) ?? []), fact])
  for (const [unit, own] of units) {
    const from = fromOf(own[0] as Fact)
    const missing = combinations.filter(
      chosen => !own.some(fact => chosen.every(([name, values]) => stands(fact, name, values)))
    )
    if (missing.length > 0) {
      const whole = needs.flatMap(([dimension, parts]): Lack[] => {
        const values = parts.filter(each => !own.some(fact => stands(fact, dimension, each))).flat()
        return values.length > 0 ? [{ unit, from, is_part: true, dimension, values }] : []
      })
      lacks.push(...(whole.length > 0 ? whole : [{ unit, from, is_part: true, dimension: '', values: [] }]))
    }
    if (
      isOpen('nationality') &&
      !filters.nationality &&
      own.some(fact => word(fact, 'nationality') !== 'not_split')
    )
      lacks.push({ unit, from, is_part: false, dimension: 'nationality', values: [] })
  }
  for (const each of new Set(rows.map(whose))) {
    const telling = new Set(reported.filter(fact => whose(fact) === each).map(fromOf))
    const silent = new Set(rows.filter(fact => whose(fact) === each).map(fromOf))
    for (const from of periods)
      if (
        froms.includes(from) &&
        !telling.has(from) &&
        (silent.has(from) || besides(from, telling).length > 0)
      )
        lacks.push({ unit: `${each} ${from}`, from, is_part: false, dimension: 'period', values: [] })
  }
  const named = byFilters(
    filteredBy(asking, cell, ['country_of_asylum', 'nationality', ...needs.map(([name]) => name)]),
    froms,
    (name, value, from) => {
      const parts = needs.find(([each]) => each === name)?.[1].flat() ?? []
      const own = inside.filter(fact => fact.from === from)
      const isThere = (each: string): boolean =>
        own.some(fact => (parts.length > 0 ? stands(fact, name, [each]) : word(fact, name) === each))
      const below = parts.filter(each => isTotalOf(name, value, each))
      return isThere(value) || (below.length > 0 && below.every(isThere))
    }
  )
  const is_null = named.is_null || (units.size === 0 && rows.length > 0)
  return verdictOf(asking, cell, [...lacks, ...named.lacks], {
    ...{ units: [...units.keys()], is_null, is_one_sided: false }
  })
}
