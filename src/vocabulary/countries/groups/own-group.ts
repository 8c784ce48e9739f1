import { isCalendarDay } from '../../time/day.ts'
import { countryByCode } from '../country.ts'
import { suggestCountries } from '../country-resolution.ts'
import { builtInGroups, type CountryGroup, groupSets, type Membership } from './country-group.ts'

/** A group of the operator's own, as its file has it. A member is a code, or a code with its first and last day. */
interface WrittenGroup {
  id: string
  name: string
  source: string
  members: (string | Membership)[]
  note?: string
}

const keys: readonly string[] = ['id', 'name', 'source', 'members', 'note'] satisfies (keyof WrittenGroup)[]
const memberKeys: readonly string[] = ['country', 'from', 'to']

/** Reads the content of one file. `faults` has a sentence for each thing wrong with it; it is a group where there are none. */
export function readOwnGroup(content: unknown): { group: CountryGroup; faults: [] } | { faults: string[] } {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { faults: ['A group is one JSON object with id, name, source and members.'] }
  const written = content as Record<string, unknown>
  const { members } = written
  const faults = [
    ...Object.keys(written)
      .filter(key => !keys.includes(key))
      .map(key => `${key} is no member of a group: it has ${keys.join(', ')}.`),
    ...idFaults(written.id),
    ...(['name', 'source'] as const)
      .filter(key => !isText(written[key]))
      .map(key => `${key} is missing: a text, and not empty.`),
    ...(written.note === undefined || isText(written.note) ? [] : ['note is no text.']),
    ...(Array.isArray(members) && members.length > 0
      ? [...members.flatMap(memberFaults), ...spanFaults(members)]
      : ['members is missing: a list of countries, and not empty.'])
  ]
  return faults.length > 0 ? { faults } : { group: groupOf(content as WrittenGroup), faults: [] }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

function idFaults(id: unknown): string[] {
  if (typeof id !== 'string' || !/^[A-Za-z][A-Za-z0-9_-]{1,59}$/.test(id))
    return ['id is missing: a letter, then letters, digits, _ and -, of 2 to 60 in all.']
  const taken = [...builtInGroups, ...groupSets].find(each => each.id.toLowerCase() === id.toLowerCase())
  return taken ? [`id ${id} is that of a group which is built in: choose another.`] : []
}

function memberFaults(member: unknown): string[] {
  const { country, from, to, ...rest } = (
    typeof member === 'string' ? { country: member } : (member ?? {})
  ) as Record<string, unknown>
  if (typeof country !== 'string')
    return [
      `A member has no country: ${JSON.stringify(member)}. Write "FRA", or an object with ${memberKeys.join(', ')}.`
    ]
  const named = `${country}:`
  const status = countryByCode(country)?.status
  const meant = suggestCountries(country).map(({ code }) => code)
  return [
    ...(status === undefined
      ? [`${named} no country has this code here${meant.length > 0 ? ` (${meant.join(', ')}?)` : ''}.`]
      : status === 'special'
        ? [`${named} people of no known country belong to no group.`]
        : status === 'aggregate'
          ? [`${named} this is a publisher’s figure for a group of countries: name the countries themselves.`]
          : []),
    ...Object.keys(rest).map(key => `${named} ${key} is not known; a member has ${memberKeys.join(', ')}.`),
    ...Object.entries({ from, to })
      .filter(([, day]) => day !== undefined && !(typeof day === 'string' && isCalendarDay(day)))
      .map(([key, day]) => `${named} ${key} is no day YYYY-MM-DD: ${JSON.stringify(day)}.`),
    ...(typeof from === 'string' && typeof to === 'string' && from > to
      ? [`${named} from (${from}) lies after to (${to}).`]
      : [])
  ]
}

/** Two spans of one country must not overlap. */
function spanFaults(members: readonly unknown[]): string[] {
  const spans = members.map(
    each => (typeof each === 'string' ? { country: each } : each) as Membership | null
  )
  return spans.flatMap((one, i) => {
    const isTwice = spans
      .slice(i + 1)
      .some(
        other =>
          one?.country !== undefined &&
          one.country === other?.country &&
          (one.from ?? '') <= (other.to ?? '9999') &&
          (one.to ?? '9999') >= (other.from ?? '')
      )
    return isTwice ? [`${one?.country}: it is a member twice at the same time.`] : []
  })
}

const groupOf = ({ id, name, source, note, members }: WrittenGroup): CountryGroup => ({
  id,
  names: { en: name, es: name, fr: name },
  source,
  edition: 'a list of the operator of this service',
  ...(note === undefined ? {} : { note }),
  is_own: true,
  members: members.map(member => (typeof member === 'string' ? { country: member } : member))
})
