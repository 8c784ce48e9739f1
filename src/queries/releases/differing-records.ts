import { and, asc, eq, gt, gte, lte, or, type SQL, sql } from 'drizzle-orm'
import { differenceRows } from '../../database/tables/differences.ts'
import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { About } from '../../vocabulary/about.ts'
import { damagedCursor, decodeCursor, encodeCursor } from '../../vocabulary/cursor.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { usualPageSize } from '../../vocabulary/page-size.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { FieldDefinition } from '../../vocabulary/records/field.ts'
import { recordFields } from '../../vocabulary/records/fields.ts'
import { type RecordDifference, recordDifferences } from '../../vocabulary/release/difference.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { recordId, type WholeNumber } from '../lists/ids.ts'
import { findSource } from '../sources.ts'
import { type RecordStore, runNamed } from '../statement.ts'
import { comparisonNote, releasesOfPair } from './differences.ts'
import { type ComparedReleases, comparedReleases, type KeptDifference, type PairAsked } from './pair.ts'

export interface DifferingQuery {
  record?: Grain[]
  difference?: RecordDifference[]
  field?: string[]
  limit?: number
  cursor?: string
}

type StoredRow = Omit<typeof differenceRows.$inferSelect, 'id' | 'former_id'> & {
  id: WholeNumber
  former_id: WholeNumber | null
}

/** A row before `position`, or in it the changed fields before `field`, were told already. */
interface Place {
  position: number
  field: number
}

const batch = 5000

/**
 * The records that two releases differ in, one row a record, or a changed field of it; a page of them, or in a table format
 * without a limit all. Throws as comparedReleases does, and outside-retention where the list is not kept.
 */
export async function differingRecords(
  database: RecordStore,
  asked: PairAsked,
  query: DifferingQuery,
  { held, is_paged }: { held: readonly ReleaseEntry[]; is_paged: boolean }
) {
  const pair = await comparedReleases(database, asked)
  const { about } = await findSource(database, asked.id)
  refuseUnlisted(pair)
  const { cursor, limit: given, ...filters } = query
  const context = { query: JSON.stringify(Object.entries(filters).sort()), release: pinOf(pair) }
  const all = !is_paged && given === undefined
  const limit = all ? batch : (given ?? usualPageSize)
  const read = (from: Place) => pageFrom(database, pair, about, { filters, limit }, from)
  const first = await read(cursor === undefined ? { position: 0, field: 0 } : placeIn(cursor, context))
  const isWhole = cursor === undefined && first.next === undefined
  return {
    data: first.rows,
    releases: releasesOfPair(pair, held),
    next: all || !first.next ? null : encodeCursor([first.next.position, first.next.field], context),
    meta: {
      total: isWhole ? first.rows.length : null,
      total_reason: isWhole ? null : said('difference_counted_apart'),
      comparison: comparisonNote(pair)
    },
    table: { batches: batches(first, all ? read : undefined) }
  }
}

const pinOf = ({ difference }: ComparedReleases): string => `difference ${difference.difference_id}`

type Page = Awaited<ReturnType<typeof pageFrom>>

async function* batches(first: Page, read: ((from: Place) => Promise<Page>) | undefined) {
  yield first.rows
  for (let page = first; read && page.next; ) {
    page = await read(page.next)
    yield page.rows
  }
}

function refuseUnlisted({ after, before, difference }: ComparedReleases): void {
  if (difference.is_listed) return
  const slots = { before: before.release, after: after.release }
  const differing = difference.records.reduce(
    (sum, each) => sum + recordDifferences.reduce((all, kind) => all + each[kind], 0),
    0
  )
  throw new Problem('outside-retention', said('difference_not_listed', { ...slots, differing }), [
    { parameter: 'after', code: 'outside-retention' }
  ])
}

function placeIn(cursor: string, context: { query: string; release: string }): Place {
  const [position, field, ...others] = decodeCursor(cursor, context).after
  const isPlace = (value: unknown): value is number =>
    Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31
  if (!isPlace(position) || !isPlace(field) || others.length > 0) throw damagedCursor()
  return { position, field }
}

async function pageFrom(
  database: RecordStore,
  { after, before, difference }: ComparedReleases,
  about: About,
  { filters, limit }: { filters: Omit<DifferingQuery, 'limit' | 'cursor'>; limit: number },
  from: Place
) {
  const stored = await runNamed<StoredRow>(
    database,
    database.db
      .select()
      .from(differenceRows)
      .where(
        and(
          eq(differenceRows.difference_id, difference.difference_id),
          gte(differenceRows.position, from.position),
          or(...rangesOf(difference, filters)),
          filters.field && changesField(filters.field)
        )
      )
      .orderBy(asc(differenceRows.position))
      .limit(limit + 1)
  )
  const owner = { after: { about, ...after }, before: { about, ...before } }
  const rows = stored.flatMap(row => {
    const told = fieldsOf(row, filters.field)
    const skipped = row.position === from.position ? from.field : 0
    return told.slice(skipped).map((change, i) => ({
      place: { position: row.position, field: skipped + i },
      row: wireRow(row, change, owner)
    }))
  })
  return { rows: rows.slice(0, limit).map(({ row }) => row), next: rows[limit]?.place }
}

/** The positions of rows of these records and differences: rows stand in their order, and how many there are is known. */
function rangesOf({ records }: KeptDifference, { record, difference }: DifferingQuery): SQL[] {
  const ranges: SQL[] = []
  let last = 0
  for (const each of records)
    for (const of of recordDifferences) {
      const first = last + 1
      last += each[of]
      const isAsked = (record?.includes(each.record) ?? true) && (difference?.includes(of) ?? true)
      const { position } = differenceRows
      if (isAsked && last >= first) ranges.push(and(gte(position, first), lte(position, last)) as SQL)
    }
  return ranges.length > 0 ? ranges : [gt(differenceRows.position, 2 ** 31 - 1)]
}

const changesField = (fields: readonly string[]): SQL =>
  sql`exists (select from jsonb_array_elements(${differenceRows.changes}) c where c->>'field' = any(${sql.param([...fields])}::text[]))`

const nothing = { field: null, before: null, after: null }

/** The changed fields of a row that were asked for; one entry without a field for a row that tells none. */
function fieldsOf({ changes }: StoredRow, asked: readonly string[] | undefined) {
  if (!changes || changes.length === 0) return [nothing]
  return changes.filter(({ field }) => asked?.includes(field) ?? true)
}

type Owner = Parameters<typeof recordId>[0]

function wireRow(
  { record, difference, id, former_id, dimensions }: StoredRow,
  change: { field: string | null; before: string | null; after: string | null },
  { after, before }: { after: Owner & { source: string }; before: Owner }
) {
  const isKey = change.field !== null && definitions[change.field]?.type === 'id'
  const told = (owner: Owner, value: string | null) =>
    isKey && value !== null ? recordId(owner, value) : value
  return {
    record,
    difference,
    id: recordId(difference === 'vanished' ? before : after, id),
    former_id: former_id === null ? null : recordId(before, former_id),
    field: change.field,
    value_before: told(before, change.before),
    value_after: told(after, change.after),
    dimensions,
    ...{ source: after.source, before: before.release, release: after.release, synthetic: after.synthetic }
  }
}

const definitions: Readonly<Record<string, FieldDefinition>> = recordFields
