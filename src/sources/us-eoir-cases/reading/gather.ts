import { ReadingError } from '../../../reading/reading-error.ts'
import {
  fieldOf,
  fieldsOf,
  isBlank,
  readTabSeparated,
  type TabbedRow
} from '../../../reading/tab-separated.ts'
import { noRecord } from '../../../vocabulary/release/rejected-fields.ts'
import type { CasePart, Gathered, OpenFile } from '../../source.ts'
import { readableOf } from '../rules/readable.ts'
import { isWholeNumber } from './column-kinds.ts'
import { gatherCounts, headOf } from './count-file.ts'
import { courtRowText, damageOf, keysOf } from './fault-texts.ts'
import { type FileColumns, fileColumns, type LookedAt } from './header.ts'
import { canonical, partFields } from './kept-columns.ts'
import { dayAtMidnight } from './midnight.ts'
import { type ReleaseFile, releaseFile, turn } from './release-files.ts'
import { freeText, joinSplit, mend } from './repair.ts'
import { type EoirTable, eoirTables, type TableName, tableRules } from './tables.ts'

const { court } = partFields

/** Decisions of federal courts that wait until their appeal, which names their case, is read; by the appeal's id. */
type Waiting = Map<string, CasePart[]>

interface Line {
  fields: string[]
  line: number
}

interface Reading {
  rules: EoirTable
  table: number
  columns: FileColumns
  waiting: Waiting
  into: Gathered
  released_on: string
  file: string
  rows: number
  damaged: number
  /** A line with too few fields; the next line may have the rest. */
  held: Line | undefined
}

/**
 * Reads the files of one lane, each once. Rows that their own content excludes or rejects are reported at once; all
 * others are passed on as parts. Decisions of federal courts name an appeal and no case, so they are read first, held
 * in memory (a few thousand) and passed on when their appeal is read.
 * Throws ReadingError, naming the file, for a header that cannot be read and a table without rows.
 */
export async function gatherEoirLane(
  files: readonly OpenFile[],
  into: Gathered,
  released_on: string
): Promise<void> {
  const waiting: Waiting = new Map()
  const known: { file: OpenFile; is: ReleaseFile }[] = []
  for (const file of files) {
    const is = releaseFile(await headOf(await file.open()), file.name)
    if (is) known.push({ file, is })
  }
  for (const { file, is } of known.sort((a, b) => turn(a.is) - turn(b.is))) {
    if (is === 'counts') await gatherCounts(file, into)
    else await gatherTable(file, is, { waiting, into, released_on })
  }
  for (const part of [...waiting.values()].flat())
    into.rejected(
      part.table,
      part.line,
      part.fields[court.LNGAPPEALID] === '' ? 'no_key' : 'orphan',
      courtRowText(part),
      readableOf(part, released_on)
    )
}

async function gatherTable(
  file: OpenFile,
  name: TableName,
  { waiting, into, released_on }: Pick<Reading, 'waiting' | 'into' | 'released_on'>
): Promise<void> {
  let reading: Reading | undefined
  await readTabSeparated(await file.open(), {
    file: file.name,
    header: names => {
      const columns = fileColumns(name, names, file.name)
      const table = eoirTables.indexOf(name)
      const none = { rows: 0, damaged: 0, held: undefined }
      reading = {
        rules: tableRules[name],
        table,
        columns,
        waiting,
        into,
        released_on,
        file: file.name,
        ...none
      }
    },
    row: row => take(row, reading as Reading),
    settled: () => into.settled()
  })
  if (reading) takeHeld(reading)
}

/** A row is sound by its number of fields and its checked columns alone; only a suspicious row is checked in full. */
function take(row: TabbedRow, reading: Reading): void {
  const { columns, held } = reading
  const missing = columns.kinds.length - row.count
  if (held && missing <= 0) takeHeld(reading)
  const values = missing === 0 ? soundValues(row, columns) : undefined
  if (values) place(values, row.line, false, reading)
  else if (missing > 0) takeShort({ fields: fieldsOf(row), line: row.line }, reading)
  else takeSuspicious(fieldsOf(row), row.line, reading)
}

/** Holds a line with too few fields until the next one: a line break inside a text splits a row into two lines. */
function takeShort(line: Line, reading: Reading): void {
  const { held, columns } = reading
  const joined = held && joinSplit(held.fields, line.fields, columns)
  if (joined) {
    reading.held = undefined
    place(wantedOf(joined, columns), held.line, true, reading)
  } else {
    takeHeld(reading)
    reading.held = line
  }
}

function takeHeld(reading: Reading): void {
  const { held } = reading
  reading.held = undefined
  if (held) takeSuspicious(held.fields, held.line, reading)
}

