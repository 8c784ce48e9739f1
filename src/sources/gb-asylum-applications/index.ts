import type { About } from '../../vocabulary/about.ts'
import type { HomeOfficeTable } from '../publishers/home-office/table.ts'
import { homeOfficeLayouts } from '../publishers/home-office/tables.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { gbApplicationsCodeLists } from './codes.ts'
import { mapAppealLodged, mapAwaiting, mapClaim } from './map.ts'

/** The Home Office's detailed tables of claims, each a series. */
const tables: HomeOfficeTable[] = [
  {
    series: 'claims',
    title: 'Asylum claims, Asy_D01',
    code: 'Asy_D01',
    labels: ['Nationality', 'Age', 'Sex', 'Applicant type', 'UASC', 'Location of application'],
    figure: 'Applications',
    has_parts: false,
    workbook: /asylum-(applications|claims)-datasets/i,
    // 75,785 in the edition that ends in 2023.
    whole_from_rows: 75_000,
    map: mapClaim
  },
  {
    series: 'awaiting-decision',
    title: 'Asylum claims awaiting a decision, Asy_D03',
    code: 'Asy_D03',
    of_days: true,
    labels: ['Nationality', 'Applicant type', 'Application stage', 'Duration'],
    figure: 'Applications',
    // British overseas citizens are several labels that became one: 47 keys are repeated, and are parts.
    has_parts: true,
    besides: ['Region'],
    workbook: /asylum-(applications|claims)-awaiting/i,
    // 35,092 in the edition of the third quarter of 2024.
    whole_from_rows: 35_000,
    map: mapAwaiting
  },
  {
    series: 'appeals-lodged',
    title: 'Asylum appeals lodged, Asy_D06',
    code: 'Asy_D06',
    labels: ['Nationality', 'Sex'],
    figure: 'Appeals lodged',
    has_parts: false,
    workbook: /asylum-appeals/i,
    // 7,405 in the edition that ends in 2023.
    whole_from_rows: 7_400,
    map: mapAppealLodged
  }
]

/** The Home Office's claims for asylum, those that await a decision, and appeals lodged. */
export const gbApplicationsSource: Source = {
  about: about as unknown as About,
  code_lists: gbApplicationsCodeLists,
  layouts: tables.flatMap(table =>
    homeOfficeLayouts(
      table,
      tables.filter(other => other !== table)
    )
  ),
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
