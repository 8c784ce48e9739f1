import { wholeNumber } from '../../reading/whole-number.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { countryFromCode, countryFromName } from '../../vocabulary/countries/country.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { daysOfAll, type RejectedFields, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { yearOf } from '../../vocabulary/time/period.ts'
import type { Mapped, RawRow } from '../source.ts'
import { type FearColumn, fearTotalRow, fearWithheld, otherRow, tableColumns, zero } from './codes.ts'

/** One printed cell: the fiscal year and column above it, and its text. */
export interface PrintedCell {
  fiscal_year: string
  column: FearColumn
  text: string
}

/** One line of the table by nationality: six years of four columns in DHS's own table, one year in the restated one. */
export interface NationalityRow {
  /** As printed: a name in DHS's table, a code in the restated one; TOTAL and the others' row in both. */
  nationality: string
  cells: PrintedCell[]
}

interface Cell {
  value: number | null
  status: CellStatus
}

/** The country of a name in DHS's table; undefined where the name is not known. */
export const nationalityNamed = (name: string): string | undefined =>
  name === otherRow ? 'OTHER' : countryFromName('uscis-name', name)

/** The country of a code in the restated table; undefined where the code is not known. */
export const nationalityCoded = (code: string): string | undefined =>
  code === 'OTHER' ? 'OTHER' : countryFromCode('iso3', code)

/** Gives one fact for each cell. A row whose nationality is not known is rejected: its numbers cannot be counted. */
export function mapNationality(row: RawRow, resolve: (printed: string) => string | undefined): Mapped {
  const { nationality: printed, cells } = row.record as NationalityRow
  const isTotal = printed === fearTotalRow
  const nationality = isTotal ? fearTotalRow : resolve(printed)
  if (!nationality)
    return {
      ...{ rejected: 'unknown_code', unknown_codes: [{ field: 'nationality', code: printed }] },
      readable: readableIn(cells, nationality)
    }
  const facts: CountFact[] = []
  for (const each of cells) {
    const cell = readFearCell(each.text)
    if (!cell)
      return {
        rejected: 'unreadable_figure',
        readable: readableIn(cells, isTotal ? 'not_split' : nationality)
      }
    facts.push(factOf(row, printed, nationality, each, cell))
  }
  return { facts }
}

/** What a rejected line says: all of its cells are lost. */
const readableIn = (cells: readonly PrintedCell[], nationality: string | undefined): RejectedFields =>
  readableFields({
    ...{ decision_stage: 'screening', authority: 'us_uscis', screening_type: 'credible_fear' },
    ...{ nationality, country_of_asylum: 'USA', unit: 'cases' },
    ...daysOfAll(cells.map(({ fiscal_year }) => yearOf(Number(fiscal_year), 'us_fiscal')))
  })

function factOf(
  row: RawRow,
  printed: string,
  nationality: string,
  { fiscal_year, column }: PrintedCell,
  cell: Cell
): CountFact {
  const isTotal = nationality === fearTotalRow
  const { key, outcome } = tableColumns[column]
  const { label: period, from: period_from, to: period_to } = yearOf(Number(fiscal_year), 'us_fiscal')
  return {
    grain: 'count',
    source_table: row.source_table,
    line: row.line,
    count_key: `${period}/${nationality}/${key}`,
    period,
    period_from,
    period_to,
    decision_stage: 'screening',
    authority: 'us_uscis',
    screening_type: 'credible_fear',
    nationality: isTotal ? 'not_split' : nationality,
    country_of_asylum: 'USA',
    outcome,
    unit: 'cases',
    ...cell,
    source_code: column,
    source_label: `${printed}, ${column}`,
    total_over: [...(isTotal ? ['nationality'] : []), ...(outcome === 'not_split' ? ['outcome'] : [])]
  }
}

/** Reads ` 8,949 `, ` - ` for zero, and ` D ` for withheld, which is neither zero nor derived from a total. */
export function readFearCell(printed: string): Cell | undefined {
  const text = printed.trim()
  if (text === fearWithheld) return { value: null, status: 'suppressed' }
  if (text === zero) return { value: 0, status: 'ok' }
  if (text === '') return { value: null, status: 'not_reported' }
  const value = wholeNumber(text)
  return value === undefined ? undefined : { value, status: 'ok' }
}
