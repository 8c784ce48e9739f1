/**
 * Kills an import with SIGKILL at 50 random moments and as each phase begins, while another process reads without
 * a pause. Each time: the release before (or, once published, the new one) answers throughout, and the next import
 * succeeds and leaves no half-made table. Prints a table; exit code 1 where anything did not hold.
 *
 *   node .build/bench/kill-import.js [random moments, by default 50] [folder of a court release]
 *
 * It imports a table of figures, or the court release, such as bench/eoir/generate.ts writes.
 * All figures that it imports are made up, in a database of its own that is removed at the end.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'
import { phaseLines, readWithoutPause, startImporter } from './importer.ts'
import { type Answer, courts, figures, leftBehind } from './kill-releases.ts'

const kind = process.argv[3] === undefined ? figures : courts(process.argv[3])
type Moment = { after_ms: number } | { line: string }

const folder = await mkdtemp(path.join(tmpdir(), 'asylum-outcomes-kill-'))
// Patient, as others may use the machine: a wait is no wrong answer.
const database = await openDatabase({ dataDir: folder, databaseTimeoutMs: 300_000 })
await migrate(database)
let nextValue = 100
let current = nextValue
let failures = 0
/** When the last import began its first phase. */
let began = 0
await importAll()
/** All releases of a bench have as many facts. */
const partsInRelease = (await kind.answerOfPostgres(database)).parts
const snapshots = await openSnapshots({
  database,
  dataDir: folder,
  rollupsOf: () => [],
  timeoutMs: 5_000,
  pollMs: 50
})
try {
  await killAll(Number(process.argv[2] ?? 50))
} finally {
  await snapshots.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = failures === 0 ? 0 : 1

async function killAll(randomMoments: number): Promise<void> {
  await importAll()
  const usual = Math.round(performance.now() - began)
  console.log(`An import of ${partsInRelease} made-up facts takes ${usual} ms when it is not killed.\n`)
  console.log('killed                              read  slowest  left behind            next import')
  for (const line of phaseLines) await killAt({ line })
  for (let i = 0; i < randomMoments; i++) await killAt({ after_ms: Math.round(Math.random() * usual) })
  console.log(failures === 0 ? '\nAll of it held.' : `\n${failures} did not hold.`)
}

async function killAt(moment: Moment): Promise<void> {
  const attempt = nextValue + 1
  await snapshots.refresh()
  const reading = readWithoutPause([answerOfPostgres, answerOfSnapshot], answer =>
    isWhole(answer, new Set([current, attempt]))
  )
  const phase = await importKilled(moment)
  await sleep(150)
  const { reads, slowest, ...found } = await reading.stop()
  const wrong = [...found.wrong, ...found.unanswered]
  // Killed after it had published, the new release is the one that answers.
  current = (await answerOfPostgres()).least
  const left = await leftBehind(database)
  const next = await importAll()
  const after = await leftBehind(database)
  const holds = wrong.length === 0 && next === 0 && after === 'nothing' && (await snapshotAgrees())
  if (!holds) failures++
  const named = 'line' in moment ? `as "${moment.line}" begins` : `after ${moment.after_ms} ms (${phase})`
  const ending = holds ? 'succeeds' : `FAILS: exit ${next}, left ${after}, ${wrong.slice(0, 2).join('; ')}`
  console.log(
    `${named.padEnd(34)} ${String(reads).padStart(4)} ${`${slowest} ms`.padStart(8)}  ${left.padEnd(22)} ${ending}`
  )
}

/** Starts an import and kills it; moments count from its first phase on. Returns the last phase that it had begun. */
async function importKilled(moment: Moment): Promise<string> {
  let phase = 'starting'
  let timer: NodeJS.Timeout | undefined
  const { ended } = startImporter(folder, await kind.argumentsOf(folder, ++nextValue), (line, importer) => {
    phase = line
    if ('after_ms' in moment) timer ??= setTimeout(() => importer.kill('SIGKILL'), moment.after_ms)
    else if (line === moment.line) importer.kill('SIGKILL')
  })
  await ended
  clearTimeout(timer)
  return phase
}

/** An import that is left alone; returns its exit code. */
async function importAll(): Promise<number | null> {
  began = 0
  const { ended } = startImporter(folder, await kind.argumentsOf(folder, ++nextValue), () => {
    if (began === 0) began = performance.now()
  })
  const code = await ended
  if (code === 0) current = nextValue
  return code
}

function isWhole({ releases, parts, least, most }: Answer, allowed: Set<number>): boolean {
  return releases === 1 && parts === partsInRelease && least === most && allowed.has(least)
}

function answerOfPostgres(): Promise<Answer> {
  return kind.answerOfPostgres(database)
}

function answerOfSnapshot(): Promise<Answer> {
  return snapshots.use(set => kind.answerOfSnapshot(set))
}

async function snapshotAgrees(): Promise<boolean> {
  await snapshots.refresh()
  return (await answerOfSnapshot()).least === current && (await answerOfPostgres()).least === current
}
