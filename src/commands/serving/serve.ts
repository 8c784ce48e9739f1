import { type AppDeps, buildApp } from '../../app.ts'
import { type Config, UnusableSettings } from '../../config.ts'
import type { Database } from '../../database/connect.ts'
import { mayWrite } from '../../database/may-write.ts'
import { isReadOnly, migrate, requireTables, TablesMissing } from '../../database/migrate.ts'
import { withReplicas } from '../../database/replicas.ts'
import { giveRoles, loginsIn } from '../../database/roles.ts'
import { type ServingDatabase, servingDatabase } from '../../database/serving.ts'
import { prepareData, restatedMissing } from '../../import/first-run.ts'
import { rollupsOf } from '../../rollups.ts'
import { type LateSnapshots, lateSnapshots } from '../../snapshot/opening/late.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type OpenSnapshots, openSnapshots } from '../../snapshot/snapshots.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadTablesBeside } from './background-tables.ts'
import { buildName } from './build-name.ts'
import { type Drain, makeDrain } from './draining.ts'
import { listen, PortTaken } from './listen.ts'
import { tellWhileNotReady } from './not-ready.ts'
import { openLog } from './open-log.ts'
import { countryGroupsOf, ownGroupsText } from './own-groups.ts'
import { closeWhenStopped } from './stopping.ts'
import { asImporter, DatabaseUnavailable } from './store.ts'
import { warming } from './warming.ts'

type Log = (line: string) => void
type Close = () => Promise<void>

/** What a service has opened. It is closed from the top down, and what does not close keeps nothing else open. */
interface Opened {
  tables?: Close
  warming?: Close
  app?: Close
  snapshots?: Close
  replicas?: Close
  database?: Close
  log?: Close
}

/**
 * Listens, sets up what is missing (database, tables, first-run data) and serves until it is told to stop.
 * Resolves with 0 once it answers, or with an exit code if it cannot start; the reason is written to stderr.
 */
export async function serve(config: Config): Promise<number> {
  const tell: Log = line => process.stderr.write(`${line}\n`)
  const log: Log = config.logLevel === 'silent' ? () => {} : tell
  const opened: Opened = {}
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= closeAll(opened)
    return closing
  }
  const drain = makeDrain(config.drainSeconds, log)
  const ignoreStops = closeWhenStopped({ close, drain: drain.run, log: tell })
  try {
    const address = await start(config, { opened, drain, log })
    drain.answers()
    log(`Asylum Outcomes answers at ${address} – Ctrl-C stops it`)
    return exitCodes.ok.code
  } catch (error) {
    // A stop during the start closes what was opened, which caused this error. The process is about to end.
    if (closing) return exitCodes.ok.code
    tell(error instanceof Error ? error.message : String(error))
    await close()
    ignoreStops()
    return codeOf(error)
  }
}

interface Starting {
  opened: Opened
  drain: Drain
  log: Log
}

async function start(config: Config, { opened, drain, log }: Starting): Promise<string> {
  const country_groups = await countryGroupsOf(config.dataDir)
  const database = servingDatabase({ ...config, log })
  opened.database = database.close
  const late = lateSnapshots()
  const replicas = replicasOf(config, { database, late, log })
  if (replicas) opened.replicas = replicas.close
  const ours = {
    database: replicas ?? database,
    snapshots: late,
    leaving: drain.leaving,
    answers_with: ownGroupsText(country_groups)
  }
  const app = await appOf(config, ours, opened)
  opened.app = async () => app.close()
  const address = await listen(app, config)
  const beQuiet = tellWhileNotReady(late, address, log)
  const snapshots = await prepare(config, { database, country_groups, late, log }).finally(beQuiet)
  opened.snapshots = snapshots.close
  late.become(snapshots)
  opened.warming = warming(app, snapshots, log)
  if (await areTablesWanted(config, database)) opened.tables = loadTablesBeside(log, config.ownerUrl)
  return address
}

/** Where records are read, as far as the replicas have the releases of the open set. Undefined where none are set. */
function replicasOf(config: Config, { database, late, log }: Omit<Preparing, 'country_groups'>) {
  if (config.replicaUrls.length === 0) return undefined
  return withReplicas(database, config.replicaUrls, () => late.current().version, { ...config, log })
}

