import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { countryByCode } from '../vocabulary/country.ts'
import { decodeCursor, encodeCursor } from '../vocabulary/cursor.ts'
import { Problem } from '../vocabulary/problem.ts'
import { caveatsOf, coverageCaveats } from './caveats.ts'
import { noSuchCountry } from './countries.ts'
import { type BlockQuestion, countryBlock, countsByCountry, has, type ReturnStatus } from './return-blocks.ts'
import { checkSources, chosen, type ReleaseQuery } from './scope.ts'

export interface CountriesQuery extends ReleaseQuery {
  nationality?: string[]
  return_status?: string[]
  return_type?: string[]
  returned_on_from?: string
  returned_on_to?: string
  pause_months?: number
  sort?: string
  limit?: number
  cursor?: string
}

const statuses = ['ordered', 'executed'] as const
const usualLimit = 100

/** The releases that say where people were ordered to go, or were taken; synthetic ones only when named. */
function releasesFor({ releases }: ReleaseSet, query: CountriesQuery): ReleaseEntry[] {
  checkSources(releases, query)
  const telling = releases.filter(release => statuses.some(status => has(release, status)))
  const named = telling.filter(({ source }) => query.source?.includes(source) ?? true)
  return chosen(named, releases, query).filter(({ synthetic }) => query.source !== undefined || !synthetic)
}

const wanted = ({ return_status }: CountriesQuery): ReturnStatus[] =>
  statuses.filter(status => return_status?.includes(status) ?? true)

const questionOf = ({ pause_months = 3, ...query }: CountriesQuery): BlockQuestion => ({
  ...query,
  pause_months
})

const reachOf = ({ nationality, returned_on_from: from, returned_on_to: to }: CountriesQuery) => ({
  nationality,
  from,
  to
})

/** Every destination, with what each source counts there: ordered and executed apart, sources apart. */
export async function allCountriesOfReturn(set: ReleaseSet, query: CountriesQuery, format: string) {
  const releases = releasesFor(set, query)
  const pin = releases.map(({ release_id }) => release_id).join(',')
  const found = await Promise.all(
    wanted(query).flatMap(status =>
      releases
        .filter(release => has(release, status))
        .map(async release =>
          (await countsByCountry(set, release, status, questionOf(query))).map(each => ({ ...each, status }))
        )
    )
  )
  const rows = destinations(found.flat(), query.sort === '-country_of_return')
  const { page, next } = pageOf(rows, query, pin, format)
  return {
    data: page,
    releases,
    caveats: releases.flatMap(release => [
      ...coverageCaveats(release, reachOf(query)),
      ...caveatsOf(release, [{}])
    ]),
    next,
    meta: { total: rows.length, total_reason: null },
    table: { header: flatColumns, batches: [flat(page)] }
  }
}

type Counted = Awaited<ReturnType<typeof countsByCountry>>[number] & { status: ReturnStatus }
type Destination = ReturnType<typeof destinations>[number]

function destinations(counted: readonly Counted[], descending: boolean) {
  const codes = [...new Set(counted.map(({ country_of_return }) => country_of_return))].sort()
  if (descending) codes.reverse()
  const blocks = (code: string, status: ReturnStatus) =>
    counted
      .filter(each => each.country_of_return === code && each.status === status)
      .map(({ block }) => block)
  return codes.map(code => ({
    country_of_return: code,
    name: countryByCode(code)?.names.en ?? code,
    ordered: blocks(code, 'ordered'),
    executed: blocks(code, 'executed')
  }))
}

function pageOf(
  rows: Destination[],
  { cursor, limit, sort, ...question }: CountriesQuery,
  pin: string,
  format: string
) {
  const context = { query: JSON.stringify([question, sort]), release: pin }
  const after = cursor === undefined ? undefined : decodeCursor(cursor, context).after[0]
  const start = after === undefined ? 0 : rows.findIndex(each => each.country_of_return === after) + 1
  if (after !== undefined && start === 0)
    throw new Problem('invalid-cursor', 'This cursor is damaged.', [
      { parameter: 'cursor', code: 'invalid-cursor' }
    ])
  const size = limit ?? (format === 'json' ? usualLimit : rows.length)
  const page = rows.slice(start, start + size)
  const last = page.at(-1)
  const next = last && start + size < rows.length ? encodeCursor([last.country_of_return], context) : null
  return { page, next }
}

const flatColumns = [
  'country_of_return',
  'name',
  'return_status',
  'value',
  'unit',
  'series',
  'source',
  'release',
  'synthetic'
]

const flat = (rows: readonly Destination[]) =>
  rows.flatMap(({ country_of_return, name, ...blocks }) =>
    statuses.flatMap(return_status =>
      blocks[return_status].map(({ value, unit, series, source, release, synthetic }) => ({
        country_of_return,
        name,
        return_status,
        value,
        unit,
        series,
        source,
        release,
        synthetic
      }))
    )
  )

/** One destination: two blocks by source. Throws not-found for a code that is none of ours. */
export async function oneCountryOfReturn(set: ReleaseSet, code: string, query: CountriesQuery) {
  const country = countryByCode(code)
  if (!country) throw noSuchCountry(code)
  const releases = releasesFor(set, query)
  const blocksOf = (status: ReturnStatus) =>
    wanted(query).includes(status)
      ? Promise.all(
          releases
            .filter(release => has(release, status))
            .map(release => countryBlock(set, release, status, code, questionOf(query)))
        )
      : []
  const [ordered, executed] = await Promise.all([blocksOf('ordered'), blocksOf('executed')])
  return {
    data: {
      country_of_return: code,
      name: country.names.en,
      pause_months: query.pause_months ?? 3,
      ordered: ordered.filter(({ value }) => value > 0),
      executed: executed.filter(({ value }) => value > 0)
    },
    releases,
    caveats: releases.flatMap(release => [
      ...coverageCaveats(release, reachOf(query)),
      ...caveatsOf(release, [{ country_of_return: code }])
    ])
  }
}
