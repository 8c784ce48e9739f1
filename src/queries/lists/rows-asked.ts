import type { SnapshotTable } from '../../snapshot/card.ts'
import type { Memberships } from '../../vocabulary/countries/groups/memberships.ts'
import { type DatedTable, recordDate } from '../../vocabulary/records/record-date.ts'
import type { DaySpan, RecordDate } from '../../vocabulary/release/rejected-fields.ts'
import type { AskedRows } from '../../vocabulary/results/may-belong.ts'
import type { ListReach } from '../caveats.ts'
import type { ListCondition } from './condition.ts'

/** What a list is about, as far as rows that became no record can be told from it. */
export function rowsAsked(
  name: SnapshotTable,
  { from, to }: ListReach,
  memberships: Memberships,
  { conditions }: { conditions: readonly ListCondition[] }
): AskedRows {
  const filters: Record<string, readonly (string | boolean)[]> = {}
  for (const each of conditions) if (each.kind === 'in') filters[each.column] = each.values
  if (name !== 'published_counts') return { filters, memberships, days: daysAsked(name, conditions) }
  const inside = conditions.flatMap(each => (each.kind === 'inside' ? [each.spans] : []))
  // A period has to lie in one of the spans of each; those of the first are enough to tell most rows apart.
  return { filters, memberships, from, to, spans: inside[0] }
}

function daysAsked(table: DatedTable, conditions: readonly ListCondition[]) {
  const days: Record<RecordDate, DaySpan> = {}
  for (const each of conditions)
    if (each.kind === 'from' || each.kind === 'to') {
      const date = recordDate(table, each.column)
      days[date] = { ...days[date], [each.kind]: each.day }
    }
  return days
}
