import type { ReleaseCard } from './card.ts'
import type { Bindable } from './release-set.ts'

/**
 * A table that is pre-aggregated from the tables of a release when its file is built, so that queries read thousands
 * of rows instead of millions. Its SQL reads `r<release_id>.<table>`.
 */
export interface Rollup {
  name: string
  text: string
  values: Bindable[]
}

/** The rollups of a release. The rooms that query releases define them. */
export type RollupsOf = (card: ReleaseCard) => Rollup[]
