import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import type { CodeList } from '../source.ts'

/** Columns of the Board's table that are decisions. */
export const decisionColumns = {
  accepted: { label: 'Accepted', outcome: 'protection_granted' },
  rejected: { label: 'Rejected', outcome: 'rejected' },
  abandoned: { label: 'Abandoned', outcome: 'abandoned' },
  withdrawn_and_other: { label: 'Withdrawn and Other', outcome: 'otherwise_closed' },
  finalized_total: { label: 'Total finalized', outcome: 'not_split' }
} as const satisfies Record<string, { label: string; outcome: Outcome }>
export type DecisionColumn = keyof typeof decisionColumns

/** Columns that become no figure. `stock`: a number on one day, never added to the decisions of a period. */
export const excludedColumns = {
  referred: { label: 'Referred', excluded: 'not_a_decision' },
  pending: { label: 'Pending', excluded: 'stock' }
} as const satisfies Record<string, { label: string; excluded: string }>

export const irbTotalRow = 'Total'
export const irbWithheld = '--'

/** Whether a cell is withheld: `--`, and `--3` with the mark of a note behind it. */
export const isIrbWithheld = (cell: string): boolean => /^--\s*(\d{1,2}|\[\d{1,2}\]|\(\d{1,2}\))?$/.test(cell)

export const irbCodeLists: CodeList[] = [
  {
    scheme: 'ca-irb-columns',
    entries: [
      ...Object.entries(decisionColumns).map(([code, { label, outcome }]) => ({
        ...{ field: 'column', code, label, dimension: 'outcome', value: outcome },
        ...(outcome === 'not_split' ? { note: said('total_over', { dimension: 'outcome' }) } : {}),
        ...(outcome === 'protection_granted' ? { note: said('convention_and_in_need') } : {})
      })),
      ...Object.entries(excludedColumns).map(([code, { label, excluded }]) => ({
        ...{ field: 'column', code, label, dimension: null, value: null },
        note: said('code_excluded', { reason: excluded })
      }))
    ]
  },
  {
    scheme: 'ca-irb-cells',
    entries: [
      {
        ...{
          field: 'cell',
          code: irbWithheld,
          label: said('small_number_withheld'),
          dimension: null,
          value: null
        },
        note: said('code_withheld')
      },
      {
        ...{ field: 'country_of_alleged_persecution', code: irbTotalRow, label: irbTotalRow },
        ...{ dimension: 'nationality', value: 'not_split' },
        note: said('total_over', { dimension: 'nationality' })
      }
    ]
  }
]
