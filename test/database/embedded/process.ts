// A process of its own that uses the embedded server: says where the server is, runs what it is told line by line.
import { createInterface } from 'node:readline'
import pg from 'pg'
import { type Kept, keep } from '../../../src/database/embedded/keep.ts'

const { dataDir, uid, namespaces } = JSON.parse(process.argv[2] ?? '{}')
if (uid) {
  process.setgid?.(uid)
  process.setgroups?.([uid])
  process.setuid?.(uid)
}
// An exit at which tap writes nothing: as another user it could not.
const end = () => process.kill(process.pid, 'SIGKILL')
const say = (answer: object) => console.log(JSON.stringify(answer))
const kept = await keep(dataDir, { namespaces }).catch(error => say({ error: error.message }))
if (kept) await answer(kept)
end()

async function answer(kept: Kept) {
  const { port, pid, reused } = kept.server
  say({ port, pid, reused })
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'close') {
      await kept.close()
      say({ closed: true })
      end()
    }
    const { host, port, user, password } = kept.server
    const client = new pg.Client({ host, port, user, password, database: 'postgres' })
    await client.connect()
    say({ rows: (await client.query(line)).rows })
    await client.end()
  }
}
