// Runs the test files given, or all of them, and closes with one line for people and CI:
// "N passed, N failed, N skipped", counted in assertions. As many files at a time as there are processors.
// With --inspect (or --inspect-brk, --inspect=PORT) a debugger can join; files are then run one by one, and may wait.
// With --skipped-in=FOLDER those files run that skipped something there for want of the published files.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { compileTests, outputOf } from './compile-tests.mjs'
import { record, skippedWithoutPublished, testFiles } from './test-files.mjs'

process.chdir(path.resolve(import.meta.dirname, '..'))
/** Of one file, in seconds; tap in the file's process says which test it was, and a process that says nothing is ended. */
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
    // A terminal's Ctrl-C reaches the test files by themselves, and they close what they opened.
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
  const before = await runFile('test/before.ts')
  if (before.code !== 0) return close([{ ...before, failed: 1 }])

  const results = []
  const waiting = [...files]
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let file = waiting.shift(); file && !interrupted; file = waiting.shift()) {
        const result = judge(await runFile(file))
        results.push(result)
        tell(result)
      }
    })
  )
  const after = await runFile('test/after.ts')
  if (after.code !== 0) results.push({ ...after, failed: 1 })
  if (interrupted || results.length < files.length)
    results.push({ file: 'not all files were run', failed: 1 })
  if (!inspect) record(results.filter(({ failed }) => !failed))
  return close(results)
}

function runFile(file) {
  const started = performance.now()
  const limit = inspect ? 24 * 60 * 60 : timeout
  const env = { ...process.env, TAP_TIMEOUT: String(limit) }
  const debug = inspect && files.includes(file) ? [inspect] : []
  const child = spawn(process.execPath, ['--enable-source-maps', ...debug, outputOf(file)], {
    env,
    // The debugger's address is told there.
    stdio: ['ignore', 'pipe', inspect ? 'inherit' : 'pipe']
  })
  running.add(child)
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => said.push(chunk))
  const hangs = setTimeout(() => child.kill('SIGKILL'), (limit + 60) * 1000)
  return new Promise(resolve => {
    child.on('close', (code, signal) => {
      clearTimeout(hangs)
      running.delete(child)
      const seconds = (performance.now() - started) / 1000
      resolve({ file, code, signal, seconds, text: Buffer.concat(said).toString('utf8') })
    })
  })
}

/** A file is as good as its own closing line, such as `# { total: 5, pass: 3, fail: 1, skip: 1 }`, and its exit code. */
function judge(run) {
  const last = [...run.text.matchAll(/^# (\{ total: .*\})$/gm)].at(-1)?.[1] ?? ''
  const count = word => Number(new RegExp(`\\b${word}: (\\d+)`).exec(last)?.[1] ?? 0)
  const [passed, skipped, todo] = [count('pass'), count('skip'), count('todo')]
  const failed = count('total') - passed - skipped - todo
  const broken = run.code !== 0 || count('total') === 0
  return { ...run, passed, skipped: skipped + todo, failed: failed || (broken ? 1 : 0) }
}

function tell({ file, passed, failed, skipped, seconds, text, code, signal }) {
  const results = `${file.replaceAll('/', '__')}.tap`
  mkdirSync('.tap/results', { recursive: true })
  writeFileSync(path.join('.tap/results', results), text)
  const counts = `${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`
  console.log(`${failed ? 'not ok' : 'ok'} ${file}: ${counts}, ${seconds.toFixed(1)} s`)
  if (failed) console.log(`${text.trimEnd()}\n  of ${file}, which ended with ${signal ?? code}\n`)
  else for (const [line] of text.matchAll(/^ *ok .*# (?:SKIP|TODO).*$/gm)) console.log(`  ${line.trim()}`)
}

function close(results) {
  const sum = word => results.reduce((total, result) => total + (result[word] ?? 0), 0)
  for (const { file, failed } of results) if (failed) console.log(`failed: ${file}`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return sum('failed') ? 1 : 0
}
