import type { CountedCaseType } from '../codes/codes.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import type { RowReading } from '../reading/reading.ts'
import type { CaseFile } from './case-file.ts'
import {
  caseTypeOf,
  isCounted,
  isLater,
  type Proceeding,
  type ProceedingStatus,
  proceedingStatus,
  readProceeding
} from './proceedings.ts'

/** The part of a case that counts (docs/rules/domain.md §8.0). */
export interface CountingScope {
  /** undefined: the case does not count. */
  case_type: CountedCaseType | undefined
  case_type_conflict: boolean
  /** The proceedings that count. */
  proceedings: Proceeding[]
  /** The status of each proceeding that does not count, by its id. */
  ignored: ReadonlyMap<string, ProceedingStatus>
}

const none: ReadonlyMap<string, ProceedingStatus> = new Map()

/**
 * The proceedings of a case that count, and its type: its own if that is in scope, else that of its latest proceeding.
 * A case with proceedings counts only if one of them does; a case without any counts by its own type.
 */
export function scopeOf(file: CaseFile, own_type: string, reading: RowReading): CountingScope {
  const proceedings: Proceeding[] = []
  let first_type: string | undefined
  let case_type_conflict = false
  let ignored: Map<string, ProceedingStatus> | undefined
  for (const part of file.proceedings) {
    const type = caseTypeOf(part, own_type)
    const standing = proceedingStatus(part, type)
    if (standing !== 'zero_bond') {
      first_type ??= type
      case_type_conflict ||= type !== first_type
    }
    if (isCounted(type) && standing !== 'zero_bond')
      proceedings.push(readProceeding(part, type, standing, reading))
    else {
      ignored ??= new Map()
      ignored.set(keptField(part, partFields.proceeding.IDNPROCEEDING), standing)
    }
  }
  const counts = file.proceedings.length === 0 || proceedings.length > 0
  const case_type = isCounted(own_type) ? own_type : latestOf(proceedings)?.case_type
  return {
    case_type: counts ? case_type : undefined,
    case_type_conflict,
    proceedings,
    ignored: ignored ?? none
  }
}

function latestOf(proceedings: readonly Proceeding[]): Proceeding | undefined {
  let latest: Proceeding | undefined
  for (const each of proceedings) if (latest === undefined || isLater(each, latest)) latest = each
  return latest
}
