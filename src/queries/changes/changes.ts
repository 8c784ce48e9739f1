import type { Database } from '../../database/connect.ts'
import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { About } from '../../vocabulary/about.ts'
import { damagedCursor, decodeCursor, encodeCursor } from '../../vocabulary/cursor.ts'
import { said, textIn } from '../../vocabulary/labels/texts/texts.ts'
import { usualPageSize } from '../../vocabulary/page-size.ts'
import { namesMeant, Problem } from '../../vocabulary/problem.ts'
import { type ChangeDetails, type ChangeKind, newsKinds } from '../../vocabulary/release/change.ts'
import { type ChangedSince, changedSince } from '../releases/differences.ts'
import { changeText, changeTitle, type StoredChange } from './told.ts'
import { touchedBy } from './touched.ts'

export interface ChangesQuery {
  source?: string[]
  kind?: ChangeKind[]
  /** Days in UTC, both inclusive, of `told_at`. */
  since?: string
  until?: string
  limit?: number
  cursor?: string
}

/**
 * What changed, the newest first, and of one publish the gravest first: a page of it. Without `kind` all but what the product
 * itself loads. Throws unknown-code for a source that is not known, and invalid-cursor.
 */
export async function listChanges(
  { pool }: Pick<Database, 'pool'>,
  { cursor, limit = usualPageSize, ...filters }: ChangesQuery,
  { releases, known = [] }: Pick<ReleaseSet, 'releases' | 'known'>
) {
  refuseUnknown(filters.source, [...known, ...releases.map(({ about }) => about)])
  const kinds = filters.kind ?? newsKinds
  const context = { query: JSON.stringify(Object.entries(filters).sort()), release: 'changes' }
  const conditions = `e.kind::text = any($1) and ($2::text[] is null or e.source = any($2))
    and ($3::date is null or e.told_at >= $3::date::timestamp at time zone 'UTC')
    and ($4::date is null or e.told_at < ($4::date + 1)::timestamp at time zone 'UTC')`
  const values = [kinds, filters.source ?? null, filters.since ?? null, filters.until ?? null]
  const counted = await pool.query<{ total: number }>(
    `select count(*)::int as total from release_events e where ${conditions}`,
    values
  )
  const { rows } = await pool.query<StoredChange>(
    `select e.event_id, e.change_id, e.kind, e.source, e.release_id, e.before_id, e.status, e.happened_at, e.told_at,
       e.reason, e.details, r.release, r.series, r.synthetic, r.starter, r.facts, r.status as status_now,
       b.release as before, n.release as replaced_by
     from release_events e left join releases r using (release_id)
       left join releases b on b.release_id = e.before_id left join releases n on n.release_id = e.replaced_by_id
     where ${conditions} and e.event_id < $5 order by e.event_id desc limit $6`,
    [...values, cursor === undefined ? 2 ** 31 - 1 : placeIn(cursor, context), limit + 1]
  )
  const page = rows.slice(0, limit)
  const ids = page.flatMap(({ release_id, before_id }) => (before_id === null ? [] : [release_id ?? 0]))
  const compared = ids.length === 0 ? [] : await changedSince({ pool }, ...new Set(ids))
  const last = page.at(-1)
  const data = page.map(stored => {
    const made = compared.find(
      ({ after_id, before_id }) => after_id === stored.release_id && before_id === stored.before_id
    )
    return rowOf(stored, made, {
      cards: cardsOf(stored, releases)
    })
  })
  return {
    data,
    next: last && rows.length > limit ? encodeCursor([last.event_id], context) : null,
    meta: { total: counted.rows[0]?.total ?? 0, total_reason: null, kinds },
    feed: {
      title: filters.source
        ? said('changes_title_of', { sources: filters.source.join(', ') })
        : said('changes_title'),
      description: said('changes_described')
    }
  }
}

/** The releases of the set that a change is about: its own, those of its series where that is gone, or all of its source. */
function cardsOf(
  { release_id, source, series }: StoredChange,
  releases: readonly ReleaseEntry[]
): readonly ReleaseEntry[] {
  const own = releases.filter(each => each.release_id === release_id)
  if (own.length > 0) return own
  return releases.filter(each => each.source === source && (series === null || each.series === series))
}

function refuseUnknown(named: readonly string[] | undefined, known: readonly About[]): void {
  const ids = known.map(({ id }) => id)
  const [unknown] = (named ?? []).filter(id => !ids.includes(id))
  // While the database is away no source is known, and no list can be read either.
  if (unknown === undefined || ids.length === 0) return
  throw new Problem('unknown-code', said('no_source', { id: unknown.slice(0, 100) }), [
    { parameter: 'source', code: 'unknown-code', did_you_mean: namesMeant(unknown, ids) }
  ])
}

function placeIn(cursor: string, context: { query: string; release: string }): number {
  const [place, ...others] = decodeCursor(cursor, context).after
  if (!Number.isSafeInteger(place) || Number(place) < 0 || Number(place) >= 2 ** 31 || others.length > 0)
    throw damagedCursor()
  return Number(place)
}

function rowOf(
  stored: StoredChange,
  made: ChangedSince | undefined,
  of: Omit<Parameters<typeof touchedBy>[1], 'made'>
) {
  const { source, release } = stored
  const { count, layout_before, layout, fields_missing, fields_new }: ChangeDetails = stored.details
  const touched = touchedBy(stored, { ...of, made })
  return {
    change_id: stored.change_id,
    kind: stored.kind,
    title: changeTitle(stored),
    text: changeText(stored),
    ...{ source, series: stored.series, release, before: stored.before, replaced_by: stored.replaced_by },
    ...{ synthetic: stored.synthetic, starter: stored.starter, status: stored.status },
    ...{ happened_at: stored.happened_at, told_at: stored.told_at },
    count: count ?? null,
    records: stored.details.records ?? [],
    reason: stored.reason === null ? null : textOfReason(stored.reason),
    layout_before: layout_before ?? null,
    layout: layout ?? null,
    fields_missing: fields_missing ?? [],
    fields_new: fields_new ?? [],
    touched_decision_stages: made?.touched.decision_stage ?? [],
    touched_nationalities: made?.touched.nationality ?? [],
    touched_reporters: made?.touched.reporter ?? [],
    touched_countries_of_return: made?.touched.country_of_return ?? [],
    touched_fields: made?.touched.field ?? [],
    touched,
    url: release === null ? `/v1/sources/${source}` : `/v1/sources/${source}/releases/${release}`
  }
}

/** A reason that somebody wrote is a string: the same in every language. */
const textOfReason = (reason: NonNullable<StoredChange['reason']>) =>
  typeof reason === 'string' ? textIn(reason, 'en') : reason
