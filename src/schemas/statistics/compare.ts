import { type TSchema, Type } from 'typebox'
import { groupsOf, subjectDefinitions, subjectNames } from '../../vocabulary/measures/subject.ts'
import { problemTypes } from '../../vocabulary/problem.ts'
import { YearBasis } from '../../vocabulary/time/period.ts'
import { Unit, units } from '../../vocabulary/unit.ts'
import { CaveatNoteSchema, exactly, metaMembers } from '../envelope.ts'
import { listOf, oneOf } from '../parameters.ts'
import { orNull, ref } from '../reference.ts'
import {
  ApplicationStatisticsQuery,
  ApplicationStatisticsRow,
  CaseStatisticsQuery,
  CaseStatisticsRow,
  DecisionStatisticsQuery,
  DecisionStatisticsRow,
  ReturnStatisticsQuery,
  ReturnStatisticsRow,
  StatisticsMeta
} from './statistics.ts'
import { measuresOf, queryColumns } from './statistics-query.ts'

const subjects = Object.values(subjectDefinitions)
const unique = <T>(names: readonly T[]): T[] => [...new Set(names)]
const words = (names: readonly string[]) => Type.Enum(unique(names), { type: 'string' })
const name = Type.String({ minLength: 1, maxLength: 100 })

/** Parameters of comparisons: those of statistics on all subjects, for many sources instead of one. */
export const CompareQuery = Type.Object({
  of: oneOf(subjectNames, 'What is counted: decisions, unless said otherwise.'),
  ...CaseStatisticsQuery.properties,
  ...ApplicationStatisticsQuery.properties,
  ...ReturnStatisticsQuery.properties,
  ...DecisionStatisticsQuery.properties,
  source: listOf(
    name,
    'Only these sources. Left out, every source with a current, real release is asked; made-up releases and documented-cases answer only when they are named.'
  ),
  series: listOf(name, 'Only these published tables.'),
  release: listOf(
    name,
    'Pins releases by their labels, or as source:label. A source of which none is named does not answer then.'
  ),
  group_by: listOf(
    words(subjects.flatMap(subject => [...groupsOf(subject), ...subject.holds])),
    'At most four dimensions: the key by which rows of the sources stand side by side.',
    [['year']]
  ),
  measures: listOf(
    words(subjects.flatMap(measuresOf)),
    'Counts and rates: see /v1/measures. Left out, each source counts in its own units.',
    [['refugee_recognition_rate']]
  ),
  unit: oneOf(units, 'Only what is counted in this unit. Left out, each source counts in its own units.'),
  sort: listOf(
    Type.String({ minLength: 2, maxLength: 100 }),
    'Dimensions, source or series, with - descending. Never numbers: they are not counted alike. Default: as grouped, then by source.'
  ),
  fields: listOf(
    words(subjects.flatMap(queryColumns)),
    'Only these measures; what distinguishes rows stays, and flags stay with their measure.'
  )
})

const { source: _, series: __, release: ___, ...dimensionsAndMeasures } = DecisionStatisticsRow.properties

/** One row of one source. */
export const CompareRow = Type.Object(
  {
    ...(CaseStatisticsRow.properties as Record<string, TSchema>),
    ...(ReturnStatisticsRow.properties as Record<string, TSchema>),
    ...(ApplicationStatisticsRow.properties as Record<string, TSchema>),
    ...(dimensionsAndMeasures as Record<string, TSchema>),
    unit: ref(Unit),
    year_basis: ref(YearBasis),
    source: Type.String(),
    series: Type.String(),
    release: Type.String(),
    synthetic: Type.Boolean()
  },
  {
    $id: 'CompareRow',
    additionalProperties: false,
    description:
      'One row of one source, as it answers alone: the dimensions asked for, those by which the sources must be distinguished, whose row it is, and its own measures. A measure that its source does not count is left out; in a table it is empty, not_applicable.'
  }
)

const {
  counting_rule,
  period,
  reconciliation,
  rates,
  missing,
  breaks,
  stand_ins,
  rounding,
  groups,
  estimate
} = StatisticsMeta.properties

const OneAnswer = exactly(
  {
    source: Type.String(),
    series: Type.String(),
    release: Type.String(),
    synthetic: Type.Boolean(),
    title: Type.String(),
    same_as: orNull(Type.String(), {
      description: 'A series among these answers that holds the same records: never added to it.'
    }),
    unit: orNull(ref(Unit)),
    counting_rule,
    period,
    split_by: Type.Array(Type.String(), {
      description: 'What this answer is split by, as when asked alone.'
    }),
    cells: orNull(Type.Integer({ minimum: 0 }), { description: 'Its rows over all pages.' }),
    reconciliation,
    rates,
    missing,
    breaks,
    stand_ins,
    rounding,
    groups,
    estimate,
    caveats: Type.Array(ref(CaveatNoteSchema)),
    links: exactly({
      self: Type.String({ description: 'The same question to this source alone.' }),
      canonical: Type.String({ description: 'The same, pinned to the release that answered.' })
    })
  },
  { $id: 'ComparedAnswer' }
)

const NotAnswered = exactly(
  {
    source: Type.String(),
    series: Type.String(),
    title: Type.String(),
    type: Type.Enum(Object.keys(problemTypes), { type: 'string' }),
    reason: Type.String(),
    url: orNull(Type.String(), {
      description: 'The nearest question on the same rows that it answers; null where there is none.'
    })
  },
  { $id: 'ComparedRefusal' }
)

const Difference = exactly(
  {
    kind: Type.String({ description: 'Such as unit, year_basis, decision_stage or counted.' }),
    text: Type.String(),
    values: Type.Array(
      exactly({
        source: Type.String(),
        series: Type.String(),
        unit: orNull(ref(Unit)),
        values: Type.Array(Type.String())
      }),
      { description: 'One entry an answer, in the order of meta.answers.' }
    )
  },
  { $id: 'ComparedDifference' }
)

export const CompareMetaSchema = exactly(
  {
    total: orNull(Type.Integer({ minimum: 0 }), { description: 'Rows over all pages; null with dry_run.' }),
    total_reason: orNull(Type.String()),
    ...metaMembers,
    key: Type.Array(Type.String(), { description: 'Columns that are equal in rows about the same thing.' }),
    answers: Type.Array(ref(OneAnswer), { description: 'One entry a series and unit.' }),
    not_answered: Type.Array(ref(NotAnswered), { description: 'Who was asked and cannot answer, with why.' }),
    differences: Type.Array(ref(Difference), { description: 'In what the answers differ.' }),
    groups,
    estimate
  },
  { $id: 'CompareMeta' }
)

/** The schemas of comparisons that the contract names. */
export const compareSchemas = [CompareRow, OneAnswer, NotAnswered, Difference, CompareMetaSchema]
