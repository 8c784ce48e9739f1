import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '../src/database/connect.ts'
import { type Kept, keep } from '../src/database/embedded/keep.ts'
import type { Server } from '../src/database/embedded/launch.ts'
import { migrate, migrationsFolder } from '../src/database/migrate.ts'
import { projectRoot } from '../src/root.ts'
import { isAlive } from '../src/snapshot/opening/work-owner.ts'

const dataDir = path.join(projectRoot, '.tap/database')
const templateLock = 0x7465_7374

/** Joins the one embedded server that all test files share; starts it where no other test file did. */
export async function joinTestServer(): Promise<Kept> {
  const unsafeButFast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300']
  return keep(dataDir, { flags: unsafeButFast.flatMap(flag => ['-c', flag]) })
}

/** Drops the databases that killed test runs left. */
export async function dropOldTestDatabases(server: Server): Promise<void> {
  await asAdmin(server, async admin => {
    const { rows } = await admin.query("select datname from pg_database where datname ~ '^test_'")
    for (const { datname } of rows)
      if (!isAlive(Number(datname.split('_')[1])))
        await admin.query(`drop database if exists ${datname} with (force)`)
  })
}

/** Makes a database of its own from a template, which has no rows unless told otherwise; its name tells the process. */
export async function createTestDatabase(
  server: Server,
  template?: string
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await copyDatabase(server, template ?? (await migratedTemplate(server)), name)
  return {
    url: urlOf(server, name),
    drop: () =>
      asAdmin(server, admin => admin.query(`drop database if exists ${name} with (force)`)).then(() => {})
  }
}

/** Makes the template of this name unless it is there; of several processes one makes it, and the others wait. */
export async function templateOf(
  server: Server,
  name: string,
  fill: (database: Database) => Promise<unknown>,
  from?: () => Promise<string>
): Promise<string> {
  return asAdmin(server, async admin => {
    await admin.query('select pg_advisory_lock($1, hashtext($2))', [templateLock, name])
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount) return name
    const unfinished = `unfinished_${name}`
    await admin.query(`drop database if exists ${unfinished} with (force)`)
    await copyDatabase(server, (await from?.()) ?? 'template1', unfinished)
    const database = await openDatabase({ databaseUrl: urlOf(server, unfinished), dataDir })
    await fill(database).finally(() => database.close())
    await admin.query(`alter database ${unfinished} rename to ${name}`)
    return name
  })
}

export async function migratedTemplate(server: Server): Promise<string> {
  return templateOf(server, `migrated_${hashOfMigrations()}`, migrate)
}

async function copyDatabase(server: Server, template: string, name: string): Promise<void> {
  await asAdmin(server, admin => admin.query(`create database ${name} template ${template}`))
}

export async function asAdmin<T>(server: Server, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(urlOf(server, 'postgres'))
  await admin.connect()
  return work(admin).finally(() => admin.end())
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrationsFolder)
    .filter(name => name.endsWith('.sql'))
    .sort())
    hash.update(name).update(readFileSync(path.join(migrationsFolder, name)))
  return hash.digest('hex').slice(0, 12)
}

function urlOf({ user, password, host, port }: Server, database: string): string {
  return `postgres://${user}:${password}@${host}:${port}/${database}`
}
