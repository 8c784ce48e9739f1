import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { RateName } from '../vocabulary/measure.ts'
import type { OutcomeGroup } from '../vocabulary/outcome.ts'
import { type CaveatCheck, caveatChecks, type Touch } from './caveat-checks.ts'
import { isRecords } from './chosen.ts'
import { groupSql, rowsOf, storedGroups, wordSql } from './columns.ts'
import { isMerged } from './merged.ts'
import { familiesOf, type Plan } from './plan.ts'
import { type RateConditions, rateConditionNames, rateConditions } from './rates.ts'
import { type Family, sameRows, selectionSql } from './selection.ts'
import { join, raw, type Sql, sql } from './sql-text.ts'
import type { Tally } from './sums.ts'

/** Rows that are alike in all that an answer is made of: its groups, their state and what rates and issues ask. */
export interface Part {
  /** The words of the groups that rows have columns for. */
  words: string[]
  state: string
  sum: Tally
  /** With rates: their outcome group, and what each rate asks of them. */
  group?: OutcomeGroup
  rates: Record<keyof RateConditions, boolean>[]
  /** What each known issue sees of them. */
  touches: Touch[]
}

/** All that an answer is read from, by the rows that a family of measures is made from. */
export interface Scanned {
  families: Partial<Record<Family, Part[]>>
  checks: CaveatCheck[]
  /** How many are in scope of a unit that several records are one of. */
  merged_in_scope?: number
}

type Asking = Pick<ReleaseSet, 'query'>

/** Rates that the source declares; another is not applicable wherever it stands. */
export const declaredRates = ({ rates, frame }: Plan): RateName[] =>
  rates.filter(rate => frame.chosen.series.rates[rate])

/** Reads the rows once for all that is made from them. At most `limit` parts are read of each family. */
export async function scan(set: Asking, plan: Plan, limit: number): Promise<Scanned> {
  const { question, frame } = plan
  const checks = caveatChecks(plan)
  if (isMerged(question, frame.chosen)) return scanMerged(set, plan, checks, limit)
  const families: Scanned['families'] = {}
  for (const same of sameRows(question, frame, familiesOf(question))) {
    const rates = same.includes('rate') ? declaredRates(plan) : []
    const parts = await readParts(set, plan, { family: same[0] as Family, rates, checks, limit })
    for (const family of same) families[family] = parts
  }
  return { families, checks }
}

/**
 * Counts a unit that several records are one of: those that are one alone as they are, the others as often as they
 * are distinct in each cell, and once in all.
 */
async function scanMerged(set: Asking, plan: Plan, checks: CaveatCheck[], limit: number): Promise<Scanned> {
  const { merged } = plan.frame.chosen.subject
  if (merged === undefined) throw new Error('no unit is merged here')
  const { rows, single, key } = merged
  const several = raw(`(${rows} and not coalesce(${single}, false))`)
  const asked = { family: 'count' as const, rates: [], checks, limit }
  const alone = await readParts(set, plan, { ...asked, where: raw(`(${rows} and ${single})`) })
  const others = await readParts(set, plan, {
    ...asked,
    where: several,
    counted: raw(`count(distinct ${key})`)
  })
  const { text, values } = sql`${selectionSql(plan.question, plan.frame, 'count', several)}
select cast(count(distinct ${raw(key)}) as int) from selected`
  const distinct = (await set.query(text, values)).columns[0]?.[0] as number
  return {
    families: { count: [...alone, ...others] },
    checks,
    merged_in_scope: distinct + alone.reduce((sum, part) => sum + part.sum.value, 0)
  }
}

interface Reading {
  family: Family
  rates: RateName[]
  checks: CaveatCheck[]
  limit: number
  where?: Sql
  /** What one is, where it is not a row. */
  counted?: Sql
}

async function readParts(set: Asking, plan: Plan, reading: Reading): Promise<Part[]> {
  const { question, frame } = plan
  const asked = reading.rates.map(rate =>
    rateConditions(rate, frame.chosen.series.rates[rate] ?? {}, question, frame)
  )
  const flags = asked.flatMap((conditions, i) =>
    rateConditionNames.flatMap(name => {
      const condition = conditions[name]
      return typeof condition === 'boolean' ? [] : [{ name: `r${i}_${name}`, condition }]
    })
  )
  const { text, values } = partsSql(plan, reading, flags)
  const groups = storedGroups(frame).map((_, i) => `w${i}`)
  return rowsOf(await set.query(text, values)).map(row => ({
    words: groups.map(name => row[name] as string),
    state: row.state as string,
    sum: { records: row.n as number, value: row.total as number, mark: row.mark as number },
    group: row.outcome_group as OutcomeGroup,
    rates: asked.map((conditions, i) => readConditions(conditions, row, `r${i}`)),
    touches: reading.checks.map((check, i) => check.read(row, `t${i}`))
  }))
}

function readConditions(
  conditions: RateConditions,
  row: Record<string, unknown>,
  prefix: string
): Record<keyof RateConditions, boolean> {
  const of = (name: keyof RateConditions): boolean => {
    const condition = conditions[name]
    return typeof condition === 'boolean' ? condition : row[`${prefix}_${name}`] === true
  }
  return { only: of('only'), out: of('out'), not_for: of('not_for'), counts: of('counts') }
}

function partsSql(plan: Plan, reading: Reading, flags: { name: string; condition: Sql }[]): Sql {
  const { question, frame, unit } = plan
  const stored = storedGroups(frame)
  const seen = reading.checks.map((check, i) => check.columns(`t${i}`))
  const alike = [
    ...stored.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`),
    raw('state'),
    ...(reading.rates.length > 0 ? [raw('outcome_group')] : []),
    ...flags.map(({ name, condition }) => sql`${condition} as ${raw(name)}`)
  ]
  const records = isRecords(frame.chosen)
  const ofUnit = records ? raw('true') : sql`unit = ${unit}`
  const words = stored.map((name, i) => sql`${wordSql(frame, raw(`g${i}`), name)} as ${raw(`w${i}`)}`)
  const names = [
    ...stored.map((_, i) => `g${i}`),
    'state',
    ...(reading.rates.length > 0 ? ['outcome_group'] : []),
    ...flags.map(({ name }) => name)
  ]
  const rows = seen.flatMap(({ rows }) => rows)
  return sql`${selectionSql(question, frame, reading.family, reading.where)}, placed as (
select ${join([...alike, ...rows], ', ')}, ${raw(records ? (reading.counted ? '*' : '1 as one') : 'addend, mark')}
from selected where ${ofUnit}), parts as (
select ${join([raw(names.join(', ')), tallySql(records, reading.counted), ...seen.flatMap(({ sums }) => sums)], ', ')}
from placed group by ${raw(names.join(', '))})
select ${join([...words, raw('parts.*')], ', ')} from parts limit ${reading.limit}`
}

/** Records count one each, which is faster counted than added. */
function tallySql(records: boolean, counted: Sql | undefined): Sql {
  const n = raw('cast(count(*) as int) as n')
  if (!records)
    return sql`${n}, cast(coalesce(sum(addend), 0) as bigint) as total, cast(coalesce(bit_or(mark), 0) as int) as mark`
  const total = counted ? sql`cast(${counted} as int)` : raw('cast(count(*) as int)')
  return sql`${n}, ${total} as total, 0 as mark`
}
