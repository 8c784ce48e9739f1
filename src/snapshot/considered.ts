import { createHash } from 'node:crypto'
import type { About } from '../vocabulary/about.ts'
import type { ReleaseEntry } from './card.ts'
import type { ReleaseSet } from './release-set.ts'

/** What is known of a release set without holding it open. */
export type SetCards = Pick<ReleaseSet, 'version' | 'releases' | 'known' | 'gone'>

/**
 * The ids of the sources whose releases an answer is made from; undefined: all of them, and whatever else a publish
 * changes.
 */
export type Sources = readonly string[] | undefined

/** The part of a release set that an answer is made from. */
export interface Considered extends SetCards {
  /** The same text as long as nothing that the answer is made from has changed. */
  print: string
}

/** The part of a set that belongs to some sources. */
export type Considering = (set: SetCards, sources: Sources) => Considered

/** Sources that a request names; all where one has no release, since its refusal tells of others that have. */
export const namedIn = ({ releases }: SetCards, named: readonly string[]): Sources =>
  named.every(id => releases.some(({ source }) => source === id)) ? named : undefined

/** The sources that have a release of a kind, or could have one by their description. */
export const sourcesThat = (
  { releases, known = [] }: SetCards,
  has: (release: ReleaseEntry) => boolean,
  could: (about: About) => boolean
): string[] => [
  ...new Set([
    ...releases.filter(release => has(release) || could(release.about)).map(({ source }) => source),
    ...known.filter(could).map(({ id }) => id)
  ])
]

/** Parts of a set that are remembered: clients can name any of the sources together. */
const mostParts = 500

/**
 * Works out the part of a set that belongs to some sources: their releases with their standing, and what is known of them.
 * The print of the whole set is its version. A part is worked out once a set, while no `most` others were asked for since.
 */
export function makeConsidering(most = mostParts): Considering {
  const parts = new WeakMap<readonly ReleaseEntry[], Map<string, Considered>>()
  return (set, sources) => {
    const { version, releases, known, gone } = set
    if (sources === undefined)
      return { version, releases, ...(known && { known }), ...(gone && { gone }), print: `all of ${version}` }
    const of = parts.get(releases) ?? new Map<string, Considered>()
    parts.set(releases, of)
    const name = [...new Set(sources)].sort().join(',')
    const part = of.get(name) ?? partOf(set, sources)
    // Last in the order of a Map are those that were asked for last.
    of.delete(name)
    of.set(name, part)
    const [oldest = name] = of.keys()
    if (of.size > most) of.delete(oldest)
    return part
  }
}

function partOf(
  { version, releases: all, known: whole, gone: former }: SetCards,
  sources: readonly string[]
): Considered {
  const releases = all.filter(({ source }) => sources.includes(source))
  const known = whole?.filter(({ id }) => sources.includes(id))
  const gone = former?.filter(({ source }) => sources.includes(source))
  const print = printOf(releases, known, gone)
  return { version, releases, ...(known && { known }), ...(gone && { gone }), print }
}

/** What a release's file holds (`stored`) follows from its id and the build. */
function printOf(
  releases: readonly ReleaseEntry[],
  known: ReleaseSet['known'],
  gone: ReleaseSet['gone'] = []
): string {
  const told = releases.map(({ stored, ...card }) => card)
  return createHash('sha256')
    .update(JSON.stringify(gone.length === 0 ? [told, known] : [told, known, gone]))
    .digest('base64url')
    .slice(0, 22)
}
