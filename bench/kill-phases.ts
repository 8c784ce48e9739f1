/**
 * Kills the import of a large release as each phase begins, without a complete import in between: the next one starts
 * where a killed one left the database and the folder. Meanwhile another process reads without a pause. Each time the
 * release before answers throughout (once published, the new one), the next import removes what was left before it
 * loads, and the last one goes to its end and answers. Prints a table; exit code 1 where anything did not hold.
 *
 *   node .build/bench/kill-phases.js <small court release> <large court release> [moment …]
 *
 * A moment is a phase as `import` prints it, and seconds after it began: `loading`, `loading+240`; `random:60` is so many
 * moments between the begin of an import and its usual end. By default each phase once. Every tenth import is left
 * alone, and the last. The small release is current before. All figures are made up, in a database of its own in `BENCH_DIR`,
 * by default the folder for temporary files; it is removed at the end.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'
import { phaseLines, readWithoutPause, startImporter } from './importer.ts'
import { type Answer, courts, leftBehind } from './kill-releases.ts'
import { watchProcesses } from './processes.ts'

interface Attempt {
  phases: { line: string; seconds: number }[]
  /** What was half-made when the import began to load: its own release at most. */
  at_load: string
  code: number | null
  memory_mb: number
  disk_mb: number
}

const [small = '', large = '', ...given] = process.argv.slice(2)
if (large === '')
  throw new Error('usage: kill-phases.js <small court release> <large court release> [moment …]')
const [first = ''] = phaseLines
const moments = (given.length > 0 ? given : phaseLines).flatMap(text => {
  const random = /^random:(\d+)$/.exec(text)?.[1]
  // The usual duration is known after an import that is left alone.
  if (random !== undefined)
    return Array.from({ length: Number(random) }, () => ({ line: first, after: () => Math.random() * usual }))
  const [line = '', after = '0'] = text.split('+')
  if (!phaseLines.includes(line)) throw new Error(`${line} is no phase: ${phaseLines.join(', ')}`)
  return [{ line, after: () => Number(after) * 1000 }]
})
const aloneEvery = 10
/** Milliseconds that an import takes which is not killed. */
let usual = 0
/** The phases after whose begin a release may be published. */
const mayBePublished = new Set(phaseLines.slice(phaseLines.indexOf('publishing')))
/** Milliseconds between two rounds of questions, so that the reader leaves the processors to the import. */
const pause = 200

