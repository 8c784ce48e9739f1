import type { SeriesAbout } from '../../vocabulary/about.ts'
import { unitLabel } from '../../vocabulary/labels/labels.ts'
import {
  inEach,
  inOneText,
  type LocalText,
  said,
  type Translated
} from '../../vocabulary/labels/texts/texts.ts'
import type { SeriesBreak } from '../../vocabulary/measures/series-break.ts'
import type { BreakNote } from '../../vocabulary/results/break-note.ts'
import { groupedBy } from '../grouped.ts'
import { keyText } from '../holdings/lack.ts'
import type { LineRow } from './rows.ts'

/** What a series declares of its breaks. */
export type DeclaredBreaks = Pick<SeriesAbout, 'break_flags' | 'unit_told_in' | 'reporting'>

/** By line (keyText): where it breaks, and how. */
export type LineBreaks = ReadonlyMap<string, readonly BreakNote[]>

/** The figures of one line, and what it has in each period in the unit of the answer. */
interface Line {
  rows: LineRow[]
  totals: Map<string, number>
}

/**
 * Where each line breaks: at dated breaks of the series, where a reporter's figures at one stage and level change their unit, and
 * where the publisher marks a number. A change is noticed where what changes is at least `reporting.reporter_share` of
 * the line in the period before or after it.
 */
export function lineBreaks(
  rows: readonly LineRow[],
  unit: string,
  dated: readonly SeriesBreak[],
  series: DeclaredBreaks
): LineBreaks {
  const found = new Map<string, BreakNote[]>()
  for (const [id, line] of linesOf(rows, unit)) {
    const isNoticed = noticed(line, series.reporting?.reporter_share)
    const notes = [
      ...dated.filter((each, i) => isTouched(line, unit, each.date, i, isNoticed)).map(datedNote),
      ...unitChanges(line, unit, series.unit_told_in, isNoticed),
      ...flaggedNotes(line, unit, series.break_flags ?? [])
    ]
    if (notes.length > 0) found.set(id, notes)
  }
  return found
}

function linesOf(rows: readonly LineRow[], unit: string): Map<string, Line> {
  const lines = new Map<string, Line>()
  for (const row of rows) {
    const id = keyText(row.key)
    const line = lines.get(id) ?? { rows: [], totals: new Map<string, number>() }
    line.rows.push(row)
    if (row.unit === unit) line.totals.set(row.from, (line.totals.get(row.from) ?? 0) + row.value)
    lines.set(id, line)
  }
  return lines
}

/** Whether a number of a period is enough of the line to be noticed. */
type Noticed = (from: string, value: number) => boolean

const noticed =
  ({ totals }: Line, share: number | undefined): Noticed =>
  (from, value) =>
    share === undefined || (value > 0 && value >= share * (totals.get(from) ?? 0))

const datedNote = (declared: SeriesBreak): BreakNote => {
  const { date, changes, scope } = declared
  return { date, changes, scope, note: declared.note, told_in: declared.told_in }
}

/** Whether a line has rows of a break's scope, next to its date where a share of the line is asked for. */
function isTouched({ rows }: Line, unit: string, date: string, i: number, isNoticed: Noticed): boolean {
  const sums = new Map<string, number>()
  for (const row of rows)
    if (row.unit === unit && row.in_scope[i]) sums.set(row.from, (sums.get(row.from) ?? 0) + row.value)
  const periods = [...sums.keys()].sort()
  const beside = [periods.findLast(from => from < date), periods.find(from => from >= date)]
  return beside.some(from => from !== undefined && isNoticed(from, sums.get(from) ?? 0))
}

/** The first periods in which a reporter's figures at one stage and level are in other units than in its period before. */
function unitChanges(
  { rows }: Line,
  unit: string,
  told_in: LocalText | undefined,
  isNoticed: Noticed
): BreakNote[] {
  return [...tellers(rows)].flatMap(([, own]) => {
    const first = own[0] as LineRow
    const periods = [...groupedBy(own, ({ from }) => from)].sort(([a], [b]) => (a < b ? -1 : 1))
    return periods.slice(1).flatMap(([date, now], i) => {
      const [earlier, before] = periods[i] as [string, LineRow[]]
      const [had, has] = [unitsIn(before), unitsIn(now)]
      const changed = [...had, ...has].filter(each => had.includes(each) !== has.includes(each))
      if (changed.length === 0 || !(had.includes(unit) || has.includes(unit))) return []
      // Of the answer's own unit what came or went; where it stays, what came or went beside it.
      const moved = changed.includes(unit) ? [unit] : changed
      const isEnough = isNoticed(date, sumIn(now, moved)) || isNoticed(earlier, sumIn(before, moved))
      return isEnough ? [unitNote(first, { date, earlier, had, has, told_in })] : []
    })
  })
}

const tellers = (rows: readonly LineRow[]): Map<string, LineRow[]> =>
  groupedBy(rows, ({ reporter, stage, level }) => `${reporter} ${stage} ${level}`)

const unitsIn = (rows: readonly LineRow[]): string[] => [...new Set(rows.map(({ unit }) => unit))].sort()

const sumIn = (rows: readonly LineRow[], units: readonly string[]): number =>
  rows.reduce((sum, { unit, value }) => (units.includes(unit) ? sum + value : sum), 0)

interface Change {
  date: string
  earlier: string
  had: string[]
  has: string[]
  told_in: LocalText | undefined
}

function unitNote(of: LineRow, { date, earlier, had, has, told_in }: Change): BreakNote {
  const scope = scopeOf(of)
  return {
    date,
    changes: 'unit',
    scope,
    unit_before: had,
    unit_after: has,
    note: unitText(scope, { earlier, date, before: unitsText(had), after: unitsText(has) }),
    told_in: told_in ?? said('unit_told_by_rows')
  }
}

function unitText(
  { country_of_asylum = [], source_level = [] }: BreakNote['scope'],
  slots: Readonly<Record<string, LocalText>>
): Translated {
  const [reporter, level] = [...country_of_asylum, ...source_level]
  if (reporter === undefined) return said('unit_of_table', slots)
  const whose = level === undefined ? reporter : said('reporter_level', { reporter, level })
  return said('unit_of_reporter', { whose, ...slots })
}

/** Units in words: `cases and persons`. */
const unitsText = (units: readonly string[]): LocalText =>
  units
    .map((unit): LocalText => inEach(lang => unitLabel(unit, 2, lang)))
    .reduce((some, last) => said('listed_and', { some, last }))

/** Whose figures a row has, in the words of the API. */
const scopeOf = ({ reporter, level }: LineRow): BreakNote['scope'] => ({
  ...(isNamed(reporter) && { country_of_asylum: [reporter] }),
  ...(isNamed(level) && { source_level: [level] })
})

const isNamed = (word: string): boolean => word !== 'UNK' && word !== 'not_split'

/** Numbers that the publisher marks as the first after a break. */
const flaggedNotes = (
  { rows }: Line,
  unit: string,
  flags: NonNullable<DeclaredBreaks['break_flags']>
): BreakNote[] =>
  rows
    .filter(row => row.is_flagged && row.unit === unit)
    .map(row => ({
      date: row.from,
      changes: 'definition',
      scope: scopeOf(row),
      note: inOneText(flags.map(({ note }) => note)),
      told_in: inOneText(flags.map(({ told_in }) => told_in))
    }))
