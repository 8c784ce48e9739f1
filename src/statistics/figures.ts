import type { ResultColumn, ResultRow, ResultTable } from '../vocabulary/result-table.ts'
import type { Cell } from './cells.ts'
import { intervalColumns, isRate } from './check-question.ts'
import { constantsOf } from './listing.ts'
import type { Plan } from './plan.ts'
import { filtersIn } from './question.ts'
import type { RateFigure } from './rates.ts'
import type { Reach } from './reach.ts'

/** The cells of a page as figures: what every format of statistics is written from. */
export function figuresOf(
  plan: Plan,
  reach: Reach,
  cells: readonly Cell[],
  { total, left_out }: Pick<ResultTable, 'total' | 'left_out'>
): ResultTable {
  const { question, frame, measures, unit } = plan
  const { chosen, clock } = frame
  return {
    title: chosen.subject.title,
    about: chosen.subject.table,
    dimensions: frame.groups,
    measures: measures.map(columnOf),
    rows: cells.map(cell => rowOf(plan, cell)),
    total,
    unit,
    filters: { ...onlyStage(plan), ...Object.fromEntries(filtersIn(question)) },
    left_out,
    not_added: plan.other_units.map(other => other.unit),
    from: reach.from,
    to: reach.to,
    year_basis: clock.year_basis,
    date_basis: clock.date_basis,
    constants: constantsOf(frame, unit ?? undefined)
  }
}

/** A table of one stage is about that stage, though nobody asks for it. */
function onlyStage({ frame: { groups, chosen } }: Plan): ResultTable['filters'] {
  const [stage, ...others] = chosen.card.decision_stages
  return stage === undefined || others.length > 0 || groups.includes('decision_stage')
    ? {}
    : { decision_stage: [stage] }
}

function columnOf(name: Plan['measures'][number]): ResultColumn {
  if (!isRate(name)) return { name, kind: 'count' }
  const [n, low, high] = intervalColumns(name)
  return { name, kind: 'share', rate: { n, low, high } }
}

function rowOf({ frame, measures }: Plan, { key, figures }: Cell): ResultRow {
  const row: ResultRow = { words: {}, numbers: {}, flags: {} }
  for (const [i, name] of frame.groups.entries()) row.words[name] = key[i] as string
  for (const measure of measures) {
    const figure = figures[measure]
    row.numbers[measure] = figure?.value ?? null
    const flags = figure?.flags ?? ['not_reported']
    if (flags.length > 0) row.flags[measure] = flags
    if (!isRate(measure)) continue
    const { n = null, low = null, high = null } = (figure ?? {}) as Partial<RateFigure>
    const [n_column, low_column, high_column] = intervalColumns(measure)
    Object.assign(row.numbers, { [n_column]: n, [low_column]: low, [high_column]: high })
  }
  return row
}
