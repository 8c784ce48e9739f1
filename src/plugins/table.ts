import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { flatHeader, flatRows } from '../vocabulary/result-rows.ts'
import type { Answer, Row, Table } from './answer.ts'

/** Whose row it is stays on it, whatever fields are asked for. */
const constantColumns = ['source', 'release', 'synthetic']

/** The columns of a list in the order of its schema; none for what is no list. */
export function columnsOf(app: FastifyInstance, data: TSchema): string[] {
  const { items } = data as { items?: { $ref?: string; properties?: object } }
  const row = items?.$ref
    ? (app.getSchema(items.$ref.replace('#', '')) as { properties?: object } | undefined)
    : items
  return Object.keys(row?.properties ?? {})
}

/** A list as a table: all columns in their order, or the fields that were asked for. */
export function tableOf(
  { table, data, result }: Answer,
  columns: readonly string[],
  query: object
): Required<Table> {
  if (result) return { header: flatHeader(result), batches: flatRows(result) }
  const { fields } = query as { fields?: string[] }
  const shown = (name: string) => !fields || fields.includes(name) || constantColumns.includes(name)
  return {
    header: table?.header ?? columns.filter(shown),
    batches: table?.batches ?? [data as Row[]]
  }
}
