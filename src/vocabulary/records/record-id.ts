import type { About } from '../about.ts'

/** A release whose records have ids. */
export interface IdOwner {
  about: Pick<About, 'ids_hold' | 'id_prefix'>
  release: string
  synthetic: boolean
}

/** Stands in the ids of made-up records. Inside one release the release's own name begins with it. */
export const madeUpId = 'synthetic-'

/**
 * What stands before the source's own number in a record's public id: `eoir:123`, or `us-uscis:2026-08:123` where the
 * source gives no key that stays the same from release to release; `eoir:synthetic-123` where the record is made up.
 */
export const idPrefix = ({ about, release, synthetic }: IdOwner): string =>
  about.ids_hold === 'across_releases'
    ? `${about.id_prefix}:${synthetic ? madeUpId : ''}`
    : `${about.id_prefix}:${release}:`
