import { type Sql, sql } from '../../snapshot/sql/sql.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import type { Measure, RateName } from '../../vocabulary/measures/measure.ts'
import { columnsBeside } from '../../vocabulary/measures/rate-columns.ts'
import { isOfScope } from '../../vocabulary/measures/scope-values.ts'
import type { SeriesBreak } from '../../vocabulary/measures/series-break.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { groupOf, outcomes } from '../../vocabulary/outcome.ts'
import type { BreakNote } from '../../vocabulary/results/break-note.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { DateRange } from '../../vocabulary/time/date-range.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import { groupedBy } from '../grouped.ts'
import { keyText } from '../holdings/lack.ts'
import { keyGroups } from '../holdings/units.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { ReadableSet } from '../kinds/kind.ts'
import { isRate, isUnit } from '../question/check-question.ts'
import { isRecords } from '../question/chosen.ts'
import { openScope } from '../rows/scope.ts'
import { isWord } from '../rows/words.ts'
import { denominatorOf, rateConditions } from '../table/rates.ts'
import { type LineBreaks, lineBreaks } from './line-breaks.ts'
import type { Marked } from './marked.ts'
import { lineRows } from './rows.ts'

/**
 * Flags the first number of each line after a break in the series, and one over a time in which the series breaks
 * (docs/rules/domain.md §7.6). `days`: those of an answer without periods.
 */
export async function markBreaks(
  set: ReadableSet,
  plan: Plan,
  rows: ResultRow[],
  days: DateRange
): Promise<Marked> {
  const { chosen } = plan.frame
  const { unit } = plan
  if (isRecords(chosen) || unit === null || rows.length === 0) return { rows, breaks: [] }
  const breaks = new Map<string, BreakNote>()
  let marked = rows
  const found = new Map<string, LineBreaks>()
  for (const { column, of } of columnsOf(plan, unit)) {
    const asked = askedFor(plan, of)
    if (asked === undefined) continue
    const id = isUnit(of) ? 'count' : of
    const lines =
      found.get(id) ?? lineBreaks(await lineRows(set, plan, asked), unit, asked.dated, chosen.series)
    found.set(id, lines)
    if (lines.size > 0) marked = markedBy(marked, plan, column, { lines, days, breaks })
  }
  return { rows: marked, breaks: [...breaks].sort(inOrder).map(([, note]) => note) }
}

/** The columns of an answer, each with the measure whose line it is: what part of its cell an n is breaks with the count. */
const columnsOf = ({ measures }: Plan, unit: Unit): { column: string; of: Measure }[] =>
  measures.flatMap(measure => [
    { column: measure, of: measure },
    ...(isRate(measure) ? [{ column: columnsBeside(measure).n_share, of: unit }] : [])
  ])

const inOrder = ([id, a]: [string, BreakNote], [other, b]: [string, BreakNote]): number =>
  a.date + id < b.date + other ? -1 : 1

/** What is read for a measure; undefined where no line of it can break. */
function askedFor(plan: Plan, measure: Measure) {
  const { chosen } = plan.frame
  const dated = (chosen.series.breaks ?? []).flatMap(each => {
    const open = isNamed(each, plan) && openScope(each.scope, plan.question, plan.frame)
    return open === false || !isOfMeasure(each, measure) ? [] : [{ each, open }]
  })
  const flags = (chosen.series.break_flags ?? []).map(({ flag }) => flag)
  if (dated.length === 0 && flags.length === 0 && chosen.card.units.length < 2) return undefined
  return {
    family: isRate(measure)
      ? ('rate' as const)
      : isUnit(measure)
        ? ('count' as const)
        : ('published_total' as const),
    where: isRate(measure) ? rowsOfRate(plan, measure) : [],
    dated: dated.map(({ each }) => each),
    scopes: dated.map(({ open }) => open),
    flags
  }
}

