import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { Cell, Sheet, SheetData } from 'write-excel-file/node'
import { cellStatuses } from '../../vocabulary/cell-status.ts'
import { valueLabel } from '../../vocabulary/labels/columns.ts'
import { labelOf, measureLabel, rateDefinition, unitLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { statusMeaning, unitMeaning } from '../../vocabulary/labels/meanings.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { BreakNote } from '../../vocabulary/results/break-note.ts'
import type { CountryGroupNote } from '../../vocabulary/results/country-group-note.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { Attribution, ResultTable } from '../../vocabulary/results/result-table.ts'
import { syntheticCaveat } from '../../vocabulary/synthetic.ts'
import { utcMidnight } from '../../vocabulary/time/day.ts'
import type { DateBasis } from '../../vocabulary/time/period.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import { fill } from '../wording/phrases.ts'
import { titleOfTable } from '../wording/title.ts'
import { isUndated, undatedTexts } from '../wording/when.ts'
import words from './about-words.json' with { type: 'json' }

/** The package's type for the content of images; our workbooks have no images. */
export type Content = Stream | Buffer | Blob
export type SheetContent = Sheet<Content>

type Line = [name: string, value: string | Date]

const said = (name: keyof typeof words, lang: Language, slots: Readonly<Record<string, string>> = {}) =>
  fill(words[name][lang], slots)

/** The name of the sheet with the table. */
export const nameOfData = (lang: Language): string => said('sheet_data', lang)

/** The sheet with the attribution, what is counted, the caveats and the meaning of the flags. */
export function aboutSheet(result: ResultTable, attribution: Attribution): SheetContent {
  const { lang } = attribution
  const madeUp: Line = [said('made_up', lang), textIn(syntheticCaveat.text, lang)]
  const lines = [
    ...(attribution.synthetic ? [madeUp] : []),
    ...countedLines(result, attribution),
    ...sourceLines(attribution),
    ...attribution.caveats.map(({ id, text }): Line => [said('caveat', lang, { id }), text]),
    [said('empty_cell', lang), said('empty_cell_means', lang)] as Line,
    ...cellStatuses
      .filter(status => status !== 'ok')
      .map((status): Line => [said('flag', lang, { flag: status }), statusMeaning(status, lang)])
  ]
  const data: SheetData = lines.map(([name, value], i) => {
    const isWarning = attribution.synthetic && i === 0
    const bold = { fontWeight: 'bold' as const, alignVertical: 'top' as const }
    return [
      { value: name, type: String, ...bold, ...(isWarning ? { textColor: '#b00020' } : {}) },
      valueCell(value, isWarning)
    ]
  })
  return { sheet: said('sheet_about', lang), data, columns: [{ width: 28 }, { width: 100 }] }
}

function valueCell(value: string | Date, isWarning: boolean): Cell {
  if (value instanceof Date) return { value, type: Date, align: 'left' }
  return {
    value,
    type: String,
    wrap: true,
    alignVertical: 'top',
    ...(isWarning ? { fontWeight: 'bold', textColor: '#b00020' } : {})
  }
}

function countedLines(result: ResultTable, { lang, query, counting_rule }: Attribution): Line[] {
  const { measures, rows, total, unit, filters, left_out, not_added } = result
  const { missing = [], breaks = [], country_groups } = result
  const { from, to, year_basis, date_basis } = result
  const line = (name: keyof typeof words, value: string | Date, slots = {}): Line => [
    said(name, lang, slots),
    value
  ]
  const n = String(rows.length)
  return [
    line('title', titleOfTable(result, lang)),
    line(
      'rows',
      total === null || total === rows.length ? n : said('rows_of', lang, { n, total: String(total) })
    ),
    ...(unit === null ? [] : [line('unit', unitText(unit as Unit, lang))]),
    ...measures.flatMap(({ name }) => {
      const definition = rateDefinition(name, lang)
      return definition === undefined ? [] : [line('rate', definition, { name })]
    }),
    ...(isUndated(result) ? [] : [line('from', utcMidnight(from)), line('to', utcMidnight(to))]),
    ...undatedTexts(result, lang).map(text => line('dates', text)),
    ...(date_basis === null ? [] : [line('date_basis', dateBasisText(date_basis, lang))]),
    ...(year_basis === null ? [] : [line('years', year_basis)]),
    ...Object.entries(filters).map(([name, values]) => line('only', values.join(', '), { name })),
    ...(country_groups ?? []).map(note => line('group', groupText(note, lang), { id: note.id })),
    ...left_out.map(each => line('left_out', leftOutText(each, lang), each)),
    ...not_added.map(other => line('not_added', other)),
    ...missing.map(each => line('not_told', noteText(each, lang), { name: each.dimension })),
    ...breaks.map(each =>
      line('break', breakText(each, lang), { what: said(`changes_${each.changes}`, lang) })
    ),
    line('question', JSON.stringify(query)),
    ...(counting_rule === null ? [] : [line('counting_rule', counting_rule)])
  ]
}

/** A group of countries with the membership that was used. */
function groupText(group: CountryGroupNote, lang: Language): string {
  const { names, source, edition, members, without_figures, note } = group
  const listed = members.map(({ country, from, to }) =>
    from === undefined && to === undefined ? country : `${country} (${from ?? ''}–${to ?? ''})`
  )
  return [
    `${names[lang]}: ${listed.join(', ')}`,
    said('group_by_day', lang),
    ...(without_figures?.length
      ? [said('group_without', lang, { countries: without_figures.join(', ') })]
      : []),
    ...(note === undefined ? [] : [note]),
    `${source} (${edition})`
  ].join(lang === 'fr' ? '\u202f; ' : '; ')
}

/** A unit as its code in English, else by its name, with what it counts. */
const unitText = (unit: Unit, lang: Language): string =>
  said('unit_means', lang, {
    unit: lang === 'en' ? unit : unitLabel(unit, 2, lang),
    definition: unitMeaning(unit, lang)
  })

/** What a date is, as its code in English, else in words. */
const dateBasisText = (basis: DateBasis, lang: Language): string =>
  lang === 'en' ? basis : valueLabel('date_basis', basis, lang)

const breakText = ({ date, note, told_in }: BreakNote, lang: Language): string =>
  said('break_text', lang, { date, note: textIn(note, lang), told_in: textIn(told_in, lang) })

function leftOutText({ count, rows }: ResultTable['left_out'][number], lang: Language): string {
  if (rows !== undefined)
    return said(rows === 1 ? 'left_out_row' : 'left_out_rows', lang, { n: String(rows) })
  return count === null ? said('withheld', lang) : String(count)
}

/** What a release does not tell, in the codes of the table: `rejected; in 2022; of SWE`. */
function noteText(note: MissingNote, lang: Language): string {
  const { values, period, country_of_asylum, nationality, told_at, nearest } = note
  const { period: other = '', value = '' } = nearest ?? {}
  return [
    values.length === 0 ? said('whole_not_told', lang) : values.join(', '),
    said('in_period', lang, { period }),
    ...(country_of_asylum === undefined ? [] : [said('of_country', lang, { country: country_of_asylum })]),
    ...(nationality === undefined ? [] : [said('of_nationality', lang, { nationality })]),
    ...(told_at === undefined ? [] : [said('under_level', lang, { levels: told_at.join(', ') })]),
    ...(nearest === undefined ? [] : [said('nearest', lang, { period: other, value: String(value) })])
  ].join(lang === 'fr' ? '\u202f; ' : '; ')
}

function sourceLines({ sources, citation, canonical, generated_by, lang }: Attribution): Line[] {
  return [
    ...sources.flatMap(({ source, series, release, retrieved_on, licence, url }): Line[] => [
      [said('source', lang), `${source} (${series})`],
      [said('release', lang), release],
      [said('retrieved_on', lang), retrieved_on === null ? said('unknown', lang) : utcMidnight(retrieved_on)],
      [said('licence', lang), licence],
      [said('published_at', lang), url]
    ]),
    [said('cite_as', lang), citation],
    [said('address', lang), canonical],
    [said('written_by', lang), `Asylum Outcomes ${generated_by}`]
  ]
}

/** A sheet with the labels of the codes in the table; no sheet where all codes equal their labels. */
export function wordsSheet(
  { dimensions, rows, measures, country_groups }: ResultTable,
  lang: Language
): SheetContent[] {
  const words = dimensions.flatMap(name =>
    [...new Set(rows.map(row => row.words[name] ?? ''))].map(word => [
      name,
      word,
      labelOf(name, word, lang, country_groups)
    ])
  )
  const names = measures.map(({ name }) => ['', name, measureLabel(name, lang)])
  const lines = [...names, ...words].filter(([, word, label]) => word !== label)
  if (lines.length === 0) return []
  const header = (['column', 'word', 'label'] as const).map(
    (name): Cell => ({ value: said(name, lang), type: String, fontWeight: 'bold' })
  )
  return [
    {
      sheet: said('sheet_words', lang),
      data: [header, ...lines.map(line => line.map((value): Cell => ({ value, type: String })))],
      columns: [{ width: 24 }, { width: 32 }, { width: 48 }],
      stickyRowsCount: 1
    }
  ]
}
