import type { ReleaseEntry } from '../../snapshot/card.ts'
import { nothingCaveats } from '../../snapshot/known/nothing-found.ts'
import { currentBefore, shippedCaveat } from '../../snapshot/known/shipped.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { wordedTable } from '../../snapshot/sql/enum-words.ts'
import { raw, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { damagedCursor, decodeCursor, encodeCursor, otherRelease } from '../../vocabulary/cursor.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { usualPageSize } from '../../vocabulary/page-size.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { groupNotes, groupsInMeta } from '../../vocabulary/results/country-group-note.ts'
import { rejectedCaveats, rejectedIn } from '../../vocabulary/results/rejected-rows.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'
import { caveatsOf, coverageCaveats, type ListReach, notImportedCaveats } from '../caveats.ts'
import type { ReleaseQuery } from '../releases/named-releases.ts'
import { releaseOf } from '../scope.ts'
import type { RecordStore } from '../statement.ts'
import { forSnapshot, type ListCondition } from './condition.ts'
import { listLines } from './csv-lines.ts'
import type { ListTable, PageQuestion, Place } from './list-table.ts'
import { mayBeListed } from './may-be-listed.ts'
import { memberConditions, membershipsIn, namedPlaces } from './members.ts'
import { pageOf } from './page.ts'
import { type PageRead, rowsAsTable } from './rows-as-table.ts'
import { rowsAsked } from './rows-asked.ts'
import { madeInSlices } from './slices.ts'
import { refuseUnknownCodes } from './unknown-codes.ts'

/** The parameters that every list has. */
export interface ListQuery extends ReleaseQuery {
  sort?: string
  limit?: number
  cursor?: string
  fields?: string[]
  count?: string
}

/** A list: how it is stored, what its filters mean, and what a row of it looks like on the wire. */
export interface List<Query extends ListQuery> extends ListTable {
  path: string
  conditions(query: Query, release: ReleaseEntry): ListCondition[]
  reach(query: Query): ListReach
  row(stored: Record<string, unknown>, release: ReleaseEntry): Record<string, unknown>
}

export interface ListAsked<Query> {
  query: Query
  set: ReleaseSet
  format: { is_paged: boolean }
}

const batch = 5000

/**
 * One page of a list, or in a table format without a limit all of it, page after page. The cursor pins the release, so
 * that all pages are of one release, also if another is published meanwhile.
 */
export async function answerList<Query extends ListQuery>(
  database: RecordStore,
  list: List<Query>,
  { query, set, format }: ListAsked<Query>
) {
  const walk = begin(list, query, set)
  const { release, memberships } = walk
  if (!release)
    return {
      data: [],
      releases: [],
      next: null,
      meta: counted(query, 0),
      caveats: notImportedCaveats(set, list.name)
    }
  const all = !format.is_paged && query.limit === undefined
  const limit = all ? batch : (query.limit ?? usualPageSize)
  const read = async (after: Place | undefined) => {
    const stored = await pageOf<Record<string, unknown>>(database, set, list, {
      ...walk.question,
      after,
      limit: limit + 1
    })
    const rows = stored.slice(0, limit)
    return {
      rows: await madeInSlices(rows, row => list.row(row, release)),
      last: stored.length > limit ? placeOf(rows.at(-1), list, walk.question) : undefined
    }
  }
  const first = await read(walk.question.after)
  const isEmpty = first.rows.length === 0 && !walk.question.after
  if (isEmpty) await refuseUnknownCodes(set, list, release, query)
  const shown = (rows: Record<string, unknown>[]) => rows.map(row => pick(row, query.fields))
  const notes = groupNotes(memberships, { from: '', to: '9999' })
  const total = await totalOf(list, query, set, walk.question, first)
  return {
    data: shown(first.rows),
    releases: [release],
    caveats: [
      ...insteadOf(set, release, query),
      ...coverageCaveats(release, namedPlaces(list.reach(query), memberships)),
      ...rejectedCaveats(release, {
        rows: rejectedIn(release, rowsAsked(list.name, list.reach(query), memberships, walk.question))
      }),
      ...caveatsOf(release, first.rows),
      ...(isEmpty ? nothingCaveats(release, list.name, filtersOf(query)) : [])
    ],
    next:
      all || !first.last ? null : encodeCursor(afterOf(first.last), { query: walk.text, release: walk.pin }),
    meta: {
      ...counted(query, total),
      query: echo(query, release, limit),
      ...(notes && { groups: groupsInMeta(notes) })
    },
    table: rowsAsTable(first, {
      shown,
      ...(all && {
        read,
        rest: (from, asked) =>
          listLines({ database, set, list, release, question: walk.question }, from, asked)
      })
    })
  }
}

/** What a shipped table says of the current release, where it answers in its place. */
function insteadOf(set: ReleaseSet, release: ReleaseEntry, query: ListQuery) {
  const current = query.release || query.as_of ? undefined : currentBefore(set.releases, release)
  return current ? [shippedCaveat(release, current.release)] : []
}

/** The parameters that are lists of values. */
const filtersOf = (query: object): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => Array.isArray(value)))

