import { caveatsOf, coverageCaveats } from '../queries/caveats.ts'
import { membershipsIn } from '../queries/lists/members.ts'
import { chosen, type ReleaseQuery } from '../queries/releases/named-releases.ts'
import { checkSources } from '../queries/scope.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { declaredSubjects, holdsTable } from '../snapshot/known/known-sources.ts'
import { nothingCaveats } from '../snapshot/known/nothing-found.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { SeriesAbout } from '../vocabulary/about.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import { countryByCode } from '../vocabulary/countries/country.ts'
import { damagedCursor, decodeCursor, encodeCursor } from '../vocabulary/cursor.ts'
import { usualPageSize } from '../vocabulary/page-size.ts'
import { type CountryGroupNote, groupNotes, groupsInMeta } from '../vocabulary/results/country-group-note.ts'
import type { PauseRules } from '../vocabulary/results/return-timeline.ts'
import { recordTables } from './blocks.ts'
import { usualRules } from './gaps.ts'
import type { BlockHead, BlockQuestion, OrderedOrExecuted } from './question.ts'

export interface CountriesQuery extends ReleaseQuery {
  nationality?: string[]
  nationality_group?: string[]
  country_of_return_group?: string[]
  return_status?: string[]
  return_type?: string[]
  returned_on_from?: string
  returned_on_to?: string
  pause_months?: number
  pause_periods?: number
  usual_min?: number
  resumed_min?: number
  lang?: 'en' | 'es' | 'fr'
}

/** Paging parameters of a list. */
export interface PageQuery {
  sort?: string
  limit?: number
  cursor?: string
}

export const blockStatuses = ['ordered', 'executed'] as const

/** The releases that a request reads: current or pinned ones; synthetic ones only where their source is named. */
export function asked({ releases, known, gone = [] }: ReleaseSet, query: CountriesQuery): ReleaseEntry[] {
  checkSources(releases, query, known, holdsReturns)
  const named = releases.filter(({ source }) => query.source?.includes(source) ?? true)
  return chosen(named, { releases, gone }, query).filter(
    ({ synthetic }) => query.source !== undefined || !synthetic
  )
}

/** Whether a series may have returns: departures, or decisions that name a country. */
const holdsReturns = (series: SeriesAbout): boolean =>
  holdsTable(series, 'returns') ||
  holdsTable(series, 'decisions') ||
  declaredSubjects(series).includes('returns')

export const wanted = ({ return_status }: CountriesQuery): OrderedOrExecuted[] =>
  blockStatuses.filter(status => return_status?.includes(status) ?? true)

/** What a pause and a resumption are in this answer. */
export const rulesOf = (query: CountriesQuery): PauseRules => ({
  usual_min: query.usual_min ?? usualRules.usual_min,
  pause_periods: query.pause_periods ?? usualRules.pause_periods,
  pause_months: query.pause_months ?? usualRules.pause_months,
  resumed_min: query.resumed_min ?? usualRules.resumed_min
})

export const blockQuestionOf = (set: ReleaseSet, query: CountriesQuery): BlockQuestion => ({
  nationality: query.nationality,
  memberships: membershipsIn(set, query),
  return_type: query.return_type,
  returned_on_from: query.returned_on_from,
  returned_on_to: query.returned_on_to,
  rules: rulesOf(query)
})

/** The groups of countries that a request names, with their members on the days asked for. */
export function groupNotesAsked(set: ReleaseSet, query: CountriesQuery): CountryGroupNote[] {
  const { returned_on_from: from = '', returned_on_to: to = '9999' } = query
  return groupNotes(membershipsIn(set, query), { from, to }) ?? []
}

/** The same for `meta`: without a group, no member. */
export function groupsAsked(
  set: ReleaseSet,
  query: CountriesQuery
): { groups?: ReturnType<typeof groupsInMeta> } {
  const notes = groupNotesAsked(set, query)
  return notes.length > 0 ? { groups: groupsInMeta(notes) } : {}
}

