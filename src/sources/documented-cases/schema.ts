import { type Static, Type } from 'typebox'
import { caseStatuses, certainties, reporters, returnTypes } from '../../vocabulary/closed-lists.ts'

const closed = { additionalProperties: false }
const Word = Type.String({ pattern: '^[a-z0-9_-]+$' })
const Country = Type.String({ pattern: '^[A-Z]{3}$|^OTHER$' })
const Sentence = Type.String({ minLength: 1, maxLength: 600 })

/** Written to its precision: 2023-03-04, 2023-03 or 2023. */
const ReportedDate = Type.String({ pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$' })

/** A published report that cases are known from. */
export const Report = Type.Object(
  {
    id: Word,
    source: Sentence,
    publisher: Sentence,
    url: Type.Optional(Type.String({ pattern: '^https?://\\S+$' })),
    published_on: Type.String({ format: 'date' })
  },
  closed
)
export type Report = Static<typeof Report>

/** The report, who reported it there, and how certain it is. */
const reporting = {
  report: Word,
  reported_by: Type.Enum(reporters, { type: 'string' }),
  certainty: Type.Enum(certainties, { type: 'string' })
}
const recorded = {
  /** Whole number, unique in the file, never given to another event. */
  id: Type.Integer({ minimum: 1 }),
  date: Type.Optional(ReportedDate),
  /** The report's own word for it. */
  reported_as: Type.Optional(Sentence),
  ...reporting
}
const screened = {
  ...recorded,
  screening_type: Type.Enum(['credible_fear', 'reasonable_fear'], { type: 'string' }),
  /** `unknown`: the screening was reported without its outcome. */
  outcome: Type.Enum(['fear_found', 'fear_not_found', 'unknown'], { type: 'string' })
}

const Screening = Type.Object({ event: Type.Literal('screening'), ...screened }, closed)
const ScreeningReview = Type.Object({ event: Type.Literal('screening_review'), ...screened }, closed)
const Departure = Type.Object(
  {
    event: Type.Literal('return'),
    ...recorded,
    country_of_return: Country,
    return_type: Type.Enum(
      returnTypes.filter(each => each !== 'not_split'),
      { type: 'string' }
    )
  },
  closed
)
const StatusNote = Type.Object({ event: Type.Literal('status_note'), note: Sentence, ...reporting }, closed)

/** One schema for each event, so that a fault is reported against the event's own schema and not against all four. */
export const eventSchemas = {
  screening: Screening,
  screening_review: ScreeningReview,
  return: Departure,
  status_note: StatusNote
} as const
export type CaseEvent =
  | Static<typeof Screening>
  | Static<typeof ScreeningReview>
  | Static<typeof Departure>
  | Static<typeof StatusNote>

const DocumentedCase = Type.Object(
  {
    id: Type.Integer({ minimum: 1 }),
    nationality: Country,
    claim_grounds: Type.Array(Word),
    protection_claim: Type.Optional(Type.Boolean()),
    represented: Type.Optional(Type.Boolean()),
    case_status: Type.Enum(caseStatuses, { type: 'string' }),
    summary: Sentence,
    ...reporting,
    events: Type.Array(
      Type.Object({ event: Type.Enum(Object.keys(eventSchemas) as CaseEvent['event'][], { type: 'string' }) })
    )
  },
  closed
)

/** A file of documented cases, as described in FORMAT.md. */
export const DocumentedCases = Type.Object(
  {
    format: Type.Literal('documented-cases/1'),
    starter: Type.Optional(Type.Boolean()),
    reports: Type.Array(Report, { minItems: 1 }),
    cases: Type.Array(DocumentedCase, { minItems: 1 })
  },
  closed
)

export type DocumentedCase = Omit<Static<typeof DocumentedCase>, 'events'> & { events: CaseEvent[] }
export interface DocumentedCasesFile {
  format: 'documented-cases/1'
  starter?: boolean
  reports: Report[]
  cases: DocumentedCase[]
}
