import t, { type Test } from 'tap'
import { readInput, UsageError } from '../../../src/commands/command.ts'
import { exitCodes } from '../../../src/commands/exit-codes.ts'
import { everyOf, jittered } from '../../../src/commands/fetch/watching/every.ts'
import { runWatch, watchCommand } from '../../../src/commands/fetch/watching/watch.ts'
import { inWords, readWatchNote } from '../../../src/commands/fetch/watching/watch-note.ts'
import { readConfig } from '../../../src/config.ts'
import { openClient } from '../../../src/import/client.ts'
import { takeSource } from '../../../src/import/lock.ts'
import { database } from '../../helper.ts'
import { october, september } from './court-release.ts'
import { localServer, type Served, says, testWeb, wellBehaved } from './server.ts'

const source = 'us-eoir-cases'
const hour = 3_600_000

/** The command over a database of its own, against a court's server on the loopback. `now` is what its clock shows. */
async function watched(t: Test, served: Served = september) {
  const server = await localServer(t, wellBehaved(served))
  const db = await database(t)
  const config = readConfig({ DATABASE_URL: db.url, DATA_DIR: t.testdir({}) })
  const time = { now: Date.parse('2026-10-03T12:00:00Z') }
  const run = async (words: string[], wait?: (ms: number, signal?: AbortSignal) => Promise<void>) => {
    const lines: string[] = []
    const usual = testWeb()
    const code = await runWatch(
      readInput('watch', watchCommand, words),
      config,
      { out: text => lines.push(text.trimEnd()), tell: () => {}, isScreen: false },
      {
        ...usual,
        clock: { ...usual.clock, now: () => time.now, ...(wait && { wait }) },
        urls: { zip: `${server.base}/EOIR%20Case%20Data.zip` },
        random: () => 0.5
      }
    )
    return { code, notes: lines.map(line => JSON.parse(line)) }
  }
  const releases = async () =>
    (await db.pool.query('select release, status from releases order by release_id')).rows
  return { server, db, config, time, run, releases }
}

t.test('a look imports what is newer, and says so in a line', async t => {
  const { server, run, releases, config } = await watched(t)
  const first = await run([source, '--once'])
  t.equal(first.code, 0)
  t.match(first.notes, [
    {
      ...{ source, result: 'imported', code: 0, failures: 0 },
      releases: [{ release: '2026-09-01', series: 'cases', status: 'current' }]
    }
  ])
  t.match(await readWatchNote(config.dataDir, source), { result: 'imported' })
  server.served()
  const again = await run([source, '--once'])
  t.match(again.notes, [{ result: 'nothing_newer', releases: [] }])
  t.equal(server.served(), 0, 'nothing is fetched twice')
  server.answer(wellBehaved(october))
  t.match((await run([source, '--once'])).notes, [{ result: 'imported' }])
  t.match(await releases(), [
    { release: '2026-09-01', status: 'superseded' },
    { release: '2026-10-01', status: 'current' }
  ])
})

t.test('it goes on until it is asked to end, and then ends well', async t => {
  const { server, run, releases } = await watched(t)
  const waits: number[] = []
  const { code, notes } = await run([source, '--every', '1h'], async (ms, signal) => {
    waits.push(ms)
    if (waits.length === 1) server.answer(wellBehaved(october))
    else process.emit('SIGTERM', 'SIGTERM')
    if (waits.length > 1) signal?.throwIfAborted()
  })
  t.equal(code, 0)
  t.same(waits, [hour, hour])
  t.match(notes, [{ result: 'imported' }, { result: 'imported' }])
  t.equal((await releases()).length, 2)
})

t.test('two watches at once fetch once', async t => {
  const { server, run, releases } = await watched(t)
  const both = await Promise.all([run([source, '--once']), run([source, '--once'])])
  t.same(
    both.map(({ code }) => code),
    [0, 0]
  )
  t.equal((await releases()).length, 1)
  t.equal(server.served(), september.bytes.length)
  t.ok(both.some(({ notes }) => notes[0].result === 'imported'))
})

