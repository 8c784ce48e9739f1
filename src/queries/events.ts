import { events } from '../database/tables/cases.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { EventKind } from '../vocabulary/closed-lists.ts'
import { rangeFields, recordKeys } from '../vocabulary/records/record.ts'
import type { ListCondition } from './lists/condition.ts'
import { conditionColumns, daysIn, valuesIn } from './lists/filters.ts'
import { noSuchRecord, readId } from './lists/ids.ts'
import type { List, ListQuery } from './lists/list.ts'
import { wireRow } from './wire-row.ts'

export interface EventQuery extends ListQuery {
  nationality?: string[]
  case_id?: string
  group_id?: string
}

const { values } = conditionColumns('event')
const ranges = rangeFields('event')
const ids = ['case_id', 'group_id'] as const

/** The list of what was reported beside decisions and returns; with `kind`, of one kind alone. */
export const eventList = (path: string, kind?: EventKind): List<EventQuery> => ({
  path,
  name: 'events',
  table: events,
  ...recordKeys.event,
  conditions: (query, release) => [
    ...(kind === undefined ? [] : [{ kind: 'in' as const, column: 'event_kind', values: [kind] }]),
    ...valuesIn(query, values),
    ...ids.flatMap(column => idIn(query[column], column, release)),
    ...daysIn(query, ranges)
  ],
  reach: ({ nationality }) => ({ nationality }),
  row: wireRow('event')
})

/** The records of one id. Throws `not-found` for an id of no source, or of another one. */
function idIn(text: string | undefined, column: string, release: ReleaseEntry): ListCondition[] {
  if (text === undefined) return []
  const read = readId(text, [release])
  if ((read.synthetic ?? release.synthetic) !== release.synthetic) throw noSuchRecord(text)
  return [{ kind: 'in', column, values: [String(read.id)] }]
}
