import { envSchema } from 'env-schema'
import { type Static, type TSchema, Type } from 'typebox'
import { drainOf, faultsOf, isProxy } from './config/checks.ts'

interface Setting {
  /** The value where the setting is absent or empty, as it would be written in the environment. */
  default: string
  description: string
  /** The allowed values, as the error message words them. */
  allowed: string
  schema: TSchema
}

/** What a new database begins with. */
const firstDataKinds = ['none', 'small', 'tables', 'demo'] as const

const automatic = ['auto', 'on', 'off'] as const
const switching = ['on', 'off'] as const

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** Every setting that the service and the commands read from the environment. */
export const settings = {
  PORT: {
    default: '3000',
    description: 'The port that the service listens on; 0 takes a free one.',
    allowed: 'a whole number from 0 to 65535',
    schema: Type.Integer({ minimum: 0, maximum: 65_535, default: 3000 })
  },
  HOST: {
    default: 'localhost',
    description: 'The address that the service listens on; 0.0.0.0 opens it to other machines.',
    allowed: 'a host name or an IP address',
    schema: Type.String({ pattern: '^[A-Za-z0-9._:%-]+$', default: 'localhost' })
  },
  DATA_DIR: {
    default: '.data',
    description:
      'The folder for the embedded database and the statistics files, relative to the working directory.',
    allowed: 'a folder that this user may write, or may make',
    schema: Type.String({ default: '.data' })
  },
  DATABASE_URL: {
    default: '',
    description:
      'A PostgreSQL 15 or later to use instead of the embedded one, with the role that the command needs: the owner for `migrate`, the importer for `import` and `fetch`, the reader for `serve` (docs/operating.md).',
    allowed: 'postgres://user:password@host:port/database',
    schema: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' }))
  },
  DATABASE_OWNER_URL: {
    default: '',
    description: 'The same database as its owner, by which `serve` migrates (docs/operating.md).',
    allowed: 'postgres://user:password@host:port/database',
    schema: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' }))
  },
  DATABASE_REPLICA_URLS: {
    default: '',
    description:
      'Replicas of `DATABASE_URL`, separated by commas, from which records are read. A release that none of them has yet is read from `DATABASE_URL`.',
    allowed: 'postgres://user:password@host:port/database, several separated by commas',
    schema: Type.Optional(Type.String({ pattern: '^postgres(ql)?://[^,]+(,\\s*postgres(ql)?://[^,]+)*$' }))
  },
  MIGRATE: {
    default: 'auto',
    description:
      'Whether `serve` makes the tables and loads the first data by itself: `auto` in the embedded database alone; elsewhere `asylum-outcomes migrate` does it.',
    allowed: `one of ${automatic.join(', ')}`,
    schema: Type.Enum(automatic, { type: 'string', default: 'auto' })
  },
  PREPARED_STATEMENTS: {
    default: 'auto',
    description:
      'Whether statements get names in the database, under which they are planned once: `auto` until names turn out to fail, as behind a pooler in transaction mode.',
    allowed: `one of ${automatic.join(', ')}`,
    schema: Type.Enum(automatic, { type: 'string', default: 'auto' })
  },
  FIRST_DATA: {
    default: 'tables',
    description:
      'What a new database begins with: `tables`, the published tables that the product ships, of which the whole ones are loaded while the service answers already; `small`, those alone that it has at once; `demo`, these and a made-up release of the US immigration court, to try its questions on; `none`, nothing.',
    allowed: `one of ${firstDataKinds.join(', ')}`,
    schema: Type.Enum(firstDataKinds, { type: 'string', default: 'tables' })
  },
  RATE_LIMIT: {
    default: '120',
    description:
      'Requests a minute that one client may make; `off` lifts the limit. One whose queries, or the making of its large answer, take longer than 250 ms counts once more for each 250 ms that they begin.',
    allowed: '`off` or a whole number from 1 on',
    schema: Type.String({ pattern: '^(off|[1-9][0-9]{0,8})$', default: '120' })
  },
  TRUSTED_PROXIES: {
    default: '',
    description:
      'Proxies in front of the service, whose `X-Forwarded-For` names the client. Without them, all clients behind a proxy share one quota.',
    allowed:
      'IP addresses or networks such as 10.0.0.0/8 with commas between them, or `loopback`, `linklocal`, `uniquelocal`',
    schema: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z:./, ]+$' }))
  },
  LOG_LEVEL: {
    default: 'info',
    description: 'How much the service logs.',
    allowed: `one of ${logLevels.join(', ')}`,
    schema: Type.Enum(logLevels, { type: 'string', default: 'info' })
  },
  METRICS: {
    default: 'off',
    description:
      'Whether `/metrics` tells Prometheus how the service fares. Whoever reaches the service reads it: let the proxy in front keep it.',
    allowed: `one of ${switching.join(', ')}`,
    schema: Type.Enum(switching, { type: 'string', default: 'off' })
  },
  STATISTICS_TIMEOUT_MS: {
    default: '5000',
    description:
      'Milliseconds that all statistics queries of a request have together, with their waits, before it is answered with 503.',
    allowed: 'a whole number from 100 to 600000',
    schema: Type.Integer({ minimum: 100, maximum: 600_000, default: 5000 })
  },
  DATABASE_TIMEOUT_MS: {
    default: '5000',
    description:
      'Milliseconds after which the service gives up a query to the database, or the wait for a connection, and answers 503. Imports have no such limit.',
    allowed: 'a whole number from 100 to 600000',
    schema: Type.Integer({ minimum: 100, maximum: 600_000, default: 5000 })
  },
  ANSWER_CACHE_MB: {
    default: '64',
    description: 'Megabytes of written answers that are kept in memory for who asks the same; 0 keeps none.',
    allowed: 'a whole number from 0 to 4096',
    schema: Type.Integer({ minimum: 0, maximum: 4096, default: 64 })
  },
  DRAIN_SECONDS: {
    default: 'auto',
    description:
      'Seconds for which a node that gets SIGTERM goes on listening and answers 503 with `Connection: close`, so that a balancer takes it out: `auto`, 5 with `DATABASE_URL` and 0 with the embedded database. Ctrl-C waits for nothing.',
    allowed: '`auto` or a whole number from 0 to 600',
    schema: Type.String({ pattern: '^(auto|[0-9]|[1-9][0-9]|[1-5][0-9]{2}|600)$', default: 'auto' })
  },
  KEEP_SUPERSEDED: {
    default: '1',
    description:
      'How many superseded releases of each series keep their records, so that `release=` and `as_of=` answer from them. The importer drops older ones after a publish.',
    allowed: 'a whole number from 0 to 1000',
    schema: Type.Integer({ minimum: 0, maximum: 1000, default: 1 })
  },
  KEEP_DOWNLOADS: {
    default: '4',
    description:
      'How many superseded releases of each series keep their downloads; at least those that keep their records.',
    allowed: 'a whole number from 0 to 1000',
    schema: Type.Integer({ minimum: 0, maximum: 1000, default: 4 })
  },
  PUBLIC_URL: {
    default: '',
    description: 'Where readers find the service: stands in workbooks that are passed on, and in feeds.',
    allowed: 'https://host, without a path of its own',
    schema: Type.Optional(Type.String({ pattern: '^https?://[A-Za-z0-9._:%-]+/?$' }))
  }
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof settings

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl?: string
  ownerUrl?: string
  replicaUrls: string[]
  migrate: (typeof automatic)[number]
  preparedStatements: (typeof automatic)[number]
  firstData: (typeof firstDataKinds)[number]
  /** Requests a minute for each client, or no limit. */
  rateLimit: number | 'off'
  trustedProxies?: string[]
  logLevel: LogLevel
  metrics: boolean
  statisticsTimeoutMs: number
  databaseTimeoutMs: number
  answerCacheMb: number
  /** How long a node that is told to stop answers 503 before it stops. */
  drainSeconds: number
  /** Of each series, how many superseded releases are kept. */
  keep: { superseded: number; downloads: number }
  publicUrl?: string
}

