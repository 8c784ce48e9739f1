import type { DimensionField } from '../records/types.ts'
import { lastDayOfMonth } from '../time/day.ts'
import type { Grain } from '../unit.ts'

/**
 * The fields of a rejected row that are kept where they could be read: words of closed lists, known codes and countries.
 * Nothing else of a row is, so that they tell nobody apart.
 */
const keptFields = [
  'decision_stage',
  'source_level',
  'authority',
  'screening_type',
  'outcome',
  'appealed_by',
  'nationality',
  'country_of_asylum',
  'country_of_return',
  'same_country',
  'return_type',
  'return_subtype',
  'sex',
  'age_group',
  'applicant_type',
  'applicant_history',
  'unaccompanied'
] as const satisfies readonly DimensionField[]

/** A date of a record, such as `decision.filed_on`: a rejected row can tell one of them and not another. */
export type RecordDate = `${Exclude<Grain, 'count'>}.${string}`

/** The days between which a date of a record lies; open where nothing says so. */
export interface DaySpan {
  from?: string
  to?: string
}

/**
 * What could be read of a rejected row: a field with several values stood in several figures. One that is left out may
 * have had any value. The period is that of published figures, from the first day to the last of all of them; `days`
 * are those of records, each date by itself.
 */
export type RejectedFields = Partial<
  Record<(typeof keptFields)[number] | 'unit', string | readonly string[]>
> & {
  period_from?: string
  period_to?: string
  days?: Readonly<Record<RecordDate, DaySpan>>
  /** The row would have become no record, but only have told more of one: it belongs to no count. */
  makes_no_record?: true
}

/** What is known of a rejected row that would have become no record. */
export const noRecord: RejectedFields = { makes_no_record: true }

type Given = {
  readonly [field in Exclude<keyof RejectedFields, 'makes_no_record'>]?: field extends 'days'
    ? Readonly<Record<RecordDate, DaySpan | undefined>> | undefined
    : string | boolean | readonly string[] | undefined
}

/** The fields of a row that are kept, of all that could be read of it. */
export function readableFields(given: Given): RejectedFields {
  const names = [...keptFields, 'unit', 'period_from', 'period_to'] as const
  const days = Object.entries(given.days ?? {}).filter(([, span]) => span !== undefined)
  return Object.fromEntries([
    ...names.flatMap(name => {
      const value = given[name]
      return value === undefined ? [] : [[name, typeof value === 'boolean' ? String(value) : value]]
    }),
    ...(days.length > 0 ? [['days', Object.fromEntries(days)]] : [])
  ])
}

/** The month of a day, from its first to its last day; undefined where the day is not known. */
export function monthOf(day: string | undefined): Required<DaySpan> | undefined {
  if (day === undefined) return undefined
  const [year = 0, month = 0] = day.split('-').map(Number)
  return { from: `${day.slice(0, 7)}-01`, to: lastDayOfMonth(year, month) }
}

/** The days from the first to the last of some periods; none where one of them could not be read. */
export function daysOfAll(
  periods: readonly ({ from: string; to: string } | undefined)[]
): Pick<RejectedFields, 'period_from' | 'period_to'> {
  const known = periods.filter(period => period !== undefined)
  if (known.length === 0 || known.length < periods.length) return {}
  const [period_from] = known.map(({ from }) => from).sort()
  const period_to = known
    .map(({ to }) => to)
    .sort()
    .at(-1)
  return { period_from: period_from as string, period_to: period_to as string }
}

/** Rejected rows of a release of which the same could be read. */
export interface RejectedRows {
  fields: RejectedFields
  rows: number
}
