import { defaultMinN, type Measure, type RateName } from '../../../vocabulary/measures/measure.ts'
import type { SubjectName } from '../../../vocabulary/measures/subject.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../../vocabulary/results/result-table.ts'
import { intervalColumns, isRate, isUnit } from '../../question/check-question.ts'
import {
  clockOptions,
  groupOptions,
  pageOptions,
  type QueryOption,
  releaseOptions
} from '../../question/options.ts'
import { filtersIn, identityOf, type Question, questionOf } from '../../question/question.ts'
import { cellLimit, cellsThere, estimate, guardSize } from '../../rows/guard.ts'
import { type Scanned, scan } from '../../rows/scan.ts'
import { survey } from '../../rows/survey.ts'
import { caveatsOfNothing, cohortCaveats, touchingCaveats } from '../../table/caveats.ts'
import { type Cells, countedCells } from '../../table/cells.ts'
import type { Account, LeftOut } from '../../table/reconcile.ts'
import { addTo, figureOf, nothingTallied, sumOf, type Tally } from '../../table/sums.ts'
import type {
  CountedRows,
  Kind,
  KindLayout,
  KindMeta,
  KindQuestion,
  RateNote,
  ReadableSet,
  StatisticsAnswer
} from '../kind.ts'
import { type Subject, subjects } from '../subject.ts'
import { emptyCell } from './empty.ts'
import { familiesOf, makePlan, type Plan, partsInWords } from './plan.ts'

/** Counts and rates of records and published figures: decisions, cases and returns differ in their subject alone. */

/** The layout of an answer, with its plan. */
interface SubjectLayout extends KindLayout {
  plan: Plan
  /** Whether nothing is in scope. */
  is_empty: boolean
}

const options: readonly QueryOption[] = [
  ...releaseOptions,
  ...groupOptions,
  'unit',
  ...clockOptions,
  'filters',
  'include_unknown',
  'include_duplicates',
  'min_n',
  'intervals',
  'fill',
  ...pageOptions
]

const meta = [
  'total',
  'total_reason',
  'query',
  'unit',
  'counting_rule',
  'period',
  'reconciliation',
  'rates',
  'estimate'
] as const satisfies readonly (keyof KindMeta)[]

type SubjectMember = (typeof meta)[number]
type SubjectKind = Kind<KindQuestion, SubjectLayout, SubjectMember>
/** An answer on decisions, cases or returns. */
export type SubjectAnswer = StatisticsAnswer<SubjectMember>

const kindOf = (subject: Subject): SubjectKind => ({
  path: subject.path,
  title: subject.title,
  options,
  missing: {},
  meta,
  has_own_measures: false,
  tells_left_out: true,
  read: query => askedOf(questionOf(query, subject)),
  layout: async (set, { question, frame, reach }) => {
    const found = reach.inside === 'outside' ? [] : await survey(set, question, frame, familiesOf(question))
    return layoutOf(makePlan(question, frame, found), found.length === 0)
  },
  count: async (set, _opened, _asked, layout) => counted(await countWithin(set, layout), layout.plan),
  size: async (set, _opened, _asked, { plan, is_empty }) => ({
    estimate: await estimate(set, plan),
    cells: async () => (is_empty ? [] : await cellsThere(set, plan))
  }),
  empty: (_opened, _asked, { plan }, why, words) => emptyCell(plan, why, words),
  ownMeta: () => ({ rates: {} })
})

/** A kind for each subject. */
export const subjectKinds: Readonly<Record<SubjectName, SubjectKind>> = {
  decisions: kindOf(subjects.decisions),
  cases: kindOf(subjects.cases),
  returns: kindOf(subjects.returns)
}

/** A question on a subject as a KindQuestion. */
export const askedOf = (question: Question): KindQuestion => ({
  question,
  groups: question.group_by ?? [],
  identity: identityOf(question)
})

function layoutOf(plan: Plan, is_empty: boolean): SubjectLayout {
  const { question, frame, split_by, measures, unit, other_units } = plan
  return {
    plan,
    is_empty,
    dimensions: frame.groups,
    split_by,
    measures: measures.map(columnOf),
    measured: measures,
    unit,
    table: {
      filters: { ...onlyStage(plan), ...Object.fromEntries(filtersIn(question)) },
      not_added: other_units.map(other => other.unit)
    }
  }
}

