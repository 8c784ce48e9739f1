import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { projectRoot } from '../../src/root.ts'
import { nginxFile } from './nginx-file.ts'
import { type Programs, serversUser } from './programs.ts'
import { type Cluster, type Running, runToEnd } from './running.ts'

/** The name of the database, as in deploy/compose.yml. */
export const databaseName = 'asylum_outcomes'
const host = '127.0.0.1'

export interface Making {
  cluster: Cluster
  programs: Programs
  /** A folder that the servers' user may enter. */
  folder: string
}

/** Makes a folder for a server, which belongs to its user. */
function folderFor({ folder }: Making, name: string): string {
  const made = path.join(folder, name)
  const user = serversUser()
  mkdirSync(made, { mode: 0o700 })
  if (user) chownSync(made, user.uid, user.gid)
  return made
}

/** Whether somebody listens on a port of the loopback. */
const listens = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host, port })
    socket.once('connect', () => socket.end(() => resolve(true)))
    socket.once('error', () => resolve(false))
  })

/** A PostgreSQL server in `data` that trusts whoever is on the loopback. */
function postgresIn({ cluster, programs }: Making, data: string, port: number): Running {
  const psql = path.join(programs.postgres, 'psql')
  return cluster.program({
    command: path.join(programs.postgres, 'postgres'),
    args: ['-D', data, '-p', String(port), '-k', data, '-c', `listen_addresses=${host}`],
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    user: serversUser(),
    answers: async () => {
      if (!(await listens(port))) return false
      return runToEnd(psql, ['-h', host, '-p', String(port), '-U', 'app', '-c', 'select 1', 'postgres']).then(
        () => true,
        () => false
      )
    }
  })
}

/** A new primary with an empty database. */
export async function makePrimary(making: Making, port: number): Promise<Running> {
  const data = folderFor(making, 'primary')
  const bin = making.programs.postgres
  await runToEnd(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'app', '--auth=trust', '--no-locale', '-E', 'UTF8'],
    {
      user: serversUser()
    }
  )
  writeFileSync(
    path.join(data, 'postgresql.auto.conf'),
    'shared_buffers = 64MB\nmax_slot_wal_keep_size = 4GB\n'
  )
  const primary = postgresIn(making, data, port)
  await primary.start()
  const say = (sql: string) =>
    runToEnd(path.join(bin, 'psql'), ['-h', host, '-p', String(port), '-U', 'app', '-c', sql, 'postgres'])
  await say(`create database ${databaseName}`)
  await say('create role replicator login replication')
  return primary
}

/** A replica, copied from the primary by deploy/replica.sh. */
export async function makeReplica(making: Making, ports: { primary: number; own: number }): Promise<Running> {
  const data = folderFor(making, 'replica')
  await runToEnd('sh', [path.join(projectRoot, 'deploy/replica.sh'), 'true'], {
    user: serversUser(),
    env: {
      ...{ PATH: `${making.programs.postgres}:${process.env.PATH}`, PGDATA: data, SLOT: 'replica' },
      ...{ PGHOST: host, PGPORT: String(ports.primary), PGUSER: 'replicator', PGPASSWORD: 'trusted' }
    }
  })
  const replica = postgresIn(making, data, ports.own)
  await replica.start()
  return replica
}

/** A pooler in transaction mode before the replica, for the role that reads. */
export async function makeBouncer(making: Making, ports: { replica: number; own: number }): Promise<Running> {
  const folder = folderFor(making, 'pgbouncer')
  const file = path.join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]
${databaseName} = host=${host} port=${ports.replica} dbname=${databaseName} user=asylum_reader
[pgbouncer]
listen_addr = ${host}
listen_port = ${ports.own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
server_login_retry = 1
ignore_startup_parameters = statement_timeout, extra_float_digits
logfile = ${path.join(folder, 'pgbouncer.log')}
pidfile = ${path.join(folder, 'pgbouncer.pid')}
`,
    { mode: 0o644 }
  )
  const bouncer = making.cluster.program({
    ...{ command: making.programs.pgbouncer, args: ['-q', file], user: serversUser() },
    answers: () => listens(ports.own)
  })
  await bouncer.start()
  return bouncer
}

export interface Balancer extends Running {
  /** Takes these nodes, in their order, for the ones there are; all of them where nothing is said. */
  reload(nodes?: (string | undefined)[]): void
}

/** nginx with the file of deploy/. */
export async function makeBalancer(
  making: Making,
  port: number,
  nodes: (string | undefined)[]
): Promise<Balancer> {
  const folder = folderFor(making, 'nginx')
  mkdirSync(path.join(folder, 'cache'))
  const user = serversUser()
  if (user) chownSync(path.join(folder, 'cache'), user.uid, user.gid)
  const file = path.join(folder, 'nginx.conf')
  const write = (given: (string | undefined)[]) =>
    writeFileSync(file, nginxFile({ folder, port, nodes: given }))
  write(nodes)
  const nginx = making.cluster.program({
    ...{
      command: making.programs.nginx,
      args: ['-e', path.join(folder, 'start.log'), '-c', file, '-g', 'daemon off;']
    },
    ...{ user, has_group: true },
    answers: () => listens(port)
  })
  await nginx.start()
  return {
    ...nginx,
    reload(given = nodes) {
      write(given)
      process.kill(nginx.pid(), 'SIGHUP')
    }
  }
}
