import { noSuchCountry } from '../queries/vocabulary/countries.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { isAggregate } from '../vocabulary/countries/aggregate.ts'
import { countryByCode } from '../vocabulary/countries/country.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import { once, refuseIfNone, releasesOnce, sameReasonOnce, tellingOf, tried } from './answering.ts'
import { countsByNationality } from './blocks.ts'
import { numberColumns, underKey, whose } from './destinations.ts'
import {
  type CountriesQuery,
  destinationPage,
  destinationRows,
  flatOf,
  groupsAsked,
  nothingInRecords,
  type PageQuery,
  recordCaveats
} from './listing.ts'
import { type KnownSources, notImported, refuseNotImported, unreadCatalogue } from './not-imported.ts'
import { publishedByNationality } from './published.ts'
import type { BlockHead } from './question.ts'
import { askedParts, rejectedNotes, withoutRejected } from './rejected.ts'

/**
 * Ordered and executed returns to one destination, by nationality and source. Throws not-found for a code that is no
 * country of the vocabulary, and unsupported-combination where the named source has no table with both nationality and
 * country of return.
 */
export async function nationalitiesTo(
  set: ReleaseSet,
  code: string,
  query: CountriesQuery & PageQuery,
  format: { is_paged: boolean },
  known: KnownSources
) {
  if (!countryByCode(code) || isAggregate(code)) throw noSuchCountry(code)
  refuseNotImported(set, known, query)
  const { records, figures, silent } = tellingOf(set, query, code)
  const counted = await Promise.all(
    records.map(async ({ release, status, question }) => {
      const found = await countsByNationality(set, release, status, code, question)
      return withShares(found).map(each => underKey(each.nationality, status, each))
    })
  )
  const published = await tried(figures, each => publishedByNationality(each, code))
  const allBlocks = [
    ...counted.flat(),
    ...published.told.flatMap(({ blocks }) =>
      withShares(blocks).map(each => underKey(each.nationality, 'executed' as const, each))
    )
  ]
  const releases = releasesOnce([...records.map(({ release }) => release), ...published.releases])
  const missing = notImported(set, known, { ...query, nationality: query.nationality ?? [] })
  const not_answered = [...silent, ...published.not_answered, ...missing]
  refuseIfNone(query, releases, not_answered)
  const rows = destinationRows(allBlocks, query)
  const { page, next } = destinationPage(rows, query, releases, format)
  const key = ({ code: nationality, name }: { code: string; name: string }) => ({
    country_of_return: code,
    nationality,
    name
  })
  const issues = recordCaveats(releasesOnce(records.map(({ release }) => release)), query, {
    country_of_return: code
  })
  const nothing = nothingInRecords(
    records.filter((_, i) => counted[i]?.length === 0),
    query,
    code
  )
  return {
    data: page.map(row => ({ ...key(row), ordered: row.ordered, executed: row.executed })),
    releases,
    caveats: once([
      ...rejectedNotes(askedParts({ records, figures }, { country_of_return: code })),
      ...issues,
      ...nothing,
      ...withoutRejected(published.caveats),
      ...unreadCatalogue(known)
    ]),
    next,
    meta: {
      total: rows.length,
      total_reason: null,
      not_answered: sameReasonOnce(not_answered),
      ...groupsAsked(set, query)
    },
    table: { columns: nationalityColumns, batches: [flatOf(page, key, spanOf)] }
  }
}

const spanOf = ({ share, first_on, last_on, first_in, last_in }: Spanned) => ({
  share,
  first_on,
  last_on,
  first_in,
  last_in
})
const nationalityColumns: readonly TableColumn[] = [
  { name: 'country_of_return', type: 'text' },
  { name: 'nationality', type: 'text' },
  { name: 'name', type: 'text' },
  ...numberColumns,
  { name: 'share', type: 'number' },
  { name: 'first_on', type: 'text' },
  { name: 'last_on', type: 'text' },
  { name: 'first_in', type: 'text' },
  { name: 'last_in', type: 'text' },
  ...whose
]

interface Span extends BlockHead {
  first_on: string | null
  last_on: string | null
  first_in: string | null
  last_in: string | null
}
type Spanned = Span & { share: number | null }

/**
 * Adds the share of each nationality in the total of the source. Shares are null where any number is withheld, since a
 * share would reveal it.
 */
function withShares(rows: readonly { nationality: string; block: Span }[]) {
  const values = rows.map(({ block }) => block.value)
  const total = values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return rows.map(({ nationality, block }) => ({
    nationality,
    block: { ...block, share: total && block.value !== null ? block.value / total : null }
  }))
}
