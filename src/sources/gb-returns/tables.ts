import type { HomeOfficeTable } from '../publishers/home-office/table.ts'
import { homeOfficeLayouts } from '../publishers/home-office/tables.ts'
import type { Layout } from '../source.ts'
import { mapByDestination, mapByNationality } from './map.ts'

/** Both tables are in one workbook; --series selects the one to be read. */
const workbook = /^(.*\/)?returns-datasets/i

/** The Home Office's detailed tables of returns: the same returns, broken down in two ways. */
const tables: HomeOfficeTable[] = [
  {
    series: 'by-nationality',
    title: 'Returns by nationality, Ret_D01',
    code: 'Ret_D01',
    labels: [
      ...['Nationality', 'Return type group', 'Return type'],
      ...['Age', 'Sex', 'Return destination group']
    ],
    figure: 'Number of returns',
    has_parts: true,
    besides: ['Date', 'Region'],
    workbook,
    // 240,074 for 2004 to 2023; each later edition adds quarters.
    whole_from_rows: 240_000,
    restated: {
      nationality: 'Nationality',
      return_type_group: 'Return type group',
      return_type: 'Return type',
      destination_group: 'Return destination group',
      age: 'Age',
      sex: 'Sex',
      year: 'Year',
      quarter: 'Quarter',
      returns: 'Number of returns'
    },
    map: mapByNationality
  },
  {
    series: 'by-destination',
    title: 'Returns by destination, Ret_D02',
    code: 'Ret_D02',
    labels: ['Return type group', 'Return type', 'Return destination'],
    figure: 'Number of returns',
    has_parts: true,
    besides: ['Date', 'Return destination region'],
    workbook,
    // 44,109 for 2004 to 2023.
    whole_from_rows: 44_000,
    restated: {
      destination: 'Return destination',
      return_type_group: 'Return type group',
      return_type: 'Return type',
      year: 'Year',
      quarter: 'Quarter',
      returns: 'Number of returns'
    },
    map: mapByDestination
  }
]

export const gbReturnsLayouts: Layout[] = tables.flatMap(table =>
  homeOfficeLayouts(
    table,
    tables.filter(other => other !== table)
  )
)
