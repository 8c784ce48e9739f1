import type { ReleaseCard } from './card.ts'
import type { Bindable } from './release-set.ts'

/**
 * A table that is made from the others of a release when its file is built, so that questions read thousands of rows
 * instead of millions: rows that are alike, put together. Its SQL reads `r<release_id>.<table>`.
 */
export interface Rollup {
  name: string
  text: string
  values: Bindable[]
}

/** Which rollups a release gets. Who asks the questions knows what is worth putting together. */
export type RollupsOf = (card: ReleaseCard) => Rollup[]
