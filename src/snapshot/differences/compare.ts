import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  type ComparedRecords,
  type DifferenceCount,
  differenceSplits,
  recordDifferences
} from '../../vocabulary/release/difference.ts'
import { openWorkbench } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'
import { matchByContent, matchByKey, matchingParts } from './match.ts'
import { type ComparedFiles, hashSides, oneNumber, resultRows, sidesOf } from './sides.ts'
import { countDifferences, tellChanges, tellRecords } from './tell.ts'

/** What two releases differ in. */
export interface ComparedSnapshots {
  records: ComparedRecords[]
  counts: DifferenceCount[]
  /**
   * A file in the CSV of COPY, with the columns of `listedColumns`, one row a record that differs; undefined where there are
   * more than `mostListed`.
   */
  listed: string[] | undefined
}

/** The columns of the files of `listed`, in their order. */
export const listedColumns = [
  'difference_id',
  'position',
  'record',
  'difference',
  'id',
  'former_id',
  'changes',
  'dimensions'
] as const

/** Records that differ and are told one by one. Of more, two releases are told by counts alone. */
const mostListed = 2_000_000
/** A comparison takes seconds; one that takes this long is given up, and the import goes on without it. */
const longestMs = 15 * 60_000

/** Bytes of Parquet from which on a release is large. */
const largeFrom = 20 * 1024 * 1024

export interface CompareOptions {
  /** The id under which it is going to be kept: each row of the files begins with it. */
  difference_id: number
  /** Whether a key names the same record in each release of the source; else records are matched by all that they tell. */
  hasLastingKeys: boolean
  /** A folder of the caller's, for what is spilled and for the files of `listed`. */
  folder: string
  mostListed?: number
  longestMs?: number
}

/** Compares the snapshots of two releases, table by table, in the memory of a workbench whatever their size. */
export async function compareSnapshots(
  tables: readonly ComparedFiles[],
  {
    difference_id,
    folder,
    hasLastingKeys,
    mostListed: most = mostListed,
    longestMs: longest = longestMs
  }: CompareOptions
): Promise<ComparedSnapshots> {
  await mkdir(folder, { recursive: true })
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  const timer = setTimeout(() => connection.interrupt(), longest)
  try {
    // What large releases need stands in a file, compressed; making one for small ones takes longer than all the rest.
    if ((await bytesOf(tables)) > largeFrom)
      await connection.run(`attach ${quoted(path.join(folder, 'compared.duckdb'))} as compared; use compared`)
    const found: ComparedSnapshots = { records: [], counts: [], listed: [] }
    let position = 0
    for (const files of tables) {
      const { records, counts } = await compareTable(connection, files, hasLastingKeys)
      found.records.push(records)
      found.counts.push(...counts.sort(inOrder))
      const file = path.join(folder, `${files.table}.csv`)
      const differing = recordDifferences.reduce((sum, kind) => sum + records[kind], 0)
      if (position + differing > most) found.listed = undefined
      if (differing > 0 && found.listed) {
        await writeListed(connection, { file, difference_id, record: records.record, position })
        found.listed.push(file)
      }
      position += differing
    }
    return found
  } finally {
    clearTimeout(timer)
    connection.closeSync()
    instance.closeSync()
  }
}

async function bytesOf(tables: readonly ComparedFiles[]): Promise<number> {
  const files = tables.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
  let sum = 0
  for (const file of files) sum += (await stat(file)).size
  return sum
}

async function compareTable(connection: DuckDBConnection, files: ComparedFiles, hasLastingKeys: boolean) {
  const sides = await sidesOf(connection, files)
  await hashSides(connection, sides)
  const parts = await matchingParts(connection)
  if (hasLastingKeys) await matchByKey(connection, parts)
  else await matchByContent(connection, parts)
  await tellRecords(connection, sides)
  await tellChanges(connection, sides)
  const counts = await countDifferences(connection, sides)
  const ofKind = await resultRows<{ difference: string; count: number }>(
    connection,
    'select difference, count(*)::int as count from differing group by difference'
  )
  const kinds = Object.fromEntries(
    recordDifferences.map(kind => [kind, ofKind.find(each => each.difference === kind)?.count ?? 0])
  ) as Pick<ComparedRecords, (typeof recordDifferences)[number]>
  const rows_before = await oneNumber(connection, 'select count(*) from before_h')
  const rows_after = await oneNumber(connection, 'select count(*) from after_h')
  const records: ComparedRecords = {
    ...{ record: sides.grain, rows_before, rows_after, ...kinds },
    unchanged: rows_before - kinds.changed - kinds.rekeyed - kinds.vanished,
    matched_by: hasLastingKeys ? 'key' : 'content',
    not_compared: sides.not_compared
  }
  checkBalance(records, await oneNumber(connection, 'select count(*) from told'))
  return { records, counts }
}

/** Throws where the counts do not add up: a difference that does not is not told. */
function checkBalance(
  { record, rows_after, unchanged, vanished, changed, rekeyed, added }: ComparedRecords,
  told: number
): void {
  const differing = vanished + changed + rekeyed + added
  if (unchanged + changed + rekeyed + added !== rows_after || told !== differing || unchanged < 0)
    throw new Error(`the differences of ${record} do not add up: ${differing} differ, ${told} are told`)
}

async function writeListed(
  connection: DuckDBConnection,
  {
    file,
    difference_id,
    record,
    position
  }: Record<'file' | 'record', string> & Record<'difference_id' | 'position', number>
): Promise<void> {
  // A key that is on both sides is of a changed record alone: a second condition of the join made it a hundred times slower.
  const rank = `list_position([${recordDifferences.map(quoted).join(', ')}], t.difference)`
  await connection.run(
    `copy (
       select ${difference_id}, row_number() over () + ${position} as position, ${quoted(record)} as record, difference, id, former_id, changes, dimensions
       from (select t.difference, t.id, t.former_id, c.changes, t.dimensions
         from told t left join (select id, to_json(changes)::varchar as changes from changes) c on c.id = t.id order by ${rank}, t.id)
     ) to ${quoted(file)} (format csv, header false)`
  )
}

/** As the closed lists have them, then months in order, and all others the most first. */
function inOrder(a: DifferenceCount, b: DifferenceCount): number {
  const place = ({ difference, by }: DifferenceCount) =>
    recordDifferences.indexOf(difference) * 100 + differenceSplits.indexOf(by)
  const text = (each: DifferenceCount) => JSON.stringify([each.value, each.value_before, each.value_after])
  if (place(a) !== place(b)) return place(a) - place(b)
  if (a.by === 'values' && a.value !== b.value) return (a.value ?? '') < (b.value ?? '') ? -1 : 1
  if (a.by === 'month') return (a.value ?? '') < (b.value ?? '') ? -1 : 1
  return b.count - a.count || (text(a) < text(b) ? -1 : 1)
}
