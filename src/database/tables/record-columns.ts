import type { HasDefault, NotNull } from 'drizzle-orm'
import { bigint, boolean, date, integer, type PgColumnBuilderBase, text } from 'drizzle-orm/pg-core'
import { emptyOf, type FieldType, presences } from '../../vocabulary/records/field.ts'
import { storedFields } from '../../vocabulary/records/record.ts'
import type { ColumnRules, FieldTypes, StoredField } from '../../vocabulary/records/types.ts'
import type { WordList } from '../../vocabulary/records/words.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import * as enums from './enums.ts'

/** A column of each type of field. */
const builders = {
  id: () => bigint({ mode: 'bigint' }),
  text: () => text(),
  texts: () => text().array(),
  country: () => text(),
  boolean: () => boolean(),
  integer: () => integer(),
  number: () => bigint({ mode: 'number' }),
  day: () => date({ mode: 'string' }),
  partial_day: () => date({ mode: 'string' })
} as const satisfies Record<Extract<FieldType, string>, () => PgColumnBuilderBase>

/** The Postgres type of each word list. `return_status` has none: it is on the wire only, and no table stores it. */
const wordColumns = {
  decision_stage: enums.decisionStage,
  authority: enums.authority,
  outcome: enums.outcome,
  outcome_group: enums.outcomeGroup,
  effect: enums.effect,
  appealed_by: enums.appealedBy,
  unit: enums.unit,
  figure_subject: enums.figureSubject,
  cell_status: enums.cellStatus,
  application_type: enums.applicationType,
  screening_type: enums.screeningType,
  claim_type: enums.claimType,
  custody: enums.custody,
  case_status: enums.caseStatus,
  waiting_place: enums.waitingPlace,
  waiting_time: enums.waitingTime,
  return_type: enums.returnType,
  sex: enums.sex,
  age_group: enums.ageGroup,
  applicant_type: enums.applicantType,
  applicant_history: enums.applicantHistory,
  split_boolean: enums.splitBoolean,
  date_precision: enums.datePrecision,
  reported_by: enums.reportedBy,
  certainty: enums.certainty
} as const satisfies Record<Exclude<WordList, 'return_status'>, () => PgColumnBuilderBase>

type Builder<T> = T extends keyof typeof builders
  ? ReturnType<(typeof builders)[T]>
  : T extends { readonly list: infer L extends keyof typeof wordColumns }
    ? ReturnType<(typeof wordColumns)[L]>
    : ReturnType<(typeof builders)['text']>

interface Made<B extends PgColumnBuilderBase> {
  nullable: B
  not_null: NotNull<B>
  default: HasDefault<NotNull<B>>
}

type RecordColumns = {
  [G in Grain]: {
    [F in StoredField<G>]: ColumnRules[G][F] extends infer R extends keyof Made<PgColumnBuilderBase>
      ? Made<Builder<FieldTypes[G][F]>>[R]
      : never
  }
}

/** The columns of a record's table, as the catalogue of fields has them. */
export function recordColumns<G extends Grain>(grain: G): RecordColumns[G] {
  const columns = storedFields(grain).map(({ name, type, presence }) => {
    const made = builderOf(type)
    const { column } = presences[presence]
    if (column === 'nullable') return [name, made]
    return [name, column === 'default' ? made.notNull().default(emptyOf(type)) : made.notNull()]
  })
  return Object.fromEntries(columns) as RecordColumns[G]
}

/** What all builders can do, whatever their type. */
interface AnyBuilder {
  notNull(): AnyBuilder
  default(value: unknown): AnyBuilder
}

function builderOf(type: FieldType): AnyBuilder {
  if (typeof type === 'string') return builders[type]() as unknown as AnyBuilder
  if ('words' in type) return builders.text() as unknown as AnyBuilder
  if (type.list === 'return_status') throw new Error('no table stores the status of a return')
  return wordColumns[type.list]() as unknown as AnyBuilder
}
