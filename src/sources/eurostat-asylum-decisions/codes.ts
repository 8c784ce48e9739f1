import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import { type EurostatMeaning, eurostatEntries, sharedLists } from '../publishers/eurostat/codes.ts'
import type { CodeList } from '../source.ts'

const positive = {
  total: 'outcome_group',
  value: 'protection_granted',
  label: 'Total positive decisions'
} as const
const temporary = { value: 'temporary_protection_granted', label: 'Temporary protection status' } as const

/** Today's codes, which are also in the keys of figures. Labels are the same for the codes before them (otherCodes). */
export const eurostatDecisionCodes = {
  TOTAL: { total: 'outcome', label: 'Total' },
  // The sum of the statuses granted. It is used only where these are not published one by one.
  POS: positive,
  POS_RFG: { value: 'refugee_status_granted', label: 'Geneva Convention status' },
  POS_SPROT: { value: 'subsidiary_protection_granted', label: 'Subsidiary protection status' },
  POS_HUM: { value: 'humanitarian_status_granted', label: 'Humanitarian status' },
  TEMP_PROT: temporary,
  NEG: { value: 'rejected', label: 'Rejected' }
} as const satisfies Record<string, EurostatMeaning<Outcome>>
export type DecisionCode = keyof typeof eurostatDecisionCodes

/** Other codes for the same, in the order in which Eurostat has used them. */
export const otherCodes = {
  TOTAL_POS: 'POS',
  GENCONV: 'POS_RFG',
  SUB_PROT: 'POS_SPROT',
  HUMSTAT: 'POS_HUM',
  TMP_PROT: 'TEMP_PROT',
  REJECTED: 'NEG'
} as const satisfies Record<string, DecisionCode>

const served: Record<string, EurostatMeaning> = {
  ...eurostatDecisionCodes,
  ...Object.fromEntries(
    Object.entries(otherCodes).map(([other, code]) => [other, eurostatDecisionCodes[code]])
  )
}

export const eurostatDecisionsCodeLists: CodeList[] = [
  {
    scheme: 'eurostat-decision',
    entries: eurostatEntries('decision', 'outcome', served, {
      POS: said('sum_of_statuses'),
      TOTAL_POS: said('sum_of_statuses'),
      TEMP_PROT: said('not_ukraine'),
      TMP_PROT: said('not_ukraine')
    })
  },
  ...sharedLists('eurostat-decisions')
]
