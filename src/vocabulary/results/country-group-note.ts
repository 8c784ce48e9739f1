import { type CountryGroup, type Membership, membersWithin } from '../countries/groups/country-group.ts'
import { eachMembership, type Memberships } from '../countries/groups/memberships.ts'
import type { LocalText } from '../labels/texts/texts.ts'

/** A group of countries that an answer is about, with the membership that was used (docs/rules/domain.md §4.2). */
export interface CountryGroupNote {
  /** The parameter that names it. */
  parameter: string
  id: string
  names: CountryGroup['names']
  source: LocalText
  edition: LocalText
  note?: LocalText
  is_own: boolean
  /** Its members on some day of the answer, by country. */
  members: readonly Membership[]
  /** Those of which no figure is in the answer; left out where that was not looked for. */
  without_figures?: readonly string[]
}

/** The groups that a question names, with their members in the time of the answer; undefined where it names none. */
export function groupNotes(
  memberships: Memberships | undefined,
  days: { from: string; to: string }
): CountryGroupNote[] | undefined {
  const notes = eachMembership(memberships).flatMap(({ name, groups }) =>
    groups.map(({ id, names, source, edition, note, is_own, ...group }) => ({
      ...{ parameter: name, id, names, source, edition, is_own },
      ...(note === undefined ? {} : { note }),
      members: membersWithin(group, days)
    }))
  )
  return notes.length === 0 ? undefined : notes
}

/** The notes as they go over the wire. */
export const groupsInMeta = (notes: readonly CountryGroupNote[]) =>
  notes.map(({ parameter, id, names, source, edition, note, is_own, members, without_figures }) => ({
    ...{ parameter, id, name: names, source, edition, note: note ?? null, is_own },
    members: members.map(({ country, from, to }) => ({ country, from: from ?? null, to: to ?? null })),
    without_figures: without_figures ?? null
  }))
