import { spawnSync } from 'node:child_process'
import { projectRoot } from '../src/root.ts'
import { dropOldLoaded } from './loaded.ts'
import { dropOldTestDatabases, joinTestServer } from './server.ts'

// Tests of the commands and of the service run what is built.
const build = `${projectRoot}/scripts/build.mjs`
spawnSync(process.execPath, [build, '--if-stale'], { stdio: 'inherit' })

const share = await joinTestServer()
await dropOldTestDatabases(share.server)
await dropOldLoaded(share.server)
await share.close({ leaveRunning: true })
