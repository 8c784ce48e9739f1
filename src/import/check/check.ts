import type { About } from '../../vocabulary/about.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import { limitsOf } from '../../vocabulary/release/content-checks.ts'
import type { ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import type { ReleaseIssue } from '../../vocabulary/release/release-issues.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import type { Loaded } from '../copy/loaded.ts'
import { coverageOf } from '../coverage.ts'
import { ImportRefused, ImportStopped } from '../failures/errors.ts'
import type { Job } from '../job.ts'
import { type CurrentRelease, standingColumns } from '../publish/candidate.ts'
import { lossOf } from '../publish/lost.ts'
import type { RecognisedRelease } from '../recognise/recognised.ts'
import type { RowTally } from '../report.ts'
import { type Against, unmetExpectations } from './expectations.ts'
import { halfYear } from './newest-year.ts'

/**
 * Fills the report with what was read and returns the coverage. `holdings`: what its rows tell. Throws ImportStopped where the release is not as expected, unless it is forced or a dry run, and
 * ImportRefused where no row became a record.
 */
export async function check(
  job: Job,
  release_id: number,
  { tally, coverage: found }: Loaded,
  holdings: ReleaseHoldings | null
): Promise<Coverage> {
  const { source, recognised, report, request } = job
  const missing = emptyOrMissing(recognised, tally)
  const optional = optionalTables(recognised)
  report.missing = missing.filter(table => !Object.hasOwn(optional, table))
  const lacking = missing.flatMap(table => optional[table] ?? [])
  const half = await halfYearOf(job, release_id)
  const issues = [
    ...[...Object.keys(tally.issues), ...lacking].map((id): ReleaseIssue => ({ id })),
    ...(half ? [half] : [])
  ]
  const whole = coverageOf(recognised.declared, found, job.retrieved_on, tally.read, report.missing)
  const coverage = {
    ...whole,
    // A year that may be half is covered to its middle.
    ...(half && whole.to === half.to && { to: `${half.to.slice(0, 4)}-06-30` }),
    ...(issues.length > 0 && { issues })
  }
  Object.assign(report, tally, { coverage, known_issues: issueTexts(source.about, coverage) })
  for (const [name, rows] of [['the release', tally], ...Object.entries(tally.rows_by_table)] as const)
    if (rows.read !== rows.loaded + rows.rejected + rows.excluded)
      throw new Error(`${rows.read} rows of ${name} were read, but not as many are accounted for`)
  const { against, replaces } = await comparison(job, { coverage, holdings }, tally)
  report.against = against
  const expected = unmetExpectations(
    source.expectations,
    tally,
    replaces ? against : null,
    report.missing,
    limitsOf(source.about.checks).unreadable_at_most
  )
  report.unmet = [...changedCodes(recognised), ...expected]
  if (report.unmet.length > 0 && !request.force && !request.dryRun) {
    report.result = 'stopped'
    throw new ImportStopped(report)
  }
  if (tally.loaded === 0)
    throw new ImportRefused(
      `No row became a record; ${tally.rejected} were rejected and ${tally.excluded} excluded ` +
        `(${Object.keys({ ...tally.rejected_by_reason, ...tally.excluded_by_reason }).join(', ')}). ` +
        'Nothing was changed.'
    )
  return coverage
}

async function halfYearOf(job: Job, release_id: number): Promise<ReleaseIssue | undefined> {
  const { client, source, recognised, days } = job
  const series = source.about.series.find(({ id }) => id === recognised.series)
  if (!series || recognised.kind === 'cases' || recognised.starter) return undefined
  const is_part = recognised.parts.some(({ layout }) => layout.page !== undefined)
  const known = [days.released_on, job.retrieved_on].filter(day => day !== null).sort()
  return halfYear(client, release_id, series, { fetched_on: known[0] as string, is_part })
}

/** What the report says of the known issues that the release has and not all do. */
const issueTexts = (about: About, { issues = [] }: Coverage): string[] =>
  issues.flatMap(({ id }) => {
    const caveat = about.caveats.find(each => each.id === id)
    return caveat ? [textIn(caveat.text, 'en')] : []
  })

/** Codes whose text in the release is not that of the code lists: read as before they would be counted wrongly. */
export const changedCodes = (recognised: RecognisedRelease): string[] =>
  recognised.kind === 'cases' ? recognised.findings.changed : []

/** Tables that no file holds, and tables without a row, unless their publisher says that they have none. */
function emptyOrMissing(recognised: RecognisedRelease, { rows_by_table }: RowTally): string[] {
  if (recognised.kind === 'rows') return []
  const { case_layout, missing } = recognised
  const empty = Object.entries(rows_by_table).filter(
    ([, { read, published }]) => read === 0 && published !== 0
  )
  return case_layout.by_content ? [] : [...missing, ...empty.map(([name]) => name)]
}

/** Tables without which the release is complete, each with the id of the caveat that says what is absent then. */
const optionalTables = (recognised: RecognisedRelease): Readonly<Record<string, string>> =>
  (recognised.kind === 'cases' && recognised.case_layout.optional_tables) || {}

interface Before extends CurrentRelease {
  rows_before: number
  tables_before: RowTally['rows_by_table']
}

/** The current release of the same series, and whether this one holds all of it and so should not be smaller. */
async function comparison(
  { client, source, recognised, days }: Job,
  { coverage, holdings }: { coverage: Coverage; holdings: ReleaseHoldings | null },
  { loaded: rows_now, rows_by_table }: RowTally
): Promise<{ against: Against | null; replaces: boolean }> {
  const { series, starter, synthetic } = recognised
  const { rows } = await client.query<Before>(
    `select ${standingColumns}, rows_loaded as rows_before, rows_by_table as tables_before from releases
     where source = $1 and series = $2 and status = 'current' and not starter and not synthetic`,
    [source.about.id, series]
  )
  const before = rows[0]
  if (!before) return { against: null, replaces: false }
  // Of a table that was excluded whole, such as another sheet of the same workbook, nothing can be lost.
  const tables = Object.entries(before.tables_before)
    .filter(([, { read, excluded }]) => read > excluded)
    .map(([table, { read }]) => ({
      ...{ table, rows_before: read, rows_now: rows_by_table[table]?.read ?? 0 }
    }))
  const against = { release: before.release, rows_before: before.rows_before, rows_now, tables }
  const { lost } = await lossOf(
    client,
    { series, starter, synthetic, coverage, holdings, edition_on: days.released_on },
    before,
    source.about
  )
  return { against, replaces: lost.length === 0 && !isFew(source.about, series, against) }
}

/** Whether so few rows are missing that they say nothing: of a series whose releases have all records each. */
function isFew(about: About, series: string, { rows_before, rows_now }: Against): boolean {
  const isWhole = about.series.find(({ id }) => id === series)?.replaces_whole === true
  return isWhole && rows_before - rows_now < limitsOf(about.checks).from
}
