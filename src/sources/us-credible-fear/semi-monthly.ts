import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { daysOfAll, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { currentAsOf, type DateOrder, writtenDay } from '../../vocabulary/time/written-day.ts'
import type { Layout, Mapped, RawRow } from '../source.ts'
import { type ColumnMeaning, fearColumnNames } from './codes.ts'
import { readFearCell } from './map.ts'

type Screening = NonNullable<CountFact['screening_type']>

/** A line of figures: whose block it stands in, what is counted, and a cell for each half of a month. */
interface HalfMonthsRow {
  /** Undefined in a block of some of the cases that another block counts. */
  screening_type: Screening | undefined
  label: string
  /** In the order of time. */
  cells: (HalfMonth & { text: string })[]
}

interface HalfMonth {
  from: string
  to: string
}

const mainBlocks: readonly [RegExp, Screening][] = [
  [/^All Credible Fear Cases/i, 'credible_fear'],
  [/^All Reasonable Fear Cases/i, 'reasonable_fear']
]
const total = 'All Decisions'

/**
 * The report of USCIS by halves of months: blocks one below the other, each with a title, two lines of dates and a
 * line for each kind of decision. Two blocks count all cases; the others count some of them.
 */
export const semiMonthlyReport: Layout = {
  id: 'uscis-semi-monthly',
  title: 'USCIS semi-monthly report of credible and reasonable fear (CSV)',
  series: 'semi-monthly',
  matches: head => /^"?All Credible Fear Cases/im.test(head) && /Case Receipts/.test(head),
  rows,
  map,
  coverage: { country_of_asylum: ['USA'], complete: true },
  starter: false,
  synthetic: false
}

interface Block {
  screening_type: Screening | undefined
  from: string[]
  to: string[]
}

async function* rows(stream: AsyncIterable<Buffer>, file: string): AsyncIterable<RawRow> {
  const told = new Set<string>()
  let block: Block = { screening_type: undefined, from: [], to: [] }
  let data_as_of: string | undefined
  for await (const { line, record, raw } of readCsv(withoutMark(stream), {
    // The notes have bytes of Latin-1; all else is ASCII.
    ...{ encoding: 'latin1', columns: 'none', relax_column_count: true, file }
  })) {
    const [label, ...texts] = labelled(record)
    if (label === undefined) continue
    if (label === 'From') block = { ...block, from: texts, to: [] }
    else if (label === 'To') block = { ...block, to: texts }
    else if (texts.every(text => text.trim() === '')) {
      data_as_of ??= currentAsOf(label)
      block = blockOf(label)
    } else {
      const spans = halfMonths(block, { file, line })
      if (texts.length < spans.length)
        throw new ReadingError(
          'truncated',
          `has ${texts.length} cells where ${spans.length} should stand. Fetch it again.`,
          {
            file,
            line
          }
        )
      const name = `${block.screening_type} ${label}`
      if (block.screening_type && told.has(name))
        throw new ReadingError('malformed', `"${label}" stands twice in one block.`, { file, line })
      told.add(name)
      const cells = spans.map((span, i) => ({ ...span, text: texts[i] ?? '' }))
      const row: HalfMonthsRow = { screening_type: block.screening_type, label, cells }
      yield { source_table: file, line, record: row, raw, data_as_of }
    }
  }
  const missing = mainBlocks.filter(([, screening_type]) => !told.has(`${screening_type} ${total}`))
  if (missing.length > 0)
    throw new ReadingError(
      'truncated',
      `has no line "${total}" of ${missing.map(([, name]) => name.replace('_', ' ')).join(' and ')}: it is cut off. Fetch it again.`,
      { file }
    )
}

/** The first cell with a text, and the cells behind the second column, which most blocks leave empty. */
function labelled(record: readonly string[]): string[] {
  const [first = '', second = '', ...texts] = record.map(cell => cell.trim())
  const label = first === '' || /^(From|To)$/.test(second) ? second : first
  return label === '' ? [] : [label, ...texts]
}

const blockOf = (title: string): Block => ({
  screening_type: mainBlocks.find(([pattern]) => pattern.test(title))?.[1],
  from: [],
  to: []
})

/** The days of the columns, in the order of day and month by which each is half a month. */
function halfMonths({ from, to }: Block, place: { file: string; line: number }): HalfMonth[] {
  const filled = from.filter(text => text !== '').length
  for (const order of ['month_first', 'day_first'] as const) {
    const spans = from.slice(0, filled).flatMap((text, i) => halfMonth(text, to[i] ?? '', order) ?? [])
    if (filled === 0 || spans.length < filled) continue
    const gap = spans.find((span, i) => i > 0 && span.from !== addDays((spans[i - 1] as HalfMonth).to, 1))
    if (gap === undefined) return spans
    throw new ReadingError(
      'malformed',
      `has the half of a month from ${gap.from} on where another should follow: columns are missing, or there twice.`,
      place
    )
  }
  throw new ReadingError('malformed', 'stands below no dates of halves of months ("From", "To").', place)
}

function halfMonth(from: string, to: string, order: DateOrder): HalfMonth | undefined {
  const first = writtenDay(from, { order })
  const last = writtenDay(to, { order })
  if (!first || !last || first.slice(0, 7) !== last.slice(0, 7)) return undefined
  if (first.endsWith('-01') && last.endsWith('-15')) return { from: first, to: last }
  return first.endsWith('-16') && isLastOfMonth(last) ? { from: first, to: last } : undefined
}

function isLastOfMonth(day: string): boolean {
  try {
    return addDays(day, 1).endsWith('-01')
  } catch {
    return false
  }
}

const mark = Buffer.from([0xef, 0xbb, 0xbf])

async function* withoutMark(stream: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let isFirst = true
  for await (const chunk of stream) {
    yield isFirst && chunk.subarray(0, 3).equals(mark) ? chunk.subarray(3) : chunk
    isFirst = false
  }
}

function map(row: RawRow): Mapped {
  const { screening_type, label, cells } = row.record as HalfMonthsRow
  if (!screening_type) return { excluded: 'part_of_total' }
  const meaning: ColumnMeaning | undefined = Object.hasOwn(fearColumnNames, label)
    ? fearColumnNames[label as keyof typeof fearColumnNames]
    : undefined
  const readable = () =>
    readableFields({
      ...{ decision_stage: 'screening', authority: 'us_uscis', screening_type, country_of_asylum: 'USA' },
      ...{ outcome: meaning?.outcome, unit: 'cases' },
      ...daysOfAll(cells)
    })
  if (!meaning)
    return {
      ...{ rejected: 'unknown_code', unknown_codes: [{ field: 'column', code: label }] },
      readable: readable()
    }
  const facts: CountFact[] = []
  for (const [at, { from, to, text }] of cells.entries()) {
    const cell = readFearCell(text)
    // Reports of the newest half of a month still come in when it is printed.
    const isNewest = at === cells.length - 1 && cell?.status === 'ok'
    if (!cell) return { rejected: 'unreadable_figure', readable: readable() }
    const period = `${from}..${to}`
    facts.push({
      grain: 'count',
      source_table: row.source_table,
      line: row.line,
      count_key: `semi-monthly/${period}/${screening_type}/${label}`,
      period,
      period_from: from,
      period_to: to,
      decision_stage: 'screening',
      authority: 'us_uscis',
      screening_type,
      country_of_asylum: 'USA',
      ...(meaning.subject && { subject: meaning.subject }),
      outcome: meaning.outcome,
      unit: 'cases',
      ...cell,
      ...(isNewest && { status: 'provisional' as const }),
      source_code: label,
      source_label: label,
      total_over: meaning.outcome === 'not_split' && !meaning.subject ? ['outcome'] : []
    })
  }
  return { facts }
}
