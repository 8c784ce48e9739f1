import type { ReleaseEntry } from '../snapshot/card.ts'
import { groupsOfDestinationsOnly, namesDestination } from '../snapshot/known/groups-only.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { inOneText, type LocalText, said } from '../vocabulary/labels/texts/texts.ts'
import { inTwoForms, sameInBoth, type TwoForms } from '../vocabulary/labels/texts/two-forms.ts'
import { Problem } from '../vocabulary/problem.ts'
import { has, hasRecords } from './blocks.ts'
import { answeringFor } from './days.ts'
import { asked, blockQuestionOf, type CountriesQuery, wanted } from './listing.ts'
import type { CaveatNotes } from './published.ts'
import { type PublishedReturns, returnFigures } from './published.ts'
import type { OrderedOrExecuted } from './question.ts'
import type { RecordsAsked } from './record-blocks.ts'

/** A table that has returns but cannot answer the request, with the reason. */
export interface SilentTable {
  source: string
  series: string
  /** null where nothing of it is imported. */
  release: string | null
  synthetic: boolean
  return_status: OrderedOrExecuted
  why: TwoForms
}

/**
 * The releases that can answer a request: records and published figures with a country of return. `silent`: tables of
 * returns without one. `country`: the one destination that is asked for; a table that tells groups in the place of
 * countries is silent of it, and of groups of countries.
 */
export function tellingOf(set: ReleaseSet, query: CountriesQuery, country?: string) {
  const releases = asked(set, query)
  const question = blockQuestionOf(set, query)
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
  const isAbout = namesDestination({ ...query, country_of_return: country === undefined ? [] : [country] })
  const whyNoCountry = ({ card, release }: PublishedReturns): TwoForms | undefined =>
    card.dimensions.includes('country_of_return')
      ? isAbout
        ? groupsOfDestinationsOnly(release, 'published_counts')
        : undefined
      : inTwoForms('table_without_country')
  return {
    records: records.filter(({ release, status }) => has(release, status)),
    figures: published.filter(each => whyNoCountry(each) === undefined),
    /** Every release that has returns, with or without a country of return. */
    executed: {
      records: records.filter(({ status }) => status === 'executed'),
      figures: published
    },
    silent: [
      ...records
        .filter(({ release, status }) => status === 'executed' && !has(release, status))
        .map(({ release }) => notAnswered(release, inTwoForms('records_without_country'))),
      ...published.flatMap(each => {
        const why = whyNoCountry(each)
        return why === undefined ? [] : [notAnswered(each.release, why)]
      })
    ]
  }
}

export const notAnswered = (
  { source, series, release, synthetic }: ReleaseEntry,
  why: TwoForms
): SilentTable => ({ source, series, release, synthetic, return_status: 'executed', why })

/**
 * Runs `put` on each table of published figures. A table that cannot answer goes to `not_answered` with its reason, and
 * the others still answer.
 */
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
  const answered = results.flatMap(({ release, found }) => (found ? [{ release, found }] : []))
  return {
    told: answered.map(({ found }) => found),
    releases: answered.map(({ release }) => release),
    caveats: answered.flatMap(({ found }) => found.caveats),
    not_answered: once(
      results.flatMap(({ release, refusal }) =>
        refusal ? [notAnswered(release, sameInBoth(refusal.detail))] : []
      )
    )
  }
}

/**
 * Throws unsupported-combination where the request names a source and none of its tables can answer, with the reason of
 * each table.
 */
export function refuseIfNone(
  { source }: CountriesQuery,
  answering: readonly ReleaseEntry[],
  silent: readonly SilentTable[]
): void {
  if (source === undefined || answering.length > 0 || silent.length === 0) return
  const tables = silent.filter(({ release }) => release !== null)
  const several = new Set(tables.map(each => `${each.source} ${each.series}`)).size > 1
  const reasons = silent.map(({ source, series, why }) =>
    said('of_series', { source, series, reason: why.text })
  )
  throw new Problem(
    'unsupported-combination',
    inOneText([...reasons, ...(several ? [said('two_tables_same_returns')] : [])]),
    [{ parameter: 'source', code: 'unsupported-combination' }],
    {
      sources: silent.map(({ source, series, why }) => ({
        source,
        series,
        reasons: [why.text]
      }))
    }
  )
}

/** A table that cannot answer as it is told, and the other series of its source of which the same is to be told. */
export type SilentTables = Omit<SilentTable, 'why'> & {
  reason: LocalText
  /** The reason for readers, who know no parameters and import nothing. */
  plain: LocalText
  other_series: string[]
}

/** Each reason of a source once, where the first of its tables stands. */
export function sameReasonOnce(silent: readonly SilentTable[]): SilentTables[] {
  const found = new Map<string, SilentTables>()
  for (const { series, release, why, ...rest } of silent) {
    const same = { ...rest, reason: why.text, plain: why.plain }
    const key = JSON.stringify([same, release === null])
    const first = found.get(key)
    if (first === undefined) found.set(key, { ...same, series, release, other_series: [] })
    else if (series !== first.series && !first.other_series.includes(series)) first.other_series.push(series)
  }
  return [...found.values()]
}

/** Removes duplicates: entries that are equal as JSON. */
export const once = <Entry extends object>(entries: readonly Entry[]): Entry[] => [
  ...new Map(entries.map(each => [JSON.stringify(each), each])).values()
]

/** Each release once, in the order of first occurrence. */
export const releasesOnce = (releases: readonly ReleaseEntry[]): ReleaseEntry[] => [
  ...new Map(releases.map(release => [release.release_id, release])).values()
]
