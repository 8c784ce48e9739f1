import { asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { codeLists } from '../../database/tables/releases.ts'
import { inOneText, type LocalText, said, withMeant } from '../../vocabulary/labels/texts/texts.ts'
import { namesMeant, Problem } from '../../vocabulary/problem.ts'
import { wholeList } from '../whole-list.ts'

type Db = Pick<Database, 'db'>

/** The publishers' code lists, one row a scheme. */
export async function allCodeLists({ db }: Db) {
  const rows = await db
    .select({
      scheme: codeLists.scheme,
      source: codeLists.source,
      fields: sql<string[]>`array_agg(distinct ${codeLists.field} order by ${codeLists.field})`,
      codes: sql<number>`count(*)::int`
    })
    .from(codeLists)
    .groupBy(codeLists.scheme, codeLists.source)
    .orderBy(sql`${codeLists.scheme} collate "C"`)
  return wholeList(rows.map(row => ({ ...row, url: `/v1/code-lists/${row.scheme}` })))
}

/** One code list as imported, in the publisher's order. Throws not-found. */
export async function oneCodeList({ db }: Db, scheme: string) {
  const rows = await db
    .select()
    .from(codeLists)
    .where(eq(codeLists.scheme, scheme))
    .orderBy(asc(codeLists.position))
  if (rows.length === 0) {
    const known = await db.selectDistinct({ scheme: codeLists.scheme }).from(codeLists)
    const close = namesMeant(
      scheme,
      known.map(each => each.scheme)
    )
    const text = withMeant(said('no_code_list', { scheme: scheme.slice(0, 100) }), close)
    throw new Problem('not-found', inOneText([text, said('see_code_lists')]), [
      { parameter: 'scheme', code: 'not-found', did_you_mean: close }
    ])
  }
  return wholeList(rows.map(({ position, ...row }) => row))
}

export interface SourceCode {
  source: string
  scheme: string
  field: string
  code: string
  label: LocalText
  note: LocalText | null
}

/** The sources' codes that are mapped to a value of a dimension, by value. */
export async function sourceCodesOf({ db }: Db, dimension: string): Promise<Map<string, SourceCode[]>> {
  const rows = await db
    .select()
    .from(codeLists)
    .where(eq(codeLists.dimension, dimension))
    .orderBy(sql`${codeLists.scheme} collate "C"`, asc(codeLists.position))
  const byValue = new Map<string, SourceCode[]>()
  for (const { source, scheme, field, code, label, note, value } of rows)
    if (value !== null)
      byValue.set(value, [...(byValue.get(value) ?? []), { source, scheme, field, code, label, note }])
  return byValue
}