function takeSuspicious(fields: string[], line: number, reading: Reading): void {
  const { columns, table, into } = reading
  const mended = mend(fields, columns)
  if (!mended) {
    refuseOtherLayout(line, reading)
    const lost = reading.rules.makes_no_record && noRecord
    into.rejected(table, line, 'damaged', damageOf(fields, columns.kinds.length), lost)
    return
  }
  const values = wantedOf(mended.fields, columns)
  hideCourt(values, reading)
  place(values, line, mended.repaired, reading)
}

const wantedOf = (fields: readonly string[], { wanted_at }: FileColumns): string[] =>
  wanted_at.map(at => (at === -1 ? '' : (fields[at] as string)))

/** Courts have no code table, so any text would be taken for a court: free text is blanked and counted as unknown. */
function hideCourt(values: string[], { rules, into }: Reading): void {
  const at = rules.wanted.indexOf('BASE_CITY_CODE')
  if (at === -1 || values[at] !== freeText) return
  values[at] = ''
  into.unknown('BASE_CITY_CODE', freeText)
}

/** The wanted values of a row whose checked columns are all valid; else undefined. */
function soundValues(row: TabbedRow, { filled, watched, wanted }: FileColumns): string[] | undefined {
  for (const at of filled) if (isBlank(row, at)) return undefined
  for (const { at, fits } of watched) if (!isBlank(row, at) && !fits(fieldOf(row, at))) return undefined
  const values: string[] = []
  for (const column of wanted) {
    const value = column === undefined ? '' : soundValue(row, column)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

/** The value, of a timestamp at midnight only its day; undefined where it is not valid. */
function soundValue(row: TabbedRow, { at, is_key, is_date, fits }: LookedAt): string | undefined {
  const day = is_date ? dayAtMidnight(row, at) : undefined
  if (day !== undefined) return day
  const value = fieldOf(row, at)
  return (value === '' ? is_key : !fits(value)) ? undefined : value
}

/** Refuses a file with many unreadable rows: its layout is another one, and searching a repair of each takes hours. */
function refuseOtherLayout(line: number, reading: Reading): void {
  const rows = ++reading.rows
  const damaged = ++reading.damaged
  const isOther = rows === 1000 && damaged === rows
  if (!isOther && (damaged <= 1000 || damaged <= rows * 0.05)) return
  const [some, all] = [damaged.toLocaleString('en'), rows.toLocaleString('en')]
  throw new ReadingError(
    'malformed',
    `${isOther ? `the first ${all} rows` : `${some} of the first ${all} rows`} do not fit its header. It may be a new layout: compare it with the publisher’s code key.`,
    { file: reading.file, line }
  )
}

function place(values: readonly string[], line: number, repaired: boolean, reading: Reading): void {
  const { rules, table, waiting, into, released_on } = reading
  reading.rows++
  const key = canonical(values[rules.key_at] as string)
  const caseId = rules.case_at === -1 ? '' : canonical(values[rules.case_at] as string)
  // Also when the appeal itself is left out: the court's decision still belongs to the case.
  if (table === appealTable && isUsable(caseId)) passOn(key, caseId, waiting, into)
  const excluded = rules.excluded?.(values)
  const rejected = excluded ? undefined : keyFault(key, caseId, rules)
  if (excluded) into.excluded(table, excluded, repaired)
  else if (rejected) {
    // Where a text stands for a key, the columns of the row may be shifted: nothing in it is certain.
    const row = rejected === 'no_key' && { table, fields: rules.fields(values) }
    into.rejected(
      table,
      line,
      rejected,
      keysOf(values, rules),
      rules.makes_no_record ? noRecord : row ? readableOf(row, released_on) : undefined
    )
  } else {
    const part = { case_id: caseId, table, line, repaired, fields: rules.fields(values) }
    if (rules.case_at === -1) keepWaiting(part, waiting)
    else into.part(part)
  }
}

function keyFault(key: string, caseId: string, rules: EoirTable): string | undefined {
  if (!isWholeNumber(key)) return key === '' ? 'no_key' : 'not_a_number'
  return rules.case_at === -1 || isUsable(caseId) ? undefined : 'no_key'
}

const appealTable = eoirTables.indexOf('tblAppeal')

const isUsable = (id: string): boolean => id !== '0' && isWholeNumber(id)

function keepWaiting(part: CasePart, waiting: Waiting): void {
  const appeal = part.fields[court.LNGAPPEALID] as string
  const others = waiting.get(appeal)
  if (others) others.push(part)
  else waiting.set(appeal, [part])
}

function passOn(appeal: string, caseId: string, waiting: Waiting, into: Gathered): void {
  const parts = waiting.get(appeal)
  if (!parts) return
  waiting.delete(appeal)
  for (const part of parts) into.part({ ...part, case_id: caseId })
}
