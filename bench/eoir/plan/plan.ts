import type { ClaimCode } from '../meaning.ts'

/**
 * What happens in one made-up case, in the words of the field. It is decided first; the rows and the tally are both
 * made from it. There are no people in it: a case is a file of a court.
 */
export interface Plan {
  /** Its number in the release, from 0. All its keys follow from it. */
  index: number
  id: number
  /** EOIR's case type, in scope or not. */
  type: string
  nationality: Nationality
  /** The file of the case does not say the nationality; its proceedings do. */
  nationality_in_proceedings_only: boolean
  /** What the proceedings say instead, where they disagree. */
  nationality_of_proceedings: Nationality
  claim: '' | 'I' | 'E' | 'J'
  custody: '' | 'D' | 'N' | 'R'
  sex: '' | 'F' | 'M' | 'N'
  represented: '' | 'date' | 'number' | 'both'
  proceedings: Proceeding[]
  applications: Application[]
  appeals: Appeal[]
  courts: Court[]
  /** null: the release has no table of them. */
  appearances: Appearance[] | null
  /** The case's own row is not in the release at all, or is past repair. */
  gone: '' | 'orphaned' | 'unreadable'
  /** A second row with the same key follows the first. */
  doubled: '' | 'case' | 'proceeding' | 'application' | 'appeal'
  /** The case's own row is damaged, but can be put right. */
  repaired: boolean
  /** At most one row of the case is damaged. */
  damage: Damage | null
}

/** How the text of a row is damaged: `kind` as in weights.json; `place` is that of the row among its like in the case. */
export interface Damage {
  kind: DamageKind
  place: number
}
export type DamageKind =
  | 'a_overflow'
  | 'a_scattered'
  | 'a_shifted'
  | 'a_short'
  | 'a_cut'
  | 'b_overflow'
  | 'b_scattered'
  | 'b_letters_for_a_key'
  | 'b_short'
  | 'b_cut'
  | 'appln_overflow'
  | 'appln_scattered'
  | 'appln_short'

export interface Nationality {
  code: string
  /** What the code is read as. */
  country: string
  leaning: 'low' | 'middle' | 'high'
}

/** `completed`: decided or closed, with an outcome. */
export type Ending = 'open' | 'venue_change' | 'transfer' | 'zero_bond' | 'completed'

export interface Proceeding {
  id: number
  type: string
  /** Its own CASE_TYPE stands empty: the case's holds. */
  type_left_out: boolean
  charged_on: number
  /** A date that cannot be, written instead. */
  charged_text: string
  ending: Ending
  outcome: string
  /** Closed without a decision (OTHER_COMP), not decided (DEC_CODE). */
  closed: boolean
  /** A closing code stands beside the decision. */
  beside: string
  ended_on: number
  ended_text: string
  /** EOIR's code of the country that an order names, and of the second. */
  designated: string
  second: string
  in_absentia: boolean
  unreadable: boolean
  repaired: boolean
}

export interface Application {
  id: number
  /** Place of its proceeding in the case; -1 where the release does not have it. */
  proceeding: number
  code: ClaimCode | (string & {})
  filed_on: number
  /** null: nothing was decided on it. */
  outcome: string | null
  /** What stands there instead of a decision: nothing, reserved, moved. */
  waiting: '' | 'R' | 'T'
  unreadable: boolean
  repaired: boolean
}

export interface Appeal {
  id: number
  category: string
  type: string
  case_type: string
  /** Of a kind that is counted. */
  counted: boolean
  filed_by: string
  filed_on: number
  outcome: string | null
  decided_on: number
  /** Place of the proceeding that it came after. */
  after: number
}

export interface Court {
  id: number
  /** Place of its appeal in the case; -1 where it names none, -2 where it names one that the release does not have. */
  appeal: number
  requested_on: number
  outcome: string | null
  /** Today's layout does not publish it. */
  decided_on: number
}

/** That counsel took on a case before the court or the Board, for the person or for the government. */
export interface Appearance {
  id: number
  side: 'person' | 'government'
  level: 'court' | 'board'
  /** none where no day is known, or one that cannot be: `on_text` is then written. */
  on: number
  on_text: string
  /** It names a case that the release does not have. */
  names_no_case: boolean
  damage: '' | 'reps_short' | 'reps_scattered'
}
