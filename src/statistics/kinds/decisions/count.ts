import type { CaveatNote } from '../../../vocabulary/caveat-note.ts'
import { defaultMinN, type RateName } from '../../../vocabulary/measures/measure.ts'
import { groupNotes } from '../../../vocabulary/results/country-group-note.ts'
import type { ResultRow } from '../../../vocabulary/results/result-table.ts'
import { type Judged, judgeCells } from '../../holdings/apply.ts'
import { notTold, withoutParts } from '../../holdings/not-told.ts'
import {
  type CountedPlan,
  partsTogether,
  type StandingIn,
  standIn,
  standingCell
} from '../../holdings/stand-in.ts'
import { isRate, isUnit } from '../../question/check-question.ts'
import type { Reach } from '../../question/reach.ts'
import { cellLimit, guardSize, mayBeTooLarge, refusalOf } from '../../rows/guard.ts'
import { turnAfter } from '../../rows/in-turns.ts'
import { type Scanned, scan, TooManyCells } from '../../rows/scan.ts'
import {
  caveatsOfNothing,
  cohortCaveats,
  standInCaveat,
  subjectCaveats,
  touchingCaveats
} from '../../table/caveats.ts'
import { type Cells, countedCells } from '../../table/cells.ts'
import { countriesWithRows, withoutFigures } from '../../table/group-notes.ts'
import type { LeftOut } from '../../table/reconcile.ts'
import { roundingCaveat, roundingOf } from '../../table/rounding.ts'
import { sumOf } from '../../table/sums.ts'
import type { CountedRows, RateNote, ReadableSet } from '../kind.ts'
import { accountOf, valuesByState } from './account.ts'
import { type Plan, partsInWords } from './plan.ts'

/** Counts the cells of an answer and judges what the release does not tell of them. Throws query-too-large. */
export async function countSubject(
  set: ReadableSet,
  plan: Plan,
  reach: Pick<Reach, 'from' | 'to'>
): Promise<CountedRows> {
  const own = await countPlan(set, plan)
  const standing = await standIn(
    own,
    each => countPlan(set, each),
    each => scanWithin(set, each)
  )
  const isOther = (row: ResultRow): boolean => !standing?.cells.has(standingCell(plan, row))
  const rows = [...own.rows.filter(isOther), ...(standing?.cells.values() ?? [])]
  const scanned = standing ? partsTogether(standing.parts) : own.scanned
  // Parts of one place are compared with their total, so never those of countries and of an aggregate together.
  const not_told = standing ? 0 : await countNotTold(set, plan, scanned)
  const left_out = standing ? countedCells(plan, scanned).left_out : own.left_out
  const notes = groupNotes(plan.frame.memberships, reach)
  const { chosen } = plan.frame
  const rounding = roundingOf(chosen, scanned.families.count ?? [])
  const rates = Object.fromEntries(
    plan.rates.map(rate => [rate, rateNote(plan, rate, left_out[rate]?.value)] as const)
  )
  const [first] = plan.rates
  const accounts = plan.measures
    .filter(measure => !isRate(measure))
    .map(measure => {
      const beside = { plan, not_told: isUnit(measure) ? not_told : 0 }
      return [measure, accountOf(measure, scanned, rows, beside)] as const
    })
  return {
    rows,
    accounts: Object.fromEntries(accounts),
    caveats: [],
    own_caveats: [
      ...subjectCaveats(plan),
      ...cohortCaveats(plan),
      ...(rows.length === 0
        ? caveatsOfNothing(plan.frame.chosen, plan.question)
        : standing
          ? standingCaveats(plan, standing)
          : touchingCaveats(plan, scanned)),
      ...(rounding ? [roundingCaveat(chosen.release.source, rounding)] : [])
    ],
    left_out: first === undefined ? [] : (rates[first]?.left_out ?? []),
    meta: {
      ...{ rates, missing: own.judged.missing(isOther), stand_ins: standing ? [standing.note] : [] },
      ...(rounding && { rounding })
    },
    ...(notes && { country_groups: withoutFigures(notes, await countriesWithRows(set, plan)) }),
    ...(own.judged.absence && { absence: own.judged.absence })
  }
}

interface Judging extends CountedPlan {
  judged: Judged
  left_out: Cells['left_out']
}

async function countPlan(set: ReadableSet, plan: Plan): Promise<Judging> {
  const scanned = await scanWithin(set, plan)
  await turnAfter(scanned.families.count ?? [])
  const cells = countedCells(plan, scanned)
  await turnAfter(cells.rows)
  if (cells.rows.length > cellLimit) await guardSize(set, plan)
  const judged = await judgeCells(set, plan, cells.rows)
  return { plan, scanned, judged, rows: judged.rows, left_out: cells.left_out }
}

/** The caveats of the rows that answer, whether of countries or of the aggregate. */
function standingCaveats(plan: Plan, { stood, note, parts }: StandingIn): CaveatNote[] {
  const found = [...touchingCaveats(plan, parts.others), ...touchingCaveats(stood.plan, parts.own)]
  const own = new Map(found.map(caveat => [caveat.id, caveat]))
  return [standInCaveat(plan.frame.chosen.release.source, note), ...own.values()]
}

/** The answer where no row is in scope. */
export function countNothing(plan: Plan): CountedRows {
  const counts = plan.measures.filter(measure => !isRate(measure))
  const nothing: Scanned = { families: {}, checks: [], touching: [] }
  const beside = { plan, not_told: 0 }
  return {
    rows: [],
    accounts: Object.fromEntries(counts.map(measure => [measure, accountOf(measure, nothing, [], beside)])),
    caveats: [],
    own_caveats: [
      ...subjectCaveats(plan),
      ...cohortCaveats(plan),
      ...caveatsOfNothing(plan.frame.chosen, plan.question)
    ],
    meta: {
      rates: Object.fromEntries(plan.rates.map(rate => [rate, rateNote(plan, rate, undefined)])),
      missing: [],
      stand_ins: []
    }
  }
}

/** Reads the parts of an answer. Throws query-too-large where they are of more cells than an answer may have. */
async function scanWithin(set: ReadableSet, plan: Plan): Promise<Scanned> {
  try {
    return await scan(set, plan, mayBeTooLarge(plan) ? cellLimit : undefined)
  } catch (error) {
    throw error instanceof TooManyCells ? await refusalOf(set, plan, error.cells) : error
  }
}

/** Compares the cells with the published totals over the dimensions that they are split by. */
async function countNotTold(set: ReadableSet, plan: Plan, { families }: Scanned): Promise<number> {
  const whole = withoutParts(plan)
  if (whole === undefined || families.count === undefined) return 0
  const { families: totals } = await scan(set, { ...whole, measures: [], rates: [] })
  const own = families.count.filter(({ state }) => state === 'cell')
  return notTold(valuesByState(totals.count ?? []).cell ?? null, valuesByState(own).cell ?? null, {
    records: own.reduce((sum, part) => sum + part.sum.records, 0),
    is_rounded: own.some(part => sumOf(part.sum).statuses.includes('rounded'))
  })
}

function rateNote({ question, frame }: Plan, rate: RateName, count: number | null | undefined): RateNote {
  const reason = frame.chosen.series.rates[rate]?.left_out?.reason
  const left_out: LeftOut[] = reason === undefined || count === 0 ? [] : [{ reason, count: count ?? null }]
  return { ...partsInWords(rate), min_n: question.min_n ?? defaultMinN, interval: 'wilson_95', left_out }
}
