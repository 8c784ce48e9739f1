import { noSuchCountry } from '../queries/countries.ts'
import {
  type CountriesQuery,
  flatOf,
  type PageQuery,
  pageOf,
  recordCaveats,
  rowsOf
} from '../queries/countries-of-return.ts'
import { countsByNationality } from '../queries/return-blocks.ts'
import type { Head } from '../queries/return-question.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { countryByCode } from '../vocabulary/country.ts'
import { toldOf, whose } from './destinations.ts'
import { publishedByNationality } from './published-returns.ts'
import { once, refuseIfNone, releasesOnce, tellingOf, tried } from './returns-told.ts'

/**
 * Who was ordered to go to one destination, and who was taken there: by nationality, by source. Throws not-found for
 * a code that is none of ours, and where a source is named of which no table tells both.
 */
export async function nationalitiesTo(
  set: ReleaseSet,
  code: string,
  query: CountriesQuery & PageQuery,
  format: string
) {
  if (!countryByCode(code)) throw noSuchCountry(code)
  const { records, figures, silent } = tellingOf(set, query)
  const counted = await Promise.all(
    records.map(async ({ release, status, question }) => {
      const found = await countsByNationality(set, release, status, code, question)
      return withShares(found).map(each => toldOf(each.nationality, status, each))
    })
  )
  const published = await tried(figures, each => publishedByNationality(each, code))
  const told = [
    ...counted.flat(),
    ...published.told.flatMap(({ blocks }) =>
      withShares(blocks).map(each => toldOf(each.nationality, 'executed' as const, each))
    )
  ]
  const releases = releasesOnce([...records.map(({ release }) => release), ...published.releases])
  const not_answered = [...silent, ...published.not_answered]
  refuseIfNone(query, releases, not_answered)
  const rows = rowsOf(told, query)
  const { page, next } = pageOf(rows, query, releases, format)
  const key = ({ code: nationality, name }: { code: string; name: string }) => ({
    country_of_return: code,
    nationality,
    name
  })
  const issues = recordCaveats(releasesOnce(records.map(({ release }) => release)), query, {
    country_of_return: code
  })
  return {
    data: page.map(row => ({ ...key(row), ordered: row.ordered, executed: row.executed })),
    releases,
    caveats: once([...issues, ...published.caveats]),
    next,
    meta: { total: rows.length, total_reason: null, not_answered },
    table: { header: nationalityColumns, batches: [flatOf(page, key, spanOf)] }
  }
}

const spanOf = ({ share, first_on, last_on, first_in, last_in }: Spanned) => ({
  share,
  first_on,
  last_on,
  first_in,
  last_in
})
const nationalityColumns = [
  ...['country_of_return', 'nationality', 'name', 'return_status', 'value', 'value_flags', 'unit', 'share'],
  ...['first_on', 'last_on', 'first_in', 'last_in', ...whose]
]

interface Span extends Head {
  first_on: string | null
  last_on: string | null
  first_in: string | null
  last_in: string | null
}
type Spanned = Span & { share: number | null }

/** Of all nationalities of one source; none where any of its numbers is withheld, since it would tell that one. */
function withShares(rows: readonly { nationality: string; block: Span }[]) {
  const values = rows.map(({ block }) => block.value)
  const total = values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return rows.map(({ nationality, block }) => ({
    nationality,
    block: { ...block, share: total && block.value !== null ? block.value / total : null }
  }))
}
