import type { DecisionFact } from '../../../vocabulary/fact.ts'
import type { Assembled, CasePart } from '../../source.ts'
import { keptCode } from '../reading/kept-code.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import { type DatedRow, noted, type RowReading, readDay } from '../reading/reading.ts'
import { decisionFact } from '../rules/decision-fact.ts'
import type { Person } from '../rules/person.ts'
import type { Proceeding, ProceedingStatus } from '../rules/proceedings.ts'
import { readableOf } from '../rules/readable.ts'
import { applicationCodes, applicationDecisions, meaningsBy, stagesByCaseType } from './codes.ts'

const fields = partFields.application
const decisions = meaningsBy(applicationDecisions)

/** The types of protection that are applied for. */
export type EoirApplicationType = (typeof applicationCodes)[keyof typeof applicationCodes]['type']

/** An application for protection in a case that counts. */
export interface Application extends DatedRow {
  part: CasePart
  type: EoirApplicationType
  /** The proceeding it belongs to, if that counts and is of a type in which claims are decided. */
  proceeding: Proceeding | undefined
  filed_on: string | undefined
  is_decided: boolean
}

/** APPL_DEC of an application on which nothing was decided: reserved, moved with the case, or open. */
const isUndecided = (code: string): boolean => code === '' || code === 'R' || code === 'T'

/** Whether an application's own row says that nothing was decided. */
export const hasNoDecision = (part: CasePart): boolean => isUndecided(keptField(part, fields.APPL_DEC))

/** The type of an application; undefined where the code is not of protection. */
export const applicationTypeOf = (part: CasePart): EoirApplicationType | undefined => {
  const code = keptField(part, fields.APPL_CODE)
  return code === 'ASYL' || code === 'ASYW' || code === 'WCAT' ? applicationCodes[code].type : undefined
}

/** What is known of the case of an application. `ignored`: the status of each proceeding that does not count, by its id. */
interface OfCase {
  proceedings: readonly Proceeding[]
  ignored: ReadonlyMap<string, ProceedingStatus>
  nationality: string
}

/** Reads the applications of a case. Each row that yields no decision is reported here as excluded or rejected. */
export function readApplications(
  parts: readonly CasePart[],
  { proceedings, ignored, nationality }: OfCase,
  reading: RowReading
): Application[] {
  const applications: Application[] = []
  for (const part of parts) {
    const type = applicationTypeOf(part)
    if (type === undefined) {
      reading.into.excluded(part, 'not_protection')
      continue
    }
    const id = keptField(part, fields.IDNPROCEEDING)
    const proceeding = proceedings.find(each => each.id === id)
    const why_not = whyNot(part, proceeding, ignored.get(id))
    if (why_not === 'no_proceeding')
      reading.into.rejected(part, why_not, readableOf(part, reading.released_on, nationality))
    else if (why_not !== undefined) reading.into.excluded(part, why_not)
    const is_decided = why_not === undefined
    const may_wait = !ignored.has(id) && (proceeding === undefined || decidesClaims(proceeding))
    if (!is_decided && !(why_not === 'no_decision' && may_wait)) continue
    const application: Application = { part, type, proceeding, filed_on: undefined, is_decided }
    const filed = keptField(part, fields.APPL_RECD_DATE)
    application.filed_on = readDay(application, 'APPL_RECD_DATE', filed, reading)
    applications.push(application)
  }
  return applications
}

/** Why an application yields no decision; a reason in its own row comes first. */
function whyNot(part: CasePart, proceeding: Proceeding | undefined, ignored: ProceedingStatus | undefined) {
  if (hasNoDecision(part)) return 'no_decision'
  if (proceeding === undefined) return ignored ?? 'no_proceeding'
  return decidesClaims(proceeding) ? undefined : 'out_of_scope'
}

/** Reviews of a screening decide no claim. */
const decidesClaims = ({ case_type }: Proceeding): boolean =>
  stagesByCaseType[case_type] !== 'screening_review'

/** The decision on one application, on the day on which its proceeding was completed (docs/rules/domain.md §8.2). */
export function applicationDecision(
  application: Application,
  proceeding: Proceeding,
  person: Person,
  into: Assembled
): DecisionFact {
  const { part, type, filed_on } = application
  const code = keptField(part, fields.APPL_DEC)
  const meaning = decisions.get(keptField(part, fields.APPL_CODE))?.get(code)
  if (meaning === undefined) into.unknown('APPL_DEC', keptCode(code))
  return decisionFact(part, person, {
    impossible_dates: noted(application.impossible_dates, impossibleDecision(proceeding)),
    decision_stage: 'first_instance',
    authority: 'us_eoir_ij',
    application_type: type,
    outcome: meaning?.outcome ?? 'unknown',
    case_type: proceeding.case_type,
    court: proceeding.court,
    custody: proceeding.custody,
    filed_on,
    decided_on: proceeding.completed_on,
    source_code: `APPL_DEC ${meaning === undefined ? keptCode(code) : code}`,
    source_label: meaning?.label
  })
}

/** The decision has the proceeding's day of completion, so an impossible COMP_DATE is noted on the decision. */
const impossibleDecision = ({ impossible_dates }: Proceeding): string | undefined =>
  impossible_dates?.split(', ').find(note => note.startsWith('COMP_DATE '))
