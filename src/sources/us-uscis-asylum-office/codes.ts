import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import type { CodeList } from '../source.ts'

/** `case_outcome`. Any other text is unknown, kept and counted: a NACARA closure and a termination exist. */
export const caseOutcomes = {
  Grant: { outcome: 'refugee_status_granted' },
  'Deny/Referral': {
    outcome: 'denied_or_referred',
    note: said('denials_and_referrals')
  },
  'Admin Close/Dismissal': { outcome: 'otherwise_closed', note: said('two_things') }
} as const satisfies Record<string, { outcome: Outcome; note?: Translated }>

/** `asylum_office`, served as `court`. A code that is not here is kept as it is. */
export const asylumOffices = {
  ZAR: 'Arlington',
  ZBO: 'Boston',
  ZCH: 'Chicago',
  ZHN: 'Houston',
  ZLA: 'Los Angeles',
  ZMI: 'Miami',
  ZNK: 'Newark',
  ZNY: 'New York',
  ZOL: 'New Orleans',
  ZSF: 'San Francisco'
} as const

export const asylumOfficeCodeLists: CodeList[] = [
  {
    scheme: 'uscis-case-outcome',
    entries: Object.entries(caseOutcomes).map(([code, entry]) => ({
      field: 'case_outcome',
      code,
      label: code,
      dimension: 'outcome',
      value: entry.outcome,
      ...('note' in entry ? { note: entry.note } : {})
    }))
  },
  {
    scheme: 'uscis-asylum-office',
    entries: Object.entries(asylumOffices).map(([code, label]) => ({
      field: 'asylum_office',
      code,
      label,
      dimension: 'court',
      value: code
    }))
  }
]