async function appOf(
  config: Config,
  deps: Pick<AppDeps, 'database' | 'snapshots' | 'leaving' | 'answers_with'>,
  opened: Opened
) {
  const logStream = config.logLevel === 'silent' ? undefined : await openLog()
  if (logStream) opened.log = async () => logStream.end()
  return buildApp({
    ...deps,
    ...(logStream ? { logStream } : {}),
    settings: {
      rateLimit: config.rateLimit,
      ...(config.trustedProxies === undefined ? {} : { trustedProxies: config.trustedProxies }),
      logLevel: config.logLevel,
      answerTimeoutMs: config.statisticsTimeoutMs,
      answerCacheMb: config.answerCacheMb,
      metrics: config.metrics,
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl })
    },
    build: await buildName()
  })
}

interface Preparing {
  database: ServingDatabase
  country_groups: ReleaseSet['country_groups'] & {}
  late: LateSnapshots
  log: Log
}

/** All that is done between listening and answering; `late` tells of each part while it is done. */
async function prepare(config: Config, preparing: Preparing): Promise<OpenSnapshots> {
  const { database, country_groups, late, log } = preparing
  const options = {
    ...{
      database,
      dataDir: config.dataDir,
      country_groups,
      rollupsOf,
      timeoutMs: config.statisticsTimeoutMs,
      log
    },
    ...(config.databaseUrl === undefined ? {} : { keptFor: config.databaseUrl })
  }
  try {
    await reach(config, preparing)
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error
    const kept = await openSnapshots({ ...options, isAway: true }).catch(() => undefined)
    if (!kept) throw error
    log(`${error.message}. Statistics answer from the last release set; records do once it is back`)
    retryUntilReached(config, preparing)
    return kept
  }
  const warning = await mayWrite(database.pool)
  if (warning !== undefined) log(warning)
  late.note({ phase: 'statistics' })
  return openSnapshots({
    ...options,
    onShare: ({ source, release }, share) =>
      late.note({ phase: 'statistics', release: { source, release }, share })
  })
}

/** Opens the database and sets it up. Throws DatabaseUnavailable where it is away. */
async function reach(config: Config, { database, late, log }: Preparing): Promise<void> {
  const owner = await database.open().catch(error => {
    throw new DatabaseUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
  })
  late.note({ phase: 'tables' })
  await setUp(config, owner, { late, log })
}

/** Tries every two seconds until the database is there and set up; a new reason why it is not is logged. */
function retryUntilReached(config: Config, preparing: Preparing, told?: string): void {
  setTimeout(async () => {
    if (preparing.database.pool.ending) return
    try {
      await reach(config, preparing)
      preparing.log('The database is there: records answer')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (told !== undefined && told !== reason) preparing.log(reason)
      retryUntilReached(config, preparing, reason)
    }
  }, 2_000).unref()
}

/** Makes the tables and loads the first data where this process may; elsewhere it only looks whether they are there. */
async function setUp(
  config: Config,
  owner: Database,
  { late, log }: Pick<Preparing, 'late' | 'log'>
): Promise<void> {
  const mayMigrate = isSetUpHere(config) && !(await isReadOnly(owner.pool))
  await (mayMigrate ? migrate(owner) : requireTables(owner.pool))
  const load = async (database: Database) => {
    if (!mayMigrate) return
    late.note({ phase: 'first_data' })
    await prepareData(database, config, log)
  }
  if (config.databaseUrl !== undefined) {
    // New tables too are to be read by the role that answers.
    if (mayMigrate && config.ownerUrl !== undefined)
      await giveRoles(owner.pool, loginsIn({ reader: config.databaseUrl }))
    return load(owner)
  }
  await asImporter(owner, { dataDir: config.dataDir, log }, load)
}

const isSetUpHere = ({ migrate, databaseUrl }: Config): boolean =>
  migrate === 'on' || (migrate === 'auto' && databaseUrl === undefined)

/** Whether whole tables that the product ships are still to be loaded, and by this process. */
async function areTablesWanted(config: Config, database: ServingDatabase): Promise<boolean> {
  if (config.firstData !== 'tables' || !isSetUpHere(config)) return false
  // Not the pool of requests, whose role only reads.
  const owner = await database.open().catch(() => undefined)
  if (owner === undefined || (await isReadOnly(owner.pool).catch(() => true))) return false
  return (await restatedMissing(owner.pool)).length > 0
}

async function closeAll(opened: Opened): Promise<void> {
  const { tables, warming, app, snapshots, replicas, database, log } = opened
  for (const close of [tables, warming, app, snapshots, replicas, database, log])
    await close?.().catch(() => {})
}

function codeOf(error: unknown): number {
  if (error instanceof PortTaken) return exitCodes.address.code
  if (error instanceof UnusableSettings) return exitCodes.usage.code
  return error instanceof DatabaseUnavailable || error instanceof TablesMissing
    ? exitCodes.database.code
    : exitCodes.unexpected.code
}
