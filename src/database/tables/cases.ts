import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import * as enums from './enums.ts'

/** Who reported an event of a documented case, and how sure it is. Null for agencies' own records. */
const reporting = {
  event_source: text(),
  event_url: text(),
  publisher: text(),
  published_on: date({ mode: 'string' }),
  reported_by: enums.reportedBy(),
  certainty: enums.certainty()
}

/** What is told of a row that was read from damaged text (fact.ts Damage). */
const damage = {
  repaired: boolean().notNull().default(false),
  impossible_dates: text()
}

/** One case file of one authority a row (fact.ts CaseFact). Not a person. Partitioned by release. */
export const cases = pgTable(
  'cases',
  {
    release_id: integer().notNull(),
    case_id: bigint({ mode: 'bigint' }).notNull(),
    source_table: text().notNull(),
    line: integer().notNull(),
    nationality: text().notNull(),
    nationality_raw: text(),
    case_type: text(),
    claim_type: enums.claimType(),
    protection_claim: boolean(),
    application_types: text().array().notNull().default([]),
    claim_grounds: text().array().notNull().default([]),
    court: text(),
    custody: enums.custody(),
    represented: boolean(),
    sex: enums.sex(),
    birth_decade: integer(),
    filed_on: date({ mode: 'string' }),
    last_decided_on: date({ mode: 'string' }),
    first_return_decided_on: date({ mode: 'string' }),
    case_status: enums.caseStatus().notNull(),
    case_outcome: enums.outcome().notNull(),
    case_outcome_kind: text().notNull(),
    screening_outcome: enums.outcome(),
    protection_outcome: enums.outcome(),
    return_outcome: enums.outcome(),
    country_of_return: text(),
    case_type_conflict: boolean(),
    waiting_at: enums.waitingPlace(),
    waiting_since: date({ mode: 'string' }),
    open_asylum_since: date({ mode: 'string' }),
    open_withholding_since: date({ mode: 'string' }),
    open_torture_convention_since: date({ mode: 'string' }),
    open_appeal_since: date({ mode: 'string' }),
    pathway: text(),
    summary: text(),
    ...damage,
    ...reporting
  },
  table => [
    // Pages by date are found in the snapshot: indexes for them would take as long as all the rest of an import's keys.
    primaryKey({ name: 'cases_pkey', columns: [table.release_id, table.case_id] })
  ]
)

/** One act of an authority a row (fact.ts DecisionFact). Partitioned by release. */
export const decisions = pgTable(
  'decisions',
  {
    release_id: integer().notNull(),
    decision_id: bigint({ mode: 'bigint' }).notNull(),
    case_id: bigint({ mode: 'bigint' }),
    source_table: text().notNull(),
    line: integer().notNull(),
    sequence: integer(),
    decision_stage: enums.decisionStage().notNull(),
    authority: enums.authority(),
    application_type: enums.applicationType().notNull().default('not_split'),
    screening_type: enums.screeningType().notNull().default('not_split'),
    outcome: enums.outcome().notNull(),
    outcome_group: enums.outcomeGroup().notNull(),
    effect: enums.effect().notNull(),
    nationality: text().notNull(),
    nationality_raw: text(),
    country_of_return: text(),
    country_of_return_raw: text(),
    alternate_country: text(),
    withheld_from: text(),
    case_type: text(),
    claim_type: enums.claimType(),
    protection_claim: boolean(),
    court: text(),
    custody: enums.custody(),
    represented: boolean(),
    sex: enums.sex(),
    in_absentia: boolean(),
    appeal_type: text(),
    appealed_by: enums.appealedBy().notNull().default('not_split'),
    filed_on: date({ mode: 'string' }),
    requested_on: date({ mode: 'string' }),
    decided_on: date({ mode: 'string' }),
    decided_precision: enums.datePrecision(),
    application_decisions: integer(),
    source_code: text().notNull(),
    source_label: text(),
    ...damage,
    ...reporting
  },
  table => [
    primaryKey({ name: 'decisions_pkey', columns: [table.release_id, table.decision_id] }),
    index('decisions_case').on(table.case_id)
  ]
)

/** One departure of one person a row (fact.ts ReturnFact). Partitioned by release. */
export const returns = pgTable(
  'returns',
  {
    release_id: integer().notNull(),
    return_id: bigint({ mode: 'bigint' }).notNull(),
    case_id: bigint({ mode: 'bigint' }),
    source_table: text().notNull(),
    line: integer().notNull(),
    sequence: integer(),
    nationality: text().notNull(),
    nationality_raw: text(),
    country_of_return: text().notNull(),
    country_of_return_raw: text(),
    same_country: boolean(),
    return_type: enums.returnType().notNull(),
    returned_on: date({ mode: 'string' }),
    returned_precision: enums.datePrecision(),
    via_credible_fear: boolean(),
    duplicate_of: bigint({ mode: 'bigint' }),
    source_code: text().notNull(),
    source_label: text(),
    ...reporting
  },
  table => [
    primaryKey({ name: 'returns_pkey', columns: [table.release_id, table.return_id] }),
    index('returns_case').on(table.case_id),
    index('returns_returned').on(sql`returned_on desc nulls last`, sql`return_id desc nulls last`)
  ]
)
