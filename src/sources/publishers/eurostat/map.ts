import type { CountFact } from '../../../vocabulary/fact.ts'
import {
  daysOfAll,
  type RejectedFields,
  readableFields
} from '../../../vocabulary/release/rejected-fields.ts'
import type { Mapped, RawRow, UnknownCode } from '../../source.ts'
import { type Frequency, periodOf, publishedFigure } from './cells.ts'
import {
  ageCodes,
  type EurostatMeaning,
  eurostatPlace,
  eurostatReporter,
  eurostatSexCodes,
  meaningOf
} from './codes.ts'
import type { PublishedRow } from './tables.ts'

/** What the dimensions of a row become. */
export interface ReadKey {
  fact: Partial<CountFact>
  total_over: string[]
  /**
   * The parts of the figure's key, the same in each format: a dimension that a format lacks has the code of its total.
   */
  parts: Record<string, string>
  /** Whether the row is of a group of countries that is not imported. */
  is_aggregate: boolean
  unknown: UnknownCode[]
}

/**
 * Reads the dimensions that all of these tables share: countries, sex and age. Another frequency, or a unit other than
 * persons, is an unknown code.
 */
export function readKey({ key, labelled }: PublishedRow, frequency: Frequency): ReadKey {
  const read: ReadKey = {
    fact: {},
    total_over: [],
    parts: { citizen: 'TOTAL', geo: '', c_dest: 'TOTAL', sex: 'T', age: 'TOTAL' },
    is_aggregate: false,
    unknown: []
  }
  for (const [field, expected] of [
    ['freq', [frequency]],
    ['unit', ['PER', 'Person', 'Persons']]
  ] as const)
    if (key[field] !== undefined && !(expected as readonly string[]).includes(key[field]))
      read.unknown.push({ field, code: key[field] })
  readPlace(read, 'citizen', 'nationality', key.citizen, labelled)
  readPlace(read, 'geo', 'country_of_asylum', key.geo, labelled)
  readPlace(read, 'c_dest', 'country_of_return', key.c_dest, labelled)
  readCode(read, 'sex', 'sex', eurostatSexCodes, key.sex, labelled)
  readCode(read, 'age', 'age_group', ageCodes, key.age, labelled)
  return read
}

function readPlace(
  read: ReadKey,
  field: string,
  dimension: 'nationality' | 'country_of_asylum' | 'country_of_return',
  text: string | undefined,
  labelled: boolean
): void {
  if (text === undefined) return
  const place = field === 'geo' ? eurostatReporter(text, labelled) : eurostatPlace(text, labelled)
  if (place === 'aggregate') read.is_aggregate = true
  else if (place === undefined) read.unknown.push({ field, code: text })
  else if (place === 'total') {
    read.total_over.push(dimension)
    read.fact[dimension] = 'not_split'
  } else {
    read.fact[dimension] = place.code
    read.parts[field] = place.key
  }
}

/** Reads a dimension that has a code table. */
export function readCode<value extends string>(
  read: ReadKey,
  field: string,
  dimension: 'sex' | 'age_group' | 'outcome' | 'applicant_history',
  codes: Record<string, EurostatMeaning<value>>,
  text: string | undefined,
  labelled: boolean
): void {
  if (text === undefined) return
  const found = meaningOf(codes, text, labelled)
  if (!found) {
    read.unknown.push({ field, code: text })
    return
  }
  const { code, meaning } = found
  if ('total' in meaning) read.total_over.push(meaning.total)
  Object.assign(read.fact, { [dimension]: meaning.value ?? 'not_split' })
  read.parts[field] = code
}

interface FigureContext {
  /** The beginning of each key, so that figures of two tables have different keys. */
  series: string
  frequency: Frequency
  provisional: 'status' | 'flag'
  source_code: string
  source_label: string
}

/** The facts of a row, one a period, or why there are none. */
export function mapFigures(
  row: RawRow,
  published: PublishedRow,
  read: ReadKey,
  fact: Pick<CountFact, 'outcome'> & Partial<CountFact>,
  { series, frequency, provisional, source_code, source_label }: FigureContext
): Mapped {
  const readable = () => readableIn(published, read, fact, frequency)
  if (read.unknown.length > 0)
    return { rejected: 'unknown_code', unknown_codes: read.unknown, readable: readable() }
  if (read.is_aggregate) return { excluded: 'aggregate' }
  const facts: CountFact[] = []
  for (const cell of published.cells) {
    const period = periodOf(cell.period, frequency)
    const figure = publishedFigure(cell, provisional)
    if (!period) return { rejected: 'unreadable_period', readable: readable() }
    if (!figure) return { rejected: 'unreadable_figure', readable: readable() }
    facts.push({
      grain: 'count',
      source_table: row.source_table,
      line: row.line,
      count_key: [series, period.label, ...Object.values(read.parts)].join('/'),
      period: period.label,
      period_from: period.from,
      period_to: period.to,
      unit: 'persons',
      ...read.fact,
      ...fact,
      ...figure,
      source_code,
      source_label,
      total_over: read.total_over
    })
  }
  return { facts }
}

/** What a rejected row says: all of its cells are lost, so that it is about all of their periods. */
function readableIn(
  { cells }: PublishedRow,
  read: ReadKey,
  fact: Partial<CountFact>,
  frequency: Frequency
): RejectedFields {
  const isUnknown = (name: string): boolean => read.unknown.some(({ field }) => field === name)
  return readableFields({
    ...read.fact,
    ...fact,
    outcome: isUnknown('decision') ? undefined : fact.outcome,
    unit: isUnknown('unit') ? undefined : 'persons',
    ...daysOfAll(cells.map(({ period }) => periodOf(period, frequency)))
  })
}
