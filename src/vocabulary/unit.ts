import { Type } from 'typebox'
import meanings from './labels/meanings.json' with { type: 'json' }

/** The unit of a count (docs/rules/domain.md §1.2). Units are never added to one another. */
export const units = ['cases', 'decisions', 'applications', 'returns', 'persons', 'not_stated'] as const
export const Unit = Type.Enum(units, { $id: 'Unit', type: 'string' })
export type Unit = (typeof units)[number]

/** What each unit counts, in English. */
export const unitDefinitions = Object.fromEntries(
  units.map(unit => [unit, meanings.units[unit].en])
) as Readonly<Record<Unit, string>>

/** The grain of a record: one case file, one act, one departure, one published number, or one thing that was reported. */
export const grains = ['case', 'decision', 'return', 'count', 'event'] as const
export const Grain = Type.Enum(grains, { $id: 'Grain', type: 'string' })
export type Grain = (typeof grains)[number]
