import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { sql, statementOf } from '../../snapshot/sql/sql.ts'
import type { RateName } from '../../vocabulary/measures/measure.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import { familiesOf, type Plan } from '../kinds/decisions/plan.ts'
import { type RateConditions, rateConditionNames, rateConditions } from '../table/rates.ts'
import { notReportedMark, type Tally } from '../table/sums.ts'
import { type CaveatCheck, caveatChecks, type Touch, untouched } from './caveat-checks.ts'
import { groupReader, rowAt, storedGroups } from './columns.ts'
import { finding } from './finding.ts'
import { madeInTurns } from './in-turns.ts'
import { askedOfRecords, type CountsByState, countNearest } from './merged.ts'
import { type PartsAsked, partsSql } from './parts-sql.ts'
import { type Family, inCell, type Subset, sameRows, selectionSql, statesOf } from './selection.ts'

/**
 * Rows grouped by all that an answer depends on: their groups, their state, and the conditions of rates and caveats.
 */
export interface Part {
  /** The words of the groups that rows have columns for. */
  words: string[]
  state: string
  sum: Tally
  /** With rates: the outcome, and the conditions of each rate. */
  outcome?: Outcome
  rates: Record<keyof RateConditions, boolean>[]
  /** What each caveat finds in the rows. */
  touches: Touch[]
}

/** The parts of an answer by family of measures, and its caveats. */
export interface Scanned {
  families: Partial<Record<Family, Part[]>>
  checks: CaveatCheck[]
  /** Ids of caveats for which a look-up found a row. */
  touching: string[]
  /** Of a merged unit: counts by state, each unit once. */
  merged?: CountsByState
}

type Asking = Pick<ReleaseSet, 'query' | 'queryPacked'>

/** An answer has more cells than the limit of its scan. Nothing of it was read. */
export class TooManyCells extends Error {
  override name = 'TooManyCells'
  readonly cells: number

  constructor(cells: number) {
    super(`${cells} cells`)
    this.cells = cells
  }
}

/** The rates that the source declares. Any other is not_applicable in every cell. */
export const declaredRates = ({ rates, frame }: Plan): RateName[] =>
  rates.filter(rate => frame.chosen.series.rates[rate])

/**
 * Reads the rows of an answer, once for families of the same rows. Throws TooManyCells where those of a family fall into
 * more than `most` cells.
 */
export async function scan(set: Asking, asked: Plan, most?: number): Promise<Scanned> {
  const { frame } = asked
  const question = askedOfRecords(asked.question, frame.chosen)
  const plan = { ...asked, question }
  const checks = caveatChecks(plan)
  const touching = await touchedByRows(set, plan, checks)
  if (question !== asked.question) return { ...(await scanMerged(set, plan, { checks, most })), touching }
  const families: Scanned['families'] = {}
  for (const same of sameRows(question, frame, familiesOf(question))) {
    const rates = same.includes('rate') ? declaredRates(plan) : []
    const parts = await readParts(set, plan, { family: same[0] as Family, rates, checks, most })
    for (const family of same) families[family] = parts
  }
  return { families, checks, touching }
}

/**
 * Ids of the caveats with a condition of their own (`sought`) that any row in a cell meets. The look-up ends at the
 * first such row.
 */
async function touchedByRows(set: Asking, plan: Plan, checks: readonly CaveatCheck[]): Promise<string[]> {
  const { question, frame } = plan
  const asked = checks.flatMap(({ id, sought }) => (sought === undefined ? [] : [{ id, sought }]))
  const found = await finding(
    set,
    asked.map(({ sought }) =>
      selectionSql(
        question,
        frame,
        'count',
        sql`select 1 from selected where ${inCell} and ${sought} limit 1`
      )
    )
  )
  return asked.flatMap(({ id }, i) => (found[i] ? [id] : []))
}

/**
 * Counts a merged unit. Units of a single record are counted by record. The others count once in each cell that has one
 * of their records, and once in the counts by state (countNearest).
 */