/** Thrown with one line for each setting that cannot be used. */
export class UnusableSettings extends Error {
  override name = 'UnusableSettings'
}

const names = Object.keys(settings) as SettingName[]
type Schemas = { [name in SettingName]: (typeof settings)[name]['schema'] }
const schema = Type.Object(Object.fromEntries(names.map(name => [name, settings[name].schema])) as Schemas)

/** Reads the settings; an empty one counts as absent. Throws UnusableSettings. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const data: Record<string, string> = {}
  for (const name of names) {
    const value = env[name]?.trim()
    if (value) data[name] = value
  }
  const read = check(data)
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    ...(read.DATABASE_URL && { databaseUrl: read.DATABASE_URL }),
    ...(read.DATABASE_OWNER_URL && { ownerUrl: read.DATABASE_OWNER_URL }),
    replicaUrls: (read.DATABASE_REPLICA_URLS?.split(',') ?? []).map(url => url.trim()),
    migrate: read.MIGRATE,
    preparedStatements: read.PREPARED_STATEMENTS,
    firstData: read.FIRST_DATA,
    rateLimit: read.RATE_LIMIT === 'off' ? 'off' : Number(read.RATE_LIMIT),
    ...(read.TRUSTED_PROXIES === undefined ? {} : { trustedProxies: proxiesOf(read.TRUSTED_PROXIES) }),
    logLevel: read.LOG_LEVEL,
    metrics: read.METRICS === 'on',
    statisticsTimeoutMs: read.STATISTICS_TIMEOUT_MS,
    databaseTimeoutMs: read.DATABASE_TIMEOUT_MS,
    answerCacheMb: read.ANSWER_CACHE_MB,
    drainSeconds: drainOf(read.DRAIN_SECONDS, read.DATABASE_URL),
    keep: { superseded: read.KEEP_SUPERSEDED, downloads: read.KEEP_DOWNLOADS },
    ...(read.PUBLIC_URL === undefined ? {} : { publicUrl: read.PUBLIC_URL.replace(/\/$/, '') })
  }
}

/** The addresses, networks and names of networks in a list. Throws UnusableSettings for anything else. */
function proxiesOf(list: string): string[] {
  const proxies = list.split(',').map(each => each.trim())
  if (!proxies.every(isProxy)) throw new UnusableSettings(describe('TRUSTED_PROXIES', list))
  return proxies
}

function check(data: Record<string, string>): Static<typeof schema> {
  try {
    return envSchema<Static<typeof schema>>({ schema, data: { ...data }, env: false })
  } catch (error) {
    const faulty = names.filter(name => faultsOf(error).some(fault => fault.instancePath === `/${name}`))
    if (faulty.length === 0) throw error
    throw new UnusableSettings(faulty.map(name => describe(name, data[name] ?? '')).join('\n'))
  }
}

function describe(name: SettingName, value: string): string {
  // A database's address may hold a password.
  const shown = /^DATABASE_.*URL/.test(name) ? 'what is set' : `"${value.slice(0, 80)}"`
  return `${name} must be ${settings[name].allowed}, not ${shown}.`
}