/** Whether the question names a dimension of the break: by a group, or by a filter on a part of its scope. */
function isNamed({ scope, when_named }: SeriesBreak, { question, frame }: Plan): boolean {
  if (when_named === undefined) return true
  return when_named.some(name => {
    if ((frame.groups as readonly string[]).includes(name)) return true
    const filter = question.filters?.[name as Dimension]
    return filter !== undefined && !(scope[name] ?? ['']).every(value => filter.includes(value))
  })
}

/** A rate has no break in outcomes that are on neither side of it. */
function isOfMeasure({ scope }: SeriesBreak, measure: Measure): boolean {
  if (!isRate(measure) || scope.outcome === undefined) return true
  const groups = denominatorOf(measure)
  return outcomes.some(
    outcome => isOfScope('outcome', scope.outcome ?? [], outcome) && groups.includes(groupOf(outcome))
  )
}

/** The rows on either side of a rate: those of its outcomes that the source's rule does not leave out. */
function rowsOfRate({ question, frame }: Plan, rate: RateName): Sql[] {
  const rule = frame.chosen.series.rates[rate]
  const { out, only } = rateConditions(rule ?? {}, question, frame)
  const groups = denominatorOf(rate)
  return [
    isWord(
      frame,
      'outcome',
      outcomes.filter(outcome => groups.includes(groupOf(outcome)))
    ),
    ...(typeof out === 'boolean' ? [] : [sql`not coalesce(${out}, false)`]),
    ...(typeof only === 'boolean' ? [] : [sql`coalesce(${only}, false)`])
  ]
}

interface Marking {
  lines: LineBreaks
  days: DateRange
  /** The breaks that a cell has, by their text. */
  breaks: Map<string, BreakNote>
}

/** A cell has the breaks since the number before it in its line; without one, those in its own days. */
function markedBy(
  rows: ResultRow[],
  plan: Plan,
  column: string,
  { lines, days, breaks }: Marking
): ResultRow[] {
  const groups = keyGroups(plan.frame)
  const daysOf = daysReader(plan, days)
  const placed = rows.flatMap((row, at) => {
    if (row.numbers[column] == null) return []
    const id = keyText(groups.map(name => row.words[name] as string))
    const own = lines.has(id) ? daysOf(row) : undefined
    return own ? [{ at, id, ...own }] : []
  })
  const marked = [...rows]
  for (const [id, line] of groupedBy(placed, cell => cell.id)) {
    const notes = lines.get(id)
    if (!notes) continue
    let told_to: string | undefined
    for (const { at, from, to } of line.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
      // Of an answer without periods, a break on its first day has nothing before it.
      const after = told_to ?? (isOfPeriods(plan) ? addDays(from, -1) : from)
      const own = notes.filter(({ date }) => date > after && date <= to)
      told_to = to
      if (own.length === 0) continue
      for (const note of own) breaks.set(JSON.stringify(note), note)
      marked[at] = flagged(marked[at] as ResultRow, column)
    }
  }
  return marked
}

const flagged = (row: ResultRow, column: string): ResultRow => ({
  ...row,
  flags: { ...row.flags, [column]: [...(row.flags[column] ?? []), 'break'] }
})

const isOfPeriods = ({ frame }: Plan): boolean =>
  frame.groups.some(name => dimensions[name].kind === 'period')

/** The days of a row: those of its finest period, or of the whole answer; undefined for a row without a period. */
function daysReader(plan: Plan, days: DateRange): (row: ResultRow) => DateRange | undefined {
  const finest = periodDimensions.findLast(name => plan.frame.groups.includes(name))
  if (finest === undefined) return () => days
  const basis = plan.frame.clock.year_basis
  // Thousands of rows share a few periods.
  const read = new Map<string, DateRange | undefined>()
  return ({ words }) => {
    const label = words[finest] ?? ''
    if (!read.has(label)) read.set(label, parsePeriod(label, basis))
    return read.get(label)
  }
}