/** A table of one stage only is about that stage, even without a filter. */
function onlyStage({ frame: { groups, chosen } }: Plan): ResultTable['filters'] {
  const [stage, ...others] = chosen.card.decision_stages
  return stage === undefined || others.length > 0 || groups.includes('decision_stage')
    ? {}
    : { decision_stage: [stage] }
}

function columnOf(name: Measure): ResultColumn {
  if (!isRate(name)) return { name, kind: 'count' }
  const [n, low, high] = intervalColumns(name)
  return { name, kind: 'share', rate: { n, low, high } }
}

const nothingScanned: Scanned = { families: {}, checks: [], touching: [] }
/** The number of parts that are read before the size of the answer is checked. A cell has a few parts. */
const mostParts = 4 * cellLimit

/**
 * Reads the parts of an answer. Where there are more than `mostParts`, counts the cells first, and throws
 * query-too-large if they are too many.
 */
async function scanWithin(set: ReadableSet, plan: Plan): Promise<Scanned> {
  const scanned = await scan(set, plan, mostParts + 1)
  if (Object.values(scanned.families).every(parts => parts.length <= mostParts)) return scanned
  await guardSize(set, plan)
  return scan(set, plan, Number.MAX_SAFE_INTEGER)
}

interface Found extends Cells {
  scanned: Scanned
}

async function countWithin(set: ReadableSet, { plan, is_empty }: SubjectLayout): Promise<Found> {
  const scanned = is_empty ? nothingScanned : await scanWithin(set, plan)
  const cells = countedCells(plan, scanned)
  if (cells.rows.length > cellLimit) await guardSize(set, plan)
  return { ...cells, scanned }
}

function counted({ rows, left_out, scanned }: Found, plan: Plan): CountedRows {
  const { chosen } = plan.frame
  const rates = Object.fromEntries(
    plan.rates.map(rate => [rate, rateNote(plan, rate, left_out[rate]?.value)] as const)
  )
  const [first] = plan.rates
  const isEmpty = rows.length === 0
  return {
    rows,
    accounts: Object.fromEntries(
      plan.measures.flatMap(measure =>
        isRate(measure) ? [] : [[measure, accountOf(measure, scanned, rows, plan)] as const]
      )
    ),
    caveats: [],
    own_caveats: [
      ...cohortCaveats(plan),
      ...(isEmpty ? caveatsOfNothing(chosen, plan.question) : touchingCaveats(plan, scanned))
    ],
    left_out: first === undefined ? [] : (rates[first]?.left_out ?? []),
    meta: { rates }
  }
}

/** The account of a count: what is in scope by the state of its rows, and the numbers of its cells. */
function accountOf(
  measure: Measure,
  { families, merged }: Scanned,
  rows: readonly ResultRow[],
  { other_units }: Plan
): Account {
  const having = rows.filter(({ numbers }) => numbers[measure] !== undefined)
  return {
    states: statesOf(families[isUnit(measure) ? 'count' : 'published_total'] ?? []),
    cells: having.map(({ numbers }) => numbers[measure] as number | null),
    suppressed_cells: having.filter(({ flags }) => flags[measure]?.includes('suppressed')).length,
    ...(merged === undefined ? {} : { merged }),
    not_added: other_units.map(({ unit, records }) => ({ reason: 'other_unit', unit, records }))
  }
}

function statesOf(parts: readonly { state: string; sum: Tally }[]): Account['states'] {
  const states = new Map<string, Tally>()
  for (const { state, sum } of parts) {
    const tally = states.get(state) ?? { ...nothingTallied }
    addTo(tally, sum)
    states.set(state, tally)
  }
  return Object.fromEntries([...states].sort().map(([state, tally]) => [state, figureOf(sumOf(tally)).value]))
}

function rateNote({ question, frame }: Plan, rate: RateName, count: number | null | undefined): RateNote {
  const reason = frame.chosen.series.rates[rate]?.left_out?.reason
  const left_out: LeftOut[] = reason === undefined || count === 0 ? [] : [{ reason, count: count ?? null }]
  return { ...partsInWords(rate), min_n: question.min_n ?? defaultMinN, interval: 'wilson_95', left_out }
}
