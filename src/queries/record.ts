import { and, eq, type SQL, sql } from 'drizzle-orm'
import { cases, decisions, events, returns } from '../database/tables/cases.ts'
import type { ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { timelineOrder } from '../vocabulary/decision-stage.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import { madeUpId } from '../vocabulary/records/record-id.ts'
import type { Grain } from '../vocabulary/unit.ts'
import { caveatsOf } from './caveats.ts'
import { noSuchRecord, readId } from './lists/ids.ts'
import type { ReleaseQuery } from './releases/named-releases.ts'
import { releaseOf } from './scope.ts'
import { namedQuery, type RecordStore } from './statement.ts'
import { wireRow } from './wire-row.ts'

const caseRow = wireRow('case')
const decisionRow = wireRow('decision')
const returnRow = wireRow('return')
const eventRow = wireRow('event')

/** Whether a record is on the removal list, which the service itself cannot read. */
async function isRemoved(
  { db }: Pick<RecordStore, 'db'>,
  grain: Exclude<Grain, 'count'>,
  { id, set }: RecordRequest
): Promise<boolean> {
  const { source, synthetic, id: own } = readId(id, set.releases)
  const record = `${grain} ${synthetic ? madeUpId : ''}${own}`
  const { rows } = await db.execute<{ listed: boolean }>(
    sql`select is_removed(${source}, ${record}) as listed`
  )
  return rows[0]?.listed === true
}

/** What `find` gives; throws `removed` in the place of `not-found` for a record that was removed for privacy. */
async function orRemoved<T>(
  store: Pick<RecordStore, 'db'>,
  grain: Exclude<Grain, 'count'>,
  request: RecordRequest,
  found: () => Promise<T>
): Promise<T> {
  try {
    return await found()
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'not-found')) throw error
    // An id of no source is none of a removed record either: readId throws the same again.
    if (!(await isRemoved(store, grain, request))) throw error
    throw new Problem('removed', said('record_removed'))
  }
}

interface RecordRequest {
  id: string
  query: ReleaseQuery
  set: Pick<ReleaseSet, 'releases' | 'gone'>
}

/** Readers of single records: each statement is prepared once a connection. */
export function recordReaders(store: RecordStore) {
  const { db } = store
  const key = { release_id: sql.placeholder('release_id'), id: sql.placeholder('id') }
  const decisionById = namedQuery<typeof decisions.$inferSelect>(
    store,
    db
      .select()
      .from(decisions)
      .where(and(eq(decisions.release_id, key.release_id), eq(decisions.decision_id, asBigint(key.id))))
  )
  const caseById = namedQuery<typeof cases.$inferSelect>(
    store,
    db
      .select()
      .from(cases)
      .where(and(eq(cases.release_id, key.release_id), eq(cases.case_id, asBigint(key.id))))
  )
  const decisionsOfCase = db
    .select()
    .from(decisions)
    .where(and(eq(decisions.release_id, key.release_id), eq(decisions.case_id, asBigint(key.id))))
    .prepare('decisions_of_case')
  const returnsOfCase = db
    .select()
    .from(returns)
    .where(and(eq(returns.release_id, key.release_id), eq(returns.case_id, asBigint(key.id))))
    .prepare('returns_of_case')
  const eventsOfCase = db
    .select()
    .from(events)
    .where(and(eq(events.release_id, key.release_id), eq(events.case_id, asBigint(key.id))))
    .prepare('events_of_case')

  const readers = {
    async decision(request: RecordRequest) {
      const { release, id } = find(request, 'decisions', '/v1/decisions')
      const [stored] = await decisionById(release.release_id, String(id))
      if (!stored) throw noSuchRecord(request.id)
      return answer(decisionRow(stored, release), release)
    },

    async case(request: RecordRequest) {
      const { release, id } = find(request, 'cases', '/v1/cases')
      const [stored] = await caseById(release.release_id, String(id))
      if (!stored) throw noSuchRecord(request.id)
      return answer(caseRow(stored, release), release)
    },

    /** Decisions, returns and other reported events of one case, in the order of docs/rules/domain.md §8.7. */
    async timeline(request: RecordRequest) {
      const { release, id } = find(request, 'cases', '/v1/cases')
      const place = { release_id: release.release_id, id: String(id) }
      const [[stored], decided, returned, reported] = await Promise.all([
        caseById(place.release_id, place.id),
        decisionsOfCase.execute(place),
        returnsOfCase.execute(place),
        // Most releases have no such events, and a statement takes time.
        release.tables.events ? eventsOfCase.execute(place) : []
      ])
      if (!stored) throw noSuchRecord(request.id)
      const inCase = inOrder([
        ...decided.map(row => ({
          on: row.decided_on,
          stage: row.decision_stage,
          sequence: row.sequence,
          id: row.decision_id,
          event: { event: 'decision' as const, ...none, decision: decisionRow(row, release) }
        })),
        ...returned.map(row => ({
          on: row.returned_on,
          stage: 'return',
          sequence: row.sequence,
          id: row.return_id,
          event: { event: 'return' as const, ...none, return: returnRow(row, release) }
        })),
        ...reported.map(row => ({
          on: row.occurred_on,
          stage: 'reported',
          sequence: row.sequence,
          id: row.event_id,
          event: { event: 'reported' as const, ...none, reported: eventRow(row, release) }
        }))
      ])
      const rows = [...decided, ...returned, ...reported]
      return {
        data: {
          case: caseRow(stored, release),
          events: inCase.map(({ event }, i) => ({ position: i + 1, ...event }))
        },
        releases: [release],
        caveats: caveatsOf(release, rows.length > 0 ? rows : [stored])
      }
    }
  }
  return {
    decision: (request: RecordRequest) =>
      orRemoved(store, 'decision', request, () => readers.decision(request)),
    case: (request: RecordRequest) => orRemoved(store, 'case', request, () => readers.case(request)),
    timeline: (request: RecordRequest) => orRemoved(store, 'case', request, () => readers.timeline(request))
  }
}

