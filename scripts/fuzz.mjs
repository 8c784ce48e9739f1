// Sends made-up requests to a service of its own for some seconds, by default 120, and judges each answer by the
// contract (bench/fuzz.ts). Closes with "N passed, N failed, N skipped", counted in requests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { compileTests } from './compile-tests.mjs'
import { withService } from './running-service.mjs'

const [seconds = '120', requests = '100000', seed = '1'] = process.argv.slice(2)
process.chdir(path.resolve(import.meta.dirname, '..'))
if (!compileTests()) throw new Error('the tests do not compile')

const { code, given } = await withService(fuzz, { RATE_LIMIT: 'off', FIRST_DATA: 'demo' })
const { requests: made = 0, statuses, findings = [{ fault: 'it was not run' }] } = given ?? {}
for (const { request, fault } of findings) console.log(`${fault}\n  ${request}`)
console.log(`answers by status: ${JSON.stringify(statuses)}`)
const failed = findings.length + (code === 0 ? 0 : 1)
console.log(`${Math.max(0, made - findings.length)} passed, ${failed} failed, 0 skipped`)
process.exitCode = failed === 0 ? 0 : 1

async function fuzz(address) {
  const child = spawn(process.execPath, ['.build/bench/fuzz.js', address, requests, seconds, seed], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  child.stdout.on('data', piece => {
    said += piece
  })
  await once(child, 'close')
  return said ? JSON.parse(said) : undefined
}
