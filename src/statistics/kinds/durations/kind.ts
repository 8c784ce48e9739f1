import type { CaveatNote } from '../../../vocabulary/caveat-note.ts'
import { said } from '../../../vocabulary/labels/texts/texts.ts'
import { inTwoForms } from '../../../vocabulary/labels/texts/two-forms.ts'
import {
  durationCounts,
  durationEventDefinitions,
  durationStages,
  durationStatistics
} from '../../../vocabulary/measures/case-statistics.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import { clockOptions, groupOptions, pageOptions, releaseOptions } from '../../question/options.ts'
import { caseCaveats } from '../../rows/case-frame.ts'
import { caveatsOfNothing } from '../../table/caveats.ts'
import { estimateCells } from '../../table/fill.ts'
import type { Account } from '../../table/reconcile.ts'
import { constantsOf } from '../../table/result.ts'
import type { CountedRows, Kind, KindLayout, Opened, ReadableSet, Size } from '../kind.ts'
import { inCells } from './branch.ts'
import { hasFilingDates } from './branches.ts'
import { countDurations, type DurationCell, durationCells, largest, type StageState } from './count.ts'
import { allFiled, columnOf, emptyDurations, rowOf } from './figures.ts'
import { type DurationQuestion, type DurationStage, durationQuestion } from './question.ts'

/** Days from filing to decision, of applications, appeals and cases, with those that are not decided yet. */
export const durationKind = {
  path: durationStatistics.path,
  title: 'Durations',
  options: [
    ...releaseOptions,
    ...groupOptions,
    ...clockOptions,
    'own_filters',
    'filters',
    'include_unknown',
    'min_n',
    'intervals',
    'fill',
    ...pageOptions
  ],
  missing: {},
  meta: [
    'query',
    'units',
    'event',
    'counting_rule',
    'as_at',
    'period',
    'groups',
    'reconciliation',
    'total',
    'total_reason',
    'estimate'
  ],
  has_own_measures: true,
  tells_left_out: false,
  read: durationQuestion,
  layout: (_set, { frame }, asked) => {
    const split_by = splitBy(asked)
    return {
      dimensions: [...asked.groups, ...split_by],
      split_by,
      measures: [...durationCounts, ...asked.measures].map(columnOf),
      measured: asked.measures,
      // Each stage has a unit of its own: meta.units.
      unit: null,
      table: { constants: { ...withoutUnit(constantsOf(frame, null)), event: asked.event } }
    }
  },
  count,
  size,
  empty: (_opened, asked, _layout, why) => emptyDurations(asked, why),
  ownMeta: ({ stages, event }) => ({
    units: Object.fromEntries(stages.map(stage => [stage, durationStages[stage]])),
    event: { id: event, definition: durationEventDefinitions[event] }
  })
} as const satisfies Kind<DurationQuestion, KindLayout>

const withoutUnit = ({ unit: _, ...constants }: ReturnType<typeof constantsOf>) => constants

/** Stages, and kinds of application, are never added. */
function splitBy({ groups, stages, application_types }: DurationQuestion): string[] {
  const several = {
    decision_stage: stages.length > 1,
    application_type: stages.includes('first_instance') && application_types?.length !== 1
  }
  return Object.entries(several).flatMap(([name, is]) => (is && !groups.includes(name) ? [name] : []))
}

async function count(
  set: ReadableSet,
  opened: Opened,
  asked: DurationQuestion,
  { dimensions }: KindLayout
): Promise<CountedRows> {
  const isOutside = opened.reach.inside === 'outside'
  const { cells, states } = isOutside ? { cells: [], states: [] } : await countDurations(set, opened, asked)
  if (cells.length === 0) await refuseUndated(set, opened)
  return {
    rows: cells.map(cell => rowOf(cell, asked, dimensions)),
    accounts: Object.fromEntries(
      asked.stages.map(stage => [stage, accountOf(stage, cells, states)] as const)
    ),
    caveats: await caseCaveats(set, opened, cells.length === 0),
    own_caveats: ownCaveats(asked, cells.length)
  }
}

/** Each observation stands in one cell, or is left out with its reason. */
function accountOf(
  stage: DurationStage,
  cells: readonly DurationCell[],
  states: readonly StageState[]
): Account {
  const numbers = new Map<string, number>()
  for (const each of states) {
    if (each.stage !== stage) continue
    const reason = (inCells as readonly string[]).includes(each.state) ? 'cell' : each.state
    numbers.set(reason, (numbers.get(reason) ?? 0) + each.number)
  }
  return {
    states: Object.fromEntries([...numbers].sort()),
    cells: cells.flatMap(cell => (cell.words.decision_stage === stage ? [allFiled(cell)] : []))
  }
}

/** The size of the answer. With very many observations the limit of cells is lower. */
async function size(
  set: ReadableSet,
  opened: Opened,
  asked: DurationQuestion,
  { dimensions }: KindLayout
): Promise<Size> {
  await refuseUndated(set, opened)
  const nothing = { cells: [], observations: 0 }
  const { cells, observations } =
    opened.reach.inside === 'outside' ? nothing : await durationCells(set, opened, asked)
  const keys = cells.map(words => dimensions.map(name => words[name] as string))
  const isTooMuch = cells.length > largest.cells && observations > largest.observations
  const estimate = estimateCells(dimensions, keys)
  return {
    estimate: isTooMuch ? { ...estimate, cells: cells.length, limit: largest.cells, fits: false } : estimate,
    cells: async () => keys,
    caveats: caveatsOfNothing(opened.frame.chosen, opened.question)
  }
}

async function refuseUndated(set: ReadableSet, { frame: { chosen } }: Opened): Promise<void> {
  if (await hasFilingDates(set, chosen.release)) return
  throw new Problem('unsupported-combination', said('no_filing_dates', { source: chosen.release.source }), [
    { parameter: 'source', code: 'unsupported-combination' }
  ])
}

/** What the figures of a stage do not tell apart, and what the end that was chosen supposes. */
const ownCaveats = ({ stages, event }: DurationQuestion, rows: number): CaveatNote[] => [
  ...(stages.includes('appeal') && rows > 0 ? [ofAllAppeals] : []),
  ...(event === 'merits' && rows > 0 ? [ofTheMerits] : [])
]

const ofAllAppeals: CaveatNote = {
  id: 'durations-of-all-appeals',
  source: null,
  ...inTwoForms('all_appeals')
}

const ofTheMerits: CaveatNote = {
  id: 'durations-on-the-merits',
  source: null,
  ...inTwoForms('on_the_merits')
}
