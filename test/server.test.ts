import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { withLogin } from '../src/database/roles.ts'
import { projectRoot } from '../src/root.ts'
import { dataFolder, serverOf } from './database/embedded/processes.ts'
import { database } from './helper.ts'

// Built by before.ts.
const program = path.join(projectRoot, 'dist/server.js')

t.test('a first start serves data; Ctrl-C, even sent twice, stops all of it', async t => {
  const dataDir = dataFolder(t)
  const service = run(t, { DATA_DIR: dataDir, PORT: '0' })
  const address = await service.address()
  t.match(await (await fetch(`${address}/ready`)).json(), { status: 'ready' })
  t.type(await serverOf(dataDir), 'number')
  service.child.kill('SIGINT')
  await sleep(5)
  service.child.kill('SIGINT')
  t.equal(await service.ended, 0)
  t.equal(await serverOf(dataDir), undefined, 'no database server is left')

  t.match(service.told(), 'First data of')
  const files = statisticsFiles(dataDir)
  t.ok(files.length > 0)
  const again = run(t, { DATA_DIR: dataDir, PORT: '0' })
  t.equal((await fetch(`${await again.address()}/health`)).status, 200)
  t.notMatch(again.told(), 'First data of', 'a second start imports nothing')
  t.same(statisticsFiles(dataDir), files, 'and takes the statistics files that are there')
  again.child.kill('SIGTERM')
  t.equal(await again.ended, 0)
  t.equal(await serverOf(dataDir), undefined)
})

t.test(
  'a service whose database server is killed answers again, and a killed service starts again',
  async t => {
    const dataDir = dataFolder(t)
    const service = run(t, { DATA_DIR: dataDir, PORT: '0' })
    const address = await service.address()
    process.kill((await serverOf(dataDir)) ?? 0, 'SIGKILL')
    let ready = 0
    // Two minutes are a guard against waiting for ever.
    for (let tries = 0; tries < 2_400 && ready !== 200; tries++) {
      await sleep(50)
      ready = (await serverOf(dataDir)) ? (await fetch(`${address}/ready`)).status : 0
    }
    t.equal(ready, 200)
    service.child.kill('SIGKILL')
    await service.ended
    const again = run(t, { DATA_DIR: dataDir, PORT: '0' })
    t.equal((await fetch(`${await again.address()}/ready`)).status, 200)
    again.child.kill('SIGINT')
    t.equal(await again.ended, 0)
    t.equal(await serverOf(dataDir), undefined)
  }
)

t.test(
  'stopped in the middle of a first start, it leaves no server, and the next start succeeds',
  async t => {
    const dataDir = dataFolder(t)
    const service = run(t, { DATA_DIR: dataDir, PORT: '0' })
    while ((await serverOf(dataDir)) === undefined) await sleep(10)
    service.child.kill('SIGTERM')
    t.equal(await service.ended, 0)
    t.equal(await serverOf(dataDir), undefined)
    const again = run(t, { DATA_DIR: dataDir, PORT: '0' })
    t.equal((await fetch(`${await again.address()}/ready`)).status, 200)
    again.child.kill('SIGINT')
    t.equal(await again.ended, 0)
  }
)

t.test('SIGTERM leaves a balancer time: new requests are 503 and the process still listens', async t => {
  // Longer than the test: Ctrl-C ends the wait.
  const service = run(t, { DATA_DIR: dataFolder(t), PORT: '0', LOG_LEVEL: 'info', DRAIN_SECONDS: '600' })
  const address = await service.address()
  t.equal((await fetch(`${address}/v1/sources`)).status, 200)
  service.child.kill('SIGTERM')
  while (!service.told().includes('Stops in 600 s')) await sleep(10)
  for (const path of ['/v1/sources', '/ready', '/v1/cases/documented:1']) {
    const refused = await fetch(`${address}${path}`)
    t.equal(refused.status, 503, path)
    t.equal(refused.headers.get('connection'), 'close')
    t.equal(refused.headers.get('retry-after'), '1')
  }
  t.equal((await fetch(`${address}/health`)).status, 200)
  service.child.kill('SIGTERM')
  t.equal((await fetch(`${address}/health`)).status, 200, 'a second SIGTERM changes nothing')
  service.child.kill('SIGINT')
  t.equal(await service.ended, 0)
})

t.test('after its seconds a node that was told to stop is gone, with exit code 0', async t => {
  const service = run(t, { DATA_DIR: dataFolder(t), PORT: '0', LOG_LEVEL: 'info', DRAIN_SECONDS: '1' })
  const address = await service.address()
  service.child.kill('SIGTERM')
  t.equal(await service.ended, 0)
  t.match(service.told(), 'Stops in 1 s')
  await t.rejects(fetch(`${address}/health`))
})

t.test('where the port is taken, one line says so and what to do, and nothing is left running', async t => {
  const dataDir = dataFolder(t)
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, 'localhost', resolve))
  t.teardown(() => other.close())
  const { port } = other.address() as { port: number }
  const service = run(t, { DATA_DIR: dataDir, PORT: String(port) })
  t.equal(await service.ended, 7)
  t.match(service.told(), new RegExp(`^Port ${port} is taken.*PORT=${port + 1}.*\n$`))
  t.equal(await serverOf(dataDir), undefined)
})

