import path from 'node:path'
import { projectRoot } from '../../src/root.ts'
import type { Running } from './running.ts'
import { databaseName, type Making } from './servers.ts'

export interface Node extends Running {
  /** `address:port`. */
  address: string
  /** Resolves with whether it answers from a release set. */
  isReady(): Promise<boolean>
}

export interface NodeOptions {
  /** 1 or 2: each is tied to a processor of its own. */
  number: number
  port: number
  ports: { primary: number; bouncer: number }
  settings?: Record<string, string>
}

/** The addresses of the database, for the service's settings and its commands. */
export const databaseAs = (role: string, port: number): string =>
  `postgres://${role}:trusted@127.0.0.1:${port}/${databaseName}`

/** A built node that reads records from the replica, through the pooler. */
export function makeNode({ cluster, programs, folder }: Making, options: NodeOptions): Node {
  const { number, port, ports, settings = {} } = options
  const address = `127.0.0.1:${port}`
  const isReady = () =>
    fetch(`http://${address}/ready`).then(
      ({ ok }) => ok,
      () => false
    )
  const server = path.join(projectRoot, 'dist/server.js')
  const [command, ...args] = [
    ...(programs.taskset === undefined ? [] : [programs.taskset, '-c', String(number - 1)]),
    ...[process.execPath, server]
  ] as [string, ...string[]]
  const node = cluster.program({
    ...{ command, args, answers: isReady },
    env: {
      ...{ PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port) },
      ...{ DATA_DIR: path.join(folder, `node-${number}`), LOG_LEVEL: 'warn', TRUSTED_PROXIES: '127.0.0.1' },
      DATABASE_URL: databaseAs('asylum_reader', ports.primary),
      DATABASE_REPLICA_URLS: databaseAs('asylum_reader', ports.bouncer),
      // What others do on the machine must not cost an answer.
      ...{ STATISTICS_TIMEOUT_MS: '60000', DATABASE_TIMEOUT_MS: '15000' },
      ...settings
    }
  })
  return { ...node, address, isReady }
}