async function scanMerged(
  set: Asking,
  plan: Plan,
  reading: Pick<Reading, 'checks' | 'most'>
): Promise<Omit<Scanned, 'touching'>> {
  const { merged } = plan.frame.chosen.subject
  if (merged === undefined) throw new Error('no unit is merged here')
  const { single, key } = merged
  const several: Subset = { where: sql`${single} is distinct from true`, name: merged.several }
  const asked = { ...reading, family: 'count' as const, rates: [] }
  const alone = await readParts(set, plan, { ...asked, subset: { where: single } })
  const others = await readParts(set, plan, { ...asked, subset: several, key })
  const of_several = await countNearest(set, plan.question, plan.frame, several)
  for (const { state, sum } of alone) of_several[state] = (of_several[state] ?? 0) + sum.value
  return { families: { count: [...alone, ...others] }, checks: reading.checks, merged: of_several }
}

interface Reading extends Omit<PartsAsked, 'flags'> {
  rates: RateName[]
}

async function readParts(set: Asking, plan: Plan, reading: Reading): Promise<Part[]> {
  const { question, frame } = plan
  const asked = reading.rates.map(rate =>
    rateConditions(frame.chosen.series.rates[rate] ?? {}, question, frame)
  )
  const flags = asked.flatMap((conditions, i) =>
    rateConditionNames.flatMap(name => {
      const condition = conditions[name]
      return typeof condition === 'boolean' ? [] : [{ name: `r${i}_${name}`, condition }]
    })
  )
  const { text, values } = statementOf(partsSql(plan, { ...reading, flags }))
  const readers = storedGroups(frame).map(name => groupReader(frame, name))
  const states = statesOf(question, frame)
  const found = await set.queryPacked(text, values)
  const { names, columns, rows } = found
  const column = (name: string): ArrayLike<unknown> => columns[names.indexOf(name)] ?? []
  const [state, n, total, mark, outcome] = ['state', 'n', 'total', 'mark', 'outcome'].map(column) as [
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<Outcome>
  ]
  const cells = (column('cells')[0] ?? 0) as number
  if (reading.most !== undefined && cells > reading.most) throw new TooManyCells(cells)
  const groups = readers.map((_, i) => column(`g${i}`))
  const { checks } = reading
  const isAsked = flags.length > 0 || checks.some(check => check.columns('').rows.length > 0)
  const touchesOf = (row: Record<string, unknown>, words: readonly string[]): Touch[] => {
    const touches = checks.map((check, i) => check.read(row, `t${i}`, words))
    return touches.every(touch => touch === untouched) ? nowhere : touches
  }
  const nowhere = checks.map(() => untouched)
  // Whether rows that report nothing leave a number is judged with all else that is not told (statistics/holdings).
  // A published total stands in no such account: one that is not reported is no total.
  const isJudged = frame.chosen.series.reporting !== undefined && reading.family !== 'published_total'
  const ignored = isJudged ? notReportedMark : 0
  return madeInTurns(rows, (at): Part => {
    const words = readers.map((reader, i) => reader.word(groups[i]?.[at]) as string)
    const row = isAsked ? rowAt(found, at) : {}
    return {
      words,
      state: states[state[at] as number] as string,
      sum: { records: n[at] as number, value: total[at] as number, mark: (mark[at] as number) & ~ignored },
      ...(outcome[at] === undefined ? {} : { outcome: outcome[at] }),
      rates:
        asked.length === 0 ? none : asked.map((conditions, i) => readConditions(conditions, row, `r${i}`)),
      touches: touchesOf(row, words)
    }
  })
}

/** Shared by all parts without conditions of rates. */
const none: never[] = []

function readConditions(
  conditions: RateConditions,
  row: Record<string, unknown>,
  prefix: string
): Record<keyof RateConditions, boolean> {
  const of = (name: keyof RateConditions): boolean => {
    const condition = conditions[name]
    return typeof condition === 'boolean' ? condition : row[`${prefix}_${name}`] === true
  }
  return { only: of('only'), out: of('out'), not_for: of('not_for') }
}
