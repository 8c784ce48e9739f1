import { defaultMinN } from '../vocabulary/measure.ts'
import type { Plan } from './plan.ts'
import { filtersIn } from './question.ts'

/** What was asked, in one spelling and with every default filled in: meta.query. */
export function normalised({ question, frame, split_by, measures, unit }: Plan): Record<string, unknown> {
  const { chosen, clock } = frame
  const written = {
    source: chosen.release.source,
    series: chosen.release.series,
    release: chosen.release.release,
    as_of: question.as_of,
    group_by: question.group_by ?? [],
    split_by,
    measures,
    unit,
    date_basis: clock.date_basis,
    year_basis: clock.year_basis,
    period: question.period,
    period_from: clock.period_from,
    period_to: clock.period_to,
    ...Object.fromEntries(filtersIn(question)),
    include_unknown: question.include_unknown ?? true,
    include_duplicates: question.include_duplicates || undefined,
    min_n: question.min_n ?? defaultMinN,
    intervals: question.intervals ?? false,
    fill: question.fill ?? 'none',
    sort: question.sort?.length ? question.sort : frame.groups,
    limit: question.limit ?? null,
    cursor: question.cursor,
    fields: question.fields
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}
