import type { PeriodKind } from '../../snapshot/card.ts'
import { addDays, addMonths } from '../../vocabulary/time/day.ts'

/** A period of a published figure, by its first and last day. */
export interface PeriodSpan {
  from: string
  to: string
}

/** Months of the kinds of period that follow on one another. */
const monthsOf: Partial<Record<PeriodKind, number>> = {
  month: 1,
  quarter: 3,
  calendar_year: 12,
  us_fiscal_year: 12,
  uk_fiscal_year: 12,
  au_fiscal_year: 12
}

/**
 * The periods of a series from its first to its last, in their order: those that figures are published for, and those
 * between them that no row has. Periods of several lengths leave no such hole.
 */
export function seriesPeriods(published: readonly PeriodSpan[], kinds: readonly PeriodKind[]): PeriodSpan[] {
  const found = new Map(published.map(span => [span.from, span]))
  const [kind, ...others] = kinds
  const months = kind === undefined || others.length > 0 ? undefined : monthsOf[kind]
  const ordered = [...found.keys()].sort()
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (months !== undefined && first !== undefined && last !== undefined)
    for (let from = first; from < last; from = addMonths(from, months))
      if (!found.has(from)) found.set(from, { from, to: addDays(addMonths(from, months), -1) })
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}
