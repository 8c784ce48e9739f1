// Runs the test files given, or all of them, and closes with one line for people and CI:
// "N passed, N failed, N skipped", counted in assertions. As many processes at a time as there are processors: a long
// file has one of its own, short ones share one.
// With --inspect (or --inspect-brk, --inspect=PORT) a debugger can join; files are then run one by one, and may wait.
// With --skipped-in=FOLDER only files run that skipped something without the published files; FOLDER has these results.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { compileTests, outputOf } from './compile-tests.mjs'
import { inProcesses, record, skippedWithoutPublished, testFiles } from './test-files.mjs'
import { resultsOf } from './test-results.mjs'

process.chdir(path.resolve(import.meta.dirname, '..'))
/** Seconds for one process. tap in it names the test that hangs; a process that does not end is killed. */
const timeout = Number(/^timeout: (\d+)$/m.exec(readFileSync('.taprc', 'utf8'))?.[1])
const given = process.argv.slice(2)
const inspect = given.find(word => /^--inspect(-brk)?(=|$)/.test(word))
const skippedIn = given.find(word => word.startsWith('--skipped-in='))?.slice('--skipped-in='.length)
const jobs = inspect ? 1 : Math.max(1, Math.min(os.availableParallelism(), 4))
const running = new Set()
let interrupted = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    interrupted = true
    // A terminal's Ctrl-C reaches the test processes directly, and they close what they opened.
    if (signal !== 'SIGINT') for (const child of running) child.kill('SIGTERM')
  })

const named = given.filter(word => !word.startsWith('--'))
const unknown = given.filter(
  word => word.startsWith('--') && word !== inspect && !/^--skipped-in=./.test(word)
)
if (unknown.length > 0) throw new Error(`${unknown.join(' ')}: there is no such option`)
const files = skippedIn ? testFiles(skippedWithoutPublished(skippedIn)) : testFiles(named)
process.exitCode = await main()

async function main() {
  if (spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' }).status !== 0)
    return close([{ file: 'scripts/build.mjs', failed: 1 }])
  if (!compileTests()) return close([{ file: 'scripts/compile-tests.mjs', failed: 1 }])
  const before = await run(['test/before.ts'])
  if (before.code !== 0) return close(resultsOf(before))

  const results = []
  const waiting = inProcesses(files, { jobs, alone: Boolean(inspect) })
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let batch = waiting.shift(); batch && !interrupted; batch = waiting.shift())
        for (const result of resultsOf(await run(batch))) {
          results.push(result)
          print(result)
        }
    })
  )
  const after = await run(['test/after.ts'])
  if (after.code !== 0) results.push(...resultsOf(after))
  if (interrupted || files.some(file => !results.some(result => result.file === file)))
    results.push({ file: 'not all files were run', failed: 1 })
  if (!inspect) record(results.filter(({ failed }) => !failed))
  return close(results)
}

/** Runs test files in one process, one after another. */
function run(batch) {
  const started = performance.now()
  const limit = inspect ? 24 * 60 * 60 : timeout
  const env = { ...process.env, TAP_TIMEOUT: String(limit), TEST_FILES: batch.map(outputOf).join(' ') }
  const debug = inspect && files.includes(batch[0]) ? [inspect] : []
  // tap names a test's folders after the program and its arguments, so that those of two processes differ.
  const programs = batch.length > 1 ? ['test/one-process.ts', batch[0]] : batch
  const child = spawn(process.execPath, ['--enable-source-maps', ...debug, ...programs.map(outputOf)], {
    env,
    // With --inspect, Node.js writes the debugger's address to stderr.
    stdio: ['ignore', 'pipe', inspect ? 'inherit' : 'pipe']
  })
  running.add(child)
  const printed = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => printed.push(chunk))
  const hangs = setTimeout(() => child.kill('SIGKILL'), (limit + 60) * 1000)
  return new Promise(resolve => {
    child.on('close', (code, signal) => {
      clearTimeout(hangs)
      running.delete(child)
      const seconds = (performance.now() - started) / 1000
      resolve({ files: batch, code, signal, seconds, text: Buffer.concat(printed).toString('utf8') })
    })
  })
}

function print({ file, passed, failed, skipped, seconds, text, ended }) {
  const results = `${file.replaceAll('/', '__').slice(0, 200)}.tap`
  mkdirSync('.tap/results', { recursive: true })
  writeFileSync(path.join('.tap/results', results), text)
  const counts = `${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`
  console.log(`${failed ? 'not ok' : 'ok'} ${file}: ${counts}, ${seconds.toFixed(1)} s`)
  if (failed) console.log(`${text.trimEnd()}\n  of ${file}, which ended with ${ended}\n`)
  else for (const [line] of text.matchAll(/^ *ok .*# (?:SKIP|TODO).*$/gm)) console.log(`  ${line.trim()}`)
}

function close(results) {
  const sum = word => results.reduce((total, result) => total + (result[word] ?? 0), 0)
  for (const { file, failed } of results) if (failed) console.log(`failed: ${file}`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return sum('failed') ? 1 : 0
}
