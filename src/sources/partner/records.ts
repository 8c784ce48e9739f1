import { type CsvRow, readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { type Outcome, outcomeDefinitions } from '../../vocabulary/outcome.ts'
import type { Declaration } from './declaration.ts'
import { isPeriod, isWordOf, type SplitDimension, splitDimensions } from './dimensions.ts'
import { daysOf, type PeriodWord, periodAt, periodWords } from './periods.ts'

/** One private record, with declared values and its shortest period. It is counted and never stored. */
export interface PartnerRecord {
  decision_stage: DecisionStage
  /**
   * The first day of the record's shortest period in the tables of its stage; of the declared period where none has
   * one.
   */
  period_from: string
  words: Partial<Record<SplitDimension, string>>
}

const mostFaults = 20

/** The columns of `records.csv`: all of these and no other, so that nothing else is read. */
export const partnerColumns = ({ tables }: Declaration): string[] => [
  'decision_stage',
  'decided_on',
  ...splitDimensions.filter(name => tables.some(({ dimensions }) => dimensions.includes(name)))
]

/** The shortest period that the tables of a stage have. */
export const shortestOf = ({ tables }: Declaration, stage: DecisionStage): PeriodWord | undefined =>
  periodWords.find(word =>
    tables.some(({ decision_stage, dimensions }) => decision_stage === stage && dimensions.includes(word))
  )

/**
 * Reads the private records. Throws ReadingError for a file with any fault, each reported by line and column without
 * its value, which may be private.
 */
export async function readRecords(
  stream: AsyncIterable<Buffer>,
  file: string,
  declaration: Declaration
): Promise<PartnerRecord[]> {
  const columns = partnerColumns(declaration)
  const records: PartnerRecord[] = []
  const faults: string[] = []
  let isFirst = true
  for await (const row of readCsv(stream, { columns: 'header', encoding: 'utf-8', file })) {
    if (isFirst) refuseColumns(row, columns, file)
    isFirst = false
    const read = readRecord(row, declaration)
    if (Array.isArray(read)) faults.push(...read)
    else records.push(read)
    if (faults.length > mostFaults) break
  }
  if (faults.length > 0)
    throw new ReadingError('malformed', `cannot be used:\n  ${shown(faults).join('\n  ')}`, { file })
  return records
}

const shown = (faults: string[]): string[] =>
  faults.length > mostFaults ? [...faults.slice(0, mostFaults), 'and more.'] : faults

function refuseColumns({ record }: CsvRow<Record<string, string>>, columns: string[], file: string): void {
  const found = Object.keys(record)
  if (found.length === columns.length && columns.every(name => found.includes(name))) return
  throw new ReadingError(
    'malformed',
    `has other columns than these: ${columns.join(', ')}. A column that no declared table needs is not read: leave it out.`,
    { file, line: 1 }
  )
}

function readRecord(
  { line, record }: CsvRow<Record<string, string>>,
  declaration: Declaration
): PartnerRecord | string[] {
  const { tables, period, values, year_basis = 'calendar' } = declaration
  const faults: string[] = []
  const fault = (column: string, what: string) => faults.push(`line ${line}, ${column}: ${what}.`)
  const own = tables.filter(table => table.decision_stage === record.decision_stage)
  const stage = own[0]?.decision_stage
  if (stage === undefined) {
    fault('decision_stage', 'is the stage of no declared table')
    return faults
  }
  const word = shortestOf(declaration, stage)
  const days = daysOf(record.decided_on ?? '')
  if (days === undefined) fault('decided_on', 'is no date such as 2024-05-17, 2024-05 or 2024')
  else if (days.from < period.from || days.to > period.to)
    fault('decided_on', 'lies outside the declared period')
  else if (word && periodAt(days.from, word, year_basis).to < days.to)
    fault('decided_on', `is not exact enough: a table tells the ${word}`)
  const words: PartnerRecord['words'] = {}
  for (const name of splitDimensions) {
    if (!own.some(({ dimensions }) => dimensions.some(each => !isPeriod(each) && each === name))) continue
    const text = record[name] ?? ''
    const found = wordFor(name, text, values[name] ?? [])
    if (found === undefined) fault(name, 'is none of the declared values')
    else if (name === 'outcome' && !isDecidedAt(found, stage)) fault(name, `is no outcome of ${stage}`)
    else words[name] = found
  }
  if (faults.length > 0 || days === undefined) return faults
  return {
    decision_stage: stage,
    period_from: word ? periodAt(days.from, word, year_basis).from : period.from,
    words
  }
}

/** The declared value for a text. A country that is not declared becomes OTHER, where the declaration has that. */
function wordFor(name: SplitDimension, text: string, declared: readonly string[]): string | undefined {
  if (declared.includes(text)) return text
  const isCountry = name === 'nationality' || name === 'country_of_return'
  return isCountry && declared.includes('OTHER') && isWordOf(name, text) ? 'OTHER' : undefined
}

export function isDecidedAt(outcome: string, stage: DecisionStage): boolean {
  const stages: readonly DecisionStage[] | 'any' = outcomeDefinitions[outcome as Outcome].stages
  return stages === 'any' || stages.includes(stage)
}
