import { applicationTypes } from '../../../vocabulary/closed-lists.ts'
import type { CaseLayout, CasePart } from '../../source.ts'
import { applicationTypeOf, type EoirApplicationType, readApplications } from '../codes/applications.ts'
import { type CountedCaseType, stagesByCaseType } from '../codes/codes.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import type { RowReading } from '../reading/reading.ts'
import { appearancesTable } from '../reading/tables.ts'
import { type Heard, readAppeals } from './appeals.ts'
import { addRepresentation, readAppearances } from './appearances.ts'
import { caseFactOf } from './case-fact.ts'
import { type CaseFile, caseFile } from './case-file.ts'
import { decisionsOf } from './decisions.ts'
import { tellNotCounted, tellOrphans } from './left-out.ts'
import { personOf } from './person.ts'
import { custodyFrom, newestOf, type Proceeding } from './proceedings.ts'
import { type CountingScope, scopeOf } from './scope.ts'
import type { Decided } from './timeline.ts'

const fields = partFields.case

/**
 * The counting rules `eoir.v1` (docs/rules/domain.md §8) for one case: its rows, in no order, become the case and its
 * decisions, and each row is accounted for once. Called for each of the 12.8 million cases.
 */
export const assembleCase: CaseLayout['assemble'] = (parts, into, released_on, absent) => {
  const file = caseFile(parts, into, released_on)
  if (file.row === undefined) return tellOrphans(file, into, released_on)
  const reading = { into, released_on }
  const has_appearances = !absent.includes(appearancesTable)
  const scope = scopeOf(file, keptField(file.row, fields.CASE_TYPE), reading)
  if (scope.case_type === undefined) return tellNotCounted(file.row, file, scope.ignored, into)
  const decided = tellCounted(file.row, file, scope, scope.case_type, reading)
  if (has_appearances) addRepresentation(decided, readAppearances(file.appearances, reading))
  for (const { fact } of decided) into.fact(fact)
}

/** Tells a case that counts, and all of its rows but the appearances; returns its decisions, which are not told yet. */
function tellCounted(
  row: CasePart,
  file: CaseFile,
  scope: CountingScope,
  case_type: CountedCaseType,
  reading: RowReading
): Decided[] {
  const { case_type_conflict, proceedings, ignored } = scope
  const { into } = reading
  for (const part of file.proceedings) {
    const why = ignored.size === 0 ? undefined : ignored.get(keptField(part, 0))
    if (why !== undefined) into.excluded(part, why)
  }
  const asked_for = askedFor(file.applications)
  const person = personOf(
    row,
    proceedings,
    asked_for.length > 0 || isAboutProtection(case_type, proceedings),
    reading
  )
  const applications = readApplications(
    file.applications,
    { proceedings, ignored, nationality: person.nationality },
    reading
  )
  const appeals = readAppeals(file.appeals, case_type, reading)
  const heard = heardAtLast(row, case_type, proceedings, reading)
  const decided = decisionsOf({ file, proceedings, applications, appeals, heard, person }, reading)
  into.fact(
    caseFactOf({
      row,
      case_type,
      case_type_conflict,
      proceedings,
      applications,
      asked_for,
      appeals,
      decided,
      heard,
      person
    })
  )
  into.loaded(row)
  return decided
}

/** The types of protection that the case's applications ask for, decided or not, each once. */
function askedFor(parts: readonly CasePart[]): EoirApplicationType[] {
  const asked_for: EoirApplicationType[] = []
  for (const part of parts) {
    const type = applicationTypeOf(part)
    if (type !== undefined && !asked_for.includes(type)) asked_for.push(type)
  }
  return asked_for.length > 1 ? asked_for.sort(byVocabulary) : asked_for
}

const byVocabulary = (one: EoirApplicationType, other: EoirApplicationType): number =>
  applicationTypes.indexOf(one) - applicationTypes.indexOf(other)

/** Fear reviews, asylum-only and withholding-only cases are claims for protection by their type. */
const isAboutProtection = (case_type: CountedCaseType, proceedings: readonly Proceeding[]): boolean =>
  stagesByCaseType[case_type] !== 'return_decision' ||
  proceedings.some(each => stagesByCaseType[each.case_type] !== 'return_decision')

/** Court and detention of the newest proceeding; without one the case's own detention. */
function heardAtLast(
  row: CasePart,
  case_type: CountedCaseType,
  proceedings: readonly Proceeding[],
  reading: RowReading
): Heard {
  const newest = newestOf(proceedings)
  return newest === undefined
    ? { case_type, court: undefined, custody: custodyFrom(keptField(row, fields.CUSTODY), reading) }
    : { case_type, court: newest.court, custody: newest.custody }
}
