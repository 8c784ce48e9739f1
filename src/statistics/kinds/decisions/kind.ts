import type { Measure } from '../../../vocabulary/measures/measure.ts'
import { columnsBeside } from '../../../vocabulary/measures/rate-columns.ts'
import type { SubjectName } from '../../../vocabulary/measures/subject.ts'
import type { ResultColumn, ResultTable } from '../../../vocabulary/results/result-table.ts'
import { markBreaks } from '../../breaks/mark.ts'
import { isRate } from '../../question/check-question.ts'
import {
  clockOptions,
  groupOptions,
  pageOptions,
  type QueryOption,
  releaseOptions,
  withoutShares
} from '../../question/options.ts'
import { filtersIn, identityOf, type Question, questionOf } from '../../question/question.ts'
import { cellsThere, estimate, guardUnread } from '../../rows/guard.ts'
import { usualConditions } from '../../rows/scope.ts'
import { survey } from '../../rows/survey.ts'
import { mayGridBeTooLarge } from '../../table/guard-grid.ts'
import type { Kind, KindLayout, KindMeta, KindQuestion, StatisticsAnswer } from '../kind.ts'
import { type Subject, subjects } from '../subject.ts'
import { countNothing, countSubject } from './count.ts'
import { emptyCell } from './empty.ts'
import { alwaysSplit, familiesOf, makePlan, type Plan } from './plan.ts'

/** Counts and rates of records and published figures: decisions, cases and returns differ in their subject alone. */

/** The layout of an answer, with its plan. */
interface SubjectLayout extends KindLayout {
  plan: Plan
  /** Whether nothing is in scope. */
  is_empty: boolean
}

const optionsOf = (hasRates: boolean): readonly QueryOption[] => [
  ...releaseOptions,
  ...groupOptions,
  'unit',
  ...clockOptions,
  'filters',
  'include_unknown',
  'include_duplicates',
  'min_n',
  ...(hasRates ? (['intervals'] as const) : []),
  'fill',
  'top',
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
  'missing',
  'breaks',
  'stand_ins',
  'rounding',
  'groups',
  'top',
  'estimate'
] as const satisfies readonly (keyof KindMeta)[]

type SubjectMember = (typeof meta)[number]
type SubjectKind = Kind<KindQuestion, SubjectLayout, SubjectMember>
/** An answer on decisions, cases or returns. */
export type SubjectAnswer = StatisticsAnswer<SubjectMember>

/** The kind of statistic of a subject. */
export const kindOfSubject = (subject: Subject): SubjectKind => ({
  path: subject.path,
  title: subject.title,
  options: optionsOf(subject.has_rates),
  missing: subject.has_rates ? {} : { intervals: withoutShares },
  meta,
  has_own_measures: false,
  tells_left_out: true,
  read: query => askedOf(questionOf(query, subject)),
  layout: async (set, { question, frame, reach }) => {
    const isOutside = reach.inside === 'outside'
    if (!isOutside && !question.dry_run) await guardUnread(set, question, frame)
    // Totals over what is always split answer nothing.
    const split = { ...frame, groups: [...frame.groups, ...alwaysSplit(question, frame)] }
    const found = isOutside ? [] : await survey(set, question, split, familiesOf(question))
    return layoutOf(makePlan(question, frame, found), found.length === 0)
  },
  count: async (set, { reach }, _asked, { plan, is_empty }) =>
    is_empty ? countNothing(plan) : countSubject(set, plan, reach),
  size: async (set, _opened, _asked, { plan, is_empty }) => ({
    estimate: await estimate(set, plan),
    cells: async () => (is_empty ? [] : await cellsThere(set, plan))
  }),
  cells: async (set, { plan, is_empty }) =>
    is_empty || !mayGridBeTooLarge(plan.frame) ? undefined : cellsThere(set, plan),
  empty: (_opened, _asked, { plan }, why, words) => emptyCell(plan, why, words),
  breaks: (set, { reach }, { plan }, rows) => markBreaks(set, plan, rows, reach),
  ownMeta: () => ({ rates: {}, missing: [], breaks: [], stand_ins: [] })
})

/** A kind for each subject. */
export const subjectKinds: Readonly<Record<SubjectName, SubjectKind>> = {
  decisions: kindOfSubject(subjects.decisions),
  cases: kindOfSubject(subjects.cases),
  returns: kindOfSubject(subjects.returns),
  applications: kindOfSubject(subjects.applications)
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
      filters: { ...onlyStage(plan), ...usualValues(plan), ...Object.fromEntries(filtersIn(question)) },
      not_added: other_units.map(other => other.unit)
    }
  }
}

/** What an answer is about because its series leaves out the rest of the table, unless it is asked for. */
const usualValues = ({ question, frame: { chosen } }: Plan): ResultTable['filters'] =>
  Object.fromEntries(
    usualConditions(question, chosen).flatMap(({ rows, dimension, values }) =>
      Object.keys(rows).length === 0 ? [[dimension, values]] : []
    )
  )

/** A table of one stage only is about that stage, even without a filter. */
function onlyStage({ frame: { groups, chosen } }: Plan): ResultTable['filters'] {
  const [stage, ...others] = chosen.card.decision_stages
  return stage === undefined || others.length > 0 || groups.includes('decision_stage')
    ? {}
    : { decision_stage: [stage] }
}

function columnOf(name: Measure): ResultColumn {
  if (!isRate(name)) return { name, kind: 'count' }
  return { name, kind: 'share', rate: columnsBeside(name) }
}