const folder = await mkdtemp(path.join(process.env.BENCH_DIR ?? tmpdir(), 'asylum-outcomes-kill-'))
// Patient, as others may use the machine: a wait is no wrong answer.
const database = await openDatabase({ dataDir: folder, databaseTimeoutMs: 300_000 })
await migrate(database)
/** How many facts each release has, by its number: of the large ones as they first answered. */
const parts = new Map<number, number>()
let partsOfLarge: number | undefined
let nextValue = 100
let [failures, killed, reads, unanswered] = [0, 0, 0, 0]
const kinds = { small: courts(small), large: courts(large) }
const before = await attempt(kinds.small, nextValue)
if (before.code !== 0) throw new Error(`the import of ${small} ended with ${before.code}`)
let current = (await kinds.small.answerOfPostgres(database)).least
parts.set(current, (await kinds.small.answerOfPostgres(database)).parts)
const snapshots = await openSnapshots({
  ...{ database, dataDir: folder, rollupsOf: () => [], timeoutMs: 60_000, pollMs: 500 }
})
try {
  console.log(`before: a release of ${parts.get(current)} facts`)
  if (given.some(text => text.startsWith('random'))) await toTheEnd()
  for (const [i, moment] of moments.entries()) {
    await killAt(moment)
    if (i % aloneEvery === aloneEvery - 1) await toTheEnd()
  }
  if (moments.length % aloneEvery !== 0) await toTheEnd()
  console.log(`\n${killed} killed, ${reads} reads, ${unanswered} of them not answered.`)
  console.log(failures === 0 ? 'All of it held.' : `${failures} did not hold.`)
} finally {
  await snapshots.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = failures === 0 ? 0 : 1

async function killAt(moment: (typeof moments)[number]): Promise<void> {
  const after_ms = Math.round(moment.after())
  const name = `"${moment.line}" + ${(after_ms / 1000).toFixed(1)} s`
  const { code } = await judged(name, () =>
    attempt(kinds.large, ++nextValue, { line: moment.line, after_ms })
  )
  // It had ended before the moment came.
  if (code === null) killed++
}

async function toTheEnd(): Promise<void> {
  const { code, phases } = await judged('not killed', () => attempt(kinds.large, ++nextValue))
  usual = 1000 * phases.reduce((sum, { seconds }) => sum + seconds, 0)
  const left = await leftBehind(database)
  if (code === 0 && left === 'nothing' && current === nextValue) return
  failures++
  console.log(`FAILS: exit ${code}, left ${left}, release ${current} answers and not ${nextValue}`)
}

/** Reads during an import and after it, and prints what came of both. */
async function judged(name: string, run: () => Promise<Attempt>): Promise<Attempt> {
  const mayAnswer = [current, nextValue + 1]
  const seen = new Set<number>()
  const reading = readWithoutPause(
    [
      () => kinds.large.answerOfPostgres(database),
      () => snapshots.use(set => kinds.large.answerOfSnapshot(set))
    ],
    answer => {
      seen.add(answer.least)
      return isWhole(answer, mayAnswer)
    },
    pause
  )
  const done = await run()
  // What a killed import had asked of the database may still run; nothing of it may come to light later.
  await sleep(5_000)
  await patiently(() => snapshots.refresh())
  const found = await reading.stop()
  const { slowest, wrong } = found
  reads += found.reads
  unanswered += found.unanswered.length
  current = (await patiently(() => kinds.large.answerOfPostgres(database))).least
  const fromFile = await patiently(() => snapshots.use(set => kinds.large.answerOfSnapshot(set)))
  const left = `${await leftBehind(database)}, ${await workFolders()} work folders`
  // A release answers only once its publishing has begun.
  const isEarly = seen.has(nextValue) && !done.phases.some(({ line }) => mayBePublished.has(line))
  const holds =
    ['nothing', ''].includes(done.at_load) && wrong.length === 0 && !isEarly && isWhole(fromFile, [current])
  if (!holds) failures++
  console.log(
    `${name}: ${found.reads} reads, slowest ${slowest} ms, not answered ${found.unanswered.length}, answered ${[...seen].join(' then ')}; left ${left}; ` +
      `memory ${done.memory_mb} MB, disk ${done.disk_mb} MB at its highest; ` +
      `${done.phases.map(({ line, seconds }) => `${line} ${seconds.toFixed(1)} s`).join(', ')} ` +
      (holds
        ? 'HOLDS'
        : `FAILS: of others at its load ${done.at_load}; ${isEarly ? 'published early; ' : ''}${wrong.slice(0, 2).join('; ')}`)
  )
  return done
}

function isWhole({ releases, parts: found, least, most }: Answer, mayAnswer: number[]): boolean {
  if (!parts.has(least)) {
    // All large releases have the same facts.
    partsOfLarge ??= found
    parts.set(least, partsOfLarge)
  }
  return (
    releases === 1 && least === most && mayAnswer.includes(least) && found > 0 && found === parts.get(least)
  )
}

/** An import, killed at a moment where one is given. */
async function attempt(
  kind: typeof kinds.small,
  value: number,
  moment?: { line: string; after_ms: number }
): Promise<Attempt> {
  const begun: { line: string; at: number }[] = []
  let atLoad: Promise<string> | undefined
  let timer: NodeJS.Timeout | undefined
  const watch = watchProcesses(folder)
  const { importer, ended } = startImporter(
    folder,
    await kind.argumentsOf(folder, value),
    (line, running) => {
      begun.push({ line, at: performance.now() })
      // Here another import's remains must be gone.
      if (line === 'loading') atLoad = patiently(() => remainsOfOthers(value))
      if (line === moment?.line) timer ??= setTimeout(() => running.kill('SIGKILL'), moment.after_ms)
    }
  )
  watch.include(importer.pid as number)
  const code = await ended
  clearTimeout(timer)
  begun.push({ line: '', at: performance.now() })
  const { peak, disk } = await watch.stop()
  return {
    phases: begun
      .slice(0, -1)
      .map(({ line, at }, i) => ({ line, seconds: ((begun[i + 1]?.at ?? at) - at) / 1000 })),
    at_load: (await atLoad) ?? '',
    ...{ code, memory_mb: Math.round(peak / 1024 ** 2), disk_mb: Math.round(disk / 1024 ** 2) }
  }
}

/** Asks again where a busy server gave no connection in time: the question is about the import, not about the bench. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let again = 0; again < 5; again++) {
    try {
      return await ask()
    } catch {
      await sleep(1_000)
    }
  }
  return ask()
}

/** What is half-made beside the release with this number. */
async function remainsOfOthers(value: number): Promise<string> {
  const { rows } = await database.pool.query<{ what: string }>(
    `with own as (select release_id from releases where release = $1),
       half_made as (select release_id, release from releases where status = 'loading' and release <> $1)
     select 'release ' || release as what from half_made
     union all select relname from pg_class where relkind = 'r' and not relispartition
       and relname ~ '^(published_counts|decisions|cases|events|returns)_[0-9]+$'
       and substring(relname from '[0-9]+$')::int not in (select release_id from own)`,
    [`synthetic-${value}`]
  )
  const folders = await workFolders()
  const found = [...rows.map(({ what }) => what), ...(folders > 1 ? [`${folders} work folders`] : [])]
  return found.length === 0 ? 'nothing' : found.join(', ')
}

async function workFolders(): Promise<number> {
  const names = await readdir(path.join(folder, 'cache')).catch(() => [])
  return names.filter(name => name.startsWith('work-')).length
}
