import { noSuchCountry } from '../queries/vocabulary/countries.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import { isAggregate } from '../vocabulary/countries/aggregate.ts'
import { countryByCode } from '../vocabulary/countries/country.ts'
import type { ReturnTimeline } from '../vocabulary/results/return-timeline.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import { once, refuseIfNone, releasesOnce, sameReasonOnce, tellingOf, tried } from './answering.ts'
import { countsByCountry, nationalsIn } from './blocks.ts'
import {
  type CountriesQuery,
  destinationPage,
  destinationRows,
  flatOf,
  groupNotesAsked,
  groupsAsked,
  nameOf,
  nothingInRecords,
  type PageQuery,
  recordCaveats,
  rulesOf,
  type SourceReturns
} from './listing.ts'
import { type KnownSources, notImported, refuseNotImported, unreadCatalogue } from './not-imported.ts'
import { publishedByCountry, publishedNationals } from './published.ts'
import { publishedBlocks } from './published-blocks.ts'
import type { BlockHead } from './question.ts'
import { countryBlocks } from './record-blocks.ts'
import { type AskedPart, askedParts, rejectedNotes, rejectedOfBlock, withoutRejected } from './rejected.ts'
import { toldOfCountry } from './told.ts'

/** Every destination with the counts of each source. Ordered and executed returns are never added, nor are sources. */
export async function allDestinations(
  set: ReleaseSet,
  query: CountriesQuery & PageQuery,
  format: { is_paged: boolean },
  known: KnownSources
) {
  refuseNotImported(set, known, query)
  const { records, figures, silent } = tellingOf(set, query)
  const counted = await Promise.all(
    records.map(async ({ release, status, question }) =>
      (await countsByCountry(set, release, status, question)).map(each =>
        underKey(each.country_of_return, status, each)
      )
    )
  )
  const published = await tried(figures, publishedByCountry)
  const allBlocks = [
    ...counted.flat(),
    ...published.told.flatMap(({ blocks }) =>
      blocks.map(each => underKey(each.country_of_return, 'executed' as const, each))
    )
  ]
  const releases = releasesOnce([...records.map(({ release }) => release), ...published.releases])
  const not_answered = [...silent, ...published.not_answered, ...notImported(set, known, query)]
  refuseIfNone(query, releases, not_answered)
  const rows = destinationRows(allBlocks, query)
  const { page, next } = destinationPage(rows, query, releases, format)
  const issues = records.flatMap(({ release }, i) => {
    const places = counted[i]?.map(({ code }) => ({ country_of_return: code })) ?? []
    return recordCaveats([release], query, {}, ...places)
  })
  const nothing = nothingInRecords(
    records.filter((_, i) => counted[i]?.length === 0),
    query
  )
  return {
    data: page.map(({ code, ...row }) => ({ country_of_return: code, ...row })),
    releases,
    caveats: once([
      ...rejectedNotes(askedParts({ records, figures })),
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
    table: { columns: destinationColumns, batches: [flatOf(page, destinationKey, () => ({}))] }
  }
}

/** A block with its key: the code of a destination or nationality, and the status. */
export const underKey = <Block extends BlockHead>(
  code: string,
  status: SourceReturns<Block>['status'],
  { block }: { block: Block }
) => ({
  code,
  status,
  block
})

const destinationKey = ({ code, name }: { code: string; name: string }) => ({ country_of_return: code, name })
/** The number of a row, with its flags and its unit. */
export const numberColumns: readonly TableColumn[] = [
  { name: 'return_status', type: 'text' },
  { name: 'value', type: 'integer' },
  { name: 'value_flags', type: 'list' },
  { name: 'unit', type: 'text' },
  { name: 'destination_inferred', type: 'integer' }
]
/** The last columns of a table: the attribution of the figure. */
export const whose: readonly TableColumn[] = [
  { name: 'series', type: 'text' },
  { name: 'source', type: 'text' },
  { name: 'release', type: 'text' },
  { name: 'synthetic', type: 'boolean' }
]
const destinationColumns: readonly TableColumn[] = [
  { name: 'country_of_return', type: 'text' },
  { name: 'name', type: 'text' },
  ...numberColumns,
  ...whose
]

/** One destination: the figures of each source. Throws not-found for a code that is no country of the vocabulary. */
export async function oneDestination(
  set: ReleaseSet,
  code: string,
  query: CountriesQuery,
  known: KnownSources
) {
  if (!countryByCode(code) || isAggregate(code)) throw noSuchCountry(code)
  refuseNotImported(set, known, query)
  const { records, figures, executed, silent } = tellingOf(set, query, code)
  const [blocks, published, nationals, told] = await Promise.all([
    countryBlocks(set, records, code),
    tried(figures, each => publishedBlocks(each, code)),
    nationalsReturned(set, code, query, executed),
    toldOfCountry(set, code, query)
  ])
  const releases = releasesOnce([...records.map(({ release }) => release), ...published.releases])
  const not_answered = [...silent, ...published.not_answered, ...notImported(set, known, query)]
  refuseIfNone(query, [...releases, ...nationals.releases, ...told.releases], not_answered)
  const ofRecords = (wanted: string) => blocks.filter(({ status }) => status === wanted)
  const ordered = ofRecords('ordered')
  const executed_blocks = [...ofRecords('executed'), ...published.told.flatMap(({ blocks }) => blocks)]
  const rules = rulesOf(query)
  const timeline: ReturnTimeline = {
    country_of_return: code,
    nationality: query.nationality ?? [],
    country_groups: groupNotesAsked(set, query),
    rules,
    blocks: [...ordered, ...executed_blocks].map(each => each.drawn)
  }
  const silentRecords = records.filter(
    ({ release: { source, series }, status }) =>
      !blocks.some(
        ({ status: own, block }) => own === status && block.source === source && block.series === series
      )
  )
  const nothing = nothingInRecords(silentRecords, query, code)
  const here = askedParts({ records, figures }, { country_of_return: code })
  const parts = [...here, ...(isAbout(code, query) ? askedParts(executed, { nationality: code }) : [])]
  const issues = recordCaveats(releasesOnce(records.map(({ release }) => release)), query, {
    country_of_return: code
  })
  const ofBlock =
    (of: AskedPart['of']) =>
    <Block extends BlockHead>(block: Block) => ({ ...block, ...rejectedOfBlock(parts, of, block) })
  const figuresIssues = withoutRejected(published.caveats)
  return {
    data: {
      country_of_return: code,
      name: nameOf(code, query),
      ...rules,
      ordered: ordered.map(({ block }) => block).map(ofBlock('ordered')),
      executed: executed_blocks.map(({ block }) => block).map(ofBlock('executed')),
      not_answered: sameReasonOnce(not_answered),
      statements: told.statements,
      reported_figures: told.reported_figures,
      nationals_returned: nationals.blocks.map(ofBlock('nationals'))
    },
    groups: groupsAsked(set, query),
    timeline,
    of_timeline: ofTimeline(timeline, releases, [...rejectedNotes(here), ...issues, ...figuresIssues]),
    releases: releasesOnce([...releases, ...nationals.releases, ...told.releases]),
    caveats: once([
      ...rejectedNotes(parts),
      ...issues,
      ...nothing,
      ...figuresIssues,
      ...withoutRejected(nationals.caveats),
      ...told.caveats,
      ...unreadCatalogue(known)
    ])
  }
}

/** The releases and caveats of what is in a timeline; of one without a block those of all that were asked. */
function ofTimeline(
  { blocks }: ReturnTimeline,
  releases: readonly ReleaseEntry[],
  caveats: readonly CaveatNote[]
): { releases: ReleaseEntry[]; caveats: CaveatNote[] } {
  const isShown = (release: ReleaseEntry): boolean =>
    blocks.length === 0 ||
    blocks.some(each => each.source === release.source && each.release === release.release)
  const shown = releases.filter(isShown)
  return {
    releases: shown,
    caveats: once(caveats.filter(caveat => shown.some(({ source }) => source === caveat.source)))
  }
}

/** Whether a request is about the nationals of a country too. */
const isAbout = (code: string, { nationality }: CountriesQuery): boolean =>
  nationality?.includes(code) ?? true

type Executed = ReturnType<typeof tellingOf>['executed']

/** Where people of the destination's own nationality were returned: to it, or to another country. */
async function nationalsReturned(
  set: ReleaseSet,
  code: string,
  query: CountriesQuery,
  { records, figures }: Executed
) {
  if (!isAbout(code, query)) return { blocks: [], releases: [], caveats: [] }
  const counted = await Promise.all(
    records.map(async ({ release, question }) => ({
      release,
      block: await nationalsIn(set, release, code, question)
    }))
  )
  const having = counted.filter(({ block }) => block.value)
  const published = await tried(figures, async each => ({
    release: each.release,
    ...(await publishedNationals(each, code))
  }))
  const ofFigures = published.told.flatMap(({ block, release }) => (block ? [{ block, release }] : []))
  return {
    blocks: [...having, ...ofFigures].map(({ block }) => block),
    releases: [...having, ...ofFigures].map(({ release }) => release),
    caveats: published.told.flatMap(({ block, caveats }) => (block ? caveats : []))
  }
}
