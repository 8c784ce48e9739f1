import { countriesAmong, eachMembership, type Memberships } from '../countries/groups/memberships.ts'
import { isCountryGroup } from '../measures/dimension.ts'
import { type AppealedBy, effectOf, groupOf, type Outcome } from '../outcome.ts'
import type { RejectedFields } from '../release/rejected-fields.ts'

/** What an answer is about, as far as rows can be told from it. */
export interface AskedRows {
  /** Field or dimension → values; a row is in scope when it has one of the values of each. */
  filters: Readonly<Record<string, readonly (string | boolean)[] | undefined>>
  memberships?: Memberships
  /** First and last day; open where left out. */
  from?: string | undefined
  to?: string | undefined
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
  const { from, to, spans = [{}], is_outside = false } = asked
  const wanted = wantedBy(asked)
  return fields => {
    if (is_outside && fields.period_from === undefined) return false
    const isIn = (span: { from?: string | undefined; to?: string | undefined }): boolean =>
      (span.from === undefined || fields.period_to === undefined || fields.period_to >= span.from) &&
      (span.to === undefined || fields.period_from === undefined || fields.period_from <= span.to)
    return (
      isIn({ from, to }) &&
      spans.some(isIn) &&
      wanted.every(([name, values]) => valuesOf(fields, name)?.some(value => values.has(value)) ?? true)
    )
  }
}

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
    : listOf(fields[name as keyof RejectedFields])

const listOf = (value: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : value

/** What follows from the outcome. The effect of an appeal's result depends on who appealed, too. */
const derived = {
  outcome_group: ({ outcome }: RejectedFields) => listOf(outcome)?.map(each => groupOf(each as Outcome)),
  effect: ({ outcome, appealed_by }: RejectedFields) =>
    listOf(outcome)?.flatMap(each =>
      (listOf(appealed_by) ?? ['applicant', 'government', undefined]).map(who =>
        effectOf(each as Outcome, who as AppealedBy | undefined)
      )
    )
}
