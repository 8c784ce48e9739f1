import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import t from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { migrate, migrationsFolder, requireTables } from '../../src/database/migrate.ts'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { pinnedAnswers } from '../acceptance/pinned-answers.ts'
import { database } from '../helper.ts'
import { folder } from '../import/made-up.ts'
import { copyOf, firstRun } from '../loaded.ts'

/** The migrations of this package without the newest ones. */
function earlierMigrations(at: string, without: number): string {
  cpSync(migrationsFolder, at, { recursive: true })
  const file = path.join(at, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  journal.entries = journal.entries.slice(0, -without)
  writeFileSync(file, JSON.stringify(journal))
  return at
}

const tables = `select c.relname::text as name, i.inhparent::regclass::text as parent,
    pg_get_expr(c.relpartbound, c.oid) as bound
  from pg_class c left join pg_inherits i on i.inhrelid = c.oid
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`

/** Copies every row of the tables and columns that another database has too. Its partitions are made. */
async function copyRows(from: Database, to: Database): Promise<number> {
  const columnsOf = async ({ pool }: Database): Promise<Map<string, string[]>> => {
    const { rows } = await pool.query(
      `select table_name as name, array_agg(quote_ident(column_name) order by column_name)::text[] as columns
       from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER' group by 1`
    )
    return new Map(rows.map(({ name, columns }) => [name, columns]))
  }
  const { rows: found } = await from.pool.query(tables)
  const known = await columnsOf(to)
  for (const { name, parent, bound } of found)
    if (parent && known.has(parent))
      await to.pool.query(`create table ${name} partition of ${parent} ${bound}`)
  const [here, there] = [await columnsOf(from), await columnsOf(to)]
  const [reader, writer] = [await from.pool.connect(), await to.pool.connect()]
  let copied = 0
  try {
    for (const { name } of found) {
      const columns = there.get(name)?.filter(column => here.get(name)?.includes(column))
      if (!columns) continue
      await writer.query(`truncate ${name}`)
      const list = columns.join(', ')
      const into = writer.query(copyFrom(`copy ${name} (${list}) from stdin`))
      await pipeline(reader.query(copyTo(`copy ${name} (${list}) to stdout`)), into)
      copied += into.rowCount ?? 0
    }
    // What is copied with its numbers leaves the sequences of these behind.
    const { rows: numbered } = await writer.query<{ name: string; column: string; sequence: string }>(
      `select table_name as name, column_name as column, pg_get_serial_sequence(table_name, column_name) as sequence
       from information_schema.columns where table_schema = 'public' and column_default like 'nextval(%'`
    )
    for (const { name, column, sequence } of numbered)
      await writer.query(`select setval('${sequence}', greatest(1, (select max(${column}) from ${name})))`)
  } finally {
    reader.release()
    writer.release()
  }
  return copied
}

t.test(
  'a database that was filled before the newest two migrations answers the same after them',
  { timeout: 600_000 },
  async t => {
    const whole = await copyOf(t, firstRun)
    const before = await pinnedAnswers(whole.database, whole.dataDir)
    const old = await database(t)
    await old.pool.query('drop schema public cascade; create schema public; drop schema drizzle cascade')
    await migrate(old, earlierMigrations(path.join(await folder(t), 'migrations'), 2))
    const rows = await copyRows(whole.database, old)
    t.ok(rows > 1000, `${rows} rows`)
    await t.rejects(requireTables(old.pool), /tables of an earlier version/)
    await migrate(old)
    await requireTables(old.pool)
    const dataDir = await folder(t)
    const after = await pinnedAnswers(old, dataDir)
    // What an import of the earlier version did not count is not there, and is told as absent.
    const known = Object.keys(before).filter(url => !url.includes('/fields'))
    t.ok(known.length > 30, `${known.length} addresses`)
    // The log of changes is begun with the times of the releases, so that a tag may be new: it is so with each version.
    const bytesOf = ({ tag, ...bytes }: { tag: unknown } = { tag: '' }) => bytes
    for (const url of known) t.same(bytesOf(after[url]), bytesOf(before[url]), url)
    const report = await importRelease(
      { database: old, dataDir, sources: sourceRegistry },
      {
        ...{ source: 'documented-cases', paths: [path.join(projectRoot, 'starter/documented-cases.json')] },
        ...{ release: 'after', starter: true, force: true, makeCurrent: true }
      }
    )
    t.match(
      report,
      { status: 'current', compared: { state: 'ready' } },
      'and the next import is compared with it'
    )
  }
)
