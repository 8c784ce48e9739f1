import { figureSubjectsOf, type SnapshotTable, type TableCard } from '../../snapshot/card.ts'
import { column, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { FigureSubject } from '../../vocabulary/closed-lists.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import {
  filtersOf,
  groupsOf,
  type SubjectDefinition,
  type SubjectName,
  subjectDefinitions
} from '../../vocabulary/measures/subject.ts'
import type { DateBasis } from '../../vocabulary/time/period.ts'
import type { Unit } from '../../vocabulary/unit.ts'

/** Records that are counted, one row each, with dates of their own. Reported events are in no statistic. */
export type RecordTableName = Exclude<SnapshotTable, 'published_counts' | 'events'>

/** A date of a record. One without a precision is always a day. */
export interface DateColumn {
  column: string
  precision?: string
}

/** Subsets of the records of a table, each with its condition. */
export const subsets = {
  waiting: sql`${column('waiting_at')} is not null`,
  /** Few applications are decided more than once, so finding them among all decisions is slow without a rollup. */
  decided_again: sql`${column('decision_stage')} = 'first_instance' and ${column('application_decisions')} is distinct from 1`
} as const satisfies Record<string, Sql>
export type SubsetName = keyof typeof subsets

/**
 * What is counted (`Question.subject`), and the tables that hold it. Other endpoints on the same tables derive a
 * subject of their own.
 */
export interface Subject extends SubjectDefinition {
  groups: readonly Dimension[]
  filters: readonly Dimension[]
  name: SubjectName
  /** Its records; left out where there are published figures alone. */
  table?: RecordTableName
  dates: Partial<Record<DateBasis, DateColumn>>
  /** Published figures about the subject: their word, whether a table has them, and in which rows. */
  figures?: { word: FigureSubject; tells(card: TableCard): boolean; rows: Sql }
  /** Dimension → the column that lists its values with commas between (`holds`). */
  lists: Partial<Record<Dimension, string>>
  /** Columns of records that are true or false where published figures have words. */
  booleans: readonly Dimension[]
  /** Records that repeat another: left out, unless include_duplicates=true. */
  duplicates?: Sql
  /**
   * A unit of which several records can be one: the records that it applies to, and the condition for a record that is
   * one by itself (`single`).
   */
  merged?: {
    unit: Unit
    rows: Readonly<Record<string, readonly string[]>>
    single: Sql
    /** The subset of the other records, by its name in rollups. */
    several: SubsetName
    key: Sql
  }
}

const made = <shape extends SubjectDefinition, rest>(shape: shape, rest: rest) => ({
  ...shape,
  groups: groupsOf(shape),
  filters: filtersOf(shape),
  ...rest
})

/** Published figures about a subject. */
export const figuresOf = (word: FigureSubject): NonNullable<Subject['figures']> => ({
  word,
  tells: card => figureSubjectsOf(card).includes(word),
  rows: sql`${column('subject')} = ${raw(`'${word}'`)}`
})

/** All subjects. What differs between them is data here, so that no other code branches on the subject. */
export const subjects = {
  decisions: made(subjectDefinitions.decisions, {
    name: 'decisions' as const,
    table: 'decisions' as const,
    dates: {
      decided: { column: 'decided_on', precision: 'decided_precision' },
      filed: { column: 'filed_on' }
    },
    figures: figuresOf('decisions'),
    lists: {},
    booleans: [],
    // An application that is decided again when its case returns to the court is still one application.
    merged: {
      unit: 'applications' as const,
      rows: {
        decision_stage: ['first_instance'],
        application_type: ['asylum', 'withholding', 'torture_convention']
      },
      single: sql`${column('application_decisions')} = 1`,
      several: 'decided_again' as const,
      key: sql`${column('case_id')} * 4 + case ${column('application_type')} when 'asylum' then 1 when 'withholding' then 2 else 3 end`
    }
  }),
  cases: made(subjectDefinitions.cases, {
    name: 'cases' as const,
    table: 'cases' as const,
    dates: { filed: { column: 'filed_on' }, decided: { column: 'last_decided_on' } },
    lists: { application_type: 'application_types', claim_grounds: 'claim_grounds' },
    booleans: []
  }),
  returns: made(subjectDefinitions.returns, {
    name: 'returns' as const,
    table: 'returns' as const,
    dates: { returned: { column: 'returned_on', precision: 'returned_precision' } },
    figures: figuresOf('returns'),
    lists: {},
    booleans: ['same_country'] as const,
    duplicates: sql`${column('duplicate_of')} is not null`
  }),
  applications: made(subjectDefinitions.applications, {
    name: 'applications' as const,
    dates: {},
    figures: figuresOf('applications'),
    lists: {},
    booleans: []
  })
} satisfies Record<SubjectName, Subject>
