import { readFile, rm, stat } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from './errors.ts'

/** What the file `postmaster.pid` of a cluster says about its server. */
export type Postmaster = { pid: number; port: number } & { state: 'ready' | 'changing' | 'gone' }

/**
 * The server that `postmaster.pid` of a data folder names, or undefined where there is no such file. `changing` is
 * starting, recovering or stopping; `gone`: the file was left behind by a killed server.
 */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const lines = (await readOr(path.join(data, 'postmaster.pid'), '')).split('\n')
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()]
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (!(await serves(pid, data))) return { pid, port, state: 'gone' }
  if (status !== 'ready') return { pid, port, state: 'changing' }
  return { pid, port, state: (await answers(port)) ? 'ready' : 'changing' }
}

/**
 * Stops the server of a data folder and waits until it is gone. Sessions are cut, committed work is
 * kept. Returns false where it still runs after `patience` milliseconds.
 */
export async function stopPostmaster(data: string, patience = 20_000): Promise<boolean> {
  const running = await findPostmaster(data)
  if (!running || running.state === 'gone') return true
  const deadline = Date.now() + patience
  signal(running.pid, 'SIGINT')
  while (Date.now() < deadline) {
    if ((await findPostmaster(data))?.pid !== running.pid) return true
    if (!signal(running.pid, 0)) return true
    await sleep(15)
  }
  return false
}

/**
 * Removes the `postmaster.pid` of a killed server. Needed where its process number now belongs to another program (or
 * to a zombie, as in a container without init): PostgreSQL would then never start.
 */
export async function removeStaleNote(data: string): Promise<void> {
  const noted = await findPostmaster(data)
  if (noted?.state === 'gone') await rm(path.join(data, 'postmaster.pid'), { force: true })
}

/** Whether something listens on this port of this machine. */
function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

/** `wanted` where it can be listened on, else a port that the system chooses. */
export async function freePort(wanted = 0): Promise<number> {
  return listenOnce(wanted).catch(() => listenOnce(0))
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.on('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

/** Whether a process lives and may be the server of this folder: false only where it is known to be another program. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (!signal(pid, 0)) return false
  if (process.platform !== 'linux') return true
  const program = (await readOr(`/proc/${pid}/cmdline`, '')).split('\0')[0] ?? ''
  if (path.basename(program) !== 'postgres') return false
  // A server's working directory is its data folder. Where it cannot be read, the process counts as this server.
  const [its, ours] = await Promise.all([place(`/proc/${pid}/cwd`), place(data)])
  return its === undefined || its === ours
}

async function place(folder: string): Promise<string | undefined> {
  return stat(folder).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined
  )
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

async function readOr(file: string, otherwise: string): Promise<string> {
  return readFile(file, 'utf8').catch(error => {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return otherwise
    throw error
  })
}
