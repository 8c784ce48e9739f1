import { openMembers } from '../reading/members.ts'
import type { Source } from '../sources/source.ts'
import { textIn } from '../vocabulary/labels/texts/texts.ts'
import { utcDay } from '../vocabulary/time/day.ts'
import { changedCodes } from './check/check.ts'
import { openClient } from './client.ts'
import { removeHalfMade, removeRelease } from './copy/detached.ts'
import { ImportRefused, ImportStopped } from './failures/errors.ts'
import type { ImportContext, ImportRequest, Job } from './job.ts'
import { takeSource } from './lock.ts'
import { make, rehearse } from './make.ts'
import { refusePeople } from './people/refuse.ts'
import { completeDownloads } from './publish/downloads.ts'
import { makeCurrent } from './publish/publish.ts'
import {
  hasCurrent,
  insertRelease,
  refuseTakenLabel,
  releaseLabel,
  type SameBytes,
  sameBytes
} from './publish/releases.ts'
import { readRemovalList } from './publish/removal/removal-list.ts'
import { retire } from './publish/retire.ts'
import { recognise } from './recognise/recognise.ts'
import { membersOf, type RecognisedRelease } from './recognise/recognised.ts'
import { daysOfRelease } from './recognise/released-on.ts'
import { whoseInstead } from './recognise/stranger.ts'
import { emptyTally, type ImportReport, type Phase } from './report.ts'

/**
 * Imports one release: recognises its files, loads and checks them without readers seeing them, and publishes in one
 * transaction. If it throws or the process is killed, the releases published before stay available.
 * Throws ImportRefused, ImportStopped, PeopleNamed, SourceBusy and ReadingError.
 */
export async function importRelease(context: ImportContext, request: ImportRequest): Promise<ImportReport> {
  const began = performance.now()
  const seconds = () => Math.round(performance.now() - began) / 1000
  const job = await prepare(context, request)
  try {
    await perform(job)
  } catch (error) {
    if (error instanceof ImportStopped) error.report.seconds = seconds()
    throw await whoseInstead(error, job.recognised, job.source, context.sources)
  } finally {
    // Ending the connection releases the source's lock.
    await job.client.end().catch(() => {})
  }
  await job.phase('done')
  return { ...job.report, seconds: seconds() }
}

async function prepare(context: ImportContext, request: ImportRequest): Promise<Job> {
  const phase = async (name: Phase) => context.onPhase?.(name)
  const source = context.sources.find(each => each.about.id === request.source)
  if (!source) throw new ImportRefused(`There is no source ${request.source}. See: asylum-outcomes sources`)
  await phase('recognise')
  const recognised = await recognise(source, context.sources, openMembers(request.paths), request)
  await refusePeople(membersOf(recognised), areRecords(source, recognised.series))
  const today = context.today ?? utcDay(new Date())
  const { latest_day, ...days } = await daysOfRelease(recognised, request, today)
  const release = releaseLabel(
    source,
    recognised,
    request.release,
    recognised.kind === 'cases' ? (days.released_on ?? days.retrieved_on ?? today) : today
  )
  const report: ImportReport = {
    ...emptyTally(),
    ...{ result: 'published', source: source.about.id, series: recognised.series, release },
    ...{
      status: null,
      reason: '',
      coverage: null,
      against: null,
      compared: null,
      unmet: [],
      breaches: [],
      known_issues: [],
      dropped: [],
      without_downloads: null,
      missing: [],
      seconds: 0
    },
    differences: recognised.kind === 'cases' ? recognised.findings.notes : [],
    left_unread: recognised.kind === 'cases' ? recognised.findings.left_unread : [],
    not_read: recognised.not_read
  }
  refuseChanged(recognised, request, report)
  const client = await openClient(context.database)
  return {
    ...{ context, request, client, source, recognised, release, days, phase, report },
    retrieved_on: days.retrieved_on ?? today,
    released_on: latest_day
  }
}

const areRecords = ({ about }: Source, series: string): boolean =>
  about.series.find(({ id }) => id === series)?.grain !== 'count'

/** Throws ImportStopped before a row is read where a code means something else now, unless forced or a dry run. */
function refuseChanged(
  recognised: RecognisedRelease,
  { force, dryRun }: ImportRequest,
  report: ImportReport
): void {
  if (force || dryRun || changedCodes(recognised).length === 0) return
  Object.assign(report, { result: 'stopped', unmet: changedCodes(recognised) })
  throw new ImportStopped(report)
}

/** A dry run does all that an import does, but for publishing: its tables are removed again. */
async function perform(job: Job): Promise<void> {
  const { client, source, recognised, request } = job
  await takeSource(client, source.about.id)
  await removeHalfMade(client, source.about.id, job.context.dataDir)
  job.removed = await readRemovalList(client, source.about.id, recognised.synthetic)
  const same = await sameBytes(client, source.about.id, recognised)
  // Bytes whose records are gone answer nothing: they are loaded again.
  if (same?.kept && !request.force) return repeat(job, same)
  await refuseTakenLabel(client, source.about.id, job.release)
  await job.phase('begin')
  const release_id = await insertRelease(client, { ...job, ...job.days, copied_from: request.copied_from })
  try {
    if (request.dryRun) await rehearse(job, release_id)
    else await make(job, release_id, same?.kept ? [`the same bytes are release ${same.release}`] : [])
  } catch (error) {
    // The release is not published. If the connection is lost too, the next import of the source removes it.
    await removeRelease(client, release_id).catch(() => {})
    throw error
  }
  if (request.dryRun) return removeRelease(client, release_id)
  await job.phase('retire')
  job.report.dropped = await retire(client, source.about.id, job.context.keep)
  await job.phase('downloads')
  // The release is published: what follows can fail without taking it back, and the next import of the source tries again.
  job.report.without_downloads = await completeDownloads(client, job.context, source.about.id).then(
    () => null,
    (failure: Error) => failure.message
  )
}

/** These bytes are published already: nothing is loaded, but the release can be made current. */
async function repeat({ client, source, recognised, request, report }: Job, same: SameBytes): Promise<void> {
  const { release, status } = same
  Object.assign(report, {
    result: 'unchanged',
    release,
    status,
    reason: textIn(same.status_reason ?? '', 'en')
  })
  if (status === 'current') return
  if (request.dryRun && request.makeCurrent)
    Object.assign(report, { result: 'dry_run', status: 'current', reason: 'made current, as asked' })
  else if (request.makeCurrent) {
    const { status: now, reason } = await makeCurrent(client, source.about, same)
    Object.assign(report, { status: now, reason: textIn(reason, 'en'), result: 'published' })
  } else if (!(await hasCurrent(client, source.about.id, recognised.series)))
    report.reason = `${report.reason}; no release of the series answers: to choose this one, --make-current`
}
