import { spawn } from 'node:child_process'
import { mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, copiedBinaries, installedBinaries, linkLibraries } from './binaries.ts'
import {
  type Cluster,
  cannotRun,
  checkVersion,
  clusterIn,
  clusterPassword,
  clusterUser,
  createCluster
} from './cluster.ts'
import { hasCode, reasonOf } from './errors.ts'
import { chooseIdentity, give, type Identity, plainEnvironment, runs } from './identity.ts'
import { findPostmaster, freePort, type Postmaster, removeStaleNote } from './postmaster.ts'

/** A running embedded server. */
export interface Server {
  cluster: Cluster
  host: string
  port: number
  user: string
  password: string
  pid: number
  /** True where it ran already: another process of ours started it, or a killed one left it. */
  reused: boolean
}

export interface LaunchOptions {
  /** More settings for the server, as `-c name=value` arguments. */
  flags?: string[]
  log?: (line: string) => void
  /** False where root shall not try a user namespace. */
  namespaces?: boolean
}

const major = 18
const patience = 15_000
/** Longer than `patience`: recovery after a crash replays all writes since the last checkpoint. */
const recoveryPatience = 300_000
/** Errors that pass by themselves, after a kill -9 or while another process starts the same server. */
const passing = /lock file|shared memory|Address already in use|could not bind/
const largestLog = 5_000_000
/**
 * Less logging, because this server is not replicated: an index, and a table that is filled in the transaction that
 * made it, are written once and synced at the end, instead of to the log and then to their files.
 */
const quickLoads = ['-c', 'wal_level=minimal', '-c', 'max_wal_senders=0']

/** Starts the embedded server of a data folder, making its database at first, or finds it running. */
export async function launch(dataDir: string, options: LaunchOptions = {}): Promise<Server> {
  const cluster = clusterIn(dataDir)
  const folder = path.dirname(cluster.folder)
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 })
    return (await whenReady(cluster)) ?? (await start(cluster, options))
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) throw error
    throw new Error(
      `The data folder ${folder} cannot be used (${reasonOf(error)}). Set DATA_DIR to a folder of this user.`
    )
  }
}

async function start(cluster: Cluster, options: LaunchOptions): Promise<Server> {
  const identity = await chooseIdentity(cluster.folder, options)
  const binaries = await usableBinaries(path.dirname(cluster.folder), identity)
  await createCluster(cluster, binaries, identity)
  await checkVersion(cluster, major)
  await give(cluster.folder, identity)
  const began = Date.now()
  for (;;) {
    const running = await whenReady(cluster)
    if (running) return running
    const { server, complaint } = await attempt(cluster, binaries, identity, options.flags ?? [])
    if (server) return server
    const waited = Date.now() - began
    if (!passing.test(complaint) || waited > patience)
      throw new Error(`The embedded database did not start: ${complaint.trim()} (see ${cluster.logFile})`)
    if (waited > 2_500) await removeStaleNote(cluster.data)
    await sleep(150)
  }
}

/** The running server, waited for while it starts, recovers or stops; undefined where there is none. */
async function whenReady(cluster: Cluster): Promise<Server | undefined> {
  const deadline = Date.now() + recoveryPatience
  while (Date.now() < deadline) {
    const found = await findPostmaster(cluster.data)
    if (!found || found.state === 'gone') return undefined
    if (found.state === 'ready') return describe(cluster, found, true)
    await sleep(15)
  }
  throw new Error(
    `The embedded database is not ready after ${recoveryPatience / 1000} s: see ${cluster.logFile}`
  )
}

/** Starts the server once, and waits until it is ready or gives up. */
async function attempt(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity,
  flags: string[]
): Promise<{ server?: Server; complaint: string }> {
  const port = await freePort(await notedPort(cluster))
  const log = await openLog(cluster)
  const [file, args] = identity.command(binaries.postgres, [
    ...['-D', cluster.data, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1'],
    ...[...quickLoads, ...flags]
  ])
  // Detached, so that a terminal's Ctrl-C reaches this process only. Output goes to a file, so that it can outlive it.
  const child = spawn(file, args, {
    ...identity.owner,
    env: plainEnvironment,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', log.handle.fd]
  })
  let failure = ''
  let ended = false
  child.on('error', error => {
    failure = cannotRun(binaries.postgres, error)
    ended = true
  })
  child.on('exit', () => {
    ended = true
  })
  child.unref()
  await log.handle.close()
  for (;;) {
    const found = await findPostmaster(cluster.data)
    if (found?.state === 'ready' && found.pid === child.pid) {
      await writeFile(cluster.portFile, `${found.port}\n`)
      return { server: await describe(cluster, found, false), complaint: '' }
    }
    if (ended) return { complaint: failure || (await readFile(cluster.logFile, 'utf8')).slice(log.size) }
    await sleep(10)
  }
}

async function describe(cluster: Cluster, found: Postmaster, reused: boolean): Promise<Server> {
  const { port, pid } = found
  return {
    cluster,
    host: '127.0.0.1',
    port,
    user: clusterUser,
    password: await clusterPassword(cluster),
    pid,
    reused
  }
}

/** The installed programs where they can be run as this user, else a copy of them in the data folder. */
async function usableBinaries(folder: string, identity: Identity): Promise<Binaries> {
  const installed = await installedBinaries()
  const linked = await linkLibraries(installed.root)
  if (linked && runs(identity, 'test', ['-x', installed.postgres])) return installed
  return copiedBinaries(installed, folder)
}

async function notedPort(cluster: Cluster): Promise<number> {
  const noted = Number(await readFile(cluster.portFile, 'utf8').catch(() => ''))
  return Number.isInteger(noted) && noted > 0 && noted < 65_536 ? noted : 0
}

async function openLog(cluster: Cluster) {
  const size = (await stat(cluster.logFile).catch(() => undefined))?.size ?? 0
  if (size > largestLog) await truncate(cluster.logFile)
  return { handle: await open(cluster.logFile, 'a', 0o600), size: size > largestLog ? 0 : size }
}
