import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { CellStatus } from '../vocabulary/cell-status.ts'
import { type Dimension, dimensions } from '../vocabulary/dimension.ts'
import { defaultMinN, type Measure, type RateName } from '../vocabulary/measure.ts'
import { isRate, isUnit } from './check-question.ts'
import { constantOf, groupSql, isConstant, rowsOf, wordSql } from './columns.ts'
import type { Plan } from './plan.ts'
import { type RateFigure, rateOf, ratePartsSql, readRateParts, ruleColumns, ruleSql } from './rates.ts'
import { coversPeriod, type Reach } from './reach.ts'
import { type Family, selectionSql } from './selection.ts'
import { join, raw, type Sql, sql } from './sql-text.ts'
import { type Figure, figureOf, flagOrder, readSum, sumSql } from './sums.ts'

/** One cell of an answer: the values of its dimensions, in the order of the groups, and its figures. */
export interface Cell {
  key: string[]
  /** A measure that has no rows here, where another has, is left out. */
  figures: Partial<Record<Measure, Figure | RateFigure>>
}

export interface Cells {
  cells: Cell[]
  /** Of each rate: what its rule leaves out, over all cells. */
  left_out: Partial<Record<RateName, Figure>>
}

type Rows = Map<string, { key: string[]; row: Record<string, unknown> }>
type RowsOfFamilies = Record<Family, Rows>
const none: Rows = new Map()

/** Counts every cell that has rows: no more are made, none is dropped. */
export async function countCells(set: Pick<ReleaseSet, 'query'>, plan: Plan, reach: Reach): Promise<Cells> {
  const declared = declaredRates(plan)
  const rows: RowsOfFamilies = {
    count: await groupRows(set, plan, 'count', sumSql('s')),
    published_total: plan.measures.includes('published_total')
      ? await groupRows(set, plan, 'published_total', sumSql('s'))
      : none,
    rate: declared.length > 0 ? await groupParts(set, plan, declared) : none
  }
  const keys = new Map([...rows.published_total, ...rows.count].map(([id, { key }]) => [id, key]))
  const cells = [...keys].map(([id, key]) => ({ key, figures: figuresOf(plan, rows, id) }))
  markPartial(plan, reach, cells)
  return { cells, left_out: leftOut(declared, rows.rate) }
}

const ruleOf = ({ frame }: Plan, rate: RateName) => frame.chosen.series.rates[rate]
const declaredRates = (plan: Plan): RateName[] => plan.rates.filter(rate => ruleOf(plan, rate))

const storedGroups = ({ frame }: Plan): Dimension[] => frame.groups.filter(name => !isConstant(name))
const placesOf = (groups: readonly Dimension[]): string => groups.map((_, i) => i + 1).join(', ')

async function groupRows(
  set: Pick<ReleaseSet, 'query'>,
  plan: Plan,
  family: Family,
  sums: Sql
): Promise<Rows> {
  const { question, frame, unit } = plan
  const stored = storedGroups(plan)
  const grouped = stored.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`)
  return readRows(
    set,
    plan,
    sql`${selectionSql(question, frame, family)}, grouped as (
select ${join([...grouped, sums], ', ')} from selected where state = 'cell' and unit = ${unit}
${raw(stored.length > 0 ? `group by ${placesOf(stored)}` : 'having count(*) > 0')})`
  )
}

/** Sums by outcome group first, so that several rates with their rules are made from few rows. */
async function groupParts(
  set: Pick<ReleaseSet, 'query'>,
  plan: Plan,
  declared: readonly RateName[]
): Promise<Rows> {
  const { question, frame, unit } = plan
  const stored = storedGroups(plan)
  const names = [
    ...stored.map((_, i) => `g${i}`),
    ...declared.flatMap((_, i) => ruleColumns(`r${i}`)),
    'outcome_group'
  ]
  const columns = [
    ...stored.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`),
    ...declared.map((rate, i) => ruleSql(`r${i}`, ruleOf(plan, rate) ?? {}, frame.chosen)),
    raw('outcome_group, records, addend, mark')
  ]
  const parts = declared.map((rate, i) => ratePartsSql(`r${i}`, rate))
  return readRows(
    set,
    plan,
    sql`${selectionSql(question, frame, 'rate')}, placed as (
select ${join(columns, ', ')} from selected where state = 'cell' and unit = ${unit}), parts as (
select ${raw(names.join(', '))}, sum(records) as records, sum(addend) as addend, bit_or(mark) as mark
from placed group by all), grouped as (
select ${join([...stored.map((_, i) => raw(`g${i}`)), ...parts], ', ')} from parts
${raw(stored.length > 0 ? `group by ${placesOf(stored)}` : 'having count(*) > 0')})`
  )
}

