// Starts the built service on an empty data folder, waits until it is healthy, and stops it, all under the Node.js
// that runs this file. Closes with "N passed, N failed, N skipped".
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Seconds until a service that does not answer is taken for one that hangs. */
const patience = 900
const port = await freePort()
const folder = mkdtempSync(path.join(tmpdir(), 'serves-'))
const service = spawn(process.execPath, [path.resolve(import.meta.dirname, '../dist/server.js')], {
  env: {
    ...process.env,
    DATABASE_URL: '',
    DATA_DIR: path.join(folder, 'data'),
    LOG_LEVEL: 'warn',
    PORT: String(port)
  },
  stdio: ['ignore', 'inherit', 'inherit']
})
const ended = once(service, 'exit')
let healthy = false
for (let tries = 0; tries < patience && !healthy && service.exitCode === null; tries++) {
  await sleep(1000)
  healthy = await fetch(`http://localhost:${port}/health`).then(
    ({ ok }) => ok,
    () => false
  )
}
service.kill('SIGTERM')
const [code] = await ended
rmSync(folder, { recursive: true, force: true })
const passed = healthy && code === 0
console.log(
  `the service ${passed ? 'starts and stops' : `is not healthy, or ended with ${code}`} under ${process.version}`
)
console.log(passed ? '1 passed, 0 failed, 0 skipped' : '0 passed, 1 failed, 0 skipped')
process.exitCode = passed ? 0 : 1

async function freePort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port: free } = server.address()
  server.close()
  return free
}
