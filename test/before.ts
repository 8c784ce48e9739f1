import { dropOldTestDatabases, joinTestServer } from './server.ts'

const share = await joinTestServer()
await dropOldTestDatabases(share.server)
await share.close({ leaveRunning: true })
