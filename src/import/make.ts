import { rm } from 'node:fs/promises'
import type { ReleaseCard, SnapshotTable } from '../snapshot/card.ts'
import { keepSnapshot } from '../snapshot/keep.ts'
import { workFolder } from '../snapshot/materialise.ts'
import { type Copies, type WrittenTable, writeSnapshot } from '../snapshot/write.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'
import { limitRejected, TooManyRejected } from './cases/limit-rejected.ts'
import { breachesText } from './check/breach.ts'
import { check } from './check/check.ts'
import { contentBreaches } from './check/content.ts'
import { transaction } from './client.ts'
import { derive } from './copy/derive.ts'
import { workOf } from './copy/detached.ts'
import { addKeys } from './copy/keys.ts'
import { load } from './copy/load.ts'
import type { Loaded } from './copy/loaded.ts'
import { detachedTables } from './copy/sink.ts'
import { ImportStopped } from './errors.ts'
import { holdingsOf } from './holdings/holdings-of.ts'
import { type Job, loadOptions } from './job.ts'
import { publish } from './publish/publish.ts'
import { filledCitation, noteTally } from './publish/releases.ts'

/** Makes a release that readers do not see, and publishes it last. `overridden`: the reasons that --force overrides. */
export async function make(job: Job, release_id: number, overridden: string[]): Promise<void> {
  const { content_sha256 } = job.recognised
  const work = workOf({ release_id, source: job.source.about.id, content_sha256 })
  const folder = await workFolder(job.context.dataDir, work)
  try {
    await makeIn(job, release_id, overridden, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeIn(job: Job, release_id: number, overridden: string[], folder: string): Promise<void> {
  const { client, recognised, report, request, source } = job
  await job.phase('load')
  const { copies, ...loaded } = await loadDetached(job, release_id, folder)
  await job.phase('check')
  const tables = Object.keys(loaded.tally.facts) as SnapshotTable[]
  const declared = source.about.series.find(({ id }) => id === recognised.series)
  const holdings = await holdingsOf(client, release_id, tables, declared)
  const coverage = await check(job, loaded, holdings)
  const forced = report.unmet
  report.breaches = await contentBreaches(job, release_id, { coverage, holdings })
  const breaches = breachesText(report.breaches)
  const overruled = request.makeCurrent && breaches !== '' ? [breaches] : []
  report.unmet = [...overridden, ...forced, ...overruled]
  await noteTally(client, release_id, loaded.tally, { coverage, holdings }, report.unmet)
  await job.phase('derive')
  // A layout by case has set the derived fields itself.
  if (recognised.kind === 'rows') await derive(client, release_id, tables)
  await job.phase('snapshot')
  const published_at = new Date().toISOString()
  // In parallel: each keeps a core busy, and neither changes what the other reads.
  await both(
    addKeys(job.context.database, tables, release_id),
    writeAndKeep(job, { release_id, published_at, coverage }, tables, folder, copies)
  )
  await job.phase('publish')
  const { starter, synthetic, series } = recognised
  const standing = await publish(client, source.about, {
    ...{ release_id, release: job.release, series, starter, synthetic, coverage, tables, published_at },
    ...{ holdings, forced, breaches, edition_on: job.days.released_on },
    makeCurrent: request.makeCurrent ?? false
  })
  Object.assign(report, standing, { result: 'published' })
}

/** Waits until both have ended, also where one fails: the caller then removes what both work on. */
async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  for (const each of await Promise.allSettled([one, other])) if (each.status === 'rejected') throw each.reason
}

async function loadDetached(
  job: Job,
  release_id: number,
  folder: string
): Promise<Loaded & { copies: Copies }> {
  const { context, recognised, request } = job
  // Nothing is derived in the database from a release by case: its snapshot can be written from files.
  const how = recognised.kind === 'cases' ? { folder, untold: recognised.case_layout.untold } : {}
  const sink = detachedTables(context.database, release_id, recognised.series, how)
  try {
    const limited = request.force ? sink : limitRejected(sink, job.source.expectations.rejected_at_most)
    const loaded = await load(recognised, limited, { ...loadOptions(job), folder })
    await sink.commit()
    return { ...loaded, copies: sink.copies() }
  } catch (error) {
    await sink.abort()
    throw error instanceof TooManyRejected ? stoppedEarly(job, error) : error
  }
}

/** Reports only the rejected rows: the other counts are incomplete, because reading ended early. */
function stoppedEarly({ report }: Job, { message, rejected_by_reason }: TooManyRejected): ImportStopped {
  const rejected = Object.values(rejected_by_reason).reduce((sum, rows) => sum + rows, 0)
  Object.assign(report, { result: 'stopped', unmet: [message], rejected, rejected_by_reason })
  return new ImportStopped(report)
}

async function writeAndKeep(
  job: Job,
  made: { release_id: number; published_at: string; coverage: Coverage },
  tables: SnapshotTable[],
  folder: string,
  copies: Copies
): Promise<void> {
  const written = await writeSnapshot(job.client, made.release_id, tables, folder, copies)
  for (const { table, card } of written)
    if (card.rows !== job.report.facts[table])
      throw new Error(`the snapshot has ${card.rows} ${table}, and ${job.report.facts[table]} were made`)
  await transaction(job.client, () => keepSnapshot(job.client, cardOf(job, made, written), written))
}

function cardOf(
  job: Job,
  made: Pick<ReleaseCard, 'release_id' | 'published_at' | 'coverage'>,
  written: WrittenTable[]
): ReleaseCard {
  const { about } = job.source
  const { series, synthetic, starter, content_sha256 } = job.recognised
  return {
    ...made,
    source: about.id,
    release: job.release,
    series,
    synthetic,
    starter,
    ...job.days,
    licence: about.licence,
    citation: filledCitation({ ...job, ...job.days }),
    url: about.url,
    content_sha256,
    about,
    tables: Object.fromEntries(written.map(({ table, card }) => [table, card]))
  }
}
