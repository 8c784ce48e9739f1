import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import type { RecordTable, TableRow } from '../../formats/format.ts'
import { resultAsTable } from '../../formats/result-columns.ts'
import { type Filters, filterColumns } from '../../vocabulary/results/filter-columns.ts'
import type { TableColumn, ValueType } from '../../vocabulary/results/table-column.ts'
import type { Answer } from '../answer.ts'

/** The columns of attribution: on every row, whichever `fields` are requested. */
const constantColumns = ['source', 'release', 'synthetic']

interface Schema {
  $ref?: string
  type?: string
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
}

/** The columns of a list in the order of its schema; empty for an endpoint that is no list. */
export function listColumns(app: FastifyInstance, data: TSchema): TableColumn[] {
  const { items } = data as Schema
  const { properties = {} } = resolved(app, items ?? {})
  return Object.entries(properties).map(([name, schema]) => ({ name, type: typeOf(app, schema) }))
}

const resolved = (app: FastifyInstance, schema: Schema): Schema =>
  schema.$ref === undefined ? schema : ((app.getSchema(schema.$ref.replace('#', '')) ?? {}) as Schema)

const scalars: Readonly<Record<string, ValueType>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean'
}

/** The value type of a schema, without null. */
function typeOf(app: FastifyInstance, given: Schema): ValueType {
  const schema = resolved(app, given)
  const [only, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  if (only) return others.length === 0 ? typeOf(app, only) : 'object'
  if (schema.type === 'array') return typeOf(app, schema.items ?? {}) === 'text' ? 'list' : 'object'
  return scalars[schema.type ?? ''] ?? 'object'
}

/**
 * An answer as a table. A list has all columns in their order, or those in the parameter `fields`. The filters come
 * last, the same on each row.
 */
export function answerTable(
  { table, data, result }: Answer,
  columns: readonly TableColumn[],
  query: object,
  filters: Filters
): RecordTable {
  if (result) return withFilters(resultAsTable(result), filters)
  const { fields } = query as { fields?: string[] }
  const isShown = ({ name }: TableColumn) =>
    !fields || fields.includes(name) || constantColumns.includes(name)
  return withFilters(
    {
      columns: table?.columns ?? columns.filter(isShown),
      batches: table?.batches ?? [data as TableRow[]],
      ...(table?.lines && { lines: table.lines })
    },
    filters
  )
}

function withFilters(table: RecordTable, filters: Filters): RecordTable {
  const last = filterColumns(
    filters,
    table.columns.map(({ name }) => name)
  )
  const names = Object.keys(last)
  if (names.length === 0) return table
  return {
    columns: [...table.columns, ...names.map((name): TableColumn => ({ name, type: 'text' }))],
    batches: filtered(table.batches, last),
    ...(table.lines && { lines: filteredLines(table.lines, last) })
  }
}

const filteredLines = ({ first, rest }: Lines, last: TableRow): Lines => ({
  first: filtered(first, last),
  rest: asked => rest({ ...asked, same: { ...asked.same, ...last } })
})

type Lines = NonNullable<RecordTable['lines']>

async function* filtered(batches: RecordTable['batches'], last: TableRow): AsyncGenerator<TableRow[]> {
  for await (const rows of batches) yield rows.map(row => ({ ...row, ...last }))
}
