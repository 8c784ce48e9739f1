import { typeColumns } from '../../../src/sources/us-dhs-repatriations/codes.ts'
import { type WrittenCell, type WrittenSheet, xlsxBytes } from '../../reading/xlsx-writer.ts'

// A made-up workbook in the layout of OHSS's monthly tables. All figures are invented.

const monthNames = [
  ...['October', 'November', 'December', 'January', 'February', 'March'],
  ...['April', 'May', 'June', 'July', 'August', 'September']
]

export interface MadeSheet {
  name: string
  heading: string
  /** Above the columns from C on; a group stands over its first column. */
  groups?: (string | undefined)[]
  columns: (string | WrittenCell)[]
  /** Of a column (from 0) in the n-th month of a fiscal year. */
  value(column: number, year: number, month: number): number | 'X' | 'NA'
}

/** Two whole years and two months of a third. */
export const madeYears = { '2022': 12, '2023': 12, '2024 YTD': 2 }

/** The rows of a sheet as published: a year with the sum of its months, then the months. */
export function rowsOf(sheet: MadeSheet, years: Record<string, number> = madeYears): WrittenCell[][] {
  const { heading, groups, columns, value } = sheet
  const rows: WrittenCell[][] = [
    [
      'Return to Table of Contents.',
      undefined,
      '* Please click on the "plus" sign to the left of the years.'
    ],
    [`${heading}: Fiscal Years 2022 to 2024 YTD (November 2023)`],
    ...(groups ? [[undefined, undefined, ...groups]] : []),
    ['Fiscal Year', 'Month', ...columns]
  ]
  for (const [label, months] of Object.entries(years)) {
    const year = Number(label.slice(0, 4))
    const at = Array.from({ length: months }, (_, month) => month)
    const total = (column: number): WrittenCell => {
      const cells = at.map(month => value(column, year, month))
      const numbers = cells.filter(cell => typeof cell === 'number')
      return numbers.length === 0 ? cells[0] : numbers.reduce((sum, n) => sum + n, 0)
    }
    const of = (cell: (column: number) => WrittenCell) => columns.map((_, column) => cell(column))
    // `2014` is a number in the published workbook, `2024 YTD` a text.
    rows.push([/^\d+$/.test(label) ? year : label, 'Total', ...of(total)])
    for (const month of at)
      rows.push([undefined, monthNames[month], ...of(column => value(column, year, month))])
  }
  return [
    ...rows,
    ['X Not applicable.'],
    [
      'Notes: To protect privacy, table cells are rounded to the nearest ten. Data are current as of December 31, 2023.'
    ],
    ['Source: Office of Homeland Security Statistics Persist Dataset.']
  ]
}

const groupsOfTypes = [
  'Total Repatriations',
  'DHS Removals',
  'DHS Enforcement Returns',
  'DHS Administrative Returns'
]
const typeNames = Object.keys(typeColumns).map(name => name.split(': '))

/** 60 expulsions a month to May 2023, 30 expedited removals, and so on: parts make their totals. */
const ofTypes: Record<string, number> = {
  ...{ 'Title 42 Expulsions': 60, 'Expedited Removals': 30, 'Reinstatements of Removal Orders': 20 },
  ...{ 'Other Removals': 10, 'Total Removals': 60, 'DHS Enforcement Returns: Withdrawals': 40 },
  ...{ 'Voluntary Returns': 20, 'Voluntary Departures': 0, 'Other Enforcement Returns': 10 },
  ...{ 'Total Enforcement Returns': 70, 'DHS Administrative Returns: Withdrawals': 50 },
  ...{ 'Crew Members Detained': 100, 'Total Administrative Returns': 150 },
  ...{ 'Total Title 8 Repatriations': 280, 'Title 8 Enforcement Repatriations': 130 }
}

