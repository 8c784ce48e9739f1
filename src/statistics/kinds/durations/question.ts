import { conjoined, inOneText, said, type Translated } from '../../../vocabulary/labels/texts/texts.ts'
import {
  type DurationEvent,
  type DurationMeasure,
  durationEvents,
  durationMeasures,
  durationStages,
  durationStatistics,
  ofTheFiled
} from '../../../vocabulary/measures/case-statistics.ts'
import { type Fault, Problem } from '../../../vocabulary/problem.ts'
import { identityOf, maximumGroups, type Question, questionOf } from '../../question/question.ts'
import { caseSubject } from '../../rows/case-frame.ts'

export type DurationStage = keyof typeof durationStages
export const stagesMeasured = Object.keys(durationStages) as DurationStage[]

/** Dimensions of an observation, which are no columns of case records: see observations. */
const ofObservations = ['decision_stage', 'application_type']

const subject = caseSubject(
  durationStatistics.path,
  'Durations',
  {
    groups: durationStatistics.groups,
    filters: durationStatistics.filters.filter(name => !ofObservations.includes(name))
  },
  ['filed', 'decided']
)

/** A question about the days from filing to decision. */
export interface DurationQuestion {
  question: Question
  groups: readonly string[]
  stages: readonly DurationStage[]
  /** Kinds of application. The stages other than first instance have not_split. */
  application_types?: readonly string[]
  measures: readonly DurationMeasure[]
  /** What ends a duration. */
  event: DurationEvent
  /** The filters on these dimensions. All stages together are no filter. */
  own_filters: {
    decision_stage?: readonly DurationStage[]
    application_type?: readonly string[]
    event?: readonly DurationEvent[]
  }
  own_query: {
    decision_stage: readonly DurationStage[]
    application_type?: readonly string[]
    event: DurationEvent
  }
  identity: string
}

/** Reads the parameters. Throws Problem for too many groups, and for measures that the date basis does not have. */
export function durationQuestion(query: Readonly<Record<string, unknown>>): DurationQuestion {
  const { decision_stage, application_type, event: asked_event, measures: named, ...rest } = query
  const groups = (query.group_by as string[] | undefined) ?? []
  const stages = (decision_stage as DurationStage[] | undefined) ?? stagesMeasured
  const question = questionOf(
    { ...rest, group_by: groups.filter(name => !ofObservations.includes(name)) },
    subject
  )
  const isDecided = question.date_basis === 'decided'
  const measures =
    (named as DurationMeasure[] | undefined) ??
    durationMeasures.filter(name => !isDecided || !isOfTheFiled(name))
  refuse(groups, measures, isDecided)
  const event = (asked_event as DurationEvent | undefined) ?? durationEvents[0]
  const application_types = application_type as string[] | undefined
  const ofKinds = application_types ? { application_type: application_types } : {}
  const measured = stagesMeasured.filter(stage => stages.includes(stage))
  return {
    question,
    groups,
    stages: measured,
    own_filters: {
      ...(measured.length < stagesMeasured.length ? { decision_stage: measured } : {}),
      ...ofKinds,
      ...(event === durationEvents[0] ? {} : { event: [event] })
    },
    own_query: { decision_stage: measured, ...ofKinds, event },
    event,
    ...(application_types ? { application_types } : {}),
    measures,
    identity: `${identityOf(question)} ${JSON.stringify([groups, stages, application_types, event, measures])}`
  }
}

/** Whether a measure is about all that were filed. Of those decided in a period none is pending. */
export const isOfTheFiled = (name: DurationMeasure): boolean =>
  (ofTheFiled as readonly DurationMeasure[]).includes(name)

function refuse(groups: readonly string[], measures: readonly DurationMeasure[], isDecided: boolean): void {
  const faults: Fault[] = []
  const words: Translated[] = []
  if (groups.length > maximumGroups) {
    faults.push({ parameter: 'group_by', code: 'invalid-parameter' })
    words.push(said('too_many_groups', { n: maximumGroups }))
  }
  if (isDecided && measures.every(isOfTheFiled)) {
    faults.push({ parameter: 'measures', code: 'unsupported-combination' })
    words.push(said('never_of_the_decided', { measures: conjoined(measures) }))
  }
  const [first] = faults
  if (first)
    throw new Problem(first.code as 'invalid-parameter' | 'unsupported-combination', inOneText(words), faults)
}
