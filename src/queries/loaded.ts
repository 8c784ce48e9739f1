import type { PeriodKind, ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import type { SetCards } from '../snapshot/considered.ts'
import { holdsSubject, holdsTable, importHint } from '../snapshot/known/known-sources.ts'
import { type About, publicationOf, type SeriesAbout } from '../vocabulary/about.ts'
import { type AskedSubject, askedSubjects, type LoadedState } from '../vocabulary/closed-lists.ts'
import { inOneText, said, type Translated } from '../vocabulary/labels/texts/texts.ts'
import { namesMeant, Problem } from '../vocabulary/problem.ts'
import { type YearBasis, yearLabel } from '../vocabulary/time/period.ts'
import { wholeList } from './whole-list.ts'

/** What is asked, as far as it says who could tell it. */
export interface LoadedQuery {
  subject?: readonly AskedSubject[] | undefined
  source?: readonly string[] | undefined
  decision_stage?: readonly string[] | undefined
  country_of_asylum?: readonly string[] | undefined
  country_of_return?: readonly string[] | undefined
}

/** The table of the records that a subject is read from; figures are in one table for all subjects. */
const recordsOf: Readonly<Partial<Record<AskedSubject, SnapshotTable>>> = {
  decisions: 'decisions',
  cases: 'cases',
  returns: 'returns',
  pending: 'cases'
}

/**
 * Each series that tells of a subject, loaded here or not, with the edition that answers: what could answer a question, and what of
 * it is not here. By subject, then by source and series.
 */
export function loadedSeries(
  { releases, known = [] }: Pick<SetCards, 'releases' | 'known'>,
  query: LoadedQuery
) {
  refuseUnknown({ releases, known }, query)
  const abouts = new Map([...releases.map(({ about }) => about), ...known].map(about => [about.id, about]))
  const rows = [...abouts.values()].flatMap(about =>
    about.series.flatMap(series => {
      const held = releases.filter(each => each.source === about.id && each.series === series.id)
      return askedSubjects
        .filter(subject => tells(series, held, subject))
        .map(subject => rowOf(about, series, held, subject))
    })
  )
  const place = ({ subject, source, series }: (typeof rows)[number]): string =>
    `${askedSubjects.indexOf(subject)} ${source} ${series}`
  return wholeList(rows.filter(row => isAsked(row, query)).sort((a, b) => (place(a) < place(b) ? -1 : 1)))
}

function refuseUnknown(
  { releases, known = [] }: Pick<SetCards, 'releases' | 'known'>,
  { source = [] }: LoadedQuery
): void {
  const ids = [...new Set([...known.map(({ id }) => id), ...releases.map(each => each.source)])]
  const unknown = source.filter(id => !ids.includes(id))
  if (unknown.length === 0) return
  throw new Problem(
    'unknown-code',
    inOneText(unknown.map(id => said('no_source', { id }))),
    unknown.map(id => ({ parameter: 'source', code: 'unknown-code', did_you_mean: namesMeant(id, ids) }))
  )
}

/** By its description, or by what a release of it holds: some have records that their description does not name. */
function tells(series: SeriesAbout, held: readonly ReleaseEntry[], subject: AskedSubject): boolean {
  const table = recordsOf[subject]
  const figures = subject === 'cases' ? undefined : { word: subject }
  return (
    holdsSubject(series, { ...(table && { table }), ...(figures && { figures }) }) ||
    (table !== undefined &&
      held.some(({ tables }) => tables[table] !== undefined && !holdsTable(series, 'published_counts')))
  )
}

function rowOf(about: About, series: SeriesAbout, held: readonly ReleaseEntry[], subject: AskedSubject) {
  const current = held.filter(({ status }) => status === 'current')
  const newest = current.toSorted((a, b) => (a.coverage.to < b.coverage.to ? 1 : -1))[0]
  const table =
    newest && (newest.tables[recordsOf[subject] ?? 'published_counts'] ?? newest.tables.published_counts)
  const state = stateOf(held, newest)
  const covered = newest?.coverage.country_of_asylum ?? series.tells_only?.country_of_asylum
  return {
    subject,
    source: about.id,
    series: series.id,
    title: about.title,
    series_title: series.title,
    publisher: about.publisher,
    url: publicationOf(about, series.id).url,
    answers_only_when_named: about.only_when_named || series.only_when_named === true,
    state,
    release: newest?.release ?? null,
    released_on: newest?.released_on ?? null,
    retrieved_on: newest?.retrieved_on ?? null,
    data_as_of: newest?.data_as_of ?? null,
    starter: newest?.starter ?? false,
    synthetic: newest?.synthetic ?? false,
    covers_from: current.map(({ coverage }) => coverage.from).sort()[0] ?? null,
    covers_to: newest?.coverage.to ?? null,
    newest_period:
      newest && table ? newestPeriod(table.period_kinds, newest.coverage.to, series.year_basis) : null,
    decision_stages: table?.decision_stages ?? series.tells_only?.decision_stage ?? null,
    countries_of_asylum: covered === undefined ? null : [covered].flat(),
    return_status: series.names_country_of_return?.status ?? null,
    note: noteOf(about, series.id, state)
  }
}

const stateOf = (held: readonly ReleaseEntry[], newest: ReleaseEntry | undefined): LoadedState => {
  if (newest) return newest.synthetic ? 'made_up' : 'loaded'
  return held.some(({ status }) => status !== 'withdrawn') ? 'not_current' : 'not_loaded'
}

/** What a reader has to know where nothing real answers: that it is not a zero, and what to do. */
function noteOf(about: About, series: string, state: LoadedState): Translated | null {
  const how = importHint(about, series).text
  if (state === 'not_loaded') return said('not_loaded_no_zero', { how })
  if (state === 'not_current') return said('none_current_no_zero', { source: about.id })
  return state === 'made_up' ? said('only_made_up', { how }) : null
}

/** The last period, of the shortest that the rows have, that ends within what is covered or holds its last day; of records the day. */
function newestPeriod(kinds: readonly PeriodKind[], to: string, basis: YearBasis): string {
  const [year, month] = to.split('-')
  if (kinds.includes('day') || kinds.includes('other')) return to
  if (kinds.includes('month')) return `${year}-${month}`
  return kinds.includes('quarter') ? `${year}-Q${Math.ceil(Number(month) / 3)}` : yearLabel(to, basis)
}

type LoadedRow = ReturnType<typeof rowOf>

/** Whether a series could tell what is asked. What is not known before an import rules nothing out. */
function isAsked(row: LoadedRow, query: LoadedQuery): boolean {
  const { subject, source, decision_stage, country_of_asylum, country_of_return } = query
  const may = (asked: readonly string[] | undefined, told: readonly string[] | null): boolean =>
    asked === undefined || told === null || told.includes('all') || asked.some(each => told.includes(each))
  return (
    may(subject, [row.subject]) &&
    may(source, [row.source]) &&
    may(decision_stage, row.decision_stages) &&
    may(country_of_asylum, row.countries_of_asylum) &&
    (country_of_return === undefined || row.return_status !== null)
  )
}
