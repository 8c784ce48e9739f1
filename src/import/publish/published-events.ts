import type { ClientBase } from 'pg'
import type { ChangeDetails } from '../../vocabulary/release/change.ts'
import type { ComparedRecords } from '../../vocabulary/release/difference.ts'
import type { NewEvent } from './events.ts'
import type { Standing } from './status.ts'

/** A release that was published, and what is known of it. */
interface PublishedRelease extends Standing {
  source: string
  release_id: number
  /** Whether the product ships it. */
  is_first_data: boolean
}

/** What is told of a publish: that it was, and what the release differs in from the one before, what vanished last. */
export async function publishedEvents(client: ClientBase, release: PublishedRelease): Promise<NewEvent[]> {
  const { source, release_id, status, reason, is_first_data } = release
  // A release that its publisher took back was never published here.
  const kind = status === 'withdrawn' ? 'withdrawn' : is_first_data ? 'first_data' : 'published'
  const told = await differenceEvents(client, { source, release_id, status })
  const [first] = told
  const before = first ? { before_id: first.before_id } : {}
  return [{ kind, source, release_id, status, reason, ...before }, ...told]
}

/**
 * What a release differs in from the one that it was compared with, the gravest last; nothing where that could not be told.
 * `status` is what the release has since then.
 */
export async function differenceEvents(
  client: ClientBase,
  release: Required<Pick<NewEvent, 'source' | 'release_id' | 'status'>>
): Promise<(NewEvent & { before_id: number })[]> {
  const { rows } = await client.query<{
    before_id: number
    records: ComparedRecords[]
    layout_before: string
    layout: string
  }>(
    `select d.before_id, d.records, b.layout as layout_before, a.layout
     from release_differences d join releases b on b.release_id = d.before_id join releases a on a.release_id = d.after_id
     where d.after_id = $1 and d.state = 'ready' order by d.difference_id desc limit 1`,
    [release.release_id]
  )
  const [made] = rows
  if (!made) return []
  const { before_id, records, layout, layout_before } = made
  const of = { ...release, before_id }
  const fields = await fieldsChanged(client, before_id, release.release_id)
  const hasOther =
    layout !== layout_before || fields.fields_missing.length > 0 || fields.fields_new.length > 0
  const counted = (count: number): ChangeDetails => ({ count, records })
  const sum = (of: 'vanished' | 'changed') => records.reduce((all, each) => all + each[of], 0)
  const [vanished, changed] = [sum('vanished'), sum('changed')]
  return [
    ...(hasOther
      ? [{ ...of, kind: 'schema_changed' as const, details: { layout_before, layout, ...fields } }]
      : []),
    ...(changed > 0 ? [{ ...of, kind: 'corrected' as const, details: counted(changed) }] : []),
    ...(vanished > 0 ? [{ ...of, kind: 'vanished' as const, details: counted(vanished) }] : [])
  ]
}

/** Whether it was told before what a release and an earlier one differ in. */
export async function isDifferenceTold(client: ClientBase, release_id: number): Promise<boolean> {
  const { rows } = await client.query(
    'select from release_events where release_id = $1 and before_id is not null limit 1',
    [release_id]
  )
  return rows.length > 0
}

/** The fields in which one of two releases tells something and the other nothing, of kinds of records that both have. */
async function fieldsChanged(
  client: ClientBase,
  before_id: number,
  release_id: number
): Promise<Required<Pick<ChangeDetails, 'fields_missing' | 'fields_new'>>> {
  const { rows } = await client.query<{ field: string; is_told: boolean }>(
    `select distinct field, a.missing < a.rows as is_told
     from release_fields b join release_fields a using (record, field)
     where b.release_id = $1 and a.release_id = $2 and a.rows > 0 and b.rows > 0
       and (a.missing < a.rows) <> (b.missing < b.rows) order by field`,
    [before_id, release_id]
  )
  const named = (is_told: boolean) => rows.filter(row => row.is_told === is_told).map(({ field }) => field)
  return { fields_missing: named(false), fields_new: named(true) }
}
