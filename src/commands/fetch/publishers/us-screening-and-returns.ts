import type { Way } from '../way.ts'
import { linkedFiles } from './linked-files.ts'

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december']
]

/** `…-tables-august-2024.xlsx` goes to 2024-08. */
function monthIn(name: string): string {
  const [, month = '', year = ''] = /-([a-z]+)-(\d{4})[^/]*\.xlsx$/i.exec(name) ?? []
  const at = monthNames.indexOf(month.toLowerCase())
  return at < 0 ? '' : `${year}-${String(at + 1).padStart(2, '0')}`
}

/** `…-6-16-23-to 6-30-24.csv` goes to 2024-06-30. */
function lastDayIn(name: string): string {
  const [, month = '', day = '', year = ''] =
    /(\d{1,2})[-_.](\d{1,2})[-_.](?:20)?(\d\d)(?!\d)[^\d]*\.csv$/i.exec(name) ?? []
  return year === '' ? '' : `20${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const tables = 'https://www.dhs.gov/ohss/topics/immigration/enforcement-and-legal-processes-monthly-tables'

const workbook = (series: readonly string[]) => ({
  ...{ page: 'tables', what: 'monthly workbook', kind: 'workbook' as const, edition: monthIn, series },
  name: /ohss_immigration-enforcement-and-legal-processes-.*\.xlsx$/i
})

/** OHSS's page links its workbook of each month, under a name with the day of its publication. */
export const usDhsRepatriations: Way = linkedFiles({ tables }, [
  workbook(
    [
      'by-type',
      'removals',
      'enforcement-returns',
      'administrative-returns',
      'ice-removals-and-returns'
    ].flatMap(of =>
      ['yearly', 'monthly'].map(span => (of === 'by-type' ? `${of}-${span}` : `${of}-by-nationality-${span}`))
    )
  )
])

/** The same workbook, and the page on which USCIS links its report of each half of a month. */
export const usCredibleFear: Way = linkedFiles(
  {
    tables,
    reports:
      'https://www.uscis.gov/tools/reports-and-studies/semi-monthly-credible-fear-and-reasonable-fear-receipts-and-decisions'
  },
  [
    workbook(
      ['results', 'results-southwest', 'filed', 'filed-southwest'].flatMap(of => [
        `yearly-${of}`,
        `monthly-${of}`
      ])
    ),
    {
      ...{ page: 'reports', what: 'semi-monthly report', kind: 'fear_report', edition: lastDayIn },
      name: /semi-?monthly.*\.csv$/i,
      series: ['semi-monthly']
    }
  ]
)
