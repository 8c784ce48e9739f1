import { isDeepStrictEqual } from 'node:util'
import type { ClientBase } from 'pg'
import type { Source } from '../sources/source.ts'
import type { LocalText } from '../vocabulary/labels/texts/texts.ts'
import { transaction } from './client.ts'
import { raisePointer } from './publish/publish.ts'

interface CodeRow {
  scheme: string
  source: string
  field: string
  code: string
  label: LocalText
  dimension: string | null
  value: string | null
  note: LocalText | null
  position: number
}

/**
 * Updates the catalogue of sources and their code lists to those of this version. Writes, and raises the pointer, only
 * where something differs. Sources that this version no longer has stay, because their releases stay.
 */
export async function syncCatalogue(client: ClientBase, sources: readonly Source[]): Promise<void> {
  const [abouts, codes] = [await changedAbouts(client, sources), await changedCodes(client, sources)]
  if (abouts.length === 0 && codes.length === 0) return
  await transaction(client, async () => {
    await raisePointer(client)
    for (const { about } of abouts)
      await client.query(
        `insert into sources (source, about) values ($1, $2)
         on conflict (source) do update set about = excluded.about, synced_at = now()`,
        [about.id, JSON.stringify(about)]
      )
    for (const source of codes) await writeCodes(client, source)
  })
}

async function changedAbouts(client: ClientBase, sources: readonly Source[]): Promise<Source[]> {
  const { rows } = await client.query<{ source: string }>(
    `select source from jsonb_each($1::jsonb) given (source, about) join sources using (source)
     where sources.about = given.about`,
    [JSON.stringify(Object.fromEntries(sources.map(({ about }) => [about.id, about])))]
  )
  const same = new Set(rows.map(row => row.source))
  return sources.filter(({ about }) => !same.has(about.id))
}

async function changedCodes(client: ClientBase, sources: readonly Source[]): Promise<Source[]> {
  const { rows } = await client.query<CodeRow>(
    `select scheme, source, field, code, label, dimension, value, note, position
     from code_lists order by source, scheme collate "C", position`
  )
  const stored = new Map<string, CodeRow[]>()
  for (const row of rows) stored.set(row.source, [...(stored.get(row.source) ?? []), row])
  return sources.filter(source => !isDeepStrictEqual(codeRows(source), stored.get(source.about.id) ?? []))
}

function codeRows({ about, code_lists }: Source): CodeRow[] {
  return [...code_lists]
    .sort((a, b) => (a.scheme < b.scheme ? -1 : 1))
    .flatMap(({ scheme, entries }) =>
      entries.map(({ field, code, label, dimension, value, note = null }, position) => ({
        ...{ scheme, source: about.id, field, code, label, dimension, value, note, position }
      }))
    )
}

async function writeCodes(client: ClientBase, source: Source): Promise<void> {
  await client.query('delete from code_lists where source = $1', [source.about.id])
  await client.query(
    `insert into code_lists (scheme, source, field, code, label, dimension, value, note, position)
     select scheme, source, field, code, label, dimension, value, note, position
     from jsonb_populate_recordset(null::code_lists, $1::jsonb)`,
    [JSON.stringify(codeRows(source))]
  )
}
