import { countriesAmong, eachMembership, type Memberships } from '../countries/groups/memberships.ts'
import type { DecisionStage } from '../decision-stage.ts'
import { isCountryGroup } from '../measures/dimension.ts'
import { type AppealedBy, effectOf, groupOf, type Outcome } from '../outcome.ts'
import type { DaySpan, RecordDate, RejectedFields } from '../release/rejected-fields.ts'

/** What an answer is about, as far as rows can be told from it. */
export interface AskedRows {
  /** Field or dimension → values; a row is in scope when it has one of the values of each. */
  filters: Readonly<Record<string, readonly (string | boolean)[] | undefined>>
  memberships?: Memberships
  /** First and last day of published figures; open where left out. */
  from?: string | undefined
  to?: string | undefined
  /** The same of records, by the date that it is about: a row belongs where each of them may lie in its span. */
  days?: Readonly<Record<RecordDate, DaySpan>>
  /** Spans in one of which the period has to lie. */
  spans?: readonly { from: string; to: string }[] | undefined
  /** The release covers nothing of it: rows of which the period could not be read are then no part of it. */
  is_outside?: boolean
}

/**
 * Tells of rejected rows whether they may belong to an answer: no field that could be read of them says otherwise
 * (docs/rules/domain.md §7.3). Countries of a group are compared on any day, and periods belong where they overlap.
 */
export function mayBelongTo(asked: AskedRows): (fields: RejectedFields) => boolean {
  const { from, to, spans = [{}], days = {}, is_outside = false } = asked
  const wanted = wantedBy(asked)
  const dates = Object.entries(days) as [RecordDate, DaySpan][]
  return fields => {
    if (fields.makes_no_record) return false
    const period = spanOf(fields.period_from, fields.period_to)
    const told = [...(period ? [period] : []), ...dates.flatMap(([date]) => fields.days?.[date] ?? [])]
    if (is_outside && told.length === 0) return false
    return (
      overlap(period, spanOf(from, to)) &&
      spans.some(span => overlap(period, span)) &&
      dates.every(([date, span]) => overlap(fields.days?.[date], span)) &&
      wanted.every(([name, values]) => valuesOf(fields, name)?.some(value => values.has(value)) ?? true)
    )
  }
}

const spanOf = (from: string | undefined, to: string | undefined): DaySpan | undefined =>
  from === undefined && to === undefined
    ? undefined
    : { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }

/** Whether two spans may have a day in common: one that is not known may be any. */
const overlap = (one: DaySpan = {}, other: DaySpan = {}): boolean =>
  (one.to === undefined || other.from === undefined || one.to >= other.from) &&
  (one.from === undefined || other.to === undefined || one.from <= other.to)

/** The values that are asked for, by field or dimension; of groups of countries, all of their members. */
function wantedBy({ filters, memberships }: AskedRows): [name: string, values: ReadonlySet<string>][] {
  const named = Object.entries(filters).flatMap(([name, values]) =>
    values === undefined || isCountryGroup(name)
      ? []
      : [[name, new Set(values.map(String))] as [string, ReadonlySet<string>]]
  )
  const members = eachMembership(memberships).map(
    ({ of, groups }) => [of, new Set(countriesAmong(groups))] as [string, ReadonlySet<string>]
  )
  return [...named, ...members]
}

/** The values that a row may have; undefined where it may have any. */
const valuesOf = (fields: RejectedFields, name: string): readonly string[] | undefined =>
  Object.hasOwn(derived, name)
    ? derived[name as keyof typeof derived](fields)
    : listOf(fields[name as Exclude<keyof RejectedFields, 'days' | 'makes_no_record'>])

const listOf = (value: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : value

/**
 * What follows from other fields: from the outcome, with who appealed for the effect of an appeal's result; and no other
 * stage than a screening has one.
 */
const derived = {
  screening_type: ({ screening_type, decision_stage }: RejectedFields) =>
    listOf(screening_type) ??
    (listOf(decision_stage)?.every(stage => !screenings.includes(stage)) ? [] : undefined),
  outcome_group: ({ outcome }: RejectedFields) => listOf(outcome)?.map(each => groupOf(each as Outcome)),
  effect: ({ outcome, appealed_by }: RejectedFields) =>
    listOf(outcome)?.flatMap(each =>
      (listOf(appealed_by) ?? ['applicant', 'government', undefined]).map(who =>
        effectOf(each as Outcome, who as AppealedBy | undefined)
      )
    )
}

const screenings: readonly string[] = ['screening', 'screening_review'] satisfies DecisionStage[]
