import { rm } from 'node:fs/promises'
import type { ReleaseCard, SnapshotTable } from '../snapshot/card.ts'
import { keepSnapshot } from '../snapshot/keep.ts'
import { workFolder } from '../snapshot/materialise.ts'
import { type Copies, type WrittenTable, writeSnapshot } from '../snapshot/write.ts'
import { publicationOf } from '../vocabulary/about.ts'
import { textIn } from '../vocabulary/labels/texts/texts.ts'
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
import { ImportStopped } from './failures/errors.ts'
import { holdingsOf } from './holdings/holdings-of.ts'
import { type Job, loadOptions } from './job.ts'
import { tellDifferences } from './publish/differences/tell-differences.ts'
import { publish, standingIn } from './publish/publish.ts'
import { filledCitation, noteTally } from './publish/releases.ts'
import { type ReleaseTold, toldOf } from './publish/told.ts'

/** Makes a release that readers do not see, and publishes it last. `overridden`: the reasons that --force overrides. */
export const make = (job: Job, release_id: number, overridden: string[]): Promise<void> =>
  inFolder(job, release_id, folder => makeIn(job, release_id, overridden, folder))

/**
 * Loads and checks a release as `make` does, and reports what would become of it. The caller removes it. Where it is not
 * as expected and not forced, nothing would: then it has no status.
 */
export const rehearse = (job: Job, release_id: number): Promise<void> =>
  inFolder(job, release_id, async folder => {
    const { client, report, request, source } = job
    const { candidate, tables } = await examined(job, release_id, folder)
    Object.assign(report, { result: 'dry_run', reason: 'it would not be published' })
    if (report.unmet.length > 0 && !request.force) return
    // Rows with the same key are found out here.
    await addKeys(job.context.database, tables, release_id)
    const { status, reason } = await standingIn(client, source.about, candidate)
    Object.assign(report, { status, reason: textIn(reason, 'en') })
  })

async function inFolder(job: Job, release_id: number, use: (folder: string) => Promise<void>): Promise<void> {
  const { content_sha256 } = job.recognised
  const work = workOf({ release_id, source: job.source.about.id, content_sha256 })
  const folder = await workFolder(job.context.dataDir, work)
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Loads a release into tables of its own and checks it: what decides whether it becomes current. */
async function examined(job: Job, release_id: number, folder: string) {
  const { client, recognised, report, request, source, days } = job
  await job.phase('load')
  const { copies, ...loaded } = await loadDetached(job, release_id, folder)
  await job.phase('check')
  const tables = Object.keys(loaded.tally.facts) as SnapshotTable[]
  const declared = source.about.series.find(({ id }) => id === recognised.series)
  const holdings = await holdingsOf(client, release_id, tables, declared)
  const coverage = await check(job, release_id, loaded, holdings)
  report.breaches = await contentBreaches(job, release_id, { coverage, holdings })
  const { series, starter, synthetic } = recognised
  const candidate = {
    ...{ series, starter, synthetic, coverage, holdings, edition_on: days.released_on },
    ...{ forced: report.unmet, breaches: breachesText(report.breaches) },
    makeCurrent: request.makeCurrent ?? false
  }
  return { loaded, copies, tables, candidate }
}

async function makeIn(job: Job, release_id: number, overridden: string[], folder: string): Promise<void> {
  const { client, recognised, report, request, source } = job
  const { loaded, copies, tables, candidate } = await examined(job, release_id, folder)
  const { coverage, holdings, forced, breaches } = candidate
  const overruled = request.makeCurrent && breaches !== '' ? [textIn(breaches, 'en')] : []
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
    writeAndKeep(job, { release_id, published_at, coverage }, tables, folder, copies).then(written =>
      tellDifferences(job, { ...candidate, release_id }, written, folder)
    )
  )
  await job.phase('publish')
  const standing = await publish(client, source.about, {
    ...candidate,
    ...{ release_id, release: job.release, tables, published_at },
    is_first_data: candidate.starter || request.copied_from !== undefined
  })
  Object.assign(report, { ...standing, reason: textIn(standing.reason, 'en'), result: 'published' })
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
  const { context, recognised, request, source } = job
  const isByCase = recognised.kind === 'cases'
  const grain = source.about.series.find(({ id }) => id === recognised.series)?.grain
  const how = {
    ...((isByCase || grain === 'count') && !request.dryRun && { folder }),
    ...(isByCase && { untold: recognised.case_layout.untold })
  }
  const sink = detachedTables(context.database, release_id, recognised.series, how)
  try {
    const limited =
      request.force || request.dryRun ? sink : limitRejected(sink, job.source.expectations.rejected_at_most)
    const loaded = await load(recognised, limited, { ...loadOptions(job), folder })
    await sink.commit()
    const { published_counts, ...records } = sink.copies()
    // Nothing is derived in the database from a release by case, or from published figures: their snapshot can be written
    // from files. Other records are read back.
    return { ...loaded, copies: { ...(published_counts && { published_counts }), ...(isByCase && records) } }
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
): Promise<WrittenTable[]> {
  const written = await writeSnapshot(
    job.client,
    made.release_id,
    tables,
    folder,
    copies,
    toldOf(toldIn(job))
  )
  for (const { table, card } of written)
    if (card.rows !== job.report.facts[table])
      throw new Error(`the snapshot has ${card.rows} ${table}, and ${job.report.facts[table]} were made`)
  await transaction(job.client, () => keepSnapshot(job.client, cardOf(job, made, written), written))
  return written
}

function toldIn({ source: { about }, release, recognised, days, request }: Job): ReleaseTold {
  const { series, synthetic } = recognised
  const citation = filledCitation(about, series, { release, ...days, copied_from: request.copied_from })
  return { about, series, release, synthetic, citation }
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
    data_as_of: job.report.data_as_of,
    licence: textIn(about.licence, 'en'),
    citation: filledCitation(about, series, {
      ...{ release: job.release, ...job.days, copied_from: job.request.copied_from }
    }),
    url: publicationOf(about, series).url,
    content_sha256,
    about,
    tables: Object.fromEntries(written.map(({ table, card }) => [table, card]))
  }
}
