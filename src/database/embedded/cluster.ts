import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { hasCode } from './errors.ts'
import { give, type Identity, plainEnvironment } from './identity.ts'

/** A folder with PostgreSQL's data and what is needed to reach it. */
export interface Cluster {
  folder: string
  data: string
  /** Notes the server's last port, so that pools find a restarted server where it was. */
  portFile: string
  logFile: string
}

/** The one user of the embedded server. */
export const clusterUser = 'app'

const tooOld = 10 * 60_000

/** Where the cluster of a data folder is; it need not exist yet. */
export function clusterIn(dataDir: string): Cluster {
  const folder = path.join(path.resolve(dataDir), 'postgres')
  return {
    folder,
    data: path.join(folder, 'data'),
    portFile: path.join(folder, 'port'),
    logFile: path.join(folder, 'server.log')
  }
}

/** The password that was drawn when the cluster was made. */
export async function clusterPassword(cluster: Cluster): Promise<string> {
  return (await readFile(path.join(cluster.folder, 'password'), 'utf8')).trim()
}

/**
 * Makes the cluster where there is none: under another name, then renamed, so that it is whole or absent.
 * Of two processes that make it at once, the one that comes second uses the first one's.
 */
export async function createCluster(cluster: Cluster, binaries: Binaries, identity: Identity): Promise<void> {
  if (existsSync(cluster.data)) return
  await removeUnfinished(cluster)
  const unfinished = `${cluster.folder}.init-${process.pid}-${randomBytes(4).toString('hex')}`
  const passwordFile = path.join(unfinished, 'password')
  try {
    await mkdir(unfinished, { mode: 0o700 })
    await writeFile(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
    await give(unfinished, identity)
    await initialise(path.join(unfinished, 'data'), passwordFile, binaries, identity)
    await rename(unfinished, cluster.folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

/** Throws where the data were written by another major version, which this server cannot read. */
export async function checkVersion(cluster: Cluster, major: number): Promise<void> {
  const version = (await readFile(path.join(cluster.data, 'PG_VERSION'), 'utf8')).trim()
  if (version === String(major)) return
  throw new Error(
    `${cluster.folder} was made by PostgreSQL ${version}; this version brings PostgreSQL ${major}. ` +
      'Move that folder away to begin anew (releases are imported again), or set DATABASE_URL.'
  )
}

async function initialise(data: string, passwordFile: string, binaries: Binaries, identity: Identity) {
  const [file, args] = identity.command(binaries.initdb, [
    ...['-D', data, '-U', clusterUser, '-A', 'scram-sha-256', '--pwfile', passwordFile],
    // The same order of text on every machine, whatever its locale.
    ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...['--no-sync', '--no-instructions']
  ])
  const child = spawn(file, args, {
    ...identity.owner,
    env: plainEnvironment,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let complaint = ''
  child.stderr.on('data', chunk => {
    complaint += chunk
  })
  const code = await new Promise(resolve => {
    child.on('error', error => {
      complaint += cannotRun(binaries.initdb, error)
    })
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`The database folder could not be made: ${complaint.trim()}`)
  await chmod(data, 0o700)
}

/** Says what a failure to run one of PostgreSQL's programs most likely is. */
export function cannotRun(program: string, error: Error): string {
  return hasCode(error, 'ENOENT') && existsSync(program)
    ? `${program} cannot run here: it needs glibc, which this system (Alpine or another musl system) lacks. ` +
        'Set DATABASE_URL to a PostgreSQL 15 or later.'
    : error.message
}

/** Removes folders of killed initialisations. One younger than ten minutes may be another process's work. */
async function removeUnfinished(cluster: Cluster): Promise<void> {
  const around = path.dirname(cluster.folder)
  const prefix = `${path.basename(cluster.folder)}.init-`
  for (const name of (await readdir(around)).filter(name => name.startsWith(prefix))) {
    const folder = path.join(around, name)
    const found = await stat(folder).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > tooOld) await rm(folder, { recursive: true, force: true })
  }
}
