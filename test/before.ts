import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { dropOldLoaded } from './loaded.ts'
import { dropOldTestDatabases, joinTestServer } from './server.ts'

// Tests of the commands and of the service run what is built.
const build = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))
spawnSync(process.execPath, [build, '--if-stale'], { stdio: 'inherit' })

const share = await joinTestServer()
await dropOldTestDatabases(share.server)
await dropOldLoaded(share.server)
await share.close({ leaveRunning: true })
