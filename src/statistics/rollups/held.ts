import type { ReleaseCard, ReleaseEntry } from '../../snapshot/card.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { hasRollup } from '../../snapshot/stored.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'

const name = 'published_held'

/** What published figures are of, without nationality and countries of return: few combinations occur. */
const dimensions: readonly Dimension[] = [
  ...(['country_of_asylum', 'decision_stage', 'source_level', 'authority', 'outcome'] as const),
  ...(['sex', 'age_group', 'applicant_type', 'unaccompanied', 'return_type'] as const)
]
const columns = [...dimensions, 'unit', 'total_over', 'period_from', 'period_to']

/** The rollup of what a release's published figures hold, over all nationalities (statistics/holdings). */
export const rollupOfHeld = ({ release_id, tables }: ReleaseCard): Rollup[] =>
  tables.published_counts === undefined
    ? []
    : [{ name, text: `${heldRows(`r${release_id}.published_counts`)} order by period_from`, values: [] }]

const heldRows = (table: string): string =>
  `select ${columns.join(', ')}, status <> 'not_reported' as is_told, sum(value) as value from ${table} group by all`

/** SQL of a table of what the published figures of a release hold: the rollup, or the figures where it has none. */
export function heldTable({ release_id, stored }: Pick<ReleaseEntry, 'release_id' | 'stored'>): string {
  return hasRollup(stored, name, [...columns, 'is_told', 'value'])
    ? `r${release_id}.${name}`
    : `(${heldRows(`r${release_id}.published_counts`)})`
}
