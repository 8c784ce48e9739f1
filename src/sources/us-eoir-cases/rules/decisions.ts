import { type Application, applicationDecision } from '../codes/applications.ts'
import { stagesByCaseType } from '../codes/codes.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import type { RowReading } from '../reading/reading.ts'
import { type Appeal, boardDecision, courtDecision, type Heard, heardIn } from './appeals.ts'
import type { CaseFile } from './case-file.ts'
import { judgeDecision } from './judge-decisions.ts'
import type { Person } from './person.ts'
import type { Proceeding } from './proceedings.ts'
import { countByApplicationType, type Decided, inTimelineOrder } from './timeline.ts'

/** The rows of a case that can be decisions. */
export interface Decidable {
  file: CaseFile
  proceedings: readonly Proceeding[]
  applications: readonly Application[]
  appeals: readonly Appeal[]
  /** What an appeal takes from the case where it names no proceeding of it. */
  heard: Heard
  person: Person
}

/**
 * All decisions of a case in the order of its timeline. Reports each proceeding, and each other row that is decided.
 */
export function decisionsOf(from: Decidable, reading: RowReading): Decided[] {
  const decided: Decided[] = []
  for (const proceeding of from.proceedings) addOfJudge(decided, proceeding, from, reading)
  for (const application of from.applications) addOfApplication(decided, application, from.person, reading)
  for (const appeal of from.appeals) if (appeal.is_decided) addOfBoard(decided, appeal, from, reading)
  for (const part of from.file.courts) {
    const appeal = from.file.appeals.find(
      each => each.fields[0] === keptField(part, partFields.court.LNGAPPEALID)
    )
    const heard = appeal === undefined ? from.heard : heardIn(appeal, from.proceedings, from.heard)
    decided.push({ fact: courtDecision(part, heard, from.person, reading), proceeding: undefined })
    reading.into.loaded(part)
  }
  countByApplicationType(decided)
  return inTimelineOrder(decided)
}

/**
 * Under AOC and WHO decided applications take the place of the proceeding's own decision (docs/rules/domain.md §8.2).
 */
function addOfJudge(decided: Decided[], proceeding: Proceeding, from: Decidable, reading: RowReading): void {
  const { part, standing, ruling, case_type } = proceeding
  if (ruling === undefined) reading.into.excluded(part, standing)
  else if (
    stagesByCaseType[case_type] === 'first_instance' &&
    from.applications.some(each => each.is_decided && each.proceeding === proceeding)
  )
    reading.into.excluded(part, 'decided_by_application')
  else {
    decided.push({ fact: judgeDecision(proceeding, ruling, from.person, reading), proceeding })
    reading.into.loaded(part)
  }
}

function addOfApplication(
  decided: Decided[],
  application: Application,
  person: Person,
  reading: RowReading
): void {
  const { proceeding } = application
  if (!application.is_decided || proceeding === undefined) return
  const fact = applicationDecision(application, proceeding, person, reading.into)
  decided.push({ fact, proceeding })
  reading.into.loaded(application.part)
}

function addOfBoard(decided: Decided[], appeal: Appeal, from: Decidable, reading: RowReading): void {
  const heard = heardIn(appeal.part, from.proceedings, from.heard)
  decided.push({ fact: boardDecision(appeal, heard, from.person, reading), proceeding: undefined })
  reading.into.loaded(appeal.part)
}