/** Ids are bound as text, because the driver's placeholder does not take a bigint of JavaScript. */
const asBigint = (placeholder: ReturnType<typeof sql.placeholder>): SQL => sql`${placeholder}::bigint`

function find(
  { id, query, set }: RecordRequest,
  table: SnapshotTable,
  path: string
): { release: ReleaseEntry; id: bigint } {
  const read = readId(id, set.releases)
  const pinned = read.release && !query.release && !query.as_of ? [read.release] : query.release
  // An id of a made-up record is no record of a real release, nor the other way round.
  const among = set.releases.filter(
    ({ source, synthetic }) => source !== read.source || synthetic === (read.synthetic ?? synthetic)
  )
  if (!among.some(({ source }) => source === read.source)) throw noSuchRecord(id)
  const release = releaseOf(
    { releases: among, ...(set.gone && { gone: set.gone }) },
    table,
    { ...query, ...(pinned ? { release: pinned } : {}), source: [read.source] },
    path
  )
  if (!release || (read.release && read.release !== release.release)) throw noSuchRecord(id)
  return { release, id: read.id }
}

const answer = <Row extends Record<string, unknown>>(row: Row, release: ReleaseEntry) => ({
  data: row,
  releases: [release],
  caveats: caveatsOf(release, [row])
})

/** The members of an event that it does not have. */
const none = { decision: null, return: null, reported: null }

/** The order of stages on one day. The return itself comes last, and what else was reported after it. */
const onOneDay: readonly string[] = [...timelineOrder, 'return', 'reported']

interface Event {
  on: string | null
  stage: string
  sequence: number | null
  id: bigint
}

/** By the source's own sequence where it states one; else by date with the undated last, stage and id. */
function inOrder<E extends Event>(events: E[]): E[] {
  const sequenced = events.every(({ sequence }) => sequence !== null)
  return events.sort(
    (a, b) =>
      (sequenced ? (a.sequence ?? 0) - (b.sequence ?? 0) : 0) ||
      (a.on ?? '9999').localeCompare(b.on ?? '9999') ||
      onOneDay.indexOf(a.stage) - onOneDay.indexOf(b.stage) ||
      (a.id < b.id ? -1 : 1)
  )
}
