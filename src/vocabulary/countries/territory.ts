import { type Country, countries, countryByCode } from './country.ts'

/** Other codes under which records of a territory may stand, because states came into being and ceased. */
export interface OtherCodes {
  /** States that it was part of, the newest first. */
  before: readonly Country[]
  /** States on its territory since. */
  after: readonly Country[]
}

/** The other codes of the territory of a state. Nothing is ever counted under them instead. */
export function otherCodesOf(code: string): OtherCodes {
  const own = countryByCode(code)
  const formerly = own?.formerly_in ?? []
  const before = countries.filter(each => each.successors?.includes(code) || formerly.includes(each.code))
  const after = (own?.successors ?? []).flatMap(each => countryByCode(each) ?? [])
  return { before: before.sort((a, b) => (endOf(a) > endOf(b) ? -1 : 1)), after }
}

const endOf = ({ valid_to = '9999' }: Country): string => valid_to
