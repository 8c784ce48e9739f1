import { type Fault, Problem } from '../../vocabulary/problem.ts'

/** Parameters of statistics as meta.query names them, by what they are about. */
export const releaseOptions = ['source', 'series', 'release', 'as_of'] as const
export const groupOptions = ['group_by', 'split_by', 'measures'] as const
export const clockOptions = ['date_basis', 'year_basis', 'period', 'period_from', 'period_to'] as const
export const pageOptions = ['sort', 'limit', 'cursor', 'fields'] as const
export type QueryOption =
  | (typeof releaseOptions)[number]
  | (typeof groupOptions)[number]
  | (typeof clockOptions)[number]
  | (typeof pageOptions)[number]
  | OtherOption
/** `filters` are all filters on dimensions that tables store, `own_filters` those that the kind itself makes. */
type OtherOption =
  | 'unit'
  | 'filters'
  | 'own_filters'
  | 'include_unknown'
  | 'include_duplicates'
  | 'min_n'
  | 'intervals'
  | 'fill'

/** The options that every kind of statistic has, unless its entry says why it cannot mean anything there. */
export const commonOptions = ['dry_run', 'fill', 'intervals', 'lang'] as const
export type CommonOption = (typeof commonOptions)[number]
export type Missing = Readonly<Partial<Record<CommonOption, string>>>

/** What an option says where it is not asked for. */
const unasked: readonly unknown[] = [undefined, false, 'none']

/** Throws a Problem that names the options asked for that mean nothing for a kind, and the kind. */
export function refuseMissing(
  query: Readonly<Record<string, unknown>>,
  { title, path, missing }: { title: string; path: string; missing: Missing }
): void {
  const asked = commonOptions.flatMap(parameter => {
    const why = missing[parameter]
    return why === undefined || unasked.includes(query[parameter]) ? [] : [{ parameter, why }]
  })
  if (asked.length === 0) return
  throw new Problem(
    'unsupported-combination',
    asked.map(({ parameter, why }) => `${title} (${path}) have no ${parameter}: ${why}.`).join(' '),
    asked.map(({ parameter }): Fault => ({ parameter, code: 'unsupported-combination' }))
  )
}
