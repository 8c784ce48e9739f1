import { Type } from 'typebox'
import { ReleaseStatus } from '../../vocabulary/closed-lists.ts'
import { ChangeKind } from '../../vocabulary/release/change.ts'
import { exactly, ListMeta } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'
import { ComparedRecordsSchema } from './differences.ts'

const text = Type.String()
const textOrNull = orNull(text)
const texts = Type.Array(text)
const instant = Type.String({ format: 'date-time' })
const touched = (what: string) =>
  Type.Array(text, { description: `${what} of the records that differ, while the comparison is kept.` })

export const ChangeSchema = exactly(
  {
    change_id: Type.String({ format: 'uuid', description: 'In feeds urn:uuid:…; the same for ever.' }),
    kind: ref(ChangeKind),
    title: text,
    text,
    source: text,
    series: textOrNull,
    release: orNull(text, { description: 'null: of the source as a whole, as a removal is.' }),
    before: orNull(text, { description: 'The earlier release that it was compared with.' }),
    replaced_by: orNull(text, { description: 'The release that took its place; null where not noted.' }),
    synthetic: orNull(Type.Boolean()),
    starter: orNull(Type.Boolean({ description: 'True: the product ships it.' })),
    status: orNull(ref(ReleaseStatus), { description: 'Of the release since then; null: not noted.' }),
    happened_at: orNull(instant, { description: 'null: not noted, of what happened in an earlier version.' }),
    told_at: Type.String({ format: 'date-time', description: 'When it happened, else when it was noted.' }),
    count: orNull(Type.Integer(), {
      description: 'Of what vanished, was corrected or removed: how many records, as told then.'
    }),
    records: Type.Array(ComparedRecordsSchema, { description: 'What the comparison counted, as told then.' }),
    reason: textOrNull,
    layout_before: textOrNull,
    layout: textOrNull,
    fields_missing: texts,
    fields_new: texts,
    touched_decision_stages: touched('Stages'),
    touched_nationalities: touched('Nationalities'),
    touched_reporters: touched('Reporting countries'),
    touched_countries_of_return: touched('Countries of return'),
    touched_fields: touched('Fields'),
    touched: Type.Array(exactly({ what: text, url: text }), {
      description:
        'The addresses that it touches: the release, its comparison and files, and the answers of the source.'
    }),
    url: text
  },
  {
    $id: 'Change',
    description: 'What happened to a release, or to what a source holds (docs/rules/changes.md).'
  }
)

export const ChangesMeta = Type.Object(
  {
    ...ListMeta.properties,
    kinds: Type.Array(ref(ChangeKind), { description: 'The kinds that are listed.' })
  },
  { $id: 'ChangesMeta', additionalProperties: false }
)

export const changesMetaExample = { kinds: ['vanished'] }

const pair = '/v1/sources/us-eoir-cases/releases/2026-08-01...2026-09-01'

export const changeExample = {
  change_id: '0b6f4f4e-0b8e-4a6c-9a0b-3f1d6a0c2d11',
  kind: 'vanished',
  title: 'us-eoir-cases 2026-09-01: records of 2026-08-01 that vanished: 490',
  text: 'These records were in 2026-08-01 and are not in 2026-09-01. Of them only ids and counts are told.',
  ...{ source: 'us-eoir-cases', series: 'cases', release: '2026-09-01', before: '2026-08-01' },
  ...{ replaced_by: null, synthetic: false, starter: false, status: 'current' },
  ...{ happened_at: '2026-09-02T06:14:09.120Z', told_at: '2026-09-02T06:14:09.120Z', count: 490 },
  records: [
    {
      ...{ record: 'case', rows_before: 494241, rows_after: 503621, unchanged: 489303, vanished: 490 },
      ...{ changed: 4448, rekeyed: 0, added: 9870, matched_by: 'key', not_compared: [] }
    }
  ],
  ...{ reason: null, layout_before: null, layout: null, fields_missing: [], fields_new: [] },
  ...{ touched_decision_stages: ['first_instance'], touched_nationalities: ['SLV'], touched_reporters: [] },
  ...{ touched_countries_of_return: [], touched_fields: ['court'] },
  touched: [
    {
      what: 'The release',
      url: '/v1/sources/us-eoir-cases/releases/2026-09-01'
    },
    { what: 'What the two releases differ in', url: pair },
    { what: 'Answers of the source', url: '/v1/statistics/cases?source=us-eoir-cases' }
  ],
  url: '/v1/sources/us-eoir-cases/releases/2026-09-01'
}
