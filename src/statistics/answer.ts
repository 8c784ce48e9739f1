import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { dimensions } from '../vocabulary/dimension.ts'
import { defaultMinN, type Measure, type RateName } from '../vocabulary/measure.ts'
import type { ResultTable } from '../vocabulary/result-table.ts'
import type { Unit } from '../vocabulary/unit.ts'
import {
  type CaveatNote,
  caveatsOfNothing,
  cohortCaveats,
  releaseCaveats,
  touchingCaveats
} from './caveats.ts'
import { type Cells, cellsOf } from './cells.ts'
import { checkQuestion, isRate } from './check-question.ts'
import { choose } from './choose.ts'
import { type Clock, setClock } from './clock.ts'
import type { Frame } from './columns.ts'
import { coversPeriod } from './covered.ts'
import { figuresOf } from './figures.ts'
import { estimateFilled, filled, gridCaveats } from './fill.ts'
import { cellLimit, type Estimate, estimate, guardSize } from './guard.ts'
import { normalised } from './normalise.ts'
import { pageOf } from './page.ts'
import { familiesOf, makePlan, type Plan, partsInWords } from './plan.ts'
import type { Question } from './question.ts'
import { type Reach, reachOf } from './reach.ts'
import { type Reconciliation, reconcile, reconcileAll } from './reconcile.ts'
import { type Scanned, scan } from './scan.ts'
import { checkCodes, survey } from './survey.ts'
import { type FlatRow, headerOf, type Row, toRecord, toRow } from './table.ts'
import { wordsIn } from './words.ts'

/** What is told of a rate beside its numbers. */
export interface RateNote {
  numerator: string
  denominator: string
  min_n: number
  interval: 'wilson_95'
  /** Counts that leave both sides, over all cells. */
  left_out: { reason: string; count: number | null }[]
}

export type AnswerMeta = {
  /** Cells of the whole answer, over all pages; null where nothing was counted. */
  total: number | null
  total_reason: string | null
  query: Record<string, unknown>
  unit: Unit | null
  counting_rule: string
  period: Pick<Clock, 'date_basis' | 'year_basis'> & { from: string; to: string; partial: string[] }
  reconciliation: Partial<Record<Measure, Reconciliation>>
  rates: Partial<Record<RateName, RateNote>>
  /** With dry_run: how large the answer would be. */
  estimate?: Estimate
}

export interface Answer {
  data: Row[]
  /** The same cells as flat rows, for CSV and NDJSON. */
  table: { header: string[]; batches: Iterable<FlatRow[]> }
  /** The one release that answers. */
  releases: [ReleaseEntry]
  caveats: CaveatNote[]
  meta: AnswerMeta
  figures: ResultTable
  next: string | null
}

/**
 * Answers a question from one release of a release set: question → choice → plan → scan → cells →
 * rates and reconciliation. Throws Problem where it cannot be answered, saying what would work.
 */
export async function answer(
  set: Pick<ReleaseSet, 'releases' | 'query' | 'queryPacked'>,
  question: Question
): Promise<Answer> {
  checkQuestion(question)
  const chosen = choose(set, question)
  const clock = setClock(question, chosen)
  const words = wordsIn(chosen)
  const frame: Frame = { chosen, clock, words, groups: question.group_by ?? [], levels_in_mixed: false }
  await checkCodes(set, question, frame)
  const reach = reachOf(question, clock, chosen)
  const found = reach.inside === 'outside' ? [] : await survey(set, question, frame, familiesOf(question))
  const plan = makePlan(question, frame, found)
  if (question.dry_run) return estimated(plan, reach, await sizeOf(set, plan, found.length === 0))
  const scanned = found.length === 0 ? nothingScanned : await scanWithin(set, plan)
  const counted = cellsOf(plan, reach, scanned)
  if (counted.cells.length > cellLimit) await guardSize(set, plan)
  const hasRows = Object.values(scanned.families).some(parts => parts.length > 0)
  if (!hasRows) return assemble(plan, reach, counted, nothing(plan), caveatsOfNothing(chosen, question))
  const caveats =
    counted.cells.length > 0 ? touchingCaveats(plan, scanned) : caveatsOfNothing(chosen, question)
  return assemble(plan, reach, counted, reconcileAll(plan, scanned, counted.cells), caveats)
}

/** How large the answer would be, with its grid where one is asked for. */
const sizeOf = (set: Pick<ReleaseSet, 'query'>, plan: Plan, isEmpty: boolean): Promise<Estimate> =>
  plan.question.fill === 'grid' ? estimateFilled(set, plan, isEmpty) : estimate(set, plan)

const nothingScanned: Scanned = { families: {}, checks: [], touching: [] }
/** Parts that are read before it is known that the answer fits: a cell is made of a few. */
const mostParts = 4 * cellLimit

