import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { differenceOf } from '../../queries/releases/differences.ts'
import { differingRecords } from '../../queries/releases/differing-records.ts'
import { fieldsTold } from '../../queries/releases/field-ledger.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import {
  idParameter,
  labelsParameter,
  listOf,
  listParameters,
  releaseParameters
} from '../../schemas/parameters.ts'
import { ref } from '../../schemas/reference.ts'
import {
  comparisonExample,
  DifferenceCountSchema,
  DifferenceMeta,
  DifferingRecordSchema,
  differenceCountExample,
  differingRecordExample,
  FieldLedgerSchema,
  fieldLedgerExample
} from '../../schemas/releases/differences.ts'
import { namedIn } from '../../snapshot/considered.ts'
import { recordFields } from '../../vocabulary/records/fields.ts'
import { comparedFields } from '../../vocabulary/records/record.ts'
import { differenceSplits, recordDifferences } from '../../vocabulary/release/difference.ts'
import { grains } from '../../vocabulary/unit.ts'

const id = { id: idParameter('source') }
const pair = { ...id, before: idParameter('earlier release'), after: idParameter('later release') }
// Spelled out, so that a name with a line break or a slash in it is one that no release has, and not another path.
const pairUrl = '/v1/sources/:id/releases/:before([^]+?)...:after([^]+)'
const record = listOf(Type.Enum([...grains], { type: 'string' }), 'Only these kinds of records.')
const difference = listOf(
  Type.Enum([...recordDifferences], { type: 'string' }),
  'Only what vanished, changed, has another key, or was added.'
)
const fieldNames = Object.keys(recordFields)
const compared = fieldNames.filter(name =>
  grains.some(grain => comparedFields(grain).some(each => each.name === name))
)
const field = (names: readonly string[], description: string) =>
  listOf(Type.Enum([...names], { type: 'string' }), description)

/** What releases differ in, and what they tell in each field (docs/rules/differences.md). */
export function differenceRoutes(app: FastifyInstance, deps: AppDeps): void {
  const common = { tags: ['Sources'] as [string], formats: listFormats }
  const considers = ({ params }: { params: { id: string } }, set: Parameters<typeof namedIn>[0]) =>
    namedIn(set, [params.id])
  endpoint(app, deps, {
    ...common,
    url: '/v1/sources/:id/fields',
    operationId: 'listFields',
    params: Type.Object(id),
    query: Type.Object({
      ...releaseParameters,
      series: listOf(Type.String({ minLength: 1, maxLength: 100 }), 'Only these series.'),
      record,
      field: field(fieldNames, 'Only these fields.'),
      ...labelsParameter
    }),
    data: Type.Array(ref(FieldLedgerSchema)),
    meta: ref(ListMeta),
    example: [fieldLedgerExample],
    considers,
    answer: ({ params, query, set }) => fieldsTold(deps.database, params.id, query, set)
  })
  endpoint(app, deps, {
    ...common,
    url: pairUrl,
    operationId: 'compareReleases',
    params: Type.Object(pair),
    query: Type.Object({
      record,
      difference,
      by: listOf(
        Type.Enum([...differenceSplits], { type: 'string' }),
        'Only counts that are split by these; all: not split.'
      ),
      ...labelsParameter
    }),
    data: Type.Array(ref(DifferenceCountSchema)),
    meta: ref(DifferenceMeta),
    example: [differenceCountExample],
    exampleMeta: comparisonExample,
    considers,
    answer: ({ params, query, set }) => differenceOf(deps.database, params, query, set.releases)
  })
  const { limit, cursor } = listParameters(['id'], [])
  endpoint(app, deps, {
    ...common,
    url: `${pairUrl}/records`,
    operationId: 'listDifferingRecords',
    params: Type.Object(pair),
    query: Type.Object({
      record,
      difference,
      field: field(compared, 'Only records that changed in these.'),
      limit,
      cursor,
      ...labelsParameter
    }),
    data: Type.Array(ref(DifferingRecordSchema)),
    meta: ref(DifferenceMeta),
    cache: 'cases',
    example: [differingRecordExample],
    exampleMeta: comparisonExample,
    considers,
    answer: ({ params, query, set, format, records }) =>
      differingRecords(records, params, query, { held: set.releases, is_paged: format.is_paged })
  })
}
