import { wholeNumber } from '../../reading/whole-number.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { countryFromName } from '../../vocabulary/countries/country.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { daysOfAll, type RejectedFields, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import type { Mapped, RawRow } from '../source.ts'
import { type DecisionColumn, decisionColumns, irbTotalRow, isIrbWithheld } from './codes.ts'
import { type Span, spanOf } from './span.ts'

export type Series = 'claims' | 'legacy'
export type ClaimsRow = Record<'period' | 'country_of_alleged_persecution' | DecisionColumn, string>

/** The figures of one country and period, one a column of decisions. */
export function mapClaims(series: Series, row: RawRow): Mapped {
  const fields = row.record as ClaimsRow
  const span = spanOf(fields.period)
  if (span && span.series !== series) return { excluded: 'other_series' }
  const country = fields.country_of_alleged_persecution.trim()
  const nationality = country === irbTotalRow ? irbTotalRow : countryFromName('irb-name', country)
  const readable = () => readableIn(span, nationality)
  if (!span) return { rejected: 'unreadable_period', readable: readable() }
  if (nationality === undefined)
    return {
      rejected: 'unknown_code',
      unknown_codes: [{ field: 'country_of_alleged_persecution', code: country }],
      readable: readable()
    }
  const facts: CountFact[] = []
  for (const column of Object.keys(decisionColumns) as DecisionColumn[]) {
    const cell = readCell(fields[column])
    if (!cell) return { rejected: 'unreadable_figure', readable: readable() }
    facts.push({
      ...factOf(row, span, nationality, column),
      ...cell,
      source_label: `${country}, ${decisionColumns[column].label}`
    })
  }
  return { facts }
}

/** What a rejected row says: its outcomes are all that a row has. */
const readableIn = (span: Span | undefined, nationality: string | undefined): RejectedFields =>
  readableFields({
    ...{ decision_stage: 'first_instance', authority: 'ca_irb', country_of_asylum: 'CAN' },
    ...{ nationality: nationality === irbTotalRow ? 'not_split' : nationality, unit: 'applications' },
    ...daysOfAll([span])
  })

function factOf(
  row: RawRow,
  { series, label, from, to }: Span,
  nationality: string,
  column: DecisionColumn
): Omit<CountFact, 'value' | 'status'> {
  const { outcome } = decisionColumns[column]
  const isTotal = nationality === irbTotalRow
  return {
    grain: 'count',
    source_table: row.source_table,
    line: row.line,
    count_key: `${series}/${label}/${nationality}/${column}`,
    period: label,
    period_from: from,
    period_to: to,
    decision_stage: 'first_instance',
    authority: 'ca_irb',
    nationality: isTotal ? 'not_split' : nationality,
    country_of_asylum: 'CAN',
    outcome,
    unit: 'applications',
    source_code: column,
    total_over: [...(isTotal ? ['nationality'] : []), ...(outcome === 'not_split' ? ['outcome'] : [])]
  }
}

function readCell(printed: string): { value: number | null; status: CellStatus } | undefined {
  const text = printed.trim()
  if (isIrbWithheld(text)) return { value: null, status: 'suppressed' }
  if (text === '') return { value: null, status: 'not_reported' }
  const value = wholeNumber(text)
  return value === undefined ? undefined : { value, status: 'ok' }
}
