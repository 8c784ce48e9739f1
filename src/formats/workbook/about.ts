import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { Cell, Sheet, SheetData } from 'write-excel-file/node'
import { cellStatusDefinitions, cellStatuses } from '../../vocabulary/cell-status.ts'
import { dimensionLabel, labelOf, measureLabel, rateDefinition } from '../../vocabulary/labels/labels.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { Attribution, Language, ResultTable } from '../../vocabulary/results/result-table.ts'
import { syntheticCaveat } from '../../vocabulary/synthetic.ts'
import { utcMidnight } from '../../vocabulary/time/day.ts'
import { type Unit, unitDefinitions } from '../../vocabulary/unit.ts'
import { personTexts, tableTitle } from '../wording/title.ts'
import { isUndated, undatedTexts } from '../wording/when.ts'

/** The package's type for the content of images; our workbooks have no images. */
export type Content = Stream | Buffer | Blob
export type SheetContent = Sheet<Content>

type Line = [name: string, value: string | Date]

/** The sheet with the attribution, what is counted, the caveats and the meaning of the flags. */
export function aboutSheet(result: ResultTable, attribution: Attribution): SheetContent {
  const lines = [
    ...(attribution.synthetic ? [['MADE UP', syntheticCaveat.text] as Line] : []),
    ...countedLines(result, attribution),
    ...sourceLines(attribution),
    ...attribution.caveats.map(({ id, text }): Line => [`Caveat: ${id}`, text]),
    [
      'Empty cell',
      'The number is not reported: the column of its flags says why. An empty cell is never zero.'
    ] as Line,
    ...cellStatuses
      .filter(status => status !== 'ok')
      .map((status): Line => [`Flag: ${status}`, cellStatusDefinitions[status]])
  ]
  const data: SheetData = lines.map(([name, value], i) => {
    const isWarning = attribution.synthetic && i === 0
    const bold = { fontWeight: 'bold' as const, alignVertical: 'top' as const }
    return [
      { value: name, type: String, ...bold, ...(isWarning ? { textColor: '#b00020' } : {}) },
      valueCell(value, isWarning)
    ]
  })
  return { sheet: 'About', data, columns: [{ width: 28 }, { width: 100 }] }
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
  const { dimensions, measures, rows, total, unit, filters, left_out, not_added } = result
  const { missing = [], breaks = [] } = result
  const { from, to, year_basis, date_basis } = result
  const by =
    dimensions.length > 0 ? ` by ${dimensions.map(name => dimensionLabel(name, lang)).join(', ')}` : ''
  return [
    ['Title', [`${tableTitle(result)}${by}`, ...personTexts(result, lang)].join(', ')],
    ['Rows', total === null || total === rows.length ? String(rows.length) : `${rows.length} of ${total}`],
    ...(unit === null ? [] : [['Unit', `${unit}: ${unitDefinitions[unit as Unit]}`] as Line]),
    ...measures.flatMap(({ name }) => {
      const definition = rateDefinition(name, lang)
      return definition === undefined ? [] : [[`Rate: ${name}`, definition] as Line]
    }),
    ...(isUndated(result)
      ? []
      : ([
          ['From', utcMidnight(from)],
          ['To', utcMidnight(to)]
        ] as Line[])),
    ...undatedTexts(result, lang).map((text): Line => ['Dates', text]),
    ...(date_basis === null ? [] : [['Counted by the date', date_basis] as Line]),
    ...(year_basis === null ? [] : [['Years', year_basis] as Line]),
    ...Object.entries(filters).map(([name, values]): Line => [`Only: ${name}`, values.join(', ')]),
    ...left_out.map(
      ({ reason, count, rows }): Line => [
        `Left out: ${reason}`,
        rows !== undefined ? `${rows} rows` : count === null ? 'withheld' : String(count)
      ]
    ),
    ...not_added.map((other): Line => ['Not added, in another unit', other]),
    ...missing.map((each): Line => [`Not reported: ${each.dimension}`, noteText(each)]),
    ...breaks.map(
      ({ date, changes, note, told_in }): Line => [
        `Break in series: ${changes}`,
        `${date}: ${note} ${told_in}`
      ]
    ),
    ['Question', JSON.stringify(query)],
    ...(counting_rule === null ? [] : [['Counting rule', counting_rule] as Line])
  ]
}

/** What a release does not tell, in the codes of the table: `rejected, in 2022, of SWE; 2021 has 310`. */
function noteText({ values, period, country_of_asylum, nationality, told_at, nearest }: MissingNote): string {
  return [
    values.length === 0 ? 'a figure for the whole' : values.join(', '),
    `in ${period}`,
    ...(country_of_asylum === undefined ? [] : [`of ${country_of_asylum}`]),
    ...(nationality === undefined ? [] : [`nationality ${nationality}`]),
    ...(told_at === undefined ? [] : [`published under level ${told_at.join(', ')}`]),
    ...(nearest === undefined
      ? []
      : [`the nearest period that has it, ${nearest.period}, has ${nearest.value}`])
  ].join('; ')
}

function sourceLines({ sources, citation, canonical, generated_by }: Attribution): Line[] {
  return [
    ...sources.flatMap(({ source, series, release, retrieved_on, licence, url }): Line[] => [
      ['Source', `${source} (${series})`],
      ['Release', release],
      ['Retrieved on', retrieved_on === null ? 'unknown' : utcMidnight(retrieved_on)],
      ['Licence', licence],
      ['Published at', url]
    ]),
    ['Cite as', citation],
    ['Address of these figures', canonical],
    ['Written by', `Asylum Outcomes ${generated_by}`]
  ]
}

/** A sheet with the labels of the codes in the table; no sheet where all codes equal their labels. */
export function wordsSheet({ dimensions, rows, measures }: ResultTable, lang: Language): SheetContent[] {
  const words = dimensions.flatMap(name =>
    [...new Set(rows.map(row => row.words[name] ?? ''))].map(word => [name, word, labelOf(name, word, lang)])
  )
  const names = measures.map(({ name }) => ['', name, measureLabel(name, lang)])
  const lines = [...names, ...words].filter(([, word, label]) => word !== label)
  if (lines.length === 0) return []
  const header = ['column', 'word', 'label'].map(
    (value): Cell => ({ value, type: String, fontWeight: 'bold' })
  )
  return [
    {
      sheet: 'Words',
      data: [header, ...lines.map(line => line.map((value): Cell => ({ value, type: String })))],
      columns: [{ width: 24 }, { width: 32 }, { width: 48 }],
      stickyRowsCount: 1
    }
  ]
}
