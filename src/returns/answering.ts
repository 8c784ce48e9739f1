import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { Problem } from '../vocabulary/problem.ts'
import { has, hasRecords, type RecordsAsked } from './blocks.ts'
import { answeringFor } from './days.ts'
import { asked, blockQuestionOf, type CountriesQuery, wanted } from './listing.ts'
import type { CaveatNotes } from './published.ts'
import { type PublishedReturns, returnFigures } from './published.ts'
import type { OrderedOrExecuted } from './question.ts'

/** A table that has returns and does not answer, with the reason. */
export interface SilentTable {
  source: string
  series: string
  release: string
  synthetic: boolean
  return_status: OrderedOrExecuted
  reason: string
}

/** Who can be asked: records that tell the country, figures that do, and those that do not. */
export function tellingOf(set: ReleaseSet, query: CountriesQuery) {
  const releases = asked(set, query)
  const question = blockQuestionOf(query)
  const records: RecordsAsked[] = wanted(query).flatMap(status =>
    answeringFor(
      releases.filter(release => hasRecords(release, status)),
      question,
      query
    ).map(each => ({ ...each, status }))
  )
  const published: PublishedReturns[] = releases.flatMap(release => {
    const card = wanted(query).includes('executed') ? returnFigures(release) : undefined
    return card ? card.units.map(unit => ({ set, release, card, unit, question })) : []
  })
  const tells = (figures: PublishedReturns): boolean => figures.card.dimensions.includes('country_of_return')
  return {
    records: records.filter(({ release, status }) => has(release, status)),
    figures: published.filter(tells),
    /** Every release that has returns at all, whether or not its rows tell the country. */
    executed: {
      records: records.filter(({ status }) => status === 'executed'),
      figures: published
    },
    silent: [
      ...records
        .filter(({ release, status }) => status === 'executed' && !has(release, status))
        .map(({ release }) => notAnswered(release, 'Its records do not tell the country of return.')),
      ...published
        .filter(each => !tells(each))
        .map(({ release }) => notAnswered(release, 'Its table does not tell the country of return.'))
    ]
  }
}

export const notAnswered = (
  { source, series, release, synthetic }: ReleaseEntry,
  reason: string
): SilentTable => ({ source, series, release, synthetic, return_status: 'executed', reason })

/** What figures tell, or why they do not: a question that a table cannot answer leaves the others standing. */
export async function tried<Found extends { caveats: CaveatNotes }>(
  figures: readonly PublishedReturns[],
  put: (figures: PublishedReturns) => Promise<Found>
) {
  const results = await Promise.all(
    figures.map(async each => {
      try {
        return { release: each.release, found: await put(each), refusal: undefined }
      } catch (error) {
        if (!(error instanceof Problem) || error.type !== 'unsupported-combination') throw error
        return { release: each.release, found: undefined, refusal: error }
      }
    })
  )
  const told = results.flatMap(({ release, found }) => (found ? [{ release, found }] : []))
  return {
    told: told.map(({ found }) => found),
    releases: told.map(({ release }) => release),
    caveats: told.flatMap(({ found }) => found.caveats),
    not_answered: once(
      results.flatMap(({ release, refusal }) => (refusal ? [notAnswered(release, refusal.message)] : []))
    )
  }
}

/** Throws where a source was named and none of its tables can answer, with what each of them says. */
export function refuseIfNone(
  { source }: CountriesQuery,
  answering: readonly ReleaseEntry[],
  silent: readonly SilentTable[]
): void {
  if (source === undefined || answering.length > 0 || silent.length === 0) return
  const several = new Set(silent.map(each => `${each.source} ${each.series}`)).size > 1
  const reasons = silent.map(({ source, series, reason }) => `${source} (${series}): ${reason}`)
  throw new Problem(
    'unsupported-combination',
    `${reasons.join(' ')}${several ? ' Two tables count the same returns and cannot be joined.' : ''}`,
    [{ parameter: 'source', code: 'unsupported-combination' }],
    { sources: silent.map(({ source, series, reason }) => ({ source, series, reasons: [reason] })) }
  )
}

/** Each known issue, or each reason, once. */
export const once = <Said extends object>(said: readonly Said[]): Said[] => [
  ...new Map(said.map(each => [JSON.stringify(each), each])).values()
]

/** Each release once, in the order in which they are asked. */
export const releasesOnce = (releases: readonly ReleaseEntry[]): ReleaseEntry[] => [
  ...new Map(releases.map(release => [release.release_id, release])).values()
]
