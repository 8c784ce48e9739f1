import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import type { CodeList } from '../source.ts'

/** A column or row name as printed: what it becomes. What was received is lodged, and decides nothing. */
export interface ColumnMeaning {
  outcome: Outcome
  subject?: 'applications'
}

/**
 * All names under which DHS and USCIS print the results of a screening; `Completed`, `All Decisions` and `Total` are
 * totals over outcome.
 */
export const fearColumnNames = {
  'Credible Fear Found': { outcome: 'fear_found' },
  'Fear Established_Persecution (Y)': { outcome: 'fear_found' },
  'Fear Established_Torture (Y)': { outcome: 'fear_found' },
  'Fear Established (Y)': { outcome: 'fear_found' },
  'Credible Fear Not Found': { outcome: 'fear_not_found' },
  'Fear Not Established (N)': { outcome: 'fear_not_found' },
  Closed: { outcome: 'otherwise_closed' },
  'Administratively Closed': { outcome: 'otherwise_closed' },
  Completed: { outcome: 'not_split' },
  'All Decisions': { outcome: 'not_split' },
  'Positive Fear': { outcome: 'fear_found' },
  'Negative Fear': { outcome: 'fear_not_found' },
  'Administrative Closure': { outcome: 'otherwise_closed' },
  Total: { outcome: 'not_split' },
  'Case Receipts': { outcome: 'not_split', subject: 'applications' }
} as const satisfies Record<string, ColumnMeaning>

/** The columns of the table by nationality in their order under each year, and the key each has in ids. */
export const tableColumns = {
  Completed: { key: 'completed', outcome: fearColumnNames.Completed.outcome },
  'Credible Fear Found': { key: 'fear_found', outcome: fearColumnNames['Credible Fear Found'].outcome },
  'Credible Fear Not Found': {
    key: 'fear_not_found',
    outcome: fearColumnNames['Credible Fear Not Found'].outcome
  },
  Closed: { key: 'closed', outcome: fearColumnNames.Closed.outcome }
} as const satisfies Partial<Record<keyof typeof fearColumnNames, { key: string; outcome: Outcome }>>
export type FearColumn = keyof typeof tableColumns

/** The columns of OHSS's tables by result. */
export const resultColumns = ['Total', 'Positive Fear', 'Negative Fear', 'Administrative Closure'] as const

/** The row that is the total over nationality, and the one of all nationalities that are not named. */
export const fearTotalRow = 'TOTAL'
export const otherRow = 'All Other Nationalities'

/** What stands in a cell that is no number: withheld to limit disclosure, and zero. */
export const fearWithheld = 'D'
export const zero = '-'

export const credibleFearCodeLists: CodeList[] = [
  {
    scheme: 'us-credible-fear-columns',
    entries: Object.entries<ColumnMeaning>(fearColumnNames).map(([code, { outcome, subject }]) => ({
      field: 'column',
      code,
      label: code,
      dimension: 'outcome',
      value: outcome,
      ...(outcome === 'not_split'
        ? { note: subject ? said('lodged_no_decision') : said('total_over', { dimension: 'outcome' }) }
        : {})
    }))
  },
  {
    scheme: 'us-credible-fear-rows',
    entries: [
      {
        field: 'nationality',
        code: fearTotalRow,
        label: fearTotalRow,
        dimension: null,
        value: null,
        note: said('total_over', { dimension: 'nationality' })
      },
      {
        field: 'nationality',
        code: otherRow,
        label: otherRow,
        dimension: 'nationality',
        value: 'OTHER',
        note: said('other_by_table')
      }
    ]
  },
  {
    scheme: 'us-credible-fear-cells',
    entries: [
      {
        field: 'cell',
        code: fearWithheld,
        label: 'Data withheld to limit disclosure',
        dimension: null,
        value: null,
        note: said('code_withheld')
      },
      {
        field: 'cell',
        code: zero,
        label: 'Represents zero',
        dimension: null,
        value: null,
        note: said('number_zero')
      }
    ]
  }
]
