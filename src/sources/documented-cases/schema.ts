import { type Static, type TProperties, Type } from 'typebox'
import { authorities } from '../../vocabulary/authority.ts'
import {
  caseStatuses,
  certainties,
  destinationBases,
  type eventActions,
  figureQualifiers,
  motionTypes,
  reporters,
  returnTypes,
  speakerKinds,
  speechKinds
} from '../../vocabulary/closed-lists.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { type Outcome, outcomeDefinitions, outcomes } from '../../vocabulary/outcome.ts'
import { units } from '../../vocabulary/unit.ts'

const closed = { additionalProperties: false }
const oneOf = <const word extends string>(words: readonly word[]) =>
  Type.Unsafe<word>(Type.Enum([...words], { type: 'string' }))
const Word = Type.String({ pattern: '^[a-z0-9_-]+$' })
const Country = Type.String({ pattern: '^[A-Z]{3}$|^OTHER$' })
const Sentence = Type.String({ minLength: 1, maxLength: 600 })
const Id = Type.Integer({ minimum: 1 })
const optional = Type.Optional

/** Written to its precision: 2023-03-04, 2023-03 or 2023. */
const ReportedDate = Type.String({ pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$' })
/** ISO 3166-2: a state or province, and nothing finer. */
const Region = Type.String({ pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$' })

const published = {
  id: Word,
  source: Sentence,
  publisher: Sentence,
  url: optional(Type.String({ pattern: '^https?://\\S+$' }))
}
const day = Type.String({ format: 'date' })
/** A published report that cases are known from. Format 2 says whether it was read, and need not know its day. */
export const reportSchemas = {
  1: Type.Object({ ...published, published_on: day }, closed),
  2: Type.Object(
    {
      ...published,
      published_on: optional(day),
      retold_by: optional(Sentence),
      is_read_in_original: Type.Boolean()
    },
    closed
  )
} as const
export type Report = Static<(typeof reportSchemas)[1]> | Static<(typeof reportSchemas)[2]>

/** The report, who reported it there, and how certain it is. */
const reporting = { report: Word, reported_by: oneOf(reporters), certainty: oneOf(certainties) }
const recorded = {
  /** Whole number, unique in the file, never given to another event. */
  id: Id,
  date: optional(ReportedDate),
  /** The report's own word for it. */
  reported_as: optional(Sentence),
  ...reporting
}
const kind = <const name extends string, P extends TProperties>(event: name, properties: P) =>
  Type.Object({ event: Type.Literal(event), ...properties }, closed)

const screened = {
  ...recorded,
  screening_type: oneOf(['credible_fear', 'reasonable_fear']),
  /** `unknown`: the screening was reported without its outcome. */
  outcome: oneOf(['fear_found', 'fear_not_found', 'unknown'])
}
const departed = {
  ...recorded,
  country_of_return: Country,
  return_type: oneOf(returnTypes.filter(each => each !== 'not_split'))
}

/** The events of a case in format 1, by name: a fault is reported against the event's own schema. */
const firstEvents = {
  screening: kind('screening', screened),
  screening_review: kind('screening_review', screened),
  return: kind('return', departed),
  status_note: kind('status_note', { note: Sentence, ...reporting })
} as const

const ofStage = (stage: DecisionStage): Outcome[] =>
  outcomes.filter(each => {
    const { stages } = outcomeDefinitions[each]
    return each !== 'not_split' && (stages === 'any' || (stages as readonly DecisionStage[]).includes(stage))
  })
/** The authority only where it is reported: format 2 takes none for granted. */
const authority = optional(oneOf(authorities))
const decided = <const stage extends DecisionStage>(stage: stage) =>
  kind(stage, { ...recorded, authority, outcome: oneOf(ofStage(stage)) })

const told = { ...recorded, summary: Sentence }
const spoken = {
  said_by: Sentence,
  said_by_kind: oneOf(speakerKinds),
  said_to: optional(Sentence),
  speech: oneOf(speechKinds),
  quotation: optional(Sentence)
}
/** What somebody speaks of: all optional, since a report may name none. */
const about = {
  group: optional(Id),
  nationality: optional(Country),
  country_of_asylum: optional(Country),
  country_of_return: optional(Country)
}

/** The events of a case in format 2. */
const secondEvents = {
  entry: kind('entry', {
    ...told,
    country_of_asylum: optional(Country),
    entered_from: optional(Country),
    region: optional(Region),
    at_port_of_entry: optional(Type.Boolean()),
    with_appointment: optional(Type.Boolean())
  }),
  detention: kind('detention', {
    ...told,
    region: optional(Region),
    action: oneOf(['detained', 'released'] as const satisfies Action[])
  }),
  screening: kind('screening', { ...screened, authority }),
  screening_review: kind('screening_review', { ...screened, authority }),
  first_instance: decided('first_instance'),
  return_decision: kind('return_decision', {
    ...recorded,
    authority,
    outcome: oneOf(ofStage('return_decision')),
    country_of_return: optional(Country)
  }),
  appeal: decided('appeal'),
  judicial_review: decided('judicial_review'),
  stay: kind('stay', {
    ...told,
    action: oneOf(['asked', 'granted', 'refused', 'lifted'] as const satisfies Action[])
  }),
  motion: kind('motion', {
    ...told,
    motion_type: oneOf(motionTypes),
    action: oneOf(['asked', 'granted', 'refused'] as const satisfies Action[])
  }),
  return: kind('return', { ...departed, country_of_return_basis: oneOf(destinationBases) }),
  statement: kind('statement', { ...told, ...spoken, country_of_return: optional(Country) }),
  status_note: kind('status_note', told),
  group_member: kind('group_member', { ...told, group: Id })
} as const
type Action = (typeof eventActions)[number]

export const eventSchemas = { 1: firstEvents, 2: secondEvents } as const
type EventOf<S extends Record<string, ReturnType<typeof Type.Object>>> = {
  [K in keyof S]: Static<S[K]>
}[keyof S]
export type CaseEvent = EventOf<typeof firstEvents> | EventOf<typeof secondEvents>

const caseOf = (events: Record<string, unknown>) =>
  Type.Object(
    {
      id: Id,
      nationality: Country,
      claim_grounds: Type.Array(Word),
      protection_claim: optional(Type.Boolean()),
      represented: optional(Type.Boolean()),
      case_status: oneOf(caseStatuses),
      summary: Sentence,
      ...reporting,
      events: Type.Array(Type.Object({ event: oneOf(Object.keys(events) as CaseEvent['event'][]) }))
    },
    closed
  )

const { group: _, ...ofPeople } = about
/** Several people reported together, never counted as cases; without a size where none is stated. */
const Group = Type.Object(
  { ...told, ...ofPeople, size: optional(Id), size_as_told: optional(Sentence) },
  closed
)
const CaseStatement = Type.Object({ ...told, ...spoken, ...about }, closed)
/** A number that stands in no table: it is listed, and in no statistic. */
const ReportedFigure = Type.Object(
  {
    ...told,
    ...about,
    value: Type.Integer({ minimum: 0 }),
    value_qualifier: oneOf(figureQualifiers),
    value_as_told: optional(Sentence),
    unit: oneOf(units),
    period: optional(Sentence),
    period_from: optional(day),
    period_to: optional(day),
    said_by: Sentence,
    said_by_kind: oneOf(speakerKinds),
    said_to: optional(Sentence),
    quotation: optional(Sentence)
  },
  closed
)

const starter = optional(Type.Boolean())
/** A file of documented cases, as described in FORMAT.md. */
export const fileSchemas = {
  1: Type.Object(
    {
      format: Type.Literal('documented-cases/1'),
      starter,
      reports: Type.Array(reportSchemas[1], { minItems: 1 }),
      cases: Type.Array(caseOf(firstEvents), { minItems: 1 })
    },
    closed
  ),
  2: Type.Object(
    {
      format: Type.Literal('documented-cases/2'),
      starter,
      reports: Type.Array(reportSchemas[2], { minItems: 1 }),
      groups: optional(Type.Array(Group)),
      cases: Type.Array(caseOf(secondEvents)),
      statements: optional(Type.Array(CaseStatement)),
      reported_figures: optional(Type.Array(ReportedFigure))
    },
    closed
  )
} as const
export type FileFormat = keyof typeof fileSchemas

export type CaseGroup = Static<typeof Group>
export type CaseStatement = Static<typeof CaseStatement>
export type ReportedFigure = Static<typeof ReportedFigure>
export type DocumentedCase = Omit<Static<ReturnType<typeof caseOf>>, 'events'> & { events: CaseEvent[] }
export interface DocumentedCasesFile {
  format: `documented-cases/${FileFormat}`
  starter?: boolean
  reports: Report[]
  cases: DocumentedCase[]
  groups?: CaseGroup[]
  statements?: CaseStatement[]
  reported_figures?: ReportedFigure[]
}
