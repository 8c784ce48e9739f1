import { labelOf, unitLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { BreakNote } from '../../vocabulary/results/break-note.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { basisOfRow, daysOfRow } from '../../vocabulary/results/row-days.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { type YearBasis, yearLabel } from '../../vocabulary/time/period.ts'
import { listText, numberText, periodLabel, phrase } from './phrases.ts'

/** Where a series breaks, in words (docs/rules/domain.md §7.6). */

/** More names, or more breaks, make a text that nobody reads. */
const most = { names: 3, breaks: 6 } as const

/** The breaks since the figure before that of a row; none where its figure is not flagged. */
export function breaksOfRow(figures: ResultTable, row: ResultRow, measure: string): BreakNote[] {
  if (row.flags[measure]?.includes('break') !== true) return []
  const days = daysOfRow(figures, row)
  if (days === undefined) return []
  const own = (figures.breaks ?? []).filter(note => note.date <= days.to && isAbout(note, row))
  const inside = own.filter(({ date }) => date >= days.from)
  const last = own.at(-1)?.date
  return inside.length > 0 ? inside : own.filter(({ date }) => date === last)
}

function isAbout({ scope, source, series }: BreakNote, { words, constants }: ResultRow): boolean {
  if (source !== undefined && source !== constants?.source) return false
  if (series !== undefined && series !== constants?.series) return false
  return Object.entries(scope).every(([name, values]) => {
    const word = words[name]
    return word === undefined || word === 'not_split' || values.includes(word)
  })
}

/** `2021: United States (IN) counted in persons, no longer in cases`, once for all that change alike on one day. */
export function breakTexts(
  notes: readonly BreakNote[],
  { year_basis }: Pick<ResultTable, 'year_basis'>,
  lang: Language
): string[] {
  const texts = new Map<string, { when: string; same: BreakNote[] }>()
  for (const note of notes) {
    const id = JSON.stringify([
      note.date,
      note.unit_before,
      note.unit_after,
      note.unit_after ? '' : note.note
    ])
    const when = dateLabel(note.date, year_basis ?? 'calendar', lang)
    texts.set(id, { when, same: [...(texts.get(id)?.same ?? []), note] })
  }
  const all = [...texts.values()].map(({ when, same }) =>
    phrase('break_in', lang, { when, what: changeText(same, lang) })
  )
  return all.length <= most.breaks
    ? all
    : [
        ...all.slice(0, most.breaks),
        phrase('and_more', lang, { n: numberText(all.length - most.breaks, lang) })
      ]
}

/** The breaks of a row as a clause of its sentence; undefined where it has none. */
export function breakClause(
  figures: ResultTable,
  row: ResultRow,
  measure: string,
  lang: Language
): string | undefined {
  const notes = breaksOfRow(figures, row, measure)
  if (notes.length === 0) return undefined
  const named = { year_basis: basisOfRow(figures, row) }
  return phrase('series_breaks', lang, { breaks: listText(breakTexts(notes, named, lang), lang) })
}

/** The period that begins on a day, as long as it can be: a year, a quarter or a month. */
function dateLabel(date: string, basis: YearBasis, lang: Language): string {
  const year = yearLabel(date, basis)
  if (yearLabel(addDays(date, -1), basis) !== year) return periodLabel(year, lang)
  const month = Number(date.slice(5, 7))
  const isQuarter = date.endsWith('-01') && month % 3 === 1
  return periodLabel(isQuarter ? `${date.slice(0, 4)}-Q${(month + 2) / 3}` : date.slice(0, 7), lang)
}

function changeText(same: readonly BreakNote[], lang: Language): string {
  const [{ unit_before = [], unit_after = [], note }] = same as [BreakNote]
  if (unit_after.length === 0) return textIn(note, lang).replace(/\.$/, '')
  const names = same.map(each => whoseText(each, lang))
  const shown = names.slice(0, most.names)
  const rest = names.length - shown.length
  const units = (list: readonly string[]): string =>
    listText(
      list.map(unit => unitLabel(unit, 2, lang)),
      lang
    )
  return phrase('break_unit', lang, {
    whose: listText(
      rest > 0 ? [...shown, phrase('and_more', lang, { n: numberText(rest, lang) })] : shown,
      lang
    ),
    before: units(unit_before),
    after: units(unit_after)
  })
}

/** `United States (IN)`; the table where nobody is named. */
function whoseText({ scope }: BreakNote, lang: Language): string {
  const { country_of_asylum = [], source_level = [] } = scope
  const countries = country_of_asylum.map(code => labelOf('country_of_asylum', code, lang))
  const level = source_level.length > 0 ? `(${source_level.join(', ')})` : ''
  return [...countries, level].filter(text => text !== '').join(' ') || phrase('break_table', lang)
}