/**
 * The caveats of releases of records. `rows`: the known field values of the rows in scope, such as the country of
 * return.
 */
export function recordCaveats(
  releases: readonly ReleaseEntry[],
  query: CountriesQuery,
  ...rows: object[]
): CaveatNote[] {
  const { nationality, returned_on_from: from, returned_on_to: to } = query
  return releases.flatMap(release => [
    ...coverageCaveats(release, { nationality, from, to }),
    ...caveatsOf(
      release,
      rows.map(row => ({ ...row }))
    )
  ])
}

/** The caveats of records in which nothing was found: other codes of the places that were asked for. */
export const nothingInRecords = (
  records: readonly { release: ReleaseEntry; status: OrderedOrExecuted }[],
  { nationality }: CountriesQuery,
  country_of_return?: string
): CaveatNote[] =>
  records.flatMap(({ release, status }) =>
    nothingCaveats(release, recordTables[status].table, {
      nationality,
      ...(country_of_return !== undefined && { country_of_return: [country_of_return] })
    })
  )

/** The block of one source for one destination or nationality, and its status. */
export interface SourceReturns<Block extends BlockHead> {
  code: string
  status: OrderedOrExecuted
  block: Block
}

/** A country's name in the requested language, English by default; the code where the country is not known. */
export const nameOf = (code: string, { lang = 'en' }: CountriesQuery): string =>
  countryByCode(code)?.names[lang] ?? code

/**
 * One row for each destination or nationality. Ordered and executed returns are two lists, with a block for each
 * source.
 */
export function destinationRows<Block extends BlockHead>(
  blocks: readonly SourceReturns<Block>[],
  query: CountriesQuery & PageQuery
) {
  const rows = new Map<string, { ordered: Block[]; executed: Block[] }>()
  for (const { code, status, block } of blocks) {
    const row = rows.get(code) ?? { ordered: [], executed: [] }
    row[status].push(block)
    rows.set(code, row)
  }
  const codes = [...rows.keys()].sort()
  if (query.sort?.startsWith('-')) codes.reverse()
  return codes.map(code => ({
    code,
    name: nameOf(code, query),
    ...(rows.get(code) as { ordered: Block[]; executed: Block[] })
  }))
}

/** One page of rows, and the cursor of the next page. A cursor is valid for one question and one set of releases. */
export function destinationPage<Row extends { code: string }>(
  rows: readonly Row[],
  { cursor, limit, ...question }: PageQuery & CountriesQuery,
  releases: readonly ReleaseEntry[],
  format: { is_paged: boolean }
): { page: Row[]; next: string | null } {
  const context = {
    query: JSON.stringify(question),
    release: releases.map(({ release_id }) => release_id).join(',')
  }
  const after = cursor === undefined ? undefined : decodeCursor(cursor, context).after[0]
  const start = after === undefined ? 0 : rows.findIndex(({ code }) => code === after) + 1
  if (after !== undefined && start === 0) throw damagedCursor()
  const size = limit ?? (format.is_paged ? usualPageSize : rows.length)
  const page = rows.slice(start, start + size)
  const last = page.at(-1)
  const next = last && start + size < rows.length ? encodeCursor([last.code], context) : null
  return { page, next }
}

/** Rows as a flat table: one line for each source and status, with the key columns first and the attribution last. */
export function flatOf<Block extends BlockHead>(
  rows: readonly { code: string; name: string; ordered: Block[]; executed: Block[] }[],
  keyOf: (row: { code: string; name: string }) => Record<string, unknown>,
  moreOf: (block: Block) => Record<string, unknown>
): Record<string, unknown>[] {
  return rows.flatMap(row =>
    blockStatuses.flatMap(return_status =>
      row[return_status].map(block => {
        const { unit, series, source, release, synthetic } = block
        return {
          ...keyOf(row),
          return_status,
          value: block.value,
          value_flags: block.flags,
          unit,
          destination_inferred: block.destination_inferred,
          ...moreOf(block),
          ...{ series, source, release, synthetic }
        }
      })
    )
  )
}
