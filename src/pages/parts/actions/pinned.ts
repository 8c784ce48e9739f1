import { queryOf, withOptions } from '../../asking/addresses.ts'
import type { Query, Statistics } from '../../asking/answers.ts'

/** An address of `links` in another format, pinned to the releases that answered. */
export const pinned = ({ canonical }: Statistics['links'], address: string): string =>
  withOptions(`${address.split('?')[0]}?${canonical.split('?')[1] ?? ''}`, {})

/** A page that is made of several answers, pinned to all releases that answered them. */
export function pinnedPage(
  { path, query }: { path: string; query: Query },
  answers: readonly { links: Pick<Statistics['links'], 'canonical'> }[]
): { path: string; query: Query } {
  const releases = answers.flatMap(({ links }) => queryOf(links.canonical).release?.split(',') ?? [])
  const release = [...new Set(releases)].sort().join(',')
  return { path, query: release === '' ? query : { ...query, release } }
}