/** The release, the conditions and the place that a request starts from. */
function begin<Query extends ListQuery>(list: List<Query>, query: Query, set: ReleaseSet) {
  const memberships = membershipsIn(set, query)
  const { cursor, limit, count, fields, release: labels, as_of, ...rest } = query
  const text = JSON.stringify([list.path, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))])
  const read = cursor === undefined ? undefined : decodeCursor(cursor, { query: text })
  const reach = list.reach(query)
  const mayAnswer = (each: ReleaseEntry) =>
    mayBeListed(each, list.name, reach, () => list.conditions(query, each))
  // An address that is offered repeats what was asked, and no default.
  const given = query.sort === `-${list.date}` ? { ...query, sort: undefined } : query
  const pinned =
    labels || as_of || !read ? releaseOf(set, list.name, given, list.path, reach, mayAnswer) : undefined
  const release = read ? heldRelease(set, read.release, pinned) : pinned
  const sort = query.sort ?? `-${list.date}`
  const question: PageQuestion = {
    release: release ?? { release_id: 0 },
    conditions: release
      ? [...list.conditions(query, release), ...memberConditions(list.name, memberships)]
      : [],
    by: sort.replace('-', '') === list.id ? 'id' : 'date',
    descending: sort.startsWith('-'),
    limit: limit ?? usualPageSize
  }
  const after = read && placeFrom(read.after, question)
  return {
    release,
    memberships,
    text,
    pin: String(release?.release_id),
    question: after ? { ...question, after } : question
  }
}

/** The release of a cursor. Throws where it is gone or withdrawn, or where the query names another release. */
function heldRelease(set: ReleaseSet, pin: string, named: ReleaseEntry | undefined): ReleaseEntry {
  const fault = [{ parameter: 'cursor', code: 'invalid-cursor' }]
  if (named && String(named.release_id) !== pin) throw otherRelease()
  const held = set.releases.find(({ release_id }) => String(release_id) === pin)
  if (held && held.status !== 'withdrawn') return held
  throw new Problem('invalid-cursor', said('cursor_release_gone'), fault)
}

function placeFrom(after: readonly unknown[], { by }: PageQuestion): Place {
  const [id, date] = after
  const isDate = by === 'id' || date === null || (typeof date === 'string' && isCalendarDay(date))
  if (after.length !== (by === 'id' ? 1 : 2) || typeof id !== 'string' || !isBigint(id) || !isDate)
    throw damagedCursor()
  return by === 'id' ? { id } : { id, date: date as string | null }
}

/** Whether a text is a number that a Postgres bigint can hold. */
const isBigint = (text: string): boolean =>
  /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)

const afterOf = ({ id, date }: Place) => (date === undefined ? [id] : [id, date])

function placeOf(
  stored: Record<string, unknown> | undefined,
  { id, date }: ListTable,
  { by }: PageQuestion
): Place {
  const place = { id: String(stored?.[id]) }
  return by === 'id' ? place : { ...place, date: (stored?.[date] as string | null) ?? null }
}

/** The fields that are on every row, whatever `fields` selects: they name its source and release. */
const always = ['source', 'release', 'synthetic']

function pick(row: Record<string, unknown>, fields: string[] | undefined): Record<string, unknown> {
  if (!fields) return row
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => fields.includes(name) || always.includes(name))
  )
}

async function totalOf(
  list: ListTable,
  { count, cursor }: ListQuery,
  set: ReleaseSet,
  { release, conditions }: PageQuestion,
  first: PageRead
): Promise<number | null> {
  if (cursor === undefined && !first.last) return first.rows.length
  if (count !== 'exact') return null
  const table = raw(`r${release.release_id}.${list.name}`)
  const where = forSnapshot(conditions, wordedTable(release, list.name))
  const { text, values } = statementOf(sql`select count(*)::int from ${table} where ${where}`)
  return Number((await set.query(text, values)).columns[0]?.[0])
}

const counted = (query: ListQuery, total: number | null) => ({
  total,
  total_reason: total === null ? said('not_counted') : null,
  query
})

/** The query with the source, release and limit of the answer. A cursor is a place in it and is left out. */
function echo<Query extends ListQuery>(
  { cursor, ...query }: Query,
  { source, release }: ReleaseEntry,
  limit: number
) {
  return { ...query, source, release, limit }
}
