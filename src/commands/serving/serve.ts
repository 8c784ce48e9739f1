import { buildApp } from '../../app.ts'
import { type Config, UnusableSettings } from '../../config.ts'
import { openDatabase } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'
import { prepareData } from '../../import/first-run.ts'
import { rollupsOf } from '../../rollups.ts'
import type { Snapshots } from '../../snapshot/release-set.ts'
import { openSnapshots } from '../../snapshot/snapshots.ts'
import { warmUp } from '../../statistics/warm-up.ts'
import { exitCodes } from '../exit-codes.ts'
import { buildName } from './build-name.ts'
import { checkAddress, listen, PortTaken } from './listen.ts'
import { openLog } from './open-log.ts'
import { countryGroupsOf, ownGroupsText } from './own-groups.ts'
import { closeWhenStopped } from './stopping.ts'
import { DatabaseUnavailable } from './store.ts'

type Log = (line: string) => void
type Close = () => Promise<void>

/**
 * Sets up what is missing (database, tables, first-run data) and serves until it is told to stop.
 * Resolves with 0 once it answers, or with an exit code if it cannot start; the reason is written to stderr.
 */
export async function serve(config: Config): Promise<number> {
  const tell: Log = line => process.stderr.write(`${line}\n`)
  const log: Log = config.logLevel === 'silent' ? () => {} : tell
  const opened: Close[] = []
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= closeAll(opened)
    return closing
  }
  const ignoreStops = closeWhenStopped(close, tell)
  try {
    const address = await start(config, opened, log)
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

async function start(config: Config, opened: Close[], log: Log): Promise<string> {
  await checkAddress(config)
  const opening = openDatabase({ ...config, log })
  opened.push(async () => (await opening.catch(() => undefined))?.close())
  const database = await opening.catch(error => {
    throw new DatabaseUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
  })
  const country_groups = await countryGroupsOf(config.dataDir)
  await migrate(database)
  await prepareData(database, config, log)
  const snapshots = await openSnapshots({
    database,
    dataDir: config.dataDir,
    country_groups,
    rollupsOf,
    timeoutMs: config.statisticsTimeoutMs,
    log
  })
  opened.push(() => snapshots.close())
  const logStream = config.logLevel === 'silent' ? undefined : await openLog()
  if (logStream) opened.push(async () => logStream.end())
  const app = await buildApp({
    database,
    ...(logStream ? { logStream } : {}),
    snapshots,
    settings: {
      rateLimit: config.rateLimit,
      ...(config.trustedProxies === undefined ? {} : { trustedProxies: config.trustedProxies }),
      logLevel: config.logLevel,
      answerCacheMb: config.answerCacheMb,
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl })
    },
    build: await buildName(),
    answers_with: ownGroupsText(country_groups)
  })
  opened.push(async () => app.close())
  const address = await listen(app, config)
  opened.push(warming(snapshots, log))
  return address
}

/** Warms up while requests are answered already, and returns a function that ends it. A failure is only logged. */
function warming(snapshots: Snapshots, log: Log): Close {
  const stop = new AbortController()
  const ended = warmUp(snapshots, stop.signal).catch(error => {
    if (!stop.signal.aborted) log(`not warmed up: ${error instanceof Error ? error.message : String(error)}`)
  })
  return async () => {
    stop.abort()
    await ended
  }
}

/** The last opened is closed first; one that fails to close does not keep the others open. */
async function closeAll(opened: Close[]): Promise<void> {
  for (const close of opened.reverse()) await close().catch(() => {})
}

function codeOf(error: unknown): number {
  if (error instanceof PortTaken) return exitCodes.address.code
  if (error instanceof UnusableSettings) return exitCodes.usage.code
  return error instanceof DatabaseUnavailable ? exitCodes.database.code : exitCodes.unexpected.code
}
