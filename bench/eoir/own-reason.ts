import { claimKinds, kinds } from './meaning.ts'
import type { Appeal, Application, Proceeding } from './plan/plan.ts'

/** Why a proceeding's row makes no decision, whatever its case: '' if it may. */
export function ownReason({ type, type_left_out, ending }: Proceeding): string {
  if (!type_left_out && kinds[type] === undefined) return 'out_of_scope'
  if (ending === 'open') return 'no_decision'
  return ending === 'completed' ? '' : ending
}

/** The same of an application. */
export function ownReasonOfApplication({ code, outcome }: Application): string {
  if (!(code in claimKinds)) return 'not_protection'
  return outcome === null ? 'no_decision' : ''
}

/** The same of an appeal. */
export function ownReasonOfAppeal({ counted, outcome }: Appeal): string {
  if (!counted) return 'other_appeal'
  return outcome === null ? 'no_decision' : ''
}
