import { type TSchema, Type } from 'typebox'
import { Authority } from '../vocabulary/authority.ts'
import { CellStatus } from '../vocabulary/cell-status.ts'
import * as closed from '../vocabulary/closed-lists.ts'
import { DecisionStage } from '../vocabulary/decision-stage.ts'
import { AppealedBy, Effect, Outcome, OutcomeGroup } from '../vocabulary/outcome.ts'
import { Unit } from '../vocabulary/unit.ts'
import { exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'

const text = Type.String()
const textOrNull = orNull(text)
const flag = orNull(Type.Boolean())
const refOrNull = (schema: TSchema) => orNull(ref(schema))
const country = Type.String({
  description: 'ISO 3166 alpha-3, or UNK, XXA, OTHER, not_split, not_designated.'
})
const countryOrNull = orNull(country)

/** Days are dates and never instants; a date known only to its month or year is written so. */
const partialDate = orNull(Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }), {
  description: 'Written to its precision: 2023-03-04, 2023-03 or 2023.'
})
const day = Type.String({ format: 'date' })
const dayOrNull = orNull(day)

const reporting = {
  event_source: textOrNull,
  event_url: textOrNull,
  publisher: textOrNull,
  published_on: dayOrNull,
  reported_by: refOrNull(closed.ReportedBy),
  certainty: refOrNull(closed.Certainty)
}
const damage = {
  repaired: Type.Boolean({ description: 'The row was damaged and could be put right without a guess.' }),
  impossible_dates: orNull(text, { description: 'Dates that cannot be, as the source wrote them.' })
}
const provenance = {
  source_table: text,
  line: Type.Integer({ description: 'In the released file, from 1.' }),
  source: text,
  release: text,
  synthetic: Type.Boolean()
}

export const Decision = exactly(
  {
    decision_id: text,
    case_id: textOrNull,
    decision_stage: ref(DecisionStage),
    authority: refOrNull(Authority),
    application_type: ref(closed.ApplicationType),
    screening_type: ref(closed.ScreeningType),
    outcome: ref(Outcome),
    outcome_group: ref(OutcomeGroup),
    effect: ref(Effect),
    nationality: country,
    nationality_raw: orNull(text, { description: 'As the source wrote it, where no code was found.' }),
    country_of_return: countryOrNull,
    country_of_return_raw: orNull(text, {
      description: 'As the order has it, where it names no known country.'
    }),
    alternate_country: orNull(country, {
      description: 'The second country that an order names: kept, never counted.'
    }),
    withheld_from: orNull(country, { description: 'The country to which a removal was withheld.' }),
    case_type: textOrNull,
    claim_type: refOrNull(closed.ClaimType),
    protection_claim: flag,
    court: textOrNull,
    custody: refOrNull(closed.Custody),
    represented: flag,
    sex: refOrNull(closed.Sex),
    in_absentia: flag,
    appeal_type: textOrNull,
    appealed_by: ref(AppealedBy),
    filed_on: dayOrNull,
    requested_on: dayOrNull,
    decided_on: partialDate,
    decided_precision: refOrNull(closed.DatePrecision),
    application_decisions: orNull(Type.Integer({ minimum: 1 }), {
      description: 'How many decisions the case has on this kind of application.'
    }),
    source_code: text,
    source_label: textOrNull,
    ...damage,
    ...reporting,
    ...provenance
  },
  { $id: 'Decision', description: 'One act of an authority at a stage.' }
)

export const Case = exactly(
  {
    case_id: text,
    nationality: country,
    nationality_raw: orNull(text, { description: 'As the source wrote it, where no code was found.' }),
    case_type: textOrNull,
    claim_type: refOrNull(closed.ClaimType),
    protection_claim: flag,
    application_types: Type.Array(text),
    claim_grounds: Type.Array(text),
    court: textOrNull,
    custody: refOrNull(closed.Custody),
    represented: flag,
    sex: refOrNull(closed.Sex),
    birth_decade: orNull(Type.Integer(), {
      description: 'The first year of the ten in which the person was born, such as 1980.'
    }),
    filed_on: dayOrNull,
    last_decided_on: dayOrNull,
    first_return_decided_on: dayOrNull,
    case_status: ref(closed.CaseStatus),
    case_outcome: ref(Outcome),
    case_outcome_kind: text,
    screening_outcome: refOrNull(Outcome),
    protection_outcome: refOrNull(Outcome),
    return_outcome: refOrNull(Outcome),
    country_of_return: countryOrNull,
    case_type_conflict: flag,
    waiting_at: refOrNull(closed.WaitingPlace),
    waiting_since: dayOrNull,
    open_asylum_since: dayOrNull,
    open_withholding_since: dayOrNull,
    open_torture_convention_since: dayOrNull,
    open_appeal_since: dayOrNull,
    pathway: orNull(text, {
      description: 'The stages that the case passed, in order; decisions in a row at one stage are one.'
    }),
    summary: textOrNull,
    ...damage,
    ...reporting,
    ...provenance
  },
  { $id: 'Case', description: 'One case file of one authority. Not a person: one person can have several.' }
)

export const Return = exactly(
  {
    return_id: text,
    case_id: textOrNull,
    nationality: country,
    nationality_raw: orNull(text, { description: 'As the source wrote it, where no code was found.' }),
    country_of_return: country,
    country_of_return_raw: orNull(text, { description: 'As the source wrote it, where no code was found.' }),
    same_country: orNull(Type.Boolean(), {
      description: 'null where one of the two countries is not known.'
    }),
    return_status: ref(closed.ReturnStatus),
    return_type: ref(closed.ReturnType),
    returned_on: partialDate,
    returned_precision: refOrNull(closed.DatePrecision),
    via_credible_fear: flag,
    duplicate_of: textOrNull,
    source_code: text,
    source_label: textOrNull,
    ...reporting,
    ...provenance
  },
  { $id: 'Return', description: 'One departure of one person.' }
)

export const PublishedCount = exactly(
  {
    count_id: text,
    series: text,
    period: text,
    period_from: day,
    period_to: day,
    decision_stage: refOrNull(DecisionStage),
    source_level: text,
    authority: refOrNull(Authority),
    application_type: ref(closed.ApplicationType),
    screening_type: ref(closed.ScreeningType),
    appealed_by: ref(AppealedBy),
    nationality: country,
    country_of_asylum: country,
    country_of_return: country,
    same_country: ref(closed.SplitBoolean),
    return_type: ref(closed.ReturnType),
    return_subtype: text,
    sex: ref(closed.Sex),
    age_group: ref(closed.AgeGroup),
    applicant_type: ref(closed.ApplicantType),
    unaccompanied: ref(closed.SplitBoolean),
    outcome: ref(Outcome),
    outcome_group: ref(OutcomeGroup),
    effect: ref(Effect),
    unit: ref(Unit),
    value: orNull(Type.Integer(), { description: 'null is not 0: the status says why there is no number.' }),
    status: ref(CellStatus),
    source_flags: Type.Array(text),
    source_code: text,
    source_label: textOrNull,
    is_total: Type.Boolean({ description: 'True: never to be added to its parts.' }),
    total_over: Type.Array(text),
    ...provenance
  },
  { $id: 'PublishedCount', description: 'One published figure, as printed.' }
)
