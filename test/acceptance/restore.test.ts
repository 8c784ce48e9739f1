import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { chooseIdentity, give } from '../../src/database/embedded/identity.ts'
import { freePort } from '../../src/database/embedded/postmaster.ts'
import { migrate } from '../../src/database/migrate.ts'
import { openClient } from '../../src/import/client.ts'
import { prepareData } from '../../src/import/first-run.ts'
import { removeCase } from '../../src/import/publish/removal/remove-case.ts'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { documentedCasesSource } from '../../src/sources/documented-cases/index.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { dataFolder } from '../database/embedded/processes.ts'
import { type Pinned, pinnedAnswers } from './pinned-answers.ts'

const removed = '/v1/cases/documented:3'

/** A service that has its demonstration, and from which a case was removed; what it answers. */
async function filled(database: Database, dataDir: string): Promise<Pinned> {
  await migrate(database)
  await prepareData(database, { dataDir, firstData: 'demo' }, () => {})
  const client = await openClient(database)
  await removeCase({ client, database, dataDir }, documentedCasesSource.about, {
    id: 'documented:3',
    reason: 'danger'
  }).finally(() => client.end())
  return pinnedAnswers(database, dataDir, [removed])
}

/** A restored service answers as before, to the byte, and its next import leaves out what was removed. */
async function isRestored(t: Test, database: Database, dataDir: string, before: Pinned): Promise<void> {
  const urls = Object.keys(before)
  t.ok(urls.length > 30, `${urls.length} addresses`)
  t.ok(urls.every(url => before[url]?.status === (url === removed ? 410 : 200)))
  await migrate(database)
  const after = await pinnedAnswers(database, dataDir, [removed])
  t.same(Object.keys(after), urls)
  for (const url of urls) t.same(after[url], before[url], url)
  const report = await importRelease(
    { database, dataDir, sources: sourceRegistry },
    {
      ...{ source: 'documented-cases', paths: [path.join(projectRoot, 'starter/documented-cases.json')] },
      ...{ release: 'again', starter: true, force: true, makeCurrent: true }
    }
  )
  t.match(report.excluded_by_reason, { removed: 1 }, 'the removal list came with it')
}

t.test(
  'a copy of the stopped embedded database is the same service elsewhere',
  { timeout: 600_000 },
  async t => {
    const [here, elsewhere] = [dataFolder(t), dataFolder(t)]
    const first = await openDatabase({ dataDir: here })
    const before = await filled(first, here).finally(() => first.close())
    cpSync(path.join(here, 'postgres'), path.join(elsewhere, 'postgres'), {
      recursive: true,
      preserveTimestamps: true
    })
    rmSync(here, { recursive: true })
    const second = await openDatabase({ dataDir: elsewhere })
    await isRestored(t, second, elsewhere, before).finally(() => second.close())
  }
)

const installed = '/usr/lib/postgresql'
const programs = ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore']
/** The newest server of the system with the programs that a backup takes; undefined where there is none. */
const systemServer = (existsSync(installed) ? readdirSync(installed) : [])
  .sort((a, b) => Number(b) - Number(a))
  .map(version => path.join(installed, version, 'bin'))
  .find(bin => programs.every(program => existsSync(path.join(bin, program))))

t.test(
  'a dump that is restored into a new server is the same service',
  { timeout: 600_000, skip: systemServer ? false : 'the system has no PostgreSQL server with pg_dump' },
  async t => {
    const bin = systemServer as string
    const folder = dataFolder(t)
    const data = mkdtempSync(path.join(folder, 'server-'))
    const identity = await chooseIdentity(path.join(data, 'data'))
    await give(data, identity)
    const run = (program: string, ...args: string[]) => {
      const [file, all] = identity.command(path.join(bin, program), args)
      const { status, stderr } = spawnSync(file, all, {
        ...identity.owner,
        cwd: '/',
        stdio: ['ignore', 'ignore', program === 'pg_ctl' ? 'ignore' : 'pipe']
      })
      if (status !== 0) throw new Error(`${program}: ${stderr}`)
    }
    const at = path.join(data, 'data')
    const port = await freePort()
    run('initdb', '-D', at, '-U', 'app', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
    run(
      'pg_ctl',
      '-D',
      at,
      '-w',
      '-o',
      `-p ${port} -k ${data} -c fsync=off -c listen_addresses=127.0.0.1`,
      'start'
    )
    t.teardown(() => run('pg_ctl', '-D', at, '-w', '-m', 'immediate', 'stop'))
    const url = (name: string) => `postgres://app:x@127.0.0.1:${port}/${name}`
    const admin = await openDatabase({ databaseUrl: url('postgres'), dataDir: folder })
    for (const name of ['old', 'new']) await admin.pool.query(`create database ${name}`)
    await admin.close()
    const old = await openDatabase({ databaseUrl: url('old'), dataDir: folder })
    const before = await filled(old, folder).finally(() => old.close())
    const dump = path.join(data, 'service.dump')
    run('pg_dump', '-Fc', '-f', dump, url('old'))
    run('pg_restore', '--no-owner', '--exit-on-error', '-d', url('new'), dump)
    const elsewhere = path.join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    const restored = await openDatabase({ databaseUrl: url('new'), dataDir: elsewhere })
    await isRestored(t, restored, elsewhere, before).finally(() => restored.close())
  }
)
