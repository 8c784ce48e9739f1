import type { Assembled, CasePart } from '../../source.ts'
import { hasNoDecision } from '../codes/applications.ts'
import { keptField } from '../reading/kept-columns.ts'
import { isOpenAppeal } from './appeals.ts'
import type { CaseFile } from './case-file.ts'
import { caseTypeOf, type ProceedingStatus, proceedingStatus } from './proceedings.ts'
import { readableOf } from './readable.ts'

/**
 * Reports rows whose case is not in the release: excluded where the row itself gives the reason, else rejected as
 * orphans.
 */
export function tellOrphans(file: CaseFile, into: Assembled, released_on: string): void {
  const orphan = (part: CasePart) => into.rejected(part, 'orphan', readableOf(part, released_on))
  for (const part of file.proceedings) {
    // Without the case, the type of a proceeding that has none is not known; removal (RMV) allows every status.
    const standing = proceedingStatus(part, caseTypeOf(part, 'RMV'))
    if (standing === 'decided') orphan(part)
    else into.excluded(part, standing)
  }
  const openOr = (part: CasePart, is_open: boolean) =>
    is_open ? into.excluded(part, 'no_decision') : orphan(part)
  for (const part of file.applications) openOr(part, hasNoDecision(part))
  for (const part of file.appeals) openOr(part, isOpenAppeal(part))
  for (const part of file.courts) orphan(part)
  // No record is lost with them.
  for (const part of file.appearances) into.excluded(part, 'orphan')
}

/** Reports all rows of a case that does not count, with the reason that a row itself gives, if any. */
export function tellNotCounted(
  row: CasePart,
  file: CaseFile,
  ignored: ReadonlyMap<string, ProceedingStatus>,
  into: Assembled
): void {
  into.excluded(row, whyNotCounted(ignored))
  for (const part of file.proceedings) into.excluded(part, ignored.get(keptField(part, 0)) ?? 'out_of_scope')
  for (const part of file.applications)
    into.excluded(part, hasNoDecision(part) ? 'no_decision' : 'case_not_counted')
  for (const part of file.appeals)
    into.excluded(part, isOpenAppeal(part) ? 'no_decision' : 'case_not_counted')
  for (const part of file.courts) into.excluded(part, 'case_not_counted')
  for (const part of file.appearances) into.excluded(part, 'case_not_counted')
}

/** `out_of_scope`: not about protection or return. `zero_bond`: the case has only records of a bond. */
function whyNotCounted(ignored: ReadonlyMap<string, ProceedingStatus>): 'out_of_scope' | 'zero_bond' {
  if (ignored.size === 0) return 'out_of_scope'
  for (const why of ignored.values()) if (why !== 'zero_bond') return 'out_of_scope'
  return 'zero_bond'
}
