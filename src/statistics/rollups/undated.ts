import type { ReleaseCard, ReleaseEntry } from '../../snapshot/card.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { raw, type Sql, sql } from '../../snapshot/sql/sql.ts'

const name = 'undated_decisions'

/**
 * Decisions without a day, at stages that the pathway of their case does not show: the columns of the case, and
 * `undated_stage`.
 */
const rowsSql = ({ release_id }: Pick<ReleaseCard, 'release_id'>): string =>
  `select c.*, d.decision_stage as undated_stage from r${release_id}.cases c
join (select case_id, decision_stage from r${release_id}.decisions where decided_on is null and case_id is not null) d using (case_id)
where not list_contains(string_split(coalesce(cast(c.pathway as varchar), ''), ','), cast(d.decision_stage as varchar))`

/** The rollup of these decisions: they are few, and slow to find among all others. */
export const rollupOfUndated = (card: ReleaseCard): Rollup[] =>
  card.tables.cases && card.tables.decisions ? [{ name, text: rowsSql(card), values: [] }] : []

/** The rows, from the rollup where there is one. */
export const undatedDecisions = (release: Pick<ReleaseEntry, 'release_id' | 'stored'>): Sql =>
  release.stored?.rollups.has(name) ? raw(`r${release.release_id}.${name}`) : sql`(${raw(rowsSql(release))})`
