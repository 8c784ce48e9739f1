import { newestEntryDay } from '../../reading/modified.ts'
import { ImportRefused } from '../failures/errors.ts'
import { membersOf, type RecognisedRelease } from './recognised.ts'

/** The days of a release. The time of a file on disk is that of a copy, and says nothing of either. */
export interface ReleaseDays {
  /** As stated: null where nobody said. */
  released_on: string | null
  retrieved_on: string | null
  /** No date of the release can lie after it: the day of the release, else of its retrieval, else of the import. */
  latest_day: string
}

/**
 * The days of a release as stated. A layout that counts open cases as of the day of the release takes the day that its
 * zip records of its entries, which copying does not change. Throws ImportRefused where such a layout has no day, and for
 * a release that lies after its retrieval.
 */
export async function daysOfRelease(
  recognised: RecognisedRelease,
  stated: { releasedOn?: string | undefined; retrievedOn?: string | undefined },
  today: string
): Promise<ReleaseDays> {
  const retrieved_on = stated.retrievedOn ?? null
  const fetched = retrieved_on ?? today
  if (stated.releasedOn !== undefined && stated.releasedOn > fetched)
    throw new ImportRefused(
      `A release of ${stated.releasedOn} cannot have been fetched on ${fetched}. Check --released-on and --retrieved-on.`
    )
  const needsDay = recognised.kind === 'cases' && recognised.case_layout.needs_day === true
  const released_on = stated.releasedOn ?? (needsDay ? await recordedDay(recognised, fetched) : null)
  if (needsDay && released_on === null && retrieved_on === null)
    throw new ImportRefused(
      'The files do not say of which day they are, and open cases are counted as of the day of the release. ' +
        'Say it with --released-on YYYY-MM-DD, or when they were fetched with --retrieved-on.'
    )
  return { released_on, retrieved_on, latest_day: released_on ?? fetched }
}

async function recordedDay(recognised: RecognisedRelease, fetched: string): Promise<string | null> {
  const newest = await newestEntryDay(membersOf(recognised))
  return newest !== null && newest <= fetched ? newest : null
}
