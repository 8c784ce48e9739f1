import type { CasePart } from '../../source.ts'
import { isDayOrInstant, isNullLike, isWholeNumber } from './column-kinds.ts'

/**
 * How the value of a column is kept. `not_kept`: it is only checked · `number`: without leading zeros, for comparison ·
 * `day`: the day of a timestamp · `birth_decade`: the decade of a birth month · `says`: adjacent columns become one
 * field, 1 where any has a value, else 0.
 */
type Keeping = 'not_kept' | 'text' | 'number' | 'day' | 'birth_decade' | 'says'

/**
 * The columns that are read from each table, in the order in which they are checked. Those that are kept make a part.
 */
export const keptColumns = {
  case: {
    IDNCASE: 'not_kept',
    NAT: 'text',
    CASE_TYPE: 'text',
    CUSTODY: 'text',
    C_ASY_TYPE: 'text',
    C_BIRTHDATE: 'birth_decade',
    SEX: 'text',
    E_28_DATE: 'says',
    ATTY_NBR: 'says'
  },
  proceeding: {
    IDNPROCEEDING: 'number',
    IDNCASE: 'not_kept',
    OSC_DATE: 'day',
    BASE_CITY_CODE: 'text',
    DEC_CODE: 'text',
    OTHER_COMP: 'text',
    COMP_DATE: 'day',
    ABSENTIA: 'text',
    DEPORTED_1: 'text',
    DEPORTED_2: 'text',
    CUSTODY: 'text',
    CASE_TYPE: 'text',
    NAT: 'text'
  },
  application: {
    IDNPROCEEDINGAPPLN: 'number',
    IDNPROCEEDING: 'number',
    IDNCASE: 'not_kept',
    APPL_CODE: 'text',
    APPL_RECD_DATE: 'day',
    APPL_DEC: 'text'
  },
  appeal: {
    IDNAPPEAL: 'number',
    IDNCASE: 'not_kept',
    IDNPROCEEDING: 'number',
    STRAPPEALCATEGORY: 'not_kept',
    STRAPPEALTYPE: 'text',
    DATAPPEALFILED: 'day',
    STRFILEDBY: 'text',
    DATBIADECISION: 'day',
    STRBIADECISION: 'text',
    STRCASETYPE: 'text'
  },
  court: {
    IDNAPPEALFEDCOURTS: 'number',
    LNGAPPEALID: 'number',
    DATREQUESTEDBYOIL: 'day',
    STRFEDCOURTDECISION: 'text',
    DATFEDCOURTDECISION: 'day'
  },
  appearance: {
    IDNREPSASSIGNED: 'not_kept',
    IDNCASE: 'not_kept',
    STRATTYLEVEL: 'text',
    STRATTYTYPE: 'text',
    E_27_DATE: 'day',
    E_28_DATE: 'day'
  }
} as const satisfies Record<string, Readonly<Record<string, Keeping>>>

type Columns = typeof keptColumns
type Table = keyof Columns

/** The place of each table in the layout's list, which is also the last digit of a decision's id. */
export const tableNumbers = {
  case: 0,
  proceeding: 1,
  application: 2,
  appeal: 3,
  court: 4,
  appearance: 5
} as const satisfies Record<Table, number>

/** The names of the columns that are read from a table, in order. */
export const columnsRead = (table: Table): string[] => Object.keys(keptColumns[table])

type Places = { [T in Table]: { readonly [C in keyof Columns[T]]: number } }
type KeptPlaces = {
  [T in Table]: { readonly [C in keyof Columns[T] as Columns[T][C] extends 'not_kept' ? never : C]: number }
}

/** The place of each column among the values that are read from a row. */
export const readPlaces = placesOf((_, at) => at) as Places

/** The place of each column among the fields of a part. Empty text is a missing value. */
export const partFields = placesOf((table, at) => {
  const before = fieldsIn(table).findIndex(({ from, to }) => from <= at && at <= to)
  return before === -1 ? undefined : before
}) as KeptPlaces

function placesOf(placeOf: (table: Table, at: number) => number | undefined): Places | KeptPlaces {
  const places = (table: Table) =>
    Object.fromEntries(
      columnsRead(table).flatMap((name, at) => {
        const place = placeOf(table, at)
        return place === undefined ? [] : [[name, place]]
      })
    )
  return Object.fromEntries(
    (Object.keys(keptColumns) as Table[]).map(table => [table, places(table)])
  ) as Places
}

/** A field of a part: how it is kept, and the first and the last of its columns by their places. */
interface PartField {
  keeping: Keeping
  from: number
  to: number
}

function fieldsIn(table: Table): PartField[] {
  const fields: PartField[] = []
  for (const [at, keeping] of Object.values<Keeping>(keptColumns[table]).entries()) {
    const last = fields.at(-1)
    if (keeping === 'says' && last?.keeping === 'says' && last.to === at - 1) last.to = at
    else if (keeping !== 'not_kept') fields.push({ keeping, from: at, to: at })
  }
  return fields
}

/**
 * Gives the function that makes the fields of a part from the values of a row. It is called for each row, so its code
 * is generated with the places written out, which takes half the time of a loop over them.
 */
export function partMaker(table: Table): (values: readonly string[]) => string[] {
  const known = { canonical, dayIn, birthDecade, isNullLike }
  const made = new Function(
    ...Object.keys(known),
    `return values => [${fieldsIn(table).map(written).join(', ')}]`
  )
  return made(...Object.values(known))
}

/** The JavaScript expression of a field. */
function written({ keeping, from, to }: PartField): string {
  const value = `values[${from}]`
  if (keeping === 'number') return `canonical(${value})`
  if (keeping === 'day') return `dayIn(${value})`
  if (keeping === 'birth_decade') return `birthDecade(${value})`
  if (keeping !== 'says') return value
  const places = Array.from({ length: to - from + 1 }, (_, more) => from + more)
  return `${places.map(at => `isNullLike(values[${at}])`).join(' && ')} ? '0' : '1'`
}

/** One field of a part; empty where it is missing. */
export const keptField = (part: CasePart, place: number): string => part.fields[place] ?? ''

/** The day of a timestamp. Any other text stays as it is, to be counted as an impossible date. */
const dayIn = (value: string): string =>
  value.length > 10 && isDayOrInstant(value) ? value.slice(0, 10) : value

/** A whole number without leading zeros, for comparison. */
export const canonical = (value: string): string =>
  value.charCodeAt(0) === 48 && isWholeNumber(value) ? value.replace(/^0+(?=\d)/, '') : value

/** The first year of the decade of a birth month (`M/YYYY`) or birthday; '' where there is none that is possible. */
export function birthDecade(value: string): string {
  const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(value) ?? /^\d{4}-(\d{2})-\d{2}/.exec(value) ?? []
  const isMonth = Number(month) >= 1 && Number(month) <= 12
  const born = Number(year ?? value.slice(0, 4))
  return isMonth && born > 1900 && born < 2100 ? String(born - (born % 10)) : ''
}
