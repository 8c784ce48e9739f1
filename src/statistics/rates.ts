import type { RateRule } from '../vocabulary/about.ts'
import { type Dimension, dimensions } from '../vocabulary/dimension.ts'
import { type RateName, rates } from '../vocabulary/measure.ts'
import { type OutcomeGroup, outcomeGroups } from '../vocabulary/outcome.ts'
import type { Chosen } from './chosen.ts'
import { constantOf, hasColumn, isConstant } from './columns.ts'
import { allOf, isOneOf, join, raw, type Sql, sql } from './sql-text.ts'
import { type Figure, figureOf, readSum, type Sum, sumSql } from './sums.ts'

/** What a rate is made of in one cell. */
export interface RateParts {
  numerator: number
  denominator: Sum
  /** Any row is not left out, and none is one for which the rate does not exist or cannot be told. */
  exists: boolean
  /** Rows that leave both sides, by the source's rule. */
  left_out: Sum
}

export interface RateFigure extends Figure {
  n: number | null
  low: number | null
  high: number | null
}

/** A column as its words; those of a closed list compare as they are. */
const columnSql = (name: Dimension): Sql =>
  raw(dimensions[name].kind === 'boolean' ? `cast(${name} as varchar)` : name)

/** Dimension → values as a condition on rows; undefined where no row of this table can meet it. */
export function scopeSql(scope: Record<string, string[]>, chosen: Chosen): Sql | undefined {
  const conditions: Sql[] = []
  for (const [name, values] of Object.entries(scope)) {
    if (hasColumn(chosen, name)) conditions.push(isOneOf(columnSql(name), values))
    else if (!isConstant(name as never) || !values.includes(constantOf(chosen, name as never)))
      return undefined
  }
  return sql`coalesce(${allOf(conditions)}, false)`
}

const never = raw('false')

function denominatorOf(rate: RateName): readonly OutcomeGroup[] {
  const { denominator } = rates[rate]
  return denominator === 'all' ? outcomeGroups.filter(group => group !== 'pending') : denominator
}

/** Which rows a rate's rule is about, as columns of the rows that its parts are summed from. */
export function ruleSql(name: string, rule: RateRule, chosen: Chosen): Sql {
  const of = (scope: Record<string, string[]> | undefined): Sql => (scope && scopeSql(scope, chosen)) ?? never
  const only = rule.only_for ? of(rule.only_for) : raw('true')
  return sql`${only} as ${raw(`${name}_only`)}, ${of(rule.left_out?.rows)} as ${raw(`${name}_out`)}, ${of(rule.not_for)} as ${raw(`${name}_not_for`)}`
}
export const ruleColumns = (name: string): string[] => [`${name}_only`, `${name}_out`, `${name}_not_for`]

/** The columns that read a rate's parts back, from sums by outcome_group and the columns of ruleSql. */
export function ratePartsSql(name: string, rate: RateName): Sql {
  const definition = rates[rate]
  const kept = raw(`${name}_only and not ${name}_out`)
  const group = (groups: readonly string[]): Sql => isOneOf(raw('outcome_group'), groups)
  const untellable = 'untellable_with' in definition ? group(definition.untellable_with) : never
  // A figure that is known to be zero hinders nothing; a withheld one may be anything.
  const hindering = sql`(${raw(`${name}_not_for`)} or (${untellable} and (addend <> 0 or mark > 0)))`
  return join(
    [
      sumSql(`${name}_n`, allOf([kept, group(denominatorOf(rate))])),
      sumSql(`${name}_k`, allOf([kept, group(definition.numerator)])),
      sumSql(`${name}_o`, raw(`${name}_only and ${name}_out`)),
      sql`count(*) filter (where ${kept}) > 0 as ${raw(`${name}_exists`)}`,
      sql`count(*) filter (where ${allOf([kept, hindering])}) > 0 as ${raw(`${name}_hindered`)}`
    ],
    ', '
  )
}

export const readRateParts = (row: Record<string, unknown>, name: string): RateParts => ({
  numerator: readSum(row, `${name}_k`).value,
  denominator: readSum(row, `${name}_n`),
  exists: row[`${name}_exists`] === true && row[`${name}_hindered`] !== true,
  left_out: readSum(row, `${name}_o`)
})

const untold = (flags: Figure['flags'], n: number | null = null): RateFigure => ({
  value: null,
  flags,
  n,
  low: null,
  high: null
})

/** A rate that the source does not declare, in a table with others. */
const notApplicable: RateFigure = untold(['not_applicable'])

/**
 * Sum first, then divide. null where the rate does not exist for a row of the cell (not_applicable), where a part is
 * withheld (its flag), or where n lies below the floor (low_n); n itself is told whenever it is known.
 */
export function rateOf(parts: RateParts | undefined, min_n: number): RateFigure {
  if (!parts?.exists) return notApplicable
  const { value: n, flags } = figureOf(parts.denominator)
  if (n === null) return untold(flags)
  if (n < min_n || n === 0) return untold(['low_n'], n)
  const { low, high } = wilson(parts.numerator, n)
  return { value: rounded(parts.numerator / n), flags, n, low, high }
}

/** Six decimals: finer than any count here can tell, and the same text everywhere. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6

const z = 1.959963984540054

/**
 * The Wilson score interval at 95 %: the range expected if decisions were independent draws. It is not a sampling
 * error, since these are all decisions.
 */
export function wilson(k: number, n: number): { low: number; high: number } {
  const p = k / n
  const middle = p + (z * z) / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return {
    low: rounded(Math.max(0, (middle - reach) / whole)),
    high: rounded(Math.min(1, (middle + reach) / whole))
  }
}
