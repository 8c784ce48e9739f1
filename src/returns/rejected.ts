import type { ReleaseEntry } from '../snapshot/card.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import { returnTypes } from '../vocabulary/closed-lists.ts'
import { recordDate } from '../vocabulary/records/record-date.ts'
import type { AskedRows } from '../vocabulary/results/may-belong.ts'
import { rejectedCaveatId, rejectedCaveats, rejectedIn } from '../vocabulary/results/rejected-rows.ts'
import { recordTables } from './blocks.ts'
import type { PublishedReturns } from './published.ts'
import type { BlockQuestion, OrderedOrExecuted } from './question.ts'
import type { RecordsAsked } from './record-blocks.ts'

/** A part of an answer from one release, as far as its rejected rows can be told from it. */
export interface AskedPart {
  release: ReleaseEntry
  /** The block or list that it is about. */
  of: OrderedOrExecuted | 'nationals'
  asked: AskedRows
}

/** Where a request asks for one destination, or for the nationals of one country. */
interface Asked {
  country_of_return?: string
  nationality?: string
}

/** What is asked of each table of an answer. */
export const askedParts = (
  { records, figures }: { records: readonly RecordsAsked[]; figures: readonly PublishedReturns[] },
  one: Asked = {}
): AskedPart[] => [
  ...records.map(each => recordsPart(each, one)),
  ...figures.map(each => figuresPart(each, one))
]

/** The rows of records of which an answer tells (blocks.ts, `scope`). */
function recordsPart({ release, status, question }: RecordsAsked, one: Asked): AskedPart {
  const { table, date, words } = recordTables[status]
  const { returned_on_from: from, returned_on_to: to } = question
  const filters = {
    ...Object.fromEntries(Object.entries(words).map(([name, word]) => [name, [word]])),
    ...placesAsked(question, one),
    ...(status === 'executed' && { return_type: typesAsked(question) })
  }
  const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  const asked = { filters, ...membersOf(question), days: { [recordDate(table, date)]: span } }
  return { release, of: one.nationality === undefined ? status : 'nationals', asked }
}

/** The same of published figures. */
function figuresPart({ release, unit, question }: PublishedReturns, one: Asked): AskedPart {
  const filters = { ...placesAsked(question, one), return_type: typesAsked(question), unit: [unit] }
  const { returned_on_from: from, returned_on_to: to } = question
  const asked = { filters, ...membersOf(question), from, to }
  return { release, of: one.nationality === undefined ? 'executed' : 'nationals', asked }
}

const membersOf = ({ memberships }: BlockQuestion) => (memberships ? { memberships } : {})

const placesAsked = (question: BlockQuestion, { country_of_return, nationality }: Asked) => ({
  nationality: nationality === undefined ? question.nationality : [nationality],
  country_of_return: country_of_return === undefined ? undefined : [country_of_return]
})

/** The types that count: refused entries only where they are asked for (docs/rules/domain.md §4.6). */
const typesAsked = ({ return_type }: BlockQuestion): readonly string[] =>
  return_type ?? returnTypes.filter(type => type !== 'refused_entry')

/** One caveat a release: how many of its rejected rows may belong to one part of the answer at least. */
export function rejectedNotes(parts: readonly AskedPart[]): CaveatNote[] {
  const releases = [...new Map(parts.map(({ release }) => [release.release_id, release])).values()]
  return releases.flatMap(release => {
    const own = parts.filter(each => each.release.release_id === release.release_id)
    return rejectedCaveats(release, { rows: rejectedIn(release, ...own.map(({ asked }) => asked)) })
  })
}

/** The caveats but those of rejected rows, which an answer of several blocks tells once a release. */
export const withoutRejected = (caveats: readonly CaveatNote[]): CaveatNote[] =>
  caveats.filter(({ id }) => id !== rejectedCaveatId)

/** How many rejected rows may belong to one block: of its own type of return, where it has one. */
export function rejectedOfBlock(
  parts: readonly AskedPart[],
  of: AskedPart['of'],
  block: { source: string; release: string; unit: string; return_type?: string | null }
): { rejected_rows: number } {
  const own = parts.filter(
    ({ release, asked: { filters }, ...part }) =>
      part.of === of &&
      release.source === block.source &&
      release.release === block.release &&
      (filters.unit?.includes(block.unit) ?? true)
  )
  const [first] = own
  const type = block.return_type ?? 'not_split'
  const ofType = ({ asked }: AskedPart): AskedRows =>
    type === 'not_split' ? asked : { ...asked, filters: { ...asked.filters, return_type: [type] } }
  return { rejected_rows: first ? rejectedIn(first.release, ...own.map(ofType)) : 0 }
}
