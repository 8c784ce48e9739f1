import type { Test } from 'tap'
import { type Database, openDatabase } from '../src/database/connect.ts'
import { createTestDatabase, joinTestServer } from './server.ts'

/** An empty, migrated database of this test's own, dropped when the test ends. */
export async function database(t: Test): Promise<Database> {
  const share = await joinTestServer()
  const own = await createTestDatabase(share.server)
  const opened = await openDatabase({ databaseUrl: own.url, dataDir: '.data', connections: 5 })
  t.teardown(async () => {
    await opened.close()
    await own.drop()
    // Other test files come after this one: the server is stopped when all are done (after.ts).
    await share.close({ leaveRunning: true })
  })
  return opened
}
