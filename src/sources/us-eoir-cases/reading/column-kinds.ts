/**
 * What can stand in a column, as far as it can be told without a code table. `fits` is strict: a repair counts only
 * if every column fits. `outOfPlace` is lenient: only what shows that a row has slipped, never a code that is merely
 * unknown.
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
  'words',
  'text'
] as const
export type ColumnKind = (typeof columnKinds)[number]

const zero = 48
const nine = 57
const dash = 45
export const midnight = ' 00:00:00.000'

/** A whole number that a decision id can be made of. */
export const isWholeNumber = (value: string): boolean =>
  value !== '' && value.length <= 15 && areDigits(value, 0, value.length)

/** `YYYY-MM-DD`, alone or with a time behind it. 1900 and 2925 are dates too, whether they can be or not. */
export const isDayOrInstant = (value: string): boolean =>
  value.length >= 10 &&
  value.charCodeAt(4) === dash &&
  value.charCodeAt(7) === dash &&
  areDigits(value, 0, 4) &&
  areDigits(value, 5, 7) &&
  areDigits(value, 8, 10) &&
  (value.length === 10 ||
    (value.length === 23 && value.endsWith(midnight)) ||
    /^ \d{2}:\d{2}:\d{2}(\.\d{1,7})?$/.test(value.slice(10)))

function areDigits(value: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const code = value.charCodeAt(index)
    if (code < zero || code > nine) return false
  }
  return true
}

/** What EOIR writes where it has nothing to write. */
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
  words: value => !isDayOrInstant(value) && !isMonthYear(value),
  text: value => !isDayOrInstant(value)
} satisfies Record<ColumnKind, (value: string) => boolean>

/** Whether a value, trimmed, is what the column holds in a sound row. Blank fits all but a key. */
export const fitsKind = (kind: ColumnKind, value: string): boolean =>
  value === '' ? kind !== 'id' : strict[kind](value)

/** The same for the values of one column that are not blank: found once, called for each row. */
export const fitsWhereFilled = (kind: ColumnKind): ((value: string) => boolean) => strict[kind]

/** Columns of codes that are kept, and so could be told if no table of ours knows them: how long a code can be. */
const longestCode: Partial<Record<ColumnKind, number>> = {
  ...{ custody: 3, sex: 3, claim: 3, letter: 3, case_type: 3, country: 3 },
  ...{ court: 4, place: 4, code: 8 }
}

/**
 * Whether a value can be a code of such a column, be it known or not. What cannot is free text, which may be a name
 * or an address, and is told to nobody. Columns that hold no codes have none that cannot be.
 */
export function looksLikeCode(kind: ColumnKind, value: string): boolean {
  const longest = longestCode[kind]
  if (longest === undefined || value === '') return true
  return value.length <= longest && (kind === 'court' ? /^[A-Z0-9?]{2,}$/ : /^[A-Z0-9?/*-]+$/i).test(value)
}

/** Whether a value shows that the row has slipped: a date where none can be, or none where only one can be. */
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
