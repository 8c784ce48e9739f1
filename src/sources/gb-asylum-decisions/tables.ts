import type { HomeOfficeTable } from '../publishers/home-office/table.ts'
import { homeOfficeLayouts } from '../publishers/home-office/tables.ts'
import type { Layout } from '../source.ts'
import { mapAppeal, mapInitialDecision } from './map.ts'

/** The Home Office's detailed tables of asylum decisions, each a series. */
const tables: HomeOfficeTable[] = [
  {
    series: 'initial-decisions',
    title: 'Initial decisions on asylum claims, Asy_D02',
    code: 'Asy_D02',
    labels: [
      ...['Nationality', 'Case type', 'Case outcome group', 'Case outcome'],
      ...['Age', 'Sex', 'Applicant type', 'UASC']
    ],
    figure: 'Decisions',
    has_parts: false,
    workbook: /asylum-(applications|claims|decisions)/i,
    // 125,009 until the third quarter of 2024; each later edition adds quarters.
    whole_from_rows: 125_000,
    restated: {
      case_type: 'Case type',
      case_outcome_group: 'Case outcome group',
      case_outcome: 'Case outcome',
      nationality: 'Nationality',
      applicant_type: 'Applicant type',
      uasc: 'UASC',
      host_country: 'Host Country',
      age: 'Age',
      sex: 'Sex',
      year: 'Year',
      quarter: 'Quarter',
      decisions: 'Decisions'
    },
    map: mapInitialDecision
  },
  {
    series: 'appeals',
    title: 'Asylum appeals determined, Asy_D07',
    code: 'Asy_D07',
    labels: ['Nationality', 'Outcome', 'Sex'],
    figure: 'Appeals determined',
    has_parts: false,
    workbook: /asylum-appeals/i,
    // 13,426 in the edition that ends in 2023.
    whole_from_rows: 13_000,
    map: mapAppeal
  }
]

export const gbDecisionsLayouts: Layout[] = tables.flatMap(table =>
  homeOfficeLayouts(
    table,
    tables.filter(other => other !== table)
  )
)
