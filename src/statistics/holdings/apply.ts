import type { CellStatus } from '../../vocabulary/cell-status.ts'
import type { Measure } from '../../vocabulary/measures/measure.ts'
import { columnsBeside } from '../../vocabulary/measures/rate-columns.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { ReadableSet } from '../kinds/kind.ts'
import { isRate, isUnit } from '../question/check-question.ts'
import { madeInTurns } from '../rows/in-turns.ts'
import { addRate } from '../table/cells.ts'
import { rateWithout } from '../table/rates.ts'
import { findHoldings } from './find.ts'
import { absenceIn, judgeOf, type Verdict } from './judge.ts'
import type { MissingFigure } from './lack.ts'
import { type Missing, missingOf } from './missing.ts'

/** The cells of an answer after what the release does not tell was taken into account. */
export interface Judged {
  rows: ResultRow[]
  /** What cells lack: of all of them, or of those that are given. */
  missing(of?: (row: ResultRow) => boolean): Missing[]
  /** Why a cell without rows has no number; left out where it is not declared what a row that is not there means. */
  absence?: (words: ResultRow['words']) => CellStatus | undefined
}

/**
 * Marks the cells whose figures are not all told (docs/rules/coverage.md §3): a count over what is missing is a lower
 * bound, `partial`; a number of values that are named and told nowhere is null, `not_reported`; so is a rate without one
 * of its parts.
 */
export async function judgeCells(set: ReadableSet, plan: Plan, rows: ResultRow[]): Promise<Judged> {
  const found = await findHoldings(set, plan)
  if (found === undefined) return { rows, missing: () => [] }
  const lacks: MissingFigure[][] = rows.map(() => [])
  let judged = rows
  for (const measure of plan.measures) {
    const holdings = isRate(measure) ? found.rates.get(measure) : isUnit(measure) ? found.counts : undefined
    if (holdings === undefined) continue
    const verdictOf = judgeOf(holdings, plan.frame, plan.question.filters ?? {})
    const ofWhole = isRate(measure)
      ? judgeOf(found.counts, plan.frame, plan.question.filters ?? {})
      : undefined
    const before = judged
    judged = await madeInTurns(before.length, i => {
      const row = before[i] as ResultRow
      if (row.numbers[measure] === undefined) return row
      const verdict = verdictOf(row.words)
      lacks[i]?.push(...verdict.unreported, ...verdict.missing)
      if (!isRate(measure) || !ofWhole) return markedCount(row, measure, verdict)
      const rated = markedRate(row, measure, verdict)
      const { n_share } = columnsBeside(measure)
      if (rated.numbers[n_share] === null) return rated
      const whole = ofWhole(row.words)
      lacks[i]?.push(...whole.unreported, ...whole.missing)
      return markedCount(rated, n_share, whole)
    })
  }
  const { chosen, clock } = plan.frame
  const zero = chosen.series.reporting?.absent_row === 'rounded_zero' ? 'rounded' : undefined
  return {
    rows: judged,
    missing: (of = () => true) => {
      const own = judged.flatMap((row, i) => (of(row) ? (lacks[i] ?? []) : []))
      return missingOf(own, found.counts, clock.year_basis)
    },
    absence: absenceIn(found.counts, plan.frame, zero)
  }
}

/** A count, or the part of its cell that the n of a rate is: the cell is all that the count adds. */
function markedCount(row: ResultRow, measure: string, { unreported, missing }: Verdict): ResultRow {
  if (unreported.length > 0) return withFigure(row, measure, null, ['not_reported'])
  const value = row.numbers[measure] as number | null
  return missing.length === 0 || value === null ? row : withFigure(row, measure, value, partial(row, measure))
}

function markedRate(row: ResultRow, measure: Measure, verdict: Verdict): ResultRow {
  const { unreported, missing, is_one_sided } = verdict
  const value = row.numbers[measure] as number | null
  const own = row.flags[measure] ?? []
  if (own.includes('suppressed') || own.includes('not_applicable')) return row
  if (unreported.length > 0 || missing.some(({ kind }) => kind === 'part')) {
    const marked: ResultRow = { words: row.words, numbers: { ...row.numbers }, flags: { ...row.flags } }
    if (isRate(measure)) addRate(marked, measure, rateWithout(['not_reported']))
    return marked
  }
  const flags = missing.length > 0 ? partial(row, measure) : own
  if (value === null || !is_one_sided) return flags === own ? row : withFigure(row, measure, value, flags)
  return withFigure(row, measure, value, [...flags, 'one_sided'])
}

const partial = ({ flags }: ResultRow, measure: string) => [
  ...(flags[measure] ?? []).filter(flag => flag !== 'partial'),
  'partial' as const
]

const withFigure = (
  { words, numbers, flags }: ResultRow,
  measure: string,
  value: number | null,
  own: NonNullable<ResultRow['flags'][string]>
): ResultRow => ({ words, numbers: { ...numbers, [measure]: value }, flags: { ...flags, [measure]: own } })
