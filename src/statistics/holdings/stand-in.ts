import { membersOfAggregate } from '../../vocabulary/countries/aggregate.ts'
import { columnsBeside } from '../../vocabulary/measures/rate-columns.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { StandIn } from '../../vocabulary/results/stand-in.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isRate } from '../question/check-question.ts'
import { mayStandIn, namesPlaces, placesOf } from '../question/places.ts'
import { apartIn } from '../question/question.ts'
import { storedGroups } from '../rows/columns.ts'
import type { Part, Scanned } from '../rows/scan.ts'

/** A question that was counted: its parts, and its cells after they were judged. */
export interface CountedPlan {
  plan: Plan
  scanned: Scanned
  rows: ResultRow[]
}

/** What a publisher's aggregate answers of a question about countries. */
export interface StandingIn {
  /** The question about the aggregate. */
  stood: CountedPlan
  note: StandIn
  /** The cells that it answers, by the text of their words. */
  cells: ReadonlyMap<string, ResultRow>
  /** The parts of the other cells, of these, and of countries outside the aggregate. */
  parts: { others: Scanned; own: Scanned; outside: Scanned }
}

/** The reason for which figures of countries outside the aggregate are in no cell. */
export const outsideReason = 'outside_aggregate'

/**
 * Lets a publisher's aggregate answer the cells that its countries do not tell whole (docs/rules/coverage.md §3). Undefined
 * where the question is about countries, or none can.
 */
export async function standIn(
  own: CountedPlan,
  count: (plan: Plan) => Promise<CountedPlan>,
  scanOf: (plan: Plan) => Promise<Scanned>
): Promise<StandingIn | undefined> {
  const { question, frame } = own.plan
  // Countries that are counted apart are still in the figure of an aggregate.
  const isAsked =
    namesPlaces(question) || [...frame.groups, ...apartIn(question)].includes('country_of_asylum')
  const whole = new Set(
    own.rows.filter(row => isWhole(own.plan, row)).map(row => standingCell(own.plan, row))
  )
  const codes = isAsked ? [] : mayStandIn(frame.chosen)
  for (const code of codes) {
    const stood = await count(about(own.plan, [code]))
    const cells = new Map(
      stood.rows
        .filter(row => isWhole(own.plan, row))
        .map(row => [standingCell(own.plan, row), flagged(row, own.plan, code)] as const)
        .filter(([cell]) => !whole.has(cell))
    )
    if (cells.size === 0) continue
    const { countries } = placesOf(frame.chosen)
    const without = countries.filter(country => !membersOfAggregate(code).includes(country))
    const outside = without.length > 0 ? await scanOf(about(own.plan, without)) : nothingScanned
    const isOf = ({ state, words }: Part): boolean => state === 'cell' && cells.has(textOf(words))
    return {
      ...{ stood, cells, note: { country_of_asylum: code, cells: cells.size, without } },
      parts: {
        others: partsOf(own.scanned, part => !isOf(part)),
        own: partsOf(stood.scanned, isOf),
        outside: partsOf(outside, isOf)
      }
    }
  }
  return undefined
}

const about = (plan: Plan, country_of_asylum: string[]): Plan => ({
  ...plan,
  question: { ...plan.question, filters: { ...plan.question.filters, country_of_asylum } }
})

const textOf = (words: readonly (string | undefined)[]): string => words.join('\u0000')

/** The text of a cell's words, as its parts have them. */
export const standingCell = ({ frame }: Plan, { words }: ResultRow): string =>
  textOf(storedGroups(frame).map(name => words[name]))

/** Whether nothing that a cell needs is missing or withheld. */
const isWhole = ({ measures }: Plan, { flags }: ResultRow): boolean =>
  !measures.some(measure =>
    flags[measure]?.some(flag => flag === 'partial' || flag === 'not_reported' || flag === 'suppressed')
  )

function flagged({ words, numbers, flags }: ResultRow, { measures }: Plan, code: string): ResultRow {
  const shares = measures.filter(isRate).map(rate => columnsBeside(rate).n_share)
  const having = [...measures, ...shares].filter(name => numbers[name] != null)
  const marks = having.map(name => [name, [...(flags[name] ?? []), 'aggregate']])
  return { words, numbers, stands_for: code, flags: { ...flags, ...Object.fromEntries(marks) } }
}

const nothingScanned: Scanned = { families: {}, checks: [], touching: [] }

function partsOf(scanned: Scanned, isIn: (part: Part) => boolean): Scanned {
  const families = Object.entries(scanned.families).map(([name, parts]) => [name, parts.filter(isIn)])
  return { ...scanned, families: Object.fromEntries(families) }
}

/** All parts of an answer: figures of countries outside the aggregate are in no cell. */
export function partsTogether({ others, own, outside }: StandingIn['parts']): Scanned {
  const families = Object.entries(others.families).map(([family, parts]) => {
    const name = family as keyof Scanned['families']
    const left_out = (outside.families[name] ?? []).map(part => ({ ...part, state: outsideReason }))
    return [name, [...parts, ...(own.families[name] ?? []), ...left_out]]
  })
  return { ...others, families: Object.fromEntries(families) }
}
