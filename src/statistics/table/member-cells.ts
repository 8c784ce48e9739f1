import { countriesAmong, eachMembership } from '../../vocabulary/countries/groups/memberships.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Opened } from '../kinds/kind.ts'
import { isRecords } from '../question/chosen.ts'

/**
 * Whether a cell of a grid can have rows: its country is in a group of the question in its period. Of published figures
 * that is the last day; of records, any day.
 */
export function isOfMembers(
  { frame: { memberships, clock, chosen }, reach }: Pick<Opened, 'frame' | 'reach'>,
  dimensions: readonly string[]
): (key: readonly string[]) => boolean {
  const named = eachMembership(memberships).filter(({ of }) => dimensions.includes(of))
  const finest = dimensions.indexOf(periodDimensions.findLast(name => dimensions.includes(name)) ?? '')
  return key =>
    named.every(({ name, of, groups }) => {
      const at = dimensions.indexOf(name)
      const own = at < 0 ? groups : groups.filter(({ id }) => id === key[at])
      const { from, to } = parsePeriod(key[finest] ?? '', clock.year_basis) ?? reach
      const days = { from: isRecords(chosen) || finest < 0 ? from : to, to }
      return countriesAmong(own, days).includes(key[dimensions.indexOf(of)] as string)
    })
}
