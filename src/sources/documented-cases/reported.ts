import type { EventKind } from '../../vocabulary/closed-lists.ts'
import type { EventFact } from '../../vocabulary/fact.ts'
import { reportingOf, retellingOf, type ToldIn, takenOn } from './reporting.ts'
import type { CaseEvent, CaseGroup, CaseStatement, ReportedFigure } from './schema.ts'

type OtherEvent = Exclude<
  Extract<
    CaseEvent,
    { event: 'entry' | 'detention' | 'stay' | 'motion' | 'statement' | 'status_note' | 'group_member' }
  >,
  { note: string }
>
type Item = OtherEvent | CaseGroup | CaseStatement | ReportedFigure

/** Fields that a file and a fact have by the same name. */
const sameNames = [
  'summary',
  'nationality',
  'country_of_asylum',
  'country_of_return',
  'entered_from',
  'region',
  'at_port_of_entry',
  'with_appointment',
  'action',
  'motion_type',
  'said_by',
  'said_by_kind',
  'said_to',
  'speech',
  'quotation',
  'value',
  'value_as_told',
  'value_qualifier',
  'unit',
  'period',
  'period_from',
  'period_to'
] as const satisfies readonly (keyof EventFact)[]

/** What was reported and is neither a case, a decision nor a departure. A field that the file leaves out is unknown. */
export function otherFact(
  { row, reports }: ToldIn,
  event_kind: EventKind,
  item: Item,
  ofCase: Pick<EventFact, 'case_id' | 'nationality' | 'sequence'> = {}
): EventFact {
  const given = item as Partial<Record<(typeof sameNames)[number], unknown>>
  const same = Object.fromEntries(
    sameNames.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]]))
  ) as Pick<EventFact, (typeof sameNames)[number]>
  return {
    grain: 'event',
    source_table: row.source_table,
    line: row.line,
    event_id: String(item.id),
    event_kind,
    ...ofCase,
    ...same,
    ...('group' in item && item.group !== undefined ? { group_id: String(item.group) } : {}),
    ...(event_kind === 'case_group' ? sizeOf(item as CaseGroup) : {}),
    ...(item.reported_as === undefined ? {} : { source_label: item.reported_as }),
    ...takenOn(item.date, 'occurred'),
    ...retellingOf(item, reports),
    ...reportingOf(item, reports)
  }
}

/** The size of a group counts people, and is null where no number was stated. */
const sizeOf = ({ id, size, size_as_told }: CaseGroup): Partial<EventFact> => ({
  group_id: String(id),
  unit: 'persons',
  ...(size === undefined ? { value_qualifier: 'not_stated' } : { value: size }),
  ...(size_as_told === undefined ? {} : { value_as_told: size_as_told })
})
