import type { TableTally } from '../database/tables/releases.ts'
import { whoseBreach } from '../import/check/breach.ts'
import type { ImportReport } from '../import/report.ts'
import { proposedCountries } from '../vocabulary/countries/proposals.ts'
import { textIn } from '../vocabulary/labels/texts/texts.ts'
import { recordDifferences } from '../vocabulary/release/difference.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'
import { grouped, textTable } from './table.ts'

const mostCodes = 20
const mostFiles = 8
const mostBreaches = 10

const headlines = {
  published: 'published',
  unchanged: 'unchanged: these bytes are published already',
  dry_run: 'dry run: nothing was written',
  stopped: 'not published: nothing was changed'
} as const satisfies Record<ImportReport['result'], string>

/** The closing report of an import. */
export function reportText(report: ImportReport): string {
  const { source, release, series, result } = report
  const lines: [string, string][] = [
    ['release', `${source} ${release}, series ${series}`],
    ['result', standing(report)],
    ...(report.status === null ? [] : [answers(report)])
  ]
  if (result !== 'unchanged') lines.push(...counts(report))
  if (report.compared) lines.push(...comparedLines(report.compared))
  if (report.dropped.length > 0) lines.push(['no longer kept', report.dropped.join(', ')])
  if (report.without_downloads !== null)
    lines.push([
      'no downloads',
      `${report.without_downloads}; the release is published, and the next import of the source makes them`
    ])
  lines.push(['time', `${report.seconds.toFixed(1)} s`])
  return textTable(lines)
}

/** What the release and the one before differ in, by kind of record; or why they could not be compared. */
export function comparedLines(compared: NonNullable<ImportReport['compared']>): [string, string][] {
  if (compared.state === 'failed') return [['not compared', `with ${compared.release}: ${compared.failure}`]]
  return compared.records.map(({ record, ...counts }, i): [string, string] => [
    i === 0 ? 'compared' : '',
    `${i === 0 ? `with ${compared.release}: ` : ''}${record}: ` +
      recordDifferences.map(kind => `${grouped(counts[kind])} ${kind}`).join(', ')
  ])
}

/** What was done, and whether the release answers by default. */
function standing({ result, status, reason }: ImportReport): string {
  const isDry = result === 'dry_run'
  if (status === null) return isDry ? `${headlines.dry_run}; it would not be published` : headlines[result]
  if (status !== 'withdrawn')
    return `${headlines[result]}${isDry ? '; it would be' : ','} ${status} (${reason})`
  return isDry
    ? `${headlines.dry_run}; it would be WITHDRAWN at once: ${reason}`
    : `loaded and WITHDRAWN at once, so it answers nothing by default: ${reason}`
}

/** One line for a job that nobody watches: whether the release answers by default from now on. */
function answers({ status, against }: ImportReport): [string, string] {
  if (status === 'current') return ['answers', 'yes']
  return ['answers', against ? `no: ${against.release} goes on answering` : 'no']
}

/** The figures that are hard to believe, the worst first. */
function breachLines({ breaches }: ImportReport): [string, string][] {
  const shown = breaches
    .slice(0, mostBreaches)
    .map((breach, i): [string, string] => [
      i === 0 ? 'hard to believe' : '',
      `${textIn(whoseBreach(breach), 'en')}: ${grouped(breach.before)} ` +
        `${breach.kind === 'total' ? 'by its own total' : 'before'}, ${grouped(breach.now)} now`
    ])
  const more = breaches.length - shown.length
  return [...shown, ...(more > 0 ? [['', `and ${grouped(more)} more`] as [string, string]] : [])]
}

function counts(report: ImportReport): [string, string][] {
  const { read, loaded, rejected, excluded, against, coverage, unmet, result } = report
  // A load that ended early has no complete counts of rows.
  const ended = result === 'stopped' && read === 0
  const all: [string, string][] = [
    [
      'rows',
      `${grouped(read)} read = ${grouped(loaded)} loaded + ${grouped(rejected)} rejected + ${grouped(excluded)} excluded`
    ],
    ...Object.entries(report.rows_by_table).map(tableLine),
    ['facts', listed(report.facts) || 'none']
  ]
  const lines = ended ? [] : all
  if (rejected > 0) lines.push(['rejected', listed(report.rejected_by_reason)])
  if (excluded > 0) lines.push(['excluded', listed(report.excluded_by_reason)])
  lines.push(['unknown codes', unknownCodes(report) || 'none'])
  const impossible = listed(report.impossible_dates)
  if (impossible !== '') lines.push(['impossible dates', impossible])
  if (report.missing.length > 0) lines.push(['missing tables', report.missing.join(', ')])
  for (const issue of report.known_issues) lines.push(['known issue', issue])
  for (const difference of report.differences) lines.push(['different', difference])
  for (const { file, reason } of report.left_unread) lines.push(['left unread', `${file}: ${reason}`])
  if (report.not_read.length > 0) lines.push(['not read', notRead(report)])
  if (coverage) lines.push(['covers', coverageText(coverage)])
  if (against)
    lines.push([
      'before',
      `${against.release} has ${grouped(against.rows_before)} rows, this ${grouped(against.rows_now)}`
    ])
  lines.push(...breachLines(report))
  const heading = result === 'published' ? 'forced' : 'not as expected'
  if (unmet.length > 0) lines.push([heading, unmet.join('; ')])
  return lines
}

function tableLine([name, table]: [string, TableTally]): [string, string] {
  const { read, loaded, rejected, excluded, repaired, published } = table
  const more = [
    ...(repaired > 0 ? [`${grouped(repaired)} repaired`] : []),
    ...(published === undefined || published === read ? [] : [`its publisher says ${grouped(published)}`])
  ]
  const counted = `${grouped(read)} = ${grouped(loaded)} + ${grouped(rejected)} + ${grouped(excluded)}`
  return [`  ${name}`, [counted, ...more].join(', ')]
}

function notRead({ not_read }: ImportReport): string {
  const more = not_read.length - mostFiles
  return [...not_read.slice(0, mostFiles), ...(more > 0 ? [`and ${grouped(more)} others`] : [])].join(', ')
}

function unknownCodes({ unknown_codes }: ImportReport): string {
  const shown = unknown_codes.slice(0, mostCodes).map(({ field, code, count }) => {
    const proposed = proposedCountries({ field, code })
    const rows = proposed === '' ? grouped(count) : `${grouped(count)}; may be ${proposed}`
    return `${field} ${JSON.stringify(code)} (${rows})`
  })
  const more = unknown_codes.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${grouped(more)} others`] : [])].join(', ')
}

const listed = (counts: Partial<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${grouped(count ?? 0)} ${name.replaceAll('_', ' ')}`)
    .join(', ')

function coverageText({ nationality, country_of_asylum, from, to, complete }: Coverage): string {
  const codes = (each: Coverage['nationality'], name: string) =>
    each === 'all'
      ? `all ${name}`
      : each.length > 12
        ? `${each.length} ${name}`
        : `${name} ${each.join(' ') || 'none'}`
  return (
    `${codes(nationality, 'nationalities')}, ${codes(country_of_asylum, 'countries of asylum')}, ` +
    `${from} to ${to}${complete ? '' : ', with parts missing'}`
  )
}
