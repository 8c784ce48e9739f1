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

export type GroupInMeta = ReturnType<typeof groupsInMeta>[number]

/**
 * The groups of several answers to one question, each once: a member on the days of any of them, and `without_figures`
 * where none of them has a figure of it.
 */
export function groupsOfAll(answers: readonly (readonly GroupInMeta[])[]): GroupInMeta[] {
  const found = new Map<string, GroupInMeta[]>()
  for (const each of answers.flat()) {
    const key = `${each.parameter} ${each.id}`
    found.set(key, [...(found.get(key) ?? []), each])
  }
  return [...found.values()].map(same => {
    const [first] = same as [GroupInMeta]
    const members = new Map(
      same.flatMap(({ members }) => members).map(each => [JSON.stringify(each), each] as const)
    )
    const without = same.flatMap(({ without_figures }) => (without_figures ? [without_figures] : []))
    const isKnown = without.length === same.length
    return {
      ...first,
      members: [...members.values()].sort((a, b) => (a.country < b.country ? -1 : 1)),
      without_figures: isKnown
        ? [...members.values()]
            .map(({ country }) => country)
            .filter((country, i, all) => all.indexOf(country) === i)
            .filter(country =>
              same.every(
                ({ members, without_figures }) =>
                  without_figures?.includes(country) || !members.some(each => each.country === country)
              )
            )
            .sort()
        : null
    }
  })
}
