import { subjectIn } from '../../vocabulary/labels/meanings.ts'
import { inOneText, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
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
/** `filters` are all filters on stored dimensions, `own_filters` those on dimensions that the kind derives. */
type OtherOption =
  | 'unit'
  | 'filters'
  | 'own_filters'
  | 'include_unknown'
  | 'include_duplicates'
  | 'min_n'
  | 'intervals'
  | 'fill'
  | 'top'

/** The options of every kind of statistic, unless the kind gives the reason why it lacks one (`missing`). */
export const commonOptions = ['dry_run', 'fill', 'intervals', 'lang'] as const
export type CommonOption = (typeof commonOptions)[number]
export type MissingOptions = Readonly<Partial<Record<CommonOption, Translated>>>

/** Why a kind without rates has no intervals. */
export const withoutShares = said('without_shares')

/** The values of an option that is not in use. */
const unusedValues: readonly unknown[] = [undefined, false, 'none']

/** Throws a Problem where the request uses options that the kind does not have, with the reasons. */
export function refuseMissing(
  query: Readonly<Record<string, unknown>>,
  { title, path, missing }: { title: string; path: string; missing: MissingOptions }
): void {
  const unsupported = commonOptions.flatMap(parameter => {
    const why = missing[parameter]
    return why === undefined || unusedValues.includes(query[parameter]) ? [] : [{ parameter, why }]
  })
  if (unsupported.length === 0) return
  throw new Problem(
    'unsupported-combination',
    inOneText(
      unsupported.map(({ parameter, why }) =>
        said('option_not_of_kind', { ...subjectIn(title), path, parameter, why })
      )
    ),
    unsupported.map(({ parameter }): Fault => ({ parameter, code: 'unsupported-combination' }))
  )
}
