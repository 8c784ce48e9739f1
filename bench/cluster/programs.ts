import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** The programs of the system that a cluster is made of. */
export interface Programs {
  /** The folder of PostgreSQL's programs. */
  postgres: string
  nginx: string
  pgbouncer: string
  /** Ties a process to one processor; undefined where the system has none. */
  taskset: string | undefined
}

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/sbin', '/bin']
const installed = '/usr/lib/postgresql'
const wanted = ['initdb', 'postgres', 'pg_basebackup', 'psql']

/** Where a program is; undefined where it is not installed. */
export const programAt = (name: string): string | undefined =>
  folders.map(folder => path.join(folder, name)).find(existsSync)

/** The programs, or the names of those that are missing, as Debian's packages are called. */
export function findPrograms(): Programs | string[] {
  const versions = existsSync(installed) ? readdirSync(installed) : []
  const postgres = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => path.join(installed, version, 'bin'))
    .find(bin => wanted.every(program => existsSync(path.join(bin, program))))
  const [nginx, pgbouncer] = [programAt('nginx'), programAt('pgbouncer')]
  if (postgres && nginx && pgbouncer) return { postgres, nginx, pgbouncer, taskset: programAt('taskset') }
  const found = { postgresql: postgres, nginx, pgbouncer }
  return Object.entries(found).flatMap(([name, place]) => (place === undefined ? [name] : []))
}

/** Whose the servers are that refuse to run as root: `postgres`, which Debian's package makes. Otherwise who runs this. */
export function serversUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}
