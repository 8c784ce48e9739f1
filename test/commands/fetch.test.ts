import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { readInput } from '../../src/commands/command.ts'
import { dispatch } from '../../src/commands/dispatch.ts'
import { exitCodes } from '../../src/commands/exit-codes.ts'
import { NotGiven, Unreachable } from '../../src/commands/fetch/errors.ts'
import { fetchCommand, runFetch } from '../../src/commands/fetch.ts'
import { readConfig } from '../../src/config.ts'
import { database } from '../helper.ts'
import { october, september } from './fetch/court-release.ts'
import { localServer, type Served, says, testWeb, wellBehaved, zipLike } from './fetch/server.ts'

/** The command over a database of its own, against a local court's server. */
async function court(t: Test, served: Served = september) {
  const server = await localServer(t, wellBehaved(served))
  const db = await database(t)
  const dir = t.testdir({})
  const config = readConfig({ DATABASE_URL: db.url, DATA_DIR: dir })
  const run = async (...words: string[]) => {
    const written = { out: '', told: '' }
    const web = testWeb({ clock: { ...testWeb().clock, now: () => Date.parse('2026-10-03T12:00:00Z') } })
    const code = await runFetch(
      readInput('fetch', fetchCommand, words),
      config,
      {
        out: text => {
          written.out += text
        },
        tell: text => {
          written.told += `${text}\n`
        },
        isScreen: false
      },
      { ...web, urls: { zip: `${server.base}/EOIR%20Case%20Data.zip` } }
    )
    return { code, ...written }
  }
  const releases = async () =>
    (
      await db.pool.query(
        'select release, status, released_on, retrieved_on, rows_loaded from releases order by release_id'
      )
    ).rows
  return { server, db, dir, run, releases, downloads: path.join(dir, 'downloads', 'us-eoir-cases') }
}

t.test('a newer release is fetched, imported under the day of its file, and not fetched again', async t => {
  const { server, run, releases, downloads } = await court(t)
  const first = await run('us-eoir-cases')
  t.equal(first.code, 0, first.told)
  t.match(first.out, /a release of 2026-09-01, .* is there and not imported/)
  t.match(first.out, /SHA-256 [0-9a-f]{64}/)
  t.match(first.out, /^result +published, current/m)
  t.match(await releases(), [
    { release: '2026-09-01', status: 'current', released_on: '2026-09-01', retrieved_on: '2026-10-03' }
  ])
  t.strictSame(readdirSync(downloads), ['EOIR-Case-Data.zip.note.json'], 'the file is gone, its note stays')
  t.equal(server.served(), september.bytes.length)

  const again = await run('us-eoir-cases')
  t.equal(again.code, 0)
  t.match(again.out, /nothing newer than what was published on 2026-09-01.*release 2026-09-01 \(current\)/)
  t.equal(server.served(), 0)

  server.answer(wellBehaved({ ...september, etag: 'W/"september"' }))
  t.match((await run('us-eoir-cases')).out, /nothing newer/, 'a tag that turned weak is no news')

  server.answer(wellBehaved(october))
  t.equal((await run('us-eoir-cases')).code, 0)
  t.match(await releases(), [
    { release: '2026-09-01', status: 'superseded' },
    { release: '2026-10-01', status: 'current' }
  ])
})

t.test('a check fetches nothing', async t => {
  const { server, run, releases } = await court(t)
  const { code, out } = await run('us-eoir-cases', '--check')
  t.equal(code, 0)
  t.match(out, /a release of 2026-09-01/)
  t.strictSame(
    server.asked.map(({ method }) => method),
    ['HEAD']
  )
  t.strictSame(await releases(), [])
})

t.test(
  'a dry run fetches and reads, imports nothing, and the import that follows fetches nothing',
  async t => {
    const { server, run, releases, downloads } = await court(t)
    const { code, out } = await run('us-eoir-cases', '--dry-run')
    t.equal(code, 0)
    t.match(out, /dry run: nothing was written/)
    t.strictSame(await releases(), [])
    t.ok(existsSync(path.join(downloads, 'EOIR-Case-Data.zip')))
    server.served()
    t.equal((await run('us-eoir-cases')).code, 0)
    t.equal(server.served(), 0)
    t.match(await releases(), [{ release: '2026-09-01' }])
  }
)

