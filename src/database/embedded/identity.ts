import { spawnSync } from 'node:child_process'
import { chown, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** The user that PostgreSQL runs as. It refuses to run as root. */
export interface Identity {
  /** Set where the process changes its user; the cluster's files then belong to this user. */
  owner?: { uid: number; gid: number }
  /** How to run a program as this user. */
  command(program: string, args: string[]): [file: string, args: string[]]
}

const nobody = { uid: 65534, gid: 65534 }
const plain: Identity = { command: (program, args) => [program, args] }
const namespaced: Identity = {
  // For the kernel it is still root: files stay root's, and root's private home can be entered.
  command: (program, args) => [
    'unshare',
    ['--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--', program, ...args]
  ]
}
const changed = (owner: { uid: number; gid: number }): Identity => ({ owner, command: plain.command })

/**
 * The user to run the server of this cluster folder (which need not exist yet): this process's, unless it is root.
 * As root: the owner of an existing cluster, if that is not root. Else the first of these that can enter the data
 * folder: root inside a user namespace, the owner of the folder that holds the data folder, nobody. Throws where none
 * can.
 */
export async function chooseIdentity(
  cluster: string,
  { namespaces = true }: { namespaces?: boolean } = {}
): Promise<Identity> {
  if (process.getuid?.() !== 0) return plain
  const around = path.dirname(cluster)
  for (const identity of await candidates(cluster, around, namespaces))
    if (runs(identity, 'sh', ['-c', 'test -x "$1"', 'sh', around])) return identity
  throw new Error(
    `PostgreSQL does not run as root, and no other user may enter ${around}. ` +
      'Set DATA_DIR to a folder that others may enter (for example /var/lib/asylum-outcomes), or set DATABASE_URL.'
  )
}

/** Whether a program ends well when run as this user. */
export function runs(identity: Identity, program: string, args: string[]): boolean {
  const [file, all] = identity.command(program, args)
  return (
    spawnSync(file, all, { ...identity.owner, env: plainEnvironment, cwd: '/', stdio: 'ignore' }).status === 0
  )
}

/** Gives a file, or a folder and all in it, to the user that PostgreSQL runs as. */
export async function give(file: string, { owner }: Identity): Promise<void> {
  if (!owner) return
  const found = await stat(file)
  if (found.isDirectory())
    for (const name of await readdir(file))
      await give(path.join(file, name), { owner, command: plain.command })
  if (found.uid !== owner.uid) await chown(file, owner.uid, owner.gid)
}

/** PostgreSQL gets none of our environment: PGPORT, PGDATA or LC_ALL would change what it does. */
export const plainEnvironment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC'
}

async function candidates(cluster: string, around: string, namespaces: boolean): Promise<Identity[]> {
  const [existing, parent] = [await ownerOf(cluster), await ownerOf(path.dirname(around))]
  if (existing && existing.uid !== 0) return [changed(existing)]
  return [
    ...(namespaces ? [namespaced] : []),
    ...(parent && parent.uid !== 0 ? [changed(parent)] : []),
    changed(nobody)
  ]
}

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  const found = await stat(folder).catch(() => undefined)
  return found && { uid: found.uid, gid: found.gid }
}