t.test('settings that cannot be used are told, one line each', async t => {
  const service = run(t, { DATA_DIR: dataFolder(t), PORT: 'http', LOG_LEVEL: 'loud' })
  t.equal(await service.ended, 2)
  t.match(service.told(), /^PORT must be .*\nLOG_LEVEL must be .*\n$/)
})

t.test('a host that is not of this machine is told with its setting', async t => {
  const service = run(t, { DATA_DIR: dataFolder(t), HOST: '192.0.2.1' })
  t.equal(await service.ended, 2)
  t.match(service.told(), /^HOST=192\.0\.2\.1 .*\n$/)
})

t.test('a database that cannot be reached is told with its setting, without its password', async t => {
  const url = 'postgres://app:hunter2@127.0.0.1:1/cases'
  const service = run(t, { DATA_DIR: dataFolder(t), PORT: '0', DATABASE_URL: url })
  t.equal(await service.ended, 5)
  t.match(service.told(), /^.*DATABASE_URL.*ECONNREFUSED.*\n$/)
  t.notMatch(service.told(), 'hunter2')
})

t.test(
  'with the owner’s address beside, a service migrates by it and reads as a role that writes nothing',
  async t => {
    const { url, pool } = await database(t)
    const reader = { name: `reader_${new URL(url).pathname.slice(1)}`, password: 'only-reads' }
    const service = run(t, {
      ...{ DATA_DIR: dataFolder(t), PORT: '0', MIGRATE: 'on', LOG_LEVEL: 'info', DRAIN_SECONDS: '0' },
      DATABASE_URL: withLogin(url, reader),
      DATABASE_OWNER_URL: url
    })
    const address = await service.address()
    t.equal((await fetch(`${address}/v1/cases/documented:1`)).status, 200)
    const { rows } = await pool.query(
      `select distinct usename as role from pg_stat_activity where application_name = 'asylum-outcomes' and usename = $1`,
      [reader.name]
    )
    t.same(rows, [{ role: reader.name }], 'the record was read by the reader')
    t.notMatch(service.told(), /could/, 'whose role could write nothing')
    service.child.kill('SIGTERM')
    t.equal(await service.ended, 0)
    await pool.query(`drop owned by "${reader.name}"; drop role "${reader.name}"`)
  }
)

/** The statistics files of a node, each with when it was written. */
const statisticsFiles = (dataDir: string): { name: string; written: number }[] =>
  readdirSync(path.join(dataDir, 'cache'))
    .filter(name => name.endsWith('.duckdb'))
    .sort()
    .map(name => ({ name, written: statSync(path.join(dataDir, 'cache', name)).mtimeMs }))

interface Service {
  child: ChildProcess
  ended: Promise<number | null>
  told(): string
  /** Where it answers, as soon as it does. */
  address(): Promise<string>
}

t.test(
  'whole tables are loaded while the service answers; a stop in the midst leaves nothing half-made',
  // A guard against waiting for ever: a whole table is imported.
  { timeout: 600_000 },
  async t => {
    const dataDir = dataFolder(t)
    const loading = { DATA_DIR: dataDir, PORT: '0', FIRST_DATA: 'tables', RATE_LIMIT: 'off' }
    const service = run(t, loading)
    const address = await service.address()
    const small = `${address}/v1/statistics/decisions?source=us-credible-fear&group_by=year`
    const held = async (at: string): Promise<string[]> => {
      const { data } = (await (await fetch(`${at}/v1`)).json()) as {
        data: { current_releases: { release: string }[] }
      }
      return data.current_releases.map(({ release }) => release)
    }
    t.notMatch(await held(address), ['2026-06-restated'])
    t.equal((await fetch(small)).status, 200, 'small tables answer meanwhile')
    service.child.kill('SIGTERM')
    t.equal(await service.ended, 0)
    t.equal(await serverOf(dataDir), undefined, 'neither the import nor its database server is left')

    const again = run(t, loading)
    const then = await again.address()
    while (!(await held(then)).includes('2026-06-restated')) await sleep(250)
    const question =
      'source=unhcr-asylum-decisions&unit=persons&nationality=AFG&country_of_asylum=DEU&decision_stage=first_instance&period_from=2024&period_to=2024&group_by=outcome'
    const { data } = (await (await fetch(`${then}/v1/statistics/decisions?${question}`)).json()) as {
      data: { outcome: string; persons: number }[]
    }
    // UNHCR's row 2024 AFG DEU G FI P.
    t.strictSame(
      Object.fromEntries(data.map(({ outcome, persons }) => [outcome, persons])),
      {
        refugee_status_granted: 13_742,
        complementary_protection_granted: 16_641,
        rejected: 2274,
        otherwise_closed: 7607
      },
      'the next start loads what was cut short'
    )
    again.child.kill('SIGTERM')
    t.equal(await again.ended, 0)
    t.equal(await serverOf(dataDir), undefined)
  }
)

function run(t: Test, settings: Record<string, string>): Service {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'fatal', FIRST_DATA: 'small', ...settings },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  t.teardown(() => child.kill('SIGKILL'))
  let told = ''
  child.stderr.on('data', chunk => {
    told += chunk
  })
  const ended = new Promise<number | null>(resolve => child.on('close', code => resolve(code)))
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  return {
    child,
    ended,
    told: () => told,
    address: async () => {
      for (;;) {
        const found = /answers at (http:\S+)/.exec(told)
        if (found?.[1]) return found[1]
        if (isOver) throw new Error(`The service ended: ${told}`)
        await sleep(10)
      }
    }
  }
}