t.test('an import by hand is no failure', async t => {
  const { db, run, config } = await watched(t)
  const client = await openClient(db)
  await takeSource(client, source)
  const { code, notes } = await run([source, '--once'])
  await client.end()
  t.equal(code, 0)
  t.match(notes, [{ result: 'busy', failures: 0 }])
  t.match(
    (await run([source, '--once'])).notes,
    [{ result: 'imported' }],
    'what was fetched is imported then'
  )
  t.match(await readWatchNote(config.dataDir, source), { result: 'imported' })
})

t.test('a publisher that fails is left alone for longer each time, and its reason is told', async t => {
  const { server, run, time } = await watched(t)
  server.answer(says(503, 'out of order'))
  const first = await run([source, '--once', '--every', '1h'])
  t.equal(first.code, exitCodes.unreachable.code)
  t.match(first.notes, [{ result: 'failed', failures: 1, not_before: null, reason: /HTTP 503/ }])
  t.equal((await run([source, '--once', '--every', '1h'])).notes[0].failures, 2)
  const asked = server.asked.length
  time.now += hour
  t.match((await run([source, '--once', '--every', '1h'])).notes, [{ result: 'waiting', failures: 2 }])
  t.equal(server.asked.length, asked, 'it is not asked')
  time.now += 2 * hour
  server.answer(wellBehaved(september))
  const { code, notes } = await run([source, '--once', '--every', '1h'])
  t.equal(code, 0)
  t.match(notes, [{ result: 'imported', failures: 0, not_before: null }])
})

t.test('a publisher that asks to wait is left alone as long', async t => {
  const { server, run, time } = await watched(t)
  server.answer(says(429, 'slowly', { 'retry-after': '7200' }))
  const first = await run([source, '--once'])
  t.equal(first.code, exitCodes.not_fetched.code)
  t.equal(first.notes[0].not_before, new Date(time.now + 2 * hour).toISOString())
  const asked = server.asked.length
  time.now += hour
  t.match((await run([source, '--once'])).notes, [{ result: 'waiting' }])
  t.equal(server.asked.length, asked)
})

t.test('what is not as expected is not published, and the exit code says so', async t => {
  const { server, run, releases } = await watched(t)
  await run([source, '--once'])
  server.answer(wellBehaved({ ...october, bytes: Buffer.from('PK\x03\x04 and no zip') }))
  const { code, notes } = await run([source, '--once'])
  t.equal(code, exitCodes.refused.code)
  t.match(notes, [{ result: 'failed', code }])
  t.match(await releases(), [{ release: '2026-09-01', status: 'current' }])
})

t.test('a time between two looks is read, or refused', async t => {
  t.equal(everyOf('30m'), 30 * 60_000)
  t.equal(everyOf('1d'), 24 * hour)
  for (const text of ['', '6', 'h', '9m', '0h', '32d', '1.5h', '-1h', '6 h ours'])
    t.throws(() => everyOf(text), UsageError, text)
  t.equal(
    jittered(1000, () => 0),
    900
  )
  t.equal(
    jittered(1000, () => 1),
    1100
  )
  const { run } = await watched(t)
  await t.rejects(run(['us-eoir-case', '--once']), /Did you mean/)
})

t.test('a line for a person names what was imported, and until when it waits', async t => {
  const note = {
    source: 's',
    looked_at: '',
    code: 0,
    reason: 'HTTP 503',
    failures: 2,
    releases: [],
    not_before: '2026-10-03'
  }
  t.match(
    inWords({ ...note, result: 'failed' }),
    /^s: failed \(2 times in a row\): HTTP 503; not asked again before/
  )
  const releases = [{ release: 'r1', series: 'a', status: 'beside' }]
  t.match(
    inWords({ ...note, releases, result: 'suspect' }),
    /r1 \(beside\), whose figures are hard to believe/
  )
})
