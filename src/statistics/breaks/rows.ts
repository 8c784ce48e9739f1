import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { literal } from '../../snapshot/sql/literals.ts'
import { column, join, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { keyGroups } from '../holdings/units.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { groupReader, groupSql, hasColumn } from '../rows/columns.ts'
import type { Open } from '../rows/scope.ts'
import { type Family, inCell, selectionSql } from '../rows/selection.ts'
import { isInScope } from '../rows/words.ts'

/** Figures of one reporter, stage, level, unit and period that stand behind one line of an answer. */
export interface LineRow {
  /** The words of the answer's groups that are no period, in their order: the line. */
  key: readonly string[]
  /** UNK where the figures have none. */
  reporter: string
  stage: string
  level: string
  unit: string
  /** First day of the period. */
  from: string
  value: number
  /** Whether the publisher marks it as the first after a break. */
  is_flagged: boolean
  /** Of each dated break, whether the figures are of its scope. */
  in_scope: readonly boolean[]
}

/** What to read of the rows of an answer. */
export interface LinesAsked {
  family: Family
  /** Conditions on the rows, such as those of a rate. */
  where: readonly Sql[]
  /** Of each dated break the part of its scope that the question leaves open. */
  scopes: readonly Exclude<Open, false>[]
  flags: readonly string[]
}

const ownColumns = ['reporter', 'own_stage', 'level', 'own_unit', 'own_from'] as const
type OwnColumn = (typeof ownColumns)[number]

/** Reads the figures behind the lines of an answer, in all units, from the first period of the release on. */
export async function lineRows(
  set: Pick<ReleaseSet, 'queryPacked'>,
  plan: Plan,
  { family, where, scopes, flags }: LinesAsked
): Promise<LineRow[]> {
  const { from: _, ...clock } = plan.frame.clock
  const frame = { ...plan.frame, clock }
  const groups = keyGroups(frame)
  const own = (name: Dimension): Sql => (hasColumn(frame.chosen, name) ? column(name) : raw('null'))
  // A list of texts is stored as one text.
  const marked = flags.map(
    flag => sql`contains(',' || coalesce(cast(source_flags as varchar), '') || ',', ${literal(`,${flag},`)})`
  )
  const seen = [
    ...groups.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`),
    sql`${own('country_of_asylum')} as reporter, ${own('source_level')} as level`,
    sql`${own('decision_stage')} as own_stage`,
    raw('unit as own_unit, p_from as own_from'),
    sql`${marked.length > 0 ? anyOf(marked) : raw('false')} as is_flagged`,
    ...scopes.map((open, i) => sql`${isIn(plan, open)} as ${raw(`s${i}`)}`),
    raw('cast(sum(addend) as double) as total')
  ]
  const word = (name: string): Sql => raw(`coalesce(cast(${name} as varchar), 'UNK') as ${name}`)
  const sent = [
    ...groups.map((name, i) => sql`${groupReader(frame, name).sent(raw(`g${i}`))} as ${raw(`g${i}`)}`),
    ...ownColumns.map(word),
    ...['is_flagged', ...scopes.map((_, i) => `s${i}`)].map(name => raw(`cast(${name} as int) as ${name}`))
  ]
  const rest = sql`, seen as (
  select ${join(seen, ', ')} from selected where ${allOf([inCell, ...where])} group by all
)
select * replace (${join(sent, ', ')}) from seen`
  const { text, values } = statementOf(selectionSql(plan.question, frame, family, rest))
  const found = await set.queryPacked(text, values)
  const at = (name: string): ArrayLike<unknown> => found.columns[found.names.indexOf(name)] ?? []
  const readers = groups.map((name, i) => ({ values: at(`g${i}`), reader: groupReader(frame, name) }))
  const words = (name: OwnColumn) => at(name) as ArrayLike<string>
  const [reporter, stage, level] = [words('reporter'), words('own_stage'), words('level')]
  const [unit, from] = [words('own_unit'), words('own_from')]
  const [value, flagged] = [at('total'), at('is_flagged')]
  const inScope = scopes.map((_, i) => at(`s${i}`))
  return Array.from({ length: found.rows }, (_, i) => ({
    key: readers.map(({ values, reader }) => reader.word(values[i]) as string),
    reporter: reporter[i] as string,
    stage: stage[i] as string,
    level: level[i] as string,
    unit: unit[i] as string,
    from: from[i] as string,
    value: value[i] as number,
    is_flagged: flagged[i] === 1,
    in_scope: inScope.map(values => values[i] === 1)
  }))
}

const isIn = ({ frame }: Plan, open: Exclude<Open, false>): Sql =>
  open.length > 0 ? sql`coalesce(${isInScope(frame, open)}, false)` : raw('true')
