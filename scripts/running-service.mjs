// A built service on an empty data folder, for scripts that ask it something.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.mjs'

/** Seconds until a service that does not answer is taken for one that hangs. */
const patience = 900

/**
 * Starts the service under the Node.js that runs this, waits until it answers, gives its address and pid to `use`, and stops
 * it. Resolves with whether it was healthy, its exit code, and what `use` gave.
 */
export async function withService(use, settings = {}) {
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'serves-'))
  const service = spawn(process.execPath, [path.resolve(import.meta.dirname, '../dist/server.js')], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: path.join(folder, 'data'),
      LOG_LEVEL: 'warn',
      PORT: String(port),
      ...settings
    },
    stdio: ['ignore', 'inherit', 'inherit']
  })
  const ended = once(service, 'exit')
  let healthy = false
  for (let tries = 0; tries < patience && !healthy && service.exitCode === null; tries++) {
    await sleep(1000)
    healthy = await fetch(`http://localhost:${port}/ready`).then(
      ({ ok }) => ok,
      () => false
    )
  }
  const given = healthy ? await use(`http://localhost:${port}`, service.pid) : undefined
  service.kill('SIGTERM')
  const [code] = await ended
  rmSync(folder, { recursive: true, force: true })
  return { healthy, code, given }
}
