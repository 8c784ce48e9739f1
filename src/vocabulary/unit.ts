import { Type } from 'typebox'

/** The unit of a count (docs/rules/domain.md §1.2). Units are never added to one another. */
export const units = ['cases', 'decisions', 'applications', 'returns', 'persons', 'not_stated'] as const
export const Unit = Type.Enum(units, { $id: 'Unit', type: 'string' })
export type Unit = (typeof units)[number]

export const unitDefinitions = {
  cases: 'Case files of one authority. One person can have several, and one case several persons.',
  decisions: 'Acts of an authority. One case can have several.',
  applications: 'Applications for one kind of protection.',
  returns: 'Departures. The same person can depart more than once.',
  persons: 'People, as the source counts them.',
  not_stated: 'The source does not say what it counts, so no two of its rows may be added.'
} as const satisfies Record<Unit, string>

/** The grain of a record: one case file, one act, one departure, or one published number. */
export const grains = ['case', 'decision', 'return', 'count'] as const
export const Grain = Type.Enum(grains, { $id: 'Grain', type: 'string' })
export type Grain = (typeof grains)[number]
