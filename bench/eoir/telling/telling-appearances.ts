import { none } from '../days.ts'
import type { Plan } from '../plan/plan.ts'
import type { Tally } from '../tally.ts'

/** Tells the rows of the appearances of a case. `of_case`: what becomes of rows that need the case; '' where it counts. */
export function tellAppearances(
  { appearances }: Plan,
  of_case: '' | 'orphan' | 'case_not_counted',
  tally: Tally
): void {
  for (const { side, on, damage, names_no_case } of appearances ?? []) {
    const repaired = damage === 'reps_short'
    if (damage === 'reps_scattered') tally.row('tbl_RepsAssigned', 'rejected', 'damaged', false)
    else {
      const reason =
        side === 'government'
          ? 'government'
          : names_no_case
            ? 'orphan'
            : of_case || (on === none ? 'no_date' : '')
      tally.row('tbl_RepsAssigned', reason === '' ? 'loaded' : 'excluded', reason, repaired)
    }
  }
}

/** Whether a decision was made with counsel: the person's, at its level, whose row can be read and names the case. */
export function counselAt({ appearances }: Plan, stage: string, on: number): 'true' | 'false' | 'UNK' {
  if (appearances === null || on === none || stage === 'judicial_review') return 'UNK'
  const of_level = appearances.filter(
    ({ side, level, damage, names_no_case }) =>
      side === 'person' &&
      level === (stage === 'appeal' ? 'board' : 'court') &&
      damage !== 'reps_scattered' &&
      !names_no_case
  )
  if (of_level.some(each => each.on !== none && each.on <= on)) return 'true'
  return of_level.length > 0 && of_level.every(each => each.on === none) ? 'UNK' : 'false'
}
