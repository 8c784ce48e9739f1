import { syncCatalogue } from '../import/catalogue.ts'
import { openClient } from '../import/client.ts'
import { ImportStopped } from '../import/failures/errors.ts'
import type { ImportContext, ImportRequest } from '../import/job.ts'
import { allSeries, requestsFor } from '../import/recognise/requests.ts'
import type { ImportReport } from '../import/report.ts'
import { importRelease } from '../import/run.ts'
import { sourceRegistry } from '../sources/registry.ts'
import { isCalendarDay, utcDay } from '../vocabulary/time/day.ts'
import { type Command, didYouMean, type Input, UsageError } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { importPartnerSource } from './import-partner.ts'
import { knownSource } from './known-source.ts'
import { progressTeller } from './progress.ts'
import { reportText } from './report.ts'
import { stopOnSignal } from './serving/signals.ts'
import { withDatabase } from './serving/store.ts'

/** `import <source> <path…>`: reads the files of one release and publishes it. */
export const importCommand: Command = {
  summary: 'Import a release: files, a zip or a folder',
  arguments: '<source> <path…>',
  words: [2, Number.POSITIVE_INFINITY],
  options: {
    series: {
      type: 'string',
      value: 's',
      description: 'the series, where the file alone does not say it; all: one release of each'
    },
    release: { type: 'string', value: '2026-08', description: 'the release’s name; by default the day' },
    'retrieved-on': {
      type: 'string',
      value: '2026-08-31',
      description: 'the day the files were fetched; unknown where it is not said'
    },
    'released-on': {
      type: 'string',
      value: '2026-08-28',
      description: 'the day of the publisher’s edition; unknown where it is not said'
    },
    'dry-run': { type: 'boolean', description: 'do all but publish, and say what would come of it' },
    force: {
      type: 'boolean',
      description:
        'load though the release is not as expected, beside a current one; or the same bytes again; recorded'
    },
    'make-current': {
      type: 'boolean',
      description: 'answer from this release by default, whatever it covers'
    }
  },
  notes:
    'Reads csv, tsv, xlsx, ods and json (as they are or gz), zips and folders. A release answers by default only if\n' +
    'it holds all that the current one of its series does; else it is loaded beside it. Importing while the service\n' +
    'runs is normal: it answers from the new release within seconds. A folder with a partner.json (private records of an\n' +
    'organisation, published as declared tables) is imported as: import partner <folder>.',
  async run(input, config, terminal) {
    if (isPartner(input)) return importPartnerSource(input, config, terminal)
    const request = requestOf(input)
    const stop = stopOnSignal()
    const progress = progressTeller(terminal)
    try {
      return await withDatabase(config, terminal.tell, async database => {
        const client = await openClient(database)
        await syncCatalogue(client, sourceRegistry).finally(() => client.end())
        const context: ImportContext = {
          ...{ database, dataDir: config.dataDir, keep: config.keep, sources: sourceRegistry },
          onPhase: phase => {
            stop.check(phase)
            progress.phase(phase)
          },
          onProgress: state => {
            stop.check('load')
            progress.rows(state)
          }
        }
        let code: number = exitCodes.ok.code
        for (const each of await requestsFor(request, sourceRegistry)) {
          const report = await importRelease(context, each)
          progress.end()
          terminal.out(reportText(report))
          code = Math.max(code, exitCodeOf(report))
        }
        return code
      })
    } catch (error) {
      progress.end()
      if (error instanceof ImportStopped) terminal.out(reportText(error.report))
      throw error
    } finally {
      stop.off()
    }
  }
}

/** The exit code of an import; of a dry run, the one that the import would end with. */
export function exitCodeOf({
  result,
  unmet,
  status,
  breaches
}: Pick<ImportReport, 'result' | 'unmet' | 'status' | 'breaches'>): number {
  if (result === 'dry_run' && status === null && unmet.length > 0) return exitCodes.stopped.code
  return status === 'beside' && breaches.length > 0 ? exitCodes.suspect.code : exitCodes.ok.code
}

const isPartner = ({ words: [source = ''] }: Input): boolean => /^partner(-|$)/.test(source)

function requestOf({ words, options }: Input): ImportRequest {
  const [source = '', ...paths] = words
  knownSource(source)
  const text = (name: string) => options[name] as string | undefined
  return {
    ...{ source, paths },
    series: seriesOf(source, text('series')),
    release: text('release'),
    retrievedOn: dayOf('retrieved-on', text('retrieved-on'), 'Say when the files were fetched.'),
    releasedOn: dayOf('released-on', text('released-on'), 'Say when the files were published.'),
    dryRun: options['dry-run'] === true,
    force: options.force === true,
    makeCurrent: options['make-current'] === true
  }
}

function seriesOf(source: string, series: string | undefined): string | undefined {
  const known =
    sourceRegistry.find(({ about }) => about.id === source)?.about.series.map(({ id }) => id) ?? []
  if (series === undefined || series === allSeries || known.includes(series)) return series
  throw new UsageError(
    `${source} has no series ${series}.${didYouMean(series, known)} It has: ${known.join(', ')}`
  )
}

function dayOf(option: string, day: string | undefined, say: string): string | undefined {
  if (day === undefined) return undefined
  if (!isCalendarDay(day)) throw new UsageError(`--${option} is a day such as 2026-08-31, not "${day}".`)
  if (day > utcDay(new Date())) throw new UsageError(`--${option} ${day} lies ahead. ${say}`)
  return day
}
