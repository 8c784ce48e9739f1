/**
 * The kinds of columns, by the form of their values and without a code table. fitsKind is strict: a repair is accepted
 * only if every column fits. outOfPlace is lenient: it flags values that show a shifted row, and never a code that is
 * merely unknown.
 */
export const columnKinds = [
  'id',
  'number',
  'date',
  'month_year',
  'time',
  'custody',
  'sex',
  'claim',
  'case_type',
  'letter',
  'flag',
  'country',
  'state',
  'zip',
  'month',
  'year',
  'place',
  'court',
  'code',
  'parent_table',
  'words',
  'text'
] as const
export type ColumnKind = (typeof columnKinds)[number]

const zero = 48
const nine = 57
const dash = 45
export const midnight = ' 00:00:00.000'

/** A whole number of at most 15 digits, so that a decision id can be made of it. */
export const isWholeNumber = (value: string): boolean =>
  value !== '' && value.length <= 15 && areDigits(value, 0, value.length)

/** `YYYY-MM-DD`, with or without a time. Only the form is checked: days in 2925 pass too. */
export const isDayOrInstant = (value: string): boolean =>
  value.length >= 10 &&
  value.charCodeAt(4) === dash &&
  value.charCodeAt(7) === dash &&
  areDigits(value, 0, 4) &&
  areDigits(value, 5, 7) &&
  areDigits(value, 8, 10) &&
  (value.length === 10 ||
    (value.length === 23 && value.endsWith(midnight)) ||
    /^[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?Z?$/.test(value.slice(10)))

function areDigits(value: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const code = value.charCodeAt(index)
    if (code < zero || code > nine) return false
  }
  return true
}

/** What EOIR writes for a missing value. */
export const isNullLike = (value: string): boolean => value === '' || /^(\?+|0+|b6|n\/a|null)$/i.test(value)

const caseTypes = new Set(
  'RMV DEP EXC CFR RFR AOC WHO REC CSR NAC CDR DCC DDC BND MAA AOL nul und 0 00 01 02'.split(' ')
)

const strict = {
  id: isWholeNumber,
  number: isWholeNumber,
  date: isDayOrInstant,
  month_year: value => /^(0?[1-9]|1[0-2])\/\d{4}$/.test(value),
  time: value => /^\d{3,4}$|^\d{2}:\d{2}$/.test(value),
  custody: value => value === 'N' || value === 'D' || value === 'R',
  sex: value => value === 'M' || value === 'F' || value === 'N' || value === 'U',
  claim: value => value === 'E' || value === 'I' || value === 'J',
  case_type: value => caseTypes.has(value),
  letter: value => value.length === 1 && /[A-Z]/i.test(value),
  flag: value => value.length === 1,
  country: value => value.length === 2 && !isWholeNumber(value),
  state: value => /^[A-Z?]{2}$/i.test(value),
  zip: value => /^`?\d{3,5}(-?\d{4})?$|^`?0+$/.test(value),
  month: value => /^(0\d|1[0-2]|\d)$/.test(value),
  year: value => /^\d{2}(\d{2})?$/.test(value),
  place: value => /^[A-Z0-9?]{2,3}$/i.test(value),
  court: value => /^[A-Z0-9?]{2,3}$/.test(value),
  code: value => /^[A-Za-z0-9?/*-]{1,8}$/.test(value),
  parent_table: value => /^(a_tblcase|b_tblproceeding|tblappeal)$/i.test(value),
  words: value => !isDayOrInstant(value) && !isMonthYear(value),
  text: value => !isDayOrInstant(value)
} satisfies Record<ColumnKind, (value: string) => boolean>

/** Whether a trimmed value is valid for the column in an undamaged row. Blank fits all but a key. */
export const fitsKind = (kind: ColumnKind, value: string): boolean =>
  value === '' ? kind !== 'id' : strict[kind](value)

/** The same check for values that are not blank: looked up once for a column, called for each row. */
export const fitsWhereFilled = (kind: ColumnKind): ((value: string) => boolean) => strict[kind]

/** The longest code of each kind of column whose codes are kept, and are reported where no code table has them. */
const longestCode: Partial<Record<ColumnKind, number>> = {
  ...{ custody: 3, sex: 3, claim: 3, letter: 3, case_type: 3, country: 3 },
  ...{ court: 4, place: 4, code: 8 }
}

/**
 * Whether a value can be a code of such a column, known or not. Any other value is free text, which may be a name or an
 * address, and is never reported. Always true for columns without codes.
 */
export function looksLikeCode(kind: ColumnKind, value: string): boolean {
  const longest = longestCode[kind]
  if (longest === undefined || value === '') return true
  return value.length <= longest && (kind === 'court' ? /^[A-Z0-9?]{2,}$/ : /^[A-Z0-9?/*-]+$/i).test(value)
}

/**
 * Whether a value shows that the row has shifted: a date in a column of other values, or another value in a column of
 * numbers, dates or times.
 */
export function outOfPlace(kind: ColumnKind, value: string): boolean {
  switch (kind) {
    case 'id':
      return !isWholeNumber(value)
    case 'number':
      return value !== '' && !isWholeNumber(value)
    case 'date':
      return !isNullLike(value) && !isDateLike(value)
    case 'month_year':
      return !isNullLike(value) && !isMonthYear(value) && !isDateLike(value)
    case 'time':
      return !isNullLike(value) && !/^[\d:]{1,8}$/.test(value)
    case 'text':
      return isDayOrInstant(value)
    default:
      return isDayOrInstant(value) || isMonthYear(value)
  }
}

/** A month as births are recorded: `M/YYYY`. */
export const isMonthYear = (value: string): boolean => /^\d{1,2}\/\d{4}$/.test(value)

/** Any way to write a day. */
const isDateLike = (value: string): boolean =>
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?$/.test(value) || /^\d{8}$/.test(value)
