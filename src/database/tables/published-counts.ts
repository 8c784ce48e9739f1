import { bigint, boolean, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import * as enums from './enums.ts'

/** One published number a row (fact.ts CountFact). Partitioned by release. Sorts by words use COLLATE "C". */
export const publishedCounts = pgTable(
  'published_counts',
  {
    release_id: integer().notNull(),
    count_id: bigint({ mode: 'bigint' }).notNull(),
    series: text().notNull(),
    source_table: text().notNull(),
    line: integer().notNull(),
    period: text().notNull(),
    period_from: date({ mode: 'string' }).notNull(),
    period_to: date({ mode: 'string' }).notNull(),
    decision_stage: enums.decisionStage(),
    source_level: text().notNull().default('not_split'),
    authority: enums.authority(),
    application_type: enums.applicationType().notNull().default('not_split'),
    screening_type: enums.screeningType().notNull().default('not_split'),
    appealed_by: enums.appealedBy().notNull().default('not_split'),
    nationality: text().notNull().default('not_split'),
    country_of_asylum: text().notNull().default('not_split'),
    country_of_return: text().notNull().default('not_split'),
    same_country: enums.splitBoolean().notNull().default('not_split'),
    return_type: enums.returnType().notNull().default('not_split'),
    return_subtype: text().notNull().default('not_split'),
    sex: enums.sex().notNull().default('not_split'),
    age_group: enums.ageGroup().notNull().default('not_split'),
    applicant_type: enums.applicantType().notNull().default('not_split'),
    unaccompanied: enums.splitBoolean().notNull().default('not_split'),
    outcome: enums.outcome().notNull(),
    outcome_group: enums.outcomeGroup().notNull(),
    effect: enums.effect().notNull(),
    unit: enums.unit().notNull(),
    value: bigint({ mode: 'number' }),
    status: enums.cellStatus().notNull(),
    source_flags: text().array().notNull().default([]),
    source_code: text().notNull(),
    source_label: text(),
    is_total: boolean().notNull(),
    total_over: text().array().notNull().default([])
  },
  table => [primaryKey({ name: 'published_counts_pkey', columns: [table.release_id, table.count_id] })]
)
