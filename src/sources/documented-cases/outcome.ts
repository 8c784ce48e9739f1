import type { CaseFact } from '../../vocabulary/fact.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import type { CaseEvent } from './schema.ts'

type Outcomes = Pick<
  CaseFact,
  'case_outcome' | 'case_outcome_kind' | 'protection_outcome' | 'screening_outcome' | 'return_outcome'
>

/**
 * The outcome of the claim for protection, else of the screening, else of the proceedings on return, each the last one
 * that was reported of this person; `unknown` where none was. A departure implies no outcome. A later appeal or judicial
 * review that sends the case back replaces what was decided on the claim.
 */
export function outcomesOf(events: readonly CaseEvent[]): Outcomes {
  const last = (...stages: CaseEvent['event'][]): Outcome | undefined => {
    const event = events.findLast(each => stages.includes(each.event))
    return event && 'outcome' in event ? event.outcome : undefined
  }
  const screening = last('screening_review') ?? last('screening')
  const ruling = last('first_instance', 'appeal', 'judicial_review')
  const protection = ruling === 'remanded' || ruling === 'appeal_sustained' ? ruling : last('first_instance')
  const ordered = last('return_decision')
  const [case_outcome, case_outcome_kind] =
    (
      [
        [protection, 'protection'],
        [screening, 'screening'],
        [ordered, 'return']
      ] as const
    ).find(([outcome]) => outcome !== undefined && outcome !== 'unknown') ?? (['unknown', 'none'] as const)
  return {
    case_outcome: case_outcome ?? 'unknown',
    case_outcome_kind,
    ...(protection === undefined || ruling === undefined ? {} : { protection_outcome: protection }),
    ...(screening === undefined ? {} : { screening_outcome: screening }),
    ...(ordered === undefined ? {} : { return_outcome: ordered })
  }
}
