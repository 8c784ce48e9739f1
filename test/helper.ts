import type { Test } from 'tap'
import { type Database, openDatabase } from '../src/database/connect.ts'
import type { Server } from '../src/database/embedded/launch.ts'
import { createTestDatabase, joinTestServer } from './server.ts'

/** A database of this test's own, dropped when the test ends: empty and migrated, or a copy of `template`. */
export async function database(t: Test, template?: (server: Server) => Promise<string>): Promise<Database> {
  const share = await joinTestServer()
  const own = await createTestDatabase(share.server, await template?.(share.server))
  const opened = await openDatabase({ databaseUrl: own.url, dataDir: '.data', connections: 5 })
  t.teardown(async () => {
    await opened.close()
    await own.drop()
    // Other test files come after this one: the server is stopped when all are done (after.ts).
    await share.close({ leaveRunning: true })
  })
  return opened
}
