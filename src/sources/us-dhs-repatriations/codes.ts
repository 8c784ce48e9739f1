import type { returnTypes } from '../../vocabulary/closed-lists.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { ohssMarkEntries, ohssOthers, ohssTotal } from '../publishers/ohss/figures.ts'
import type { CodeList } from '../source.ts'

/** How somebody departed, as the vocabulary has it. */
export type DepartureType = (typeof returnTypes)[number]

/** What a column of the table by type becomes. A total is over all types, or over the subtypes of one. */
export type TypeMeaning =
  | { return_type: DepartureType; return_subtype?: string; total_over?: readonly string[] }
  | { excluded: 'aggregate' }

/**
 * The columns of the table by type, with the group that stands above them. Administrative returns are of people who were
 * never let in, most of them crews who stayed aboard: they are refused entry, and no return of anybody who had come.
 */
export const typeColumns = {
  'Total Repatriations: Total Repatriations': {
    return_type: 'not_split',
    total_over: ['return_type', 'return_subtype']
  },
  // Sums of columns of several types.
  'Total Repatriations: Total Title 8 Repatriations': { excluded: 'aggregate' },
  'Total Repatriations: Title 8 Enforcement Repatriations': { excluded: 'aggregate' },
  'Total Repatriations: Title 42 Expulsions': {
    return_type: 'expulsion',
    return_subtype: 'title_42_expulsion'
  },
  'DHS Removals: Total Removals': { return_type: 'enforced', total_over: ['return_subtype'] },
  'DHS Removals: Expedited Removals': { return_type: 'enforced', return_subtype: 'expedited_removal' },
  'DHS Removals: Reinstatements of Removal Orders': {
    return_type: 'enforced',
    return_subtype: 'reinstatement'
  },
  'DHS Removals: Other Removals': { return_type: 'enforced', return_subtype: 'other_removal' },
  'DHS Enforcement Returns: Total Enforcement Returns': { excluded: 'aggregate' },
  'DHS Enforcement Returns: Withdrawals': {
    return_type: 'withdrawal_of_application',
    return_subtype: 'enforcement_withdrawal'
  },
  'DHS Enforcement Returns: Voluntary Returns': {
    return_type: 'voluntary',
    return_subtype: 'voluntary_return'
  },
  'DHS Enforcement Returns: Voluntary Departures': {
    return_type: 'voluntary',
    return_subtype: 'voluntary_departure'
  },
  'DHS Enforcement Returns: Other Enforcement Returns': {
    return_type: 'not_stated',
    return_subtype: 'other_enforcement_return'
  },
  'DHS Administrative Returns: Total Administrative Returns': {
    return_type: 'refused_entry',
    total_over: ['return_subtype']
  },
  'DHS Administrative Returns: Withdrawals': {
    return_type: 'refused_entry',
    return_subtype: 'administrative_withdrawal'
  },
  'DHS Administrative Returns: Crew Members Detained': {
    return_type: 'refused_entry',
    return_subtype: 'crew_detained_aboard'
  }
} as const satisfies Record<string, TypeMeaning>

export const repatriationCodeLists: CodeList[] = [
  {
    scheme: 'us-dhs-repatriation-columns',
    entries: Object.entries<TypeMeaning>(typeColumns).map(([code, meaning]) => ({
      ...{ field: 'column', code, label: code, dimension: null, value: null },
      ...('excluded' in meaning
        ? { note: said('code_excluded', { reason: meaning.excluded }) }
        : meaning.return_subtype === undefined
          ? {
              ...(meaning.return_type !== 'not_split' && {
                dimension: 'return_type',
                value: meaning.return_type
              }),
              note: said('total_over', { dimension: (meaning.total_over ?? []).join(', ') })
            }
          : {
              ...{ dimension: 'return_subtype', value: meaning.return_subtype },
              note: said('with_return_type', { return_type: meaning.return_type })
            })
    }))
  },
  {
    scheme: 'us-dhs-repatriation-nationalities',
    entries: [
      {
        ...{ field: 'nationality', code: ohssTotal, label: ohssTotal, dimension: null, value: null },
        note: said('total_over', { dimension: 'nationality' })
      },
      {
        ...{ field: 'nationality', code: ohssOthers[0], label: ohssOthers[0] },
        ...{ dimension: 'nationality', value: 'OTHER' },
        note: said('other_by_edition')
      }
    ]
  },
  { scheme: 'us-dhs-repatriation-cells', entries: ohssMarkEntries }
]
