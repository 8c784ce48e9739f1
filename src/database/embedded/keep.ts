import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { locks } from '../locks.ts'
import { reasonOf } from './errors.ts'
import { type LaunchOptions, launch, type Server } from './launch.ts'
import { stopPostmaster } from './postmaster.ts'

/** This process's share in the embedded server, which runs as long as any process holds one. */
export interface Kept {
  /** The server as it is now: after a crash it is another one, perhaps at another port. */
  readonly server: Server
  /** Gives the share back. The last process to do so stops the server, unless `leaveRunning`. */
  close(options?: { leaveRunning?: boolean }): Promise<void>
}

export interface KeepOptions extends LaunchOptions {
  /** Called when the server vanished and was launched again. */
  onRelaunch?: (server: Server) => void
}

/**
 * Launches or finds the embedded server and holds the shared lock `alive` in it. Where the server vanishes
 * (killed, or out of memory), it is launched again until that succeeds or the share is given back.
 */
export async function keep(dataDir: string, options: KeepOptions = {}): Promise<Kept> {
  const log = options.log ?? (() => {})
  let closing = false
  let recovery = Promise.resolve()
  let { server, session } = await join(dataDir, options)
  watch(session)

  function watch(watched: pg.Client) {
    watched.once('end', () => {
      if (closing || watched !== session) return
      log('The embedded database vanished; it is launched again')
      recovery = recover()
    })
  }

  async function recover() {
    for (let wait = 100; !closing; wait = Math.min(wait * 2, 10_000)) {
      try {
        const joined = await join(dataDir, options)
        server = joined.server
        session = joined.session
        watch(session)
        options.onRelaunch?.(server)
        return
      } catch (error) {
        log(`The embedded database could not be launched again: ${reasonOf(error)}`)
        await sleep(wait)
      }
    }
  }

  return {
    get server() {
      return server
    },
    async close({ leaveRunning = false } = {}) {
      if (closing) return
      closing = true
      await recovery
      if (leaveRunning || !(await isLast(session))) return session.end()
      if (!(await stopPostmaster(server.cluster.data))) log('The embedded database did not stop in time')
    }
  }
}

/** A session that holds the shared lock. Where another process is stopping the server, waits and launches it again. */
async function join(dataDir: string, options: KeepOptions): Promise<{ server: Server; session: pg.Client }> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const server = await launch(dataDir, options)
    const session = await joinOnce(server).catch(error => {
      if (Date.now() > deadline) throw error
      return undefined
    })
    if (session) return { server, session }
    await sleep(30)
  }
}

async function joinOnce({ host, port, user, password }: Server): Promise<pg.Client | undefined> {
  const session = new pg.Client({
    ...{ host, port, user, password, database: 'postgres' },
    application_name: 'asylum-outcomes alive',
    connectionTimeoutMillis: 5_000,
    keepAlive: true
  })
  // The loss of the session is handled by its `end` event; without this listener an error would end the process.
  session.on('error', () => {})
  await session.connect()
  const { rows } = await session.query('select pg_try_advisory_lock_shared($1, $2) as held', [...locks.alive])
  if (rows[0]?.held) return session
  await session.end()
  return undefined
}

/** Whether no other process holds the server. Swaps the shared lock for the exclusive one, so that none can join. */
async function isLast(session: pg.Client): Promise<boolean> {
  try {
    await session.query('select pg_advisory_unlock_shared($1, $2)', [...locks.alive])
    const { rows } = await session.query('select pg_try_advisory_lock($1, $2) as held', [...locks.alive])
    return rows[0]?.held === true
  } catch {
    return false
  }
}
