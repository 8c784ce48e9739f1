import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { releaseDifferences } from '../../database/tables/differences.ts'
import { releases } from '../../database/tables/releases.ts'
import { inOneText, said } from '../../vocabulary/labels/texts/texts.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import { findSource } from '../sources.ts'
import { urlOfPair } from './url-of-pair.ts'

/** Two releases of a source, the earlier first, by their labels. */
export interface PairAsked {
  id: string
  before: string
  after: string
}

type Db = Pick<Database, 'db'>
type Stored = typeof releases.$inferSelect
export type KeptDifference = typeof releaseDifferences.$inferSelect

/** Two releases that were compared, and what is kept of it. */
export interface ComparedReleases {
  before: Stored
  after: Stored
  difference: KeptDifference
}

/**
 * The two releases of an address, and their difference. Throws not-found and release-not-found; invalid-parameter for a release
 * beside itself; unsupported-combination for the later one first, for releases of two series and of a partner; and not-found,
 * with the pairs that can be asked, where the two were not compared or could not be.
 */
export async function comparedReleases(database: Db, asked: PairAsked): Promise<ComparedReleases> {
  const { id, before: earlier, after: later } = asked
  await refusePartner(database, id)
  if (earlier === later) throw refusal('invalid-parameter', 'same_release_twice', { before: earlier })
  const stored = await database.db
    .select()
    .from(releases)
    .where(and(eq(releases.source, id), ne(releases.status, 'loading')))
    .orderBy(asc(releases.release_id))
  const [before, after] = [labelledIn(stored, id, earlier, 'before'), labelledIn(stored, id, later, 'after')]
  if (before.series !== after.series)
    throw refusal('unsupported-combination', 'releases_of_two_series', {
      ...{ before: earlier, after: later },
      ...{ series_before: before.series, series_after: after.series }
    })
  const kept = await database.db
    .select()
    .from(releaseDifferences)
    .where(
      inArray(
        releaseDifferences.after_id,
        stored.map(({ release_id }) => release_id)
      )
    )
  const between = (one: Stored, other: Stored) =>
    kept.find(({ before_id, after_id }) => before_id === one.release_id && after_id === other.release_id)
  const difference = between(before, after)
  if (difference?.state === 'ready') return { before, after, difference }
  if (difference) throw refusal('not-found', 'comparison_failed', { before: earlier, after: later })
  if (between(after, before))
    throw refusal('unsupported-combination', 'earlier_release_first', { url: urlOfPair(id, later, earlier) })
  throw notCompared(asked, stored, kept)
}

/** Throws for the tables of a partner: they are withheld from once, and two editions would tell what one withholds. */
export async function refusePartner(database: Db, id: string): Promise<void> {
  const { about } = await findSource(database, id)
  if (about.disclosure.policy === 'partner')
    throw refusal('unsupported-combination', 'partner_not_compared', { id })
}

/** The release of a source that has this label. Throws release-not-found at `parameter`, with the labels that are near. */
export function labelledIn<Release extends { release: string }>(
  stored: readonly Release[],
  source: string,
  label: string,
  parameter: string
): Release {
  const found = stored.find(({ release }) => release === label)
  if (found) return found
  const close = nearest(
    label,
    stored.map(({ release }) => release)
  )
  throw new Problem(
    'release-not-found',
    said('source_without_release', { source, label: label.slice(0, 100) }),
    [{ parameter, code: 'release-not-found', ...(close.length > 0 ? { did_you_mean: close } : {}) }]
  )
}

/** The refusal for two releases that were not compared, with the pairs of the source that were. */
function notCompared(
  { id, before, after }: PairAsked,
  stored: readonly Stored[],
  kept: readonly KeptDifference[]
): Problem {
  const labelOf = (wanted: number) => stored.find(({ release_id }) => release_id === wanted)?.release ?? ''
  const answerable = kept
    .filter(({ state }) => state === 'ready')
    .map(({ before_id, after_id }) => ({
      source: id,
      url: urlOfPair(id, labelOf(before_id), labelOf(after_id))
    }))
  const others =
    answerable.length === 0
      ? said('nothing_compared', { id })
      : said('compared_are', {
          urls: answerable
            .slice(0, 10)
            .map(({ url }) => url)
            .join(', ')
        })
  return new Problem(
    'not-found',
    inOneText([said('not_compared', { before, after }), others]),
    [{ parameter: 'before', code: 'not-compared' }],
    { answerable }
  )
}

type Refused = Parameters<typeof said>

function refusal(
  type: 'invalid-parameter' | 'unsupported-combination' | 'not-found',
  ...[name, slots = {}]: Refused
): Problem {
  const short = Object.fromEntries(
    Object.entries(slots).map(([slot, value]) => [
      slot,
      typeof value === 'string' ? value.slice(0, 300) : value
    ])
  )
  return new Problem(type, said(name, short), [{ parameter: 'before', code: type }])
}