async function readRows(set: Pick<ReleaseSet, 'query'>, plan: Plan, grouped: Sql): Promise<Rows> {
  const words = storedGroups(plan).map((name, i) => sql`${wordSql(raw(`g${i}`), name)} as ${raw(`w${i}`)}`)
  const { text, values } = sql`${grouped}
select ${join([...words, raw('grouped.*')], ', ')} from grouped`
  const rows: Rows = new Map()
  for (const row of rowsOf(await set.query(text, values))) {
    const key = keyOf(plan.frame.groups, row, name => constantOf(plan.frame.chosen, name))
    rows.set(key.join('\u0000'), { key, row })
  }
  return rows
}

function keyOf(
  groups: readonly Dimension[],
  row: Record<string, unknown>,
  constant: (name: Dimension) => string
): string[] {
  let stored = 0
  return groups.map(name => (isConstant(name) ? constant(name) : (row[`w${stored++}`] as string)))
}

function figuresOf(plan: Plan, rows: RowsOfFamilies, id: string): Cell['figures'] {
  const declared = declaredRates(plan)
  const figures: Cell['figures'] = {}
  for (const measure of plan.measures) {
    const found = rows[isRate(measure) ? 'rate' : isUnit(measure) ? 'count' : 'published_total'].get(id)
    if (!isRate(measure)) {
      if (found) figures[measure] = figureOf(readSum(found.row, 's'))
    } else {
      const place = declared.indexOf(measure)
      const parts = found && place >= 0 ? readRateParts(found.row, `r${place}`) : undefined
      figures[measure] = rateOf(parts, plan.question.min_n ?? defaultMinN)
    }
  }
  return figures
}

/** Each cell of a period that the release does not cover whole is partial; all are, if the question reaches outside. */
function markPartial({ frame, measures }: Plan, reach: Reach, cells: Cell[]): void {
  const { groups, clock, chosen } = frame
  const periods = groups.flatMap((name, i) => (dimensions[name].kind === 'period' ? [i] : []))
  const known = new Map<string, boolean>()
  const covers = (label: string): boolean => {
    if (!known.has(label)) known.set(label, coversPeriod(label, clock, chosen))
    return known.get(label) === true
  }
  for (const cell of cells)
    if (reach.inside !== 'whole' || periods.some(i => !covers(cell.key[i] as string)))
      for (const measure of measures) {
        const figure = cell.figures[measure]
        if (figure) cell.figures[measure] = { ...figure, flags: withFlag(figure.flags, 'partial') }
      }
}

const withFlag = (flags: readonly CellStatus[], flag: CellStatus): CellStatus[] =>
  flagOrder.filter(each => each === flag || flags.includes(each))

function leftOut(declared: readonly RateName[], parts: Rows): Cells['left_out'] {
  return Object.fromEntries(
    declared.map((rate, i) => {
      const sums = [...parts.values()].map(({ row }) => readRateParts(row, `r${i}`).left_out)
      return [
        rate,
        figureOf({
          records: sums.reduce((n, sum) => n + sum.records, 0),
          value: sums.reduce((n, sum) => n + sum.value, 0),
          statuses: flagOrder.filter(status => sums.some(sum => sum.statuses.includes(status)))
        })
      ]
    })
  )
}
