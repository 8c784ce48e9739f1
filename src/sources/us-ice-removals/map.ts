import { countryFromName } from '../../vocabulary/countries/country.ts'
import { isSameCountry } from '../../vocabulary/countries/same-country.ts'
import type { ReturnFact } from '../../vocabulary/fact.ts'
import { type RejectedFields, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import type { UnknownCode } from '../source.ts'
import { credibleFearDispositions, fearCategories, iceCaseStatus } from './codes.ts'
import { departureDay } from './departure-date.ts'
import type { RemovalRow } from './removal-rows.ts'

/** What a row says of a departure. */
export type Departure = Pick<
  ReturnFact,
  | 'nationality'
  | 'nationality_raw'
  | 'country_of_return'
  | 'country_of_return_raw'
  | 'same_country'
  | 'return_type'
  | 'via_credible_fear'
> & { returned_on: string; source_code: string }

/** What became of a row; `raw` holds nothing by which a person could be found. */
export type MappedRemoval = { unknown_codes: UnknownCode[] } & (
  | { departure: Departure }
  | { excluded: string }
  | { rejected: string; raw: string; readable?: RejectedFields; is_impossible_date: boolean }
)

/** `b(6), b(7)c`, `(b)(6),(b)(7)(c)`, `(B)(3)`: a whole cell that the agency blacked out. */
const redaction = /^\(?b\)?\s*\(?[3-7]\)?([,;\s]*\(?b\)?\s*\(?[3-7]\)?\s*\(?[a-e]?\)?)*$/i
const shown = (text: string): string => (redaction.test(text) ? '' : text)

/** Placeholders for a missing key of a person. Rows without a key are never treated as duplicates. */
const noKey = /^(|0|-+|N\/?A|NULL|NONE|UNKNOWN)$/i

/** The key of the row's person inside its release, or ''. It is only compared, and never stored. */
export const personKey = ({ person }: RemovalRow): string =>
  noKey.test(shown(person)) ? '' : person.toLowerCase()

/** A row is a return if it has a day of departure (docs/rules/sources.md §5). */
export function mapRemoval(row: RemovalRow): MappedRemoval {
  const unknown_codes: UnknownCode[] = []
  const source_code = shown(row.status)
  const status = iceCaseStatus(source_code)
  if (status?.excluded) return { unknown_codes, excluded: status.excluded }
  const returned_on = departureDay(row.departed, row.date_order)
  if (returned_on === undefined) {
    // A cell that is empty or blacked out holds no date that could be misread.
    const is_impossible_date = shown(row.departed) !== ''
    return {
      ...{ unknown_codes, rejected: 'no_departure_date', is_impossible_date },
      raw: remains(row, source_code),
      // Where a text that is no day stands, the columns of the row may be shifted: nothing in it is certain.
      ...(!is_impossible_date && { readable: readableIn(row, status?.return_type ?? undefined) })
    }
  }
  if (source_code !== '' && !status) unknown_codes.push({ field: 'Case Status', code: source_code })
  const nationality = countryOf(row.citizenship, 'citizenship', unknown_codes)
  const country = row.country === undefined ? 'not_split' : countryOf(row.country, 'country', unknown_codes)
  const nationality_raw = nationality === undefined ? rawName(row.citizenship) : ''
  const country_of_return_raw = country === undefined ? rawName(row.country) : ''
  const same_country = isSameCountry(nationality ?? 'UNK', country ?? 'UNK')
  const via = viaCredibleFear(row)
  const departure: Departure = {
    returned_on,
    nationality: nationality ?? 'UNK',
    ...(nationality_raw !== '' && { nationality_raw }),
    country_of_return: country ?? 'UNK',
    ...(country_of_return_raw !== '' && { country_of_return_raw }),
    ...(same_country !== undefined && { same_country }),
    return_type: status?.return_type ?? 'not_stated',
    ...(via !== undefined && { via_credible_fear: via }),
    source_code
  }
  return { unknown_codes, departure }
}

/**
 * The country of a printed name. Undefined, which becomes UNK, for a name that is unknown, missing or blacked out.
 * Unknown names are counted.
 */
function countryOf(
  printed: string,
  field: 'citizenship' | 'country',
  unknown_codes: UnknownCode[]
): string | undefined {
  const name = shown(printed)
  if (name === '') return undefined
  const code = countryFromName('ice-name', name)
  const column = field === 'citizenship' ? 'Citizenship Country' : 'Departure Country'
  if (code === undefined) unknown_codes.push({ field: column, code: rawName(name) })
  return code
}

/** The form of a country's name: no digits, and at most 60 characters. */
const name = /^[\p{L}\p{M} .,'’()&/-]{1,60}$/u

/** What is kept of an unknown name: the name, or `(text)` for a text of another form, which may identify a person. */
function rawName(printed = ''): string {
  const text = shown(printed).replace(/\s+/g, ' ')
  return text === '' || name.test(text) ? text : '(text)'
}

function viaCredibleFear({ category, disposition, disposition_code }: RemovalRow): boolean | undefined {
  const code = /^\[\w+\]/.exec(category.toUpperCase())?.[0] ?? ''
  const byCategory = Object.hasOwn(fearCategories, code)
    ? fearCategories[code as keyof typeof fearCategories].via_credible_fear
    : undefined
  const dispositions: readonly string[] = credibleFearDispositions
  const isFear = [disposition, disposition_code].some(each => dispositions.includes(each.toUpperCase()))
  return isFear ? true : byCategory
}

/** Whose departure it was, where to and how, where the row says so. */
const readableIn = ({ citizenship, country }: RemovalRow, return_type: string | undefined): RejectedFields =>
  readableFields({
    nationality: countryFromName('ice-name', citizenship),
    country_of_return: country === undefined ? 'not_split' : countryFromName('ice-name', country),
    return_type
  })

/** What is kept beside a rejected row: no key, no year of birth, and no text that stood where a date should. */
function remains({ departed, citizenship, country, place }: RemovalRow, status: string): string {
  const kind = departed === '' ? 'empty' : shown(departed) === '' ? 'blacked out' : 'no day that can be'
  const known = (name = '') => (countryFromName('ice-name', name) === undefined ? '' : name)
  const knownStatus = iceCaseStatus(status) ? status : ''
  return JSON.stringify({
    place,
    departed: kind,
    citizenship: known(citizenship),
    country: known(country),
    status: knownStatus
  })
}
