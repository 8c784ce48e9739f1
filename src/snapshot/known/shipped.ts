import { inTwoForms } from '../../vocabulary/labels/texts/two-forms.ts'
import type { ReleaseEntry } from '../card.ts'

type Standing = Pick<ReleaseEntry, 'source' | 'series' | 'status' | 'starter' | 'synthetic'>

/**
 * The shipped table whose place this current release took. It answers what that one has no row of, so that what was
 * answered before an import is answered after it (docs/rules/api.md §3.5). A made-up table is never one.
 */
export const shippedBehind = <Release extends Standing>(
  releases: readonly Release[],
  { source, series, status, starter }: Standing
): Release | undefined =>
  status === 'current' && !starter
    ? releases.find(
        each =>
          each.starter &&
          !each.synthetic &&
          each.status === 'beside' &&
          each.source === source &&
          each.series === series
      )
    : undefined

/** The current release that took the place of a shipped table. */
export const currentBefore = <Release extends Standing>(
  releases: readonly Release[],
  shipped: Release
): Release | undefined => releases.find(each => shippedBehind([shipped], each) !== undefined)

/** What an answer from a shipped table says of the current release. */
export const shippedCaveat = (
  { source, release }: Pick<ReleaseEntry, 'source' | 'release'>,
  current: string
) => ({
  id: 'shipped-table',
  source,
  ...inTwoForms('shipped_table', { current, release })
})
