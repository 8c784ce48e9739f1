import { type TObject, type TSchema, Type } from 'typebox'
import { themeNames } from '../formats/chart/palette.ts'
import { type Format, type FormatOptions, pictureSizes } from '../formats/format.ts'
import { documentFormats, hasOption } from '../formats/registry.ts'
import { envelope } from '../schemas/envelope.ts'
import { ProblemDocument } from '../schemas/problem.ts'
import { ref } from '../schemas/reference.ts'
import { type OperationId, summaryOf } from '../vocabulary/labels/summaries.ts'

/** The part of an endpoint's definition from which its operation in the contract is made. */
interface Described {
  url: string
  operationId: OperationId
  description?: string
  tags: [string]
  params?: TObject
  query: TObject
  data: TSchema
  /** A row of a list with the parameter `fields`, which leaves members out. */
  row_with_fields?: TSchema
  meta?: TSchema
  formats?: readonly Format[]
  example: unknown
  exampleMeta?: Record<string, unknown>
}

/** The schema of an endpoint's route, for validation and for the contract. */
export function schemaOf(described: Described) {
  const { operationId, description, tags, params } = described
  return {
    operationId,
    summary: summaryOf(operationId).en,
    ...(description ? { description } : {}),
    tags,
    ...(params ? { params } : {}),
    querystring: queryOf(described),
    response: responsesOf(described)
  }
}

/** Parameters that only some formats have. */
const optionSchemas: Record<keyof FormatOptions, TSchema> = {
  bom: Type.Boolean({ description: 'CSV with a byte order mark, for spreadsheets that need it.' }),
  delimiter: Type.Enum(['comma', 'semicolon'], {
    type: 'string',
    description: 'What stands between CSV fields.'
  }),
  header: Type.Enum(['names', 'labels'], {
    type: 'string',
    description:
      'The first row of CSV and workbooks: the names of columns, or their labels in the language of lang.'
  }),
  sentence_of: Type.Enum(['first_row', 'answer'], {
    type: 'string',
    description:
      'What a sentence is about: the first row, or the whole answer, as if it were not grouped. What is never added has a sentence each.'
  }),
  width: Type.Integer({
    minimum: 300,
    maximum: 1200,
    description:
      'Pixels from edge to edge of a picture. Letters keep their size: a narrow picture has fewer ticks and more lines of text.'
  }),
  theme: Type.Enum(themeNames, { type: 'string', description: 'Colours of a picture: light without it.' }),
  head: Type.Boolean({
    description:
      'false: a picture without title, notes and caveats, for a page that says them. The source stays, and that figures are made up.'
  }),
  scale: Type.Integer({
    minimum: 1,
    maximum: 3,
    description: 'Points of a PNG for each pixel of width; 2 without it.'
  }),
  size: Type.Enum(pictureSizes, {
    type: 'string',
    description:
      'og: a PNG of 1200 × 630 points, with its title, its notes and its source, for what programs show of a link.'
  })
}

function queryOf({ query, formats = documentFormats }: Described): TObject {
  const format = Type.Enum(
    formats.map(({ id }) => id),
    { type: 'string', description: 'As the suffix of the path does; both come before Accept.' }
  )
  const options = Object.entries(optionSchemas)
    .filter(([name]) => formats.some(each => hasOption(each, name)))
    .map(([name, schema]) => [name, Type.Optional(schema)])
  return Type.Object(
    { ...query.properties, format: Type.Optional(format), ...Object.fromEntries(options) },
    { additionalProperties: false }
  )
}

/** A response with a problem document, for the contract. */
export const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref(ProblemDocument) } }
})

/** The contract's content of a format other than the JSON envelope: text, bytes, or JSON of another standard. */
function contentOf({ type, writes, is_binary, example }: Format) {
  if (writes === 'document') return []
  const name = type.split(';')[0] as string
  const schema = name.endsWith('+json')
    ? Type.Object({}, { additionalProperties: true })
    : Type.String(is_binary ? { format: 'binary' } : {})
  return [[name, { schema, ...(example === undefined ? {} : { example }) }] as const]
}

function responsesOf(described: Described) {
  const { meta, formats = [], params } = described
  return {
    200: {
      description: 'The answer.',
      content: {
        'application/json': { schema: envelope(dataOf(described), meta), example: exampleOf(described) },
        ...Object.fromEntries(formats.flatMap(contentOf))
      }
    },
    400: problem('Something in the question cannot be meant; all faults are named at once.'),
    404: problem(params ? 'There is no such record, or no such release.' : 'There is no such release.'),
    ...(params ? { 414: problem('A part of the path is longer than any id.') } : {}),
    406: problem('The endpoint does not have that format.'),
    429: problem('Too many requests; Retry-After says when to ask again.'),
    500: problem('A fault of the service.'),
    503: problem('Too busy, or the query took too long; Retry-After says when to ask again.')
  }
}

/** The member `data`. Rows of a list may have the chosen fields alone. */
function dataOf({ data, row_with_fields }: Described): TSchema {
  const { items } = data as { items?: TSchema }
  return items && row_with_fields ? Type.Array(Type.Union([items, row_with_fields])) : data
}

/** An example of a whole answer, with its envelope. */
function exampleOf({ url, example, exampleMeta, formats = documentFormats }: Described) {
  const path = url.replace(/:(\w+)(\([^)]*\))?/g, '{$1}')
  const list = Array.isArray(example) ? { total: example.length, total_reason: null } : {}
  const others = formats.length > 1 ? formats.map(({ id }) => [id, `${path}.${id}`]) : []
  return {
    data: example,
    meta: {
      query: {},
      sources: [],
      caveats: [],
      synthetic: false,
      citation: 'How to cite it.',
      ...list,
      ...exampleMeta,
      generated_by: '0.1.0'
    },
    links: { self: path, next: null, canonical: path, ...Object.fromEntries(others) }
  }
}