/** Reads the parts of an answer; throws query-too-large where there are far more than its cells could be made of. */
async function scanWithin(set: Pick<ReleaseSet, 'query' | 'queryPacked'>, plan: Plan): Promise<Scanned> {
  const scanned = await scan(set, plan, mostParts + 1)
  if (Object.values(scanned.families).every(parts => parts.length <= mostParts)) return scanned
  await guardSize(set, plan)
  return scan(set, plan, Number.MAX_SAFE_INTEGER)
}

function assemble(
  plan: Plan,
  reach: Reach,
  { cells, left_out }: Cells,
  reconciliation: AnswerMeta['reconciliation'],
  caveats: CaveatNote[]
): Answer {
  const all = plan.question.fill === 'grid' ? filled(plan, reach, cells) : cells
  const page = pageOf(all, plan)
  const header = headerOf(plan)
  return {
    data: page.cells.map(cell => toRow(plan, cell)),
    table: { header, batches: batches(page.cells, 1000, cell => toRecord(plan, header, cell)) },
    releases: [plan.frame.chosen.release],
    caveats: [
      ...releaseCaveats(plan.frame.chosen, reach),
      ...gridCaveats(plan, all.slice(cells.length)),
      ...cohortCaveats(plan),
      ...caveats
    ],
    meta: {
      total: all.length,
      total_reason: null,
      ...commonMeta(plan, reach, partialPeriods(plan, reach, all)),
      reconciliation,
      rates: Object.fromEntries(plan.rates.map(rate => [rate, rateNote(plan, rate, left_out[rate]?.value)]))
    },
    figures: figuresOf(plan, reach, page.cells, {
      total: all.length,
      left_out: leftOutOf(plan, reconciliation, left_out)
    }),
    next: page.next
  }
}

/** What is in scope and in no cell: of the first count, and of rates what their rules leave out. */
function leftOutOf(
  plan: Plan,
  reconciliation: AnswerMeta['reconciliation'],
  of_rates: Cells['left_out']
): { reason: string; count: number | null }[] {
  const [block] = Object.values(reconciliation)
  const [rate] = plan.rates
  const ofRate = rate === undefined ? [] : rateNote(plan, rate, of_rates[rate]?.value).left_out
  // One that stands in several cells is left out of none.
  return [...(block?.left_out ?? []).filter(({ count }) => count === null || count > 0), ...ofRate]
}

function estimated(plan: Plan, reach: Reach, estimate: Estimate): Answer {
  return {
    data: [],
    table: { header: headerOf(plan), batches: [] },
    releases: [plan.frame.chosen.release],
    caveats: releaseCaveats(plan.frame.chosen, reach),
    meta: {
      total: null,
      total_reason: 'dry_run: nothing was counted',
      ...commonMeta(plan, reach, reach.partial),
      reconciliation: {},
      rates: {},
      estimate
    },
    figures: figuresOf(plan, reach, [], { total: null, left_out: [] }),
    next: null
  }
}

function commonMeta(plan: Plan, reach: Reach, partial: string[]) {
  const { chosen, clock } = plan.frame
  return {
    query: normalised(plan),
    unit: plan.unit,
    counting_rule: chosen.release.about.counting_rule,
    period: {
      date_basis: clock.date_basis,
      year_basis: clock.year_basis,
      from: reach.from,
      to: reach.to,
      partial
    }
  }
}

/** Labels of the answer's periods that the release does not cover whole. */
function partialPeriods({ frame }: Plan, reach: Reach, cells: Cells['cells']): string[] {
  const places = frame.groups.flatMap((name, i) => (dimensions[name].kind === 'period' ? [i] : []))
  const labels = new Set<string>()
  for (const { key } of cells) for (const i of places) labels.add(key[i] as string)
  const cut = [...labels].filter(label => !coversPeriod(label, frame))
  return [...new Set([...cut, ...reach.partial])].sort()
}

/** Nothing in scope: zero rows are accounted for by zero cells. */
function nothing({ measures, other_units }: Plan): AnswerMeta['reconciliation'] {
  return Object.fromEntries(
    measures
      .filter(measure => !isRate(measure))
      .map(measure => [measure, reconcile(measure, {}, [], { other_units })])
  )
}

function rateNote({ question, frame }: Plan, rate: RateName, count: number | null | undefined): RateNote {
  const reason = frame.chosen.series.rates[rate]?.left_out?.reason
  return {
    ...partsInWords(rate),
    min_n: question.min_n ?? defaultMinN,
    interval: 'wilson_95',
    left_out: reason === undefined || count === 0 ? [] : [{ reason, count: count ?? null }]
  }
}

function* batches<T, U>(items: readonly T[], size: number, make: (item: T) => U): Generator<U[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size).map(make)
}
