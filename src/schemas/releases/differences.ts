import { Type } from 'typebox'
import { recordFields } from '../../vocabulary/records/fields.ts'
import { DifferenceSplit, RecordDifference } from '../../vocabulary/release/difference.ts'
import { Grain } from '../../vocabulary/unit.ts'
import { exactly, ListMeta } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'

const text = Type.String()
const textOrNull = orNull(text)
const count = Type.Integer()
const countOrNull = orNull(count)
const share = orNull(Type.Number({ minimum: 0, maximum: 1 }), { description: 'null: no row.' })
const day = orNull(Type.String({ format: 'date' }), { description: 'null: no date, or the field is none.' })
const ofRelease = { source: text, release: text, synthetic: Type.Boolean() }
const before = Type.String({ description: 'The earlier release.' })

export const DifferenceCountSchema = exactly(
  {
    record: ref(Grain),
    difference: ref(RecordDifference),
    by: ref(DifferenceSplit),
    value: orNull(text, {
      description:
        'The month, stage, nationality, reporter, country of return or field; null where the record has none, and for all.'
    }),
    value_before: orNull(text, { description: 'Of by=values: the value of the field before; null: none.' }),
    value_after: orNull(text, { description: 'The value after.' }),
    count,
    ...{ source: text, before, release: text, synthetic: Type.Boolean() }
  },
  {
    $id: 'DifferenceCount',
    description: 'How many records differ between two releases (docs/rules/differences.md).'
  }
)

export const DifferingRecordSchema = exactly(
  {
    record: ref(Grain),
    difference: ref(RecordDifference),
    id: Type.String({ description: 'In the later release; of what vanished, in the earlier one.' }),
    former_id: orNull(text, { description: 'Of a re-keyed record: its id in the earlier release.' }),
    field: orNull(text, { description: 'Of a changed record: the field that differs, one row each.' }),
    value_before: orNull(text, { description: 'null: no value, or a free text, which is not told.' }),
    value_after: textOrNull,
    dimensions: orNull(Type.Array(text), {
      description: 'Of a published figure: what its number is of, such as nationality=SYR.'
    }),
    ...{ source: text, before, release: text, synthetic: Type.Boolean() }
  },
  { $id: 'DifferingRecord', description: 'A record that differs. Of what vanished no value is told.' }
)

export const ComparedRecordsSchema = exactly({
  record: ref(Grain),
  rows_before: count,
  rows_after: count,
  unchanged: count,
  vanished: count,
  changed: count,
  rekeyed: count,
  added: count,
  matched_by: Type.Enum(['key', 'content'], {
    type: 'string',
    description: 'content: keys of the source hold inside one release, so nothing is known to have changed.'
  }),
  not_compared: Type.Array(text, {
    description: 'Fields that one of the releases was written without, by an earlier version of this service.'
  })
})

const ComparisonSchema = exactly(
  {
    source: text,
    series: text,
    before,
    release: text,
    made_at: Type.String({ format: 'date-time' }),
    records: Type.Array(ComparedRecordsSchema, {
      description:
        'rows_before = unchanged + changed + rekeyed + vanished; rows_after = unchanged + changed + rekeyed + added.'
    }),
    listed_at: orNull(text, {
      description: 'Where the records are listed; null: they are not kept one by one.'
    })
  },
  { $id: 'Comparison' }
)

export const DifferenceMeta = Type.Object(
  { ...ListMeta.properties, comparison: ref(ComparisonSchema) },
  { $id: 'DifferenceMeta', additionalProperties: false }
)

export const FieldLedgerSchema = exactly(
  {
    series: text,
    record: ref(Grain),
    field: Type.Enum(Object.keys(recordFields), { type: 'string' }),
    rows: count,
    missing: Type.Integer({ description: 'Rows without a value: null, not split, or an empty list.' }),
    missing_share: share,
    unknown: Type.Integer({ description: 'Rows whose value says that it is not known.' }),
    unknown_share: share,
    first_on: day,
    last_on: day,
    impossible: orNull(count, {
      description: 'Of the field impossible_dates: how many dates cannot be. null: another field.'
    }),
    distinct_values: orNull(count, { description: 'null: the key of another record.' }),
    top_values: orNull(Type.Array(exactly({ value: text, count })), {
      description:
        'The ten most frequent; of impossible_dates the source’s columns. null: days, numbers, ids and free text, which can point to one person.'
    }),
    before: orNull(text, { description: 'The release that it was compared with; null: none.' }),
    rows_before: countOrNull,
    missing_share_before: share,
    unknown_share_before: share,
    first_on_before: day,
    last_on_before: day,
    impossible_before: countOrNull,
    distinct_values_before: countOrNull,
    ...ofRelease
  },
  { $id: 'FieldLedger', description: 'What the records of a release tell in one field.' }
)

export const differenceSchemas = [
  RecordDifference,
  DifferenceSplit,
  DifferenceCountSchema,
  DifferingRecordSchema,
  ComparisonSchema,
  DifferenceMeta,
  FieldLedgerSchema
]

const pair = { source: 'us-eoir-cases', before: '2026-07', release: '2026-08', synthetic: false }
export const differenceCountExample = {
  ...{ record: 'case', difference: 'changed', by: 'values', value: 'case_status' },
  ...{ value_before: 'pending', value_after: 'decided', count: 41_207, ...pair }
}
export const differingRecordExample = {
  ...{ record: 'case', difference: 'changed', id: 'eoir:5000123', former_id: null, field: 'case_status' },
  ...{ value_before: 'pending', value_after: 'decided', dimensions: null, ...pair }
}
export const comparisonExample = {
  comparison: {
    ...{ source: 'us-eoir-cases', series: 'cases', before: '2026-07', release: '2026-08' },
    made_at: '2026-09-02T10:00:00Z',
    records: [
      {
        ...{ record: 'case', rows_before: 12_700_000, rows_after: 12_790_000, unchanged: 12_500_000 },
        ...{ vanished: 12, changed: 199_983, rekeyed: 5, added: 90_012, matched_by: 'key', not_compared: [] }
      }
    ],
    listed_at: '/v1/sources/us-eoir-cases/releases/2026-07...2026-08/records'
  }
}
export const fieldLedgerExample = {
  ...{ series: 'cases', record: 'case', field: 'custody', rows: 12_790_000 },
  ...{ missing: 1279, missing_share: 0.0001, unknown: 0, unknown_share: 0, first_on: null, last_on: null },
  ...{ impossible: null, distinct_values: 3, top_values: [{ value: 'never_detained', count: 10_000_000 }] },
  ...{ before: '2026-07', rows_before: 12_700_000, missing_share_before: 0.0001, unknown_share_before: 0 },
  ...{ first_on_before: null, last_on_before: null, impossible_before: null, distinct_values_before: 3 },
  ...{ source: 'us-eoir-cases', release: '2026-08', synthetic: false }
}
