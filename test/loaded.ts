import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Test } from 'tap'
import type { Database } from '../src/database/connect.ts'
import type { Server } from '../src/database/embedded/launch.ts'
import { loadTables, prepareData } from '../src/import/first-run.ts'
import { importRelease } from '../src/import/run.ts'
import { rollupsOf } from '../src/rollups.ts'
import { projectRoot } from '../src/root.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'
import { sourceRegistry } from '../src/sources/registry.ts'
import { database } from './helper.ts'
import { asAdmin, migratedTemplate, templateOf } from './server.ts'

const folders = path.join(projectRoot, '.tap/loaded')

/** Fills a new database. */
export type Fill = (database: Database, dataDir: string) => Promise<unknown>

/** What many tests begin with: it is put into one database, and each test has a copy. */
export interface Loaded {
  name: string
  fill: Fill
}

export const firstRun: Loaded = {
  name: 'first_run',
  fill: (database, dataDir) => prepareData(database, { dataDir, firstData: 'demo' }, () => {})
}

/** The first-run data, and a second edition of one shipped table: a figure changed, one vanished, one was added. */
export const twoEditions: Loaded = {
  name: 'second_edition',
  async fill(database, dataDir) {
    await firstRun.fill(database, dataDir)
    const name = 'us-credible-fear-by-nationality-fy2016-2021.csv'
    const [head = '', first = '', gone = '', ...rest] = readFileSync(
      path.join(projectRoot, 'starter', name),
      'utf8'
    )
      .trimEnd()
      .split('\n')
    const changed = first.replace(/^(\d+,[^,]+),\d+/, '$1,43959')
    const folder = mkdtempSync(path.join(tmpdir(), 'asylum-outcomes-test-'))
    const file = path.join(folder, name)
    writeFileSync(file, `${[head, changed, ...rest, gone.replace('2020', '2022')].join('\n')}\n`)
    const request = { source: 'us-credible-fear', paths: [file], release: 'second-edition', starter: true }
    await importRelease(
      { database, dataDir, sources: sourceRegistry },
      { ...request, makeCurrent: true, force: true }
    )
    rmSync(folder, { recursive: true })
  }
}

/** What a new service has at once. */
export const firstTables: Loaded = {
  name: 'first_tables',
  fill: (database, dataDir) => prepareData(database, { dataDir, firstData: 'small' }, () => {})
}

/** What a new service has once the whole tables are loaded: all that FIRST_DATA=tables gives. */
export const wholeTables: Loaded = {
  name: 'whole_tables',
  async fill(database, dataDir) {
    await prepareData(database, { dataDir, firstData: 'tables' }, () => {})
    await loadTables({ database, dataDir }, () => {})
  }
}

/** A copy of the test's own: the database, and the data folder with its node's statistics files. */
export async function copyOf(t: Test, loaded: Loaded): Promise<{ database: Database; dataDir: string }> {
  const name = nameOf(loaded)
  const opened = await database(t, server => templateWith(server, name, loaded))
  const dataDir = t.testdir({})
  cpSync(path.join(folders, name), dataDir, { recursive: true })
  return { database: opened, dataDir }
}

function templateWith(server: Server, name: string, { fill }: Loaded): Promise<string> {
  const fillBoth = async (opened: Database) => {
    const unfinished = path.join(folders, `unfinished_${name}`)
    for (const left of [unfinished, path.join(folders, name)]) rmSync(left, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    await fill(opened, unfinished)
    const snapshots = await openSnapshots({
      ...{ database: opened, dataDir: unfinished, rollupsOf, timeoutMs: 60_000 }
    })
    await snapshots.close()
    renameSync(unfinished, path.join(folders, name))
  }
  return templateOf(server, name, fillBoth, () => migratedTemplate(server))
}

/** Drops what another version of the product has put into databases. */
export async function dropOldLoaded(server: Server): Promise<void> {
  const current = nameOf({ name: '' })
  await asAdmin(server, async admin => {
    const { rows } = await admin.query("select datname from pg_database where datname ~ 'loaded_'")
    for (const { datname } of rows)
      if (!datname.includes(current)) await admin.query(`drop database if exists ${datname} with (force)`)
  })
  mkdirSync(folders, { recursive: true })
  for (const name of readdirSync(folders))
    if (!name.includes(current)) rmSync(path.join(folders, name), { recursive: true, force: true })
}

/** Another product, or other tables that it ships, may put something else into a database. */
function nameOf({ name }: { name: string }): string {
  const hash = createHash('sha256')
  for (const folder of ['src', 'starter', 'migrations'])
    for (const file of readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true }))
      if (file.isFile()) hash.update(file.name).update(readFileSync(path.join(file.parentPath, file.name)))
  return `loaded_${hash.digest('hex').slice(0, 12)}_${name}`
}
