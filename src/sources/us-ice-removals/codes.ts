import type { returnTypes } from '../../vocabulary/closed-lists.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { CodeList } from '../source.ts'

type ReturnType = (typeof returnTypes)[number]

interface Status {
  texts: string[]
  return_type: ReturnType | null
  /** The row is no return: the reason for which it is left out. */
  excluded?: string
  note?: Translated
}

const today = said('status_of_today')

/**
 * `Case Status` by the code before its dash (docs/rules/sources.md §5). The text after the dash has changed over the
 * years; the code has not.
 */
export const iceCaseStatuses = {
  '0': { texts: ['0-Withdrawal Permitted - I-275 Issued'], return_type: 'withdrawal_of_application' },
  '3': { texts: ['3-Voluntary Departure Confirmed'], return_type: 'voluntary' },
  '5': { texts: ['5-Title 50 Expulsion'], return_type: 'expulsion' },
  '6': { texts: ['6-Deported/Removed - Deportability'], return_type: 'enforced' },
  '7': { texts: ['7-Died'], return_type: null, excluded: 'died' },
  '8': {
    texts: ['8-Excluded/Deported/Removed', '8-Excluded/Removed - Inadmissibility'],
    return_type: 'enforced'
  },
  '9': { texts: ['9-VR Witnessed'], return_type: 'voluntary' },
  '10': { texts: ['10-USC Prosecution Case Closed'], return_type: 'not_stated', note: today },
  A: { texts: ['A-Proceedings Terminated'], return_type: 'not_stated', note: today },
  B: { texts: ['B-Relief Granted'], return_type: 'not_stated', note: today },
  D: { texts: ['D-IJ/BIA Dismissed'], return_type: 'not_stated', note: today },
  E: { texts: ['E-Charging Document Canceled by ICE'], return_type: 'not_stated', note: today },
  L: {
    texts: ['L-Legalization - Permanent Residence Granted'],
    return_type: 'not_stated',
    note: today
  },
  P: { texts: ['P-Policy closure'], return_type: 'not_stated', note: today },
  Z: { texts: ['Z-SAW - Permanent Residence Granted'], return_type: 'not_stated', note: today },
  ACTIVE: { texts: ['ACTIVE'], return_type: 'not_stated', note: today }
} as const satisfies Record<string, Status>

/** The status of a text; undefined where no table has it. */
export function iceCaseStatus(text: string): Status | undefined {
  const code = /^(\d{1,2}|[A-Z])\s*-|^ACTIVE$/.exec(text.toUpperCase())
  const key = code?.[1] ?? code?.[0]
  return key !== undefined && Object.hasOwn(iceCaseStatuses, key)
    ? iceCaseStatuses[key as keyof typeof iceCaseStatuses]
    : undefined
}

/** `Case Category`, by the code in its brackets, where it concerns a credible-fear screening. */
export const fearCategories = {
  '[8F]': { text: '[8F] Expedited Removal', via_credible_fear: false },
  '[8G]': { text: '[8G] Expedited Removal - Credible Fear Referral', via_credible_fear: true },
  '[8K]': {
    text: '[8K] Expedited Removal Terminated due to Credible Fear Finding / NTA Issued',
    via_credible_fear: true
  }
} as const

/** Categories of the newest release that say nothing of a screening; nor do all that stand in no table here. */
const otherCategories = {
  '[2V]': 'Voluntary Departure Granted by IJ',
  '[8V]': 'Voluntary Departure Granted by IJ'
} as const

/** `Processing Disposition`, printed as a code in some years and as its text in others. */
export const credibleFearDispositions = [
  'ER/CF',
  'STW/CF',
  'VWP/CF',
  'EXPEDITED REMOVAL WITH CREDIBLE FEAR',
  'STOWAWAY WITH CREDIBLE FEAR',
  'VWP - CREDIBLE FEAR'
] as const

export const iceRemovalsCodeLists: CodeList[] = [
  {
    scheme: 'ice-case-status',
    entries: Object.values<Status>(iceCaseStatuses).flatMap(({ texts, return_type, excluded, note }) =>
      texts.map(code => ({
        field: 'Case Status',
        code,
        label: code.replace(/^\w+-/, ''),
        dimension: return_type === null ? null : 'return_type',
        value: return_type,
        ...(excluded ? { note: said('no_return_left_out', { reason: excluded }) } : note ? { note } : {})
      }))
    )
  },
  {
    scheme: 'ice-case-category',
    entries: [
      ...Object.entries(fearCategories).map(([code, { text, via_credible_fear }]) => ({
        ...{ field: 'Case Category', code, label: text.slice(code.length + 1), dimension: null },
        value: `via_credible_fear ${via_credible_fear}`
      })),
      ...Object.entries(otherCategories).map(([code, label]) => ({
        ...{ field: 'Case Category', code, label, dimension: null, value: null },
        note: said('category_of_no_screening')
      }))
    ]
  },
  {
    scheme: 'ice-processing-disposition',
    entries: credibleFearDispositions.map(code => ({
      field: 'Processing Disposition',
      code,
      label: code,
      dimension: null,
      value: 'via_credible_fear true'
    }))
  }
]
