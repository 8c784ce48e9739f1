import type { Authority } from '../../../vocabulary/authority.ts'
import type { Unit } from '../../../vocabulary/unit.ts'

// Codes that UNHCR's tables of applications and of decisions have alike.

/** `procedure_type`: who ran the procedure, where the level does not say. */
export const procedureTypes = {
  G: { label: 'Government', authority: 'government' },
  U: { label: 'UNHCR', authority: 'unhcr_rsd' },
  J: { label: 'Joint', authority: 'joint' }
} as const satisfies Record<string, { label: string; authority: Authority }>

/** `dec_pc`, `app_pc`: the unit. Persons and cases are never added. */
export const countedAs = {
  P: { label: 'Persons', unit: 'persons' },
  C: { label: 'Cases', unit: 'cases' }
} as const satisfies Record<string, { label: string; unit: Unit }>
