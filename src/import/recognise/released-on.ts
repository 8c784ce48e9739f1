import type { Member } from '../../reading/members.ts'
import { newestDay } from '../../reading/modified.ts'
import { ImportRefused } from '../errors.ts'
import type { RecognisedRelease } from './recognised.ts'

/** The files of a release that are read. */
const readOf = (recognised: RecognisedRelease): Member[] =>
  recognised.kind === 'rows' ? recognised.parts.map(({ member }) => member) : recognised.lanes.flat()

/**
 * The day of a release: as given, else the newest day on which one of its files was changed, but never later than
 * `retrieved_on`. Files that are fetched late have no data of the days since their change. Throws ImportRefused for a
 * given day after `retrieved_on`.
 */
export async function releasedOn(
  recognised: RecognisedRelease,
  given: string | undefined,
  retrieved_on: string
): Promise<string> {
  if (given !== undefined && given > retrieved_on)
    throw new ImportRefused(
      `A release of ${given} cannot have been fetched on ${retrieved_on}. Check --released-on and --retrieved-on.`
    )
  if (given !== undefined) return given
  const newest = await newestDay(readOf(recognised))
  return newest !== null && newest < retrieved_on ? newest : retrieved_on
}
