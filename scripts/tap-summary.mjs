// Runs tap with the arguments given, and closes with one line for people and CI: "N passed, N failed, N skipped".
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const tap = path.join(
  path.dirname(createRequire(import.meta.url).resolve('tap/package.json')),
  'dist/esm/run.mjs'
)
const run = spawn(process.execPath, [tap, ...process.argv.slice(2)], { stdio: ['ignore', 'pipe', 'inherit'] })

let tail = ''
run.stdout.on('data', chunk => {
  process.stdout.write(chunk)
  tail = (tail + chunk).slice(-8192)
})

// A terminal's Ctrl-C reaches tap by itself; it is waited for, so that its tests can close what they opened.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => run.kill('SIGTERM'))

run.on('close', (code, signal) => {
  const { total, passed, failed } = summary(tail)
  const broken = code !== 0 || signal !== null || total === 0
  const failures = failed || (broken ? 1 : 0)
  console.log(`\n${passed} passed, ${failures} failed, ${Math.max(0, total - passed - failed)} skipped`)
  process.exitCode = broken ? code || 1 : 0
})

/** The last of tap's own closing lines, such as `# { total: 5, pass: 3, fail: 1, skip: 1 }`. */
function summary(text) {
  const last = [...text.matchAll(/^# \{ total: (\d+)(?:, pass: (\d+))?(?:, fail: (\d+))?/gm)].at(-1)
  const [total, passed, failed] = [1, 2, 3].map(group => Number(last?.[group] ?? 0))
  return { total, passed, failed }
}