t.test('files are kept where they are asked for, and a name is taken as given', async t => {
  const { dir, run, releases, server } = await court(t)
  const to = path.join(dir, 'elsewhere')
  await run('us-eoir-cases', '--to', to, '--release', 'autumn')
  t.ok(existsSync(path.join(to, 'EOIR-Case-Data.zip')))
  t.match(await releases(), [{ release: 'autumn' }])
  t.match((await run('us-eoir-cases', '--to', to)).out, /imported as release autumn/, 'its note says so')
  server.served()
  await run('us-eoir-cases', '--keep-files', '--check')
  t.equal(server.served(), 0)
})

t.test('a second edition of the same day is another release', async t => {
  const { server, run, releases } = await court(t)
  await run('us-eoir-cases')
  server.answer(wellBehaved({ ...october, last_modified: 'Tue, 01 Sep 2026 18:00:00 GMT' }))
  await run('us-eoir-cases')
  t.match(await releases(), [{ release: '2026-09-01' }, { release: '2026-09-01-2', status: 'current' }])
})

t.test('a publisher’s error page is refused, and nothing changes', async t => {
  const { server, run, releases } = await court(t)
  server.answer(says(200, '<!doctype html>Down for maintenance', { 'content-type': 'text/html' }))
  await t.rejects(run('us-eoir-cases'), { name: 'NotGiven', message: /HTML page instead of a zip/ })
  t.strictSame(await releases(), [])
})

t.test('a server that knows no HEAD is asked for one byte instead', async t => {
  const { server, run } = await court(t)
  const good = wellBehaved(september)
  server.answer((request, response) =>
    request.method === 'HEAD' ? response.writeHead(405).end() : good(request, response)
  )
  t.match((await run('us-eoir-cases', '--check')).out, /a release of 2026-09-01/)
  t.equal(server.served(), 1)
})

t.test('offline it says so in a sentence with what to do, and has a code of its own', async t => {
  const { run, server } = await court(t)
  server.answer((_, response) => response.destroy())
  await t.rejects(run('us-eoir-cases'), {
    name: 'Unreachable',
    message:
      /cannot be reached .* try again when there is a connection, or get the file elsewhere and import it/
  })
  t.equal(exitCodes.unreachable.code, 9)
  t.ok(new Unreachable('') instanceof Error && new NotGiven('') instanceof Error)
})

t.test('asked to stop in mid-download it stops, says so, and goes on the next time', async t => {
  const { run, server, downloads } = await court(t)
  const half = Math.floor(september.bytes.length / 2)
  const part = path.join(downloads, 'EOIR-Case-Data.zip.part')
  const good = wellBehaved(september)
  server.answer((request, response) => {
    if (request.method === 'HEAD') return good(request, response)
    response.writeHead(200, { 'content-length': september.bytes.length, etag: '"september"' })
    // What Ctrl-C calls: the listener that came last is the command's.
    response.write(september.bytes.subarray(0, half))
    const interrupt = async () => {
      while (statSync(part, { throwIfNoEntry: false })?.size !== half) await sleep(5)
      const asked = process.listeners('SIGINT').at(-1) as () => void
      asked()
    }
    return interrupt()
  })
  const before = process.listenerCount('SIGINT')
  await t.rejects(run('us-eoir-cases'), { name: 'Interrupted', message: /goes on where it stopped/ })
  t.equal(process.listenerCount('SIGINT'), before, 'it no longer listens')
  const had = statSync(part).size
  t.equal(had, half)
  server.answer(good)
  server.served()
  t.equal((await run('us-eoir-cases')).code, 0)
  t.equal(server.served(), september.bytes.length - half)
})

t.test('what is fetched stays where its import is refused', async t => {
  const { run, server, downloads } = await court(t)
  server.answer(wellBehaved({ ...september, bytes: zipLike(5_000) }))
  await t.rejects(run('us-eoir-cases'), 'no zip that can be read')
  t.ok(existsSync(path.join(downloads, 'EOIR-Case-Data.zip')))
})

t.test('what cannot be fetched is said before anything is asked', async t => {
  const told: string[] = []
  const code = (...args: string[]) =>
    dispatch(['fetch', ...args], () => readConfig({}), {
      out: () => {},
      tell: text => told.push(text),
      isScreen: false
    })
  t.equal(await code('us-eoir-case'), exitCodes.usage.code)
  t.match(told.at(-1), /Did you mean us-eoir-cases/)
  t.equal(await code('documented-cases'), exitCodes.usage.code)
  t.match(told.at(-1), /no address from which it could be fetched/)
  t.equal(await code('us-eoir-cases', '--series', 'case'), exitCodes.usage.code)
  t.match(told.at(-1), /Did you mean cases/)
})