export const byTypeSheet: MadeSheet = {
  name: 'DHS Repats by Type',
  heading: 'DHS Repatriations by Type',
  groups: typeNames.map(([group = ''], at) =>
    groupsOfTypes.includes(group) && typeNames[at - 1]?.[0] !== group ? group : undefined
  ),
  columns: typeNames.map(([, name = ''], at) =>
    // Names have marks of footnotes, in superscript or not.
    at === 3 ? { rich: [name, { superscript: '6' }] } : name === 'Withdrawals' ? `${name}7` : name
  ),
  value(column, year, month) {
    const [group, name = ''] = typeNames[column] ?? []
    const isOver = year > 2023 || (year === 2023 && month > 7)
    if (name === 'Title 42 Expulsions' && isOver) return 'X'
    if (name === 'Total Repatriations') return isOver ? 280 : 340
    return ofTypes[name] ?? ofTypes[`${group}: ${name}`] ?? 0
  }
}

/** A sheet by nationality: of its columns the first is the total, and each other has a number of its own. */
export const citizenshipSheet = (
  name: string,
  heading: string,
  numbers: Record<string, number>
): MadeSheet => ({
  ...{ name, heading, columns: Object.keys(numbers) },
  value: column => Object.values(numbers)[column] ?? 0
})

export const removalsSheet = citizenshipSheet(
  'DHS Removals by Citizenship',
  'DHS Removals by Selected Citizenship',
  { Total: 60, Mexico: 40, Honduras: 10, Other: 10 }
)
export const administrativeSheet = citizenshipSheet(
  'DHS Adm Returns by Citizens',
  'DHS Administrative Returns by Selected Citizenship',
  { Total: 150, Philippines: 80, Russia: 20, "China, People's Republic": 10, Other: 40 }
)
export const resultSheet: MadeSheet = {
  name: 'Nationwide CF by Result',
  heading: 'Nationwide Credible Fear Screenings Completed by Result',
  columns: ['Total', 'Positive Fear', 'Negative Fear', 'Administrative Closure'],
  value: (column, _year, month) => [100 + 10 * month, 50, 30, 20 + 10 * month][column] ?? 0
}
export const southwestSheet: MadeSheet = {
  ...resultSheet,
  name: 'SWB CF Completed by Result',
  heading: 'SW Border Credible Fear Screenings Completed by Result',
  value: column => [80, 40, 30, 10][column] ?? 0
}

export const filedSheet = citizenshipSheet(
  'Nationwide CF Filed by Citp',
  'Nationwide Credible Fear Screenings Referred to USCIS by Selected Citizenship',
  { Total: 130, Colombia: 60, Peru: 40, 'All Other': 30 }
)
/** Of the southwest border no total is published. */
export const filedSouthwestSheet = citizenshipSheet(
  'SWB CF Filed by Citp',
  'SW Border Credible Fear Screenings Referred to USCIS by Selected Citizenship',
  { Colombia: 50, Peru: 30, 'All Other': 20 }
)

/** A sheet that no source reads. */
export const otherSheet: MadeSheet = {
  name: 'CHNV Paroles',
  heading: 'Confirmed CHNV Paroles by Process',
  columns: ['Total', 'Cuba'],
  value: () => 'NA'
}

export const madeSheets: MadeSheet[] = [
  ...[otherSheet, removalsSheet, administrativeSheet, byTypeSheet, resultSheet, southwestSheet],
  ...[filedSheet, filedSouthwestSheet]
]

/** The workbook as bytes. `change`: the rows of a sheet in the place of those that it would have. */
export const madeWorkbook = (
  sheets: readonly MadeSheet[] = madeSheets,
  change: (rows: WrittenCell[][], name: string) => WrittenCell[][] = rows => rows
): Promise<Buffer> =>
  xlsxBytes([
    { name: 'TOC', rows: [['Table of Contents'], ['Category', 'Table', 'Starting Date']] },
    ...sheets.map((sheet): WrittenSheet => ({ name: sheet.name, rows: change(rowsOf(sheet), sheet.name) }))
  ])
