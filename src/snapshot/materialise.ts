import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Pool } from 'pg'
import type { ReleaseCard, SnapshotTable } from './card.ts'
import { columnsOf, grainOf, typeOf } from './columns.ts'
import { bindAll, openWorkbench, plain, quotedName } from './duckdb.ts'
import { copyKeptBy } from './keep.ts'
import { tablesOf } from './open.ts'
import { isLeft, ownerOf, ownFolder } from './opening/work-owner.ts'
import type { Rollup, RollupsOf } from './rollup.ts'
import { quoted } from './sql/literals.ts'

/** Version of the cache files; increased whenever they are built differently, so that old files are not reused. */
const format = 2
/** A text column with more distinct values stays VARCHAR: its ENUM would take more space than it saves. */
const mostWords = 5_000
const week = 7 * 24 * 3_600_000

/** The folder of statistics files inside the data folder; everything in it can be rebuilt from Postgres. */
export const cacheFolder = (dataDir: string): string => path.join(path.resolve(dataDir), 'cache')

/** Makes a temporary folder inside the cache, owned by this process. `work` names the task, see removeLeftWork. */
export async function workFolder(dataDir: string, work?: string): Promise<string> {
  const folder = path.join(cacheFolder(dataDir), `work-${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { recursive: true })
  await ownFolder(folder, work)
  return folder
}

/**
 * The path of a release's DuckDB file. Its name holds a hash of the contents and of the rollups' SQL, so that a file
 * of another database or with other rollups is not reused.
 */
export function cacheFile(dataDir: string, card: ReleaseCard, rollupsOf: RollupsOf): string {
  const hash = createHash('sha256').update(`${format} ${card.content_sha256}`)
  for (const table of tablesOf(card).sort()) hash.update(` ${table} ${card.tables[table]?.sha256}`)
  hash.update(JSON.stringify(rollupsOf(card)))
  return path.join(cacheFolder(dataDir), `r${card.release_id}-${hash.digest('hex').slice(0, 20)}.duckdb`)
}

/**
 * The path of a release's `.duckdb` file. Where the cache has none, it is built from the Parquet files in Postgres in
 * a temporary folder and then renamed, so that processes can share the cache. `onShare` is called at each step of
 * that with the share of the steps that are done, from 0 to 1.
 */
export async function materialise(
  pool: Pool,
  card: ReleaseCard,
  dataDir: string,
  rollupsOf: RollupsOf,
  onShare: (share: number) => void = () => {}
): Promise<string> {
  const file = cacheFile(dataDir, card, rollupsOf)
  if (existsSync(file)) return file
  const folder = await workFolder(dataDir)
  const rollups = rollupsOf(card)
  const steps = 2 * tablesOf(card).length + rollups.length
  let done = 0
  const step = () => onShare(++done / steps)
  onShare(0)
  try {
    for (const table of tablesOf(card)) {
      await copyKeptBy(
        pool,
        card.release_id,
        `${grainOf(table)}.parquet`,
        path.join(folder, `${table}.parquet`),
        card.tables[table]?.sha256 ?? ''
      )
      step()
    }
    await build(card, folder, path.join(folder, 'release.duckdb'), { rollups, step })
    await rename(path.join(folder, 'release.duckdb'), file)
    return file
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function build(
  card: ReleaseCard,
  folder: string,
  file: string,
  { rollups, step }: { rollups: readonly Rollup[]; step(): void }
): Promise<void> {
  const made = `r${card.release_id}`
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  try {
    await connection.run(`attach ${quoted(file)} as ${made}; use ${made}`)
    for (const table of tablesOf(card)) {
      await buildTable(connection, table, `read_parquet(${quoted(path.join(folder, `${table}.parquet`))})`)
      step()
    }
    for (const rollup of rollups) {
      await buildRollup(connection, rollup)
      step()
    }
    await connection.run(`use memory; checkpoint ${made}; detach ${made}`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function buildTable(connection: DuckDBConnection, table: SnapshotTable, from: string): Promise<void> {
  const inFile = new Set(await columnsIn(connection, from))
  const columns = columnsOf(table)
  const texts = columns.filter(({ kind, name }) => kind === 'VARCHAR' && inFile.has(name))
  const counted = await connection.run(
    `select ${texts.map(({ name }) => `approx_count_distinct(${quotedName(name)})::int`).join(', ')} from ${from}`
  )
  const distinct = (await counted.getColumns()).map(column => Number(plain(column[0])))
  const words = texts.filter((_, i) => (distinct[i] ?? 0) > 0 && (distinct[i] ?? 0) <= mostWords)
  // In alphabetical order, so that sorting by the ENUM is sorting by the text.
  for (const { name } of words)
    await connection.run(
      `create type ${quotedName(`${table}_${name}`)} as enum
       (select distinct ${quotedName(name)} from ${from} where ${quotedName(name)} is not null order by 1)`
    )
  const select = columns.map(column => {
    const name = quotedName(column.name)
    if (!inFile.has(column.name)) return `${column.absent}::${typeOf(column)} as ${name}`
    return words.some(word => word.name === column.name)
      ? `${name}::${quotedName(`${table}_${column.name}`)} as ${name}`
      : name
  })
  await connection.run(`create table ${quotedName(table)} as select ${select.join(', ')} from ${from}`)
}

async function buildRollup(connection: DuckDBConnection, { name, text, values }: Rollup): Promise<void> {
  const statement = await connection.prepare(`create table ${quotedName(name)} as ${text}`)
  try {
    bindAll(statement, values)
    await statement.run()
  } finally {
    statement.destroySync()
  }
}

/** The columns of a Parquet file; columns that were added to the table later are not in it. */
async function columnsIn(connection: DuckDBConnection, from: string): Promise<string[]> {
  return (await connection.run(`select * from ${from} limit 0`)).columnNames()
}

/**
 * Removes files older than a week that are not in `used`, those of `erased` releases whatever their age, and temporary
 * folders of killed processes.
 */
export async function sweepCache(
  dataDir: string,
  used: Iterable<string>,
  erased: readonly number[] = []
): Promise<void> {
  const keep = new Set([...used].map(file => path.basename(file)))
  const gone = new Set(erased)
  for (const name of await inCache(dataDir)) {
    const release_id = Number(/^r(\d+)-/.exec(name)?.[1])
    if (keep.has(name) || Number.isNaN(release_id)) continue
    const file = path.join(cacheFolder(dataDir), name)
    const found = await stat(file).catch(() => undefined)
    if (gone.has(release_id) || (found && Date.now() - found.mtimeMs > week))
      await rm(file, { recursive: true, force: true })
  }
  await removeLeftWork(dataDir)
}

/**
 * Removes temporary folders of killed processes, which can hold gigabytes. `ended` returns true for work that the
 * caller knows to have ended, although its process is not visible from here (see isLeft).
 */
export async function removeLeftWork(
  dataDir: string,
  ended: (work: string) => boolean = () => false
): Promise<void> {
  for (const name of (await inCache(dataDir)).filter(each => /^work-\d+-/.test(each))) {
    const folder = path.join(cacheFolder(dataDir), name)
    const work = (await ownerOf(folder))?.work
    if ((work !== undefined && ended(work)) || (await isLeft(folder)))
      await rm(folder, { recursive: true, force: true })
  }
}

const inCache = (dataDir: string): Promise<string[]> =>
  readdir(cacheFolder(dataDir)).catch(() => [] as string[])
