import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { releaseFiles, releases, sources } from '../database/tables/releases.ts'
import { instant } from '../database/type-parsers.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { About } from '../vocabulary/about.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import { said, textIn, withMeant } from '../vocabulary/labels/texts/texts.ts'
import { namesMeant, Problem } from '../vocabulary/problem.ts'
import { asDeclared, citationTold, citedAs } from '../vocabulary/synthetic.ts'
import { caveatRow } from './caveats.ts'
import { urlOfPair } from './releases/url-of-pair.ts'
import { wholeList } from './whole-list.ts'

export type Db = Pick<Database, 'db'>
type StoredRelease = typeof releases.$inferSelect

/** What this service knows of each source, with or without a release; undefined where the database is away. */
export async function knownSources({ db }: Db): Promise<readonly About[] | undefined> {
  try {
    const rows = await db.select().from(sources).orderBy(sql`${sources.source} collate "C"`)
    return rows.map(({ about }) => about)
  } catch {
    return undefined
  }
}

/** The catalogue: every source that this service knows, with or without a release. */
export async function allSources({ db }: Db, held: readonly ReleaseEntry[]) {
  const rows = await db.select().from(sources).orderBy(sql`${sources.source} collate "C"`)
  return wholeList(rows.map(({ about }) => sourceRow(about, held)))
}

/** One source with its series, known issues and terms. Throws not-found. */
export async function oneSource(
  { db }: Db,
  id: string,
  held: readonly ReleaseEntry[],
  lang: Language = 'en'
) {
  const { about } = await findSource({ db }, id)
  const series = about.series.map(each => ({
    series: each.id,
    title: each.title,
    definition: each.definition,
    grain: each.grain,
    addable: each.addable,
    year_basis: each.year_basis,
    rates: Object.keys(each.rates),
    rounded_to: each.rounded_to ?? null,
    declared_dimensions: each.declared?.dimensions ?? null,
    declared_stage: each.declared?.decision_stage ?? null,
    breaks: each.breaks ?? [],
    break_flags: each.break_flags ?? []
  }))
  const { counting_rule, attribution, disclosure } = about
  const more = {
    counting_rule,
    attribution,
    citation: citedAs({ synthetic: isMadeUp(about, held) }, textIn(about.citation, lang), lang),
    disclosure_policy: disclosure.policy,
    disclosure_note: disclosure.note,
    disclosure_min_cell: disclosure.min_cell ?? null
  }
  return {
    data: {
      ...sourceRow(about, held),
      ...more,
      series,
      caveats: about.caveats.map(row => caveatRow(about, row))
    }
  }
}

const currentOf = (about: About, held: readonly ReleaseEntry[]): ReleaseEntry[] =>
  held.filter(({ source, status }) => source === about.id && status === 'current')

/** Whether all that the service holds of a source is made up. */
function isMadeUp(about: About, held: readonly ReleaseEntry[]): boolean {
  const current = currentOf(about, held)
  return current.length > 0 && current.every(({ synthetic }) => synthetic)
}

function sourceRow(about: About, held: readonly ReleaseEntry[]) {
  return {
    source: about.id,
    title: about.title,
    publisher: about.publisher,
    description: about.description,
    licence: about.licence,
    licence_url: about.licence_url,
    cadence: about.cadence,
    url: about.url,
    answers_only_when_named: about.only_when_named,
    synthetic: isMadeUp(about, held),
    current_releases: currentOf(about, held).map(({ release }) => release)
  }
}

/** A source of the catalogue. Throws not-found. */
export async function findSource({ db }: Db, id: string) {
  const rows = await db.select().from(sources)
  const found = rows.find(({ source }) => source === id)
  if (found) return found
  const close = namesMeant(
    id,
    rows.map(({ source }) => source)
  )
  throw new Problem('not-found', withMeant(said('no_source', { id: id.slice(0, 100) }), close), [
    { parameter: 'id', code: 'not-found', did_you_mean: close }
  ])
}

/** The releases of a source, newest first, withdrawn ones included. Throws not-found. */
export async function releasesOf({ db }: Db, id: string) {
  await findSource({ db }, id)
  const rows = await db
    .select()
    .from(releases)
    .where(and(eq(releases.source, id), ne(releases.status, 'loading')))
    .orderBy(desc(releases.release_id))
  return wholeList(rows.map(releaseRow))
}

function releaseRow(stored: StoredRelease) {
  return {
    source: stored.source,
    release: stored.release,
    series: stored.series,
    status: stored.status,
    status_reason: stored.status_reason,
    synthetic: stored.synthetic,
    starter: stored.starter,
    retrieved_on: stored.retrieved_on,
    released_on: stored.released_on,
    data_as_of: stored.data_as_of,
    published_at: stored.published_at && instant(stored.published_at),
    superseded_at: stored.superseded_at && instant(stored.superseded_at),
    rows_read: stored.rows_read,
    rows_loaded: stored.rows_loaded,
    rows_rejected: stored.rows_rejected,
    rows_excluded: stored.rows_excluded,
    sha256: stored.content_sha256,
    url: `/v1/sources/${stored.source}/releases/${stored.release}`
  }
}

/** A published release of a source, as the catalogue has it. Throws not-found and release-not-found. */
export async function findRelease({ db }: Db, id: string, label: string) {
  const { about } = await findSource({ db }, id)
  const [stored] = await db
    .select()
    .from(releases)
    .where(and(eq(releases.source, id), eq(releases.release, label), ne(releases.status, 'loading')))
  if (!stored)
    throw new Problem(
      'release-not-found',
      said('source_without_release', { source: id, label: label.slice(0, 100) })
    )
  return { about, stored }
}

/** One release: where its bytes come from and what became of each row. Throws release-not-found. */
export async function oneRelease(
  { db }: Db,
  id: string,
  label: string,
  held: readonly ReleaseEntry[],
  lang: Language = 'en'
) {
  const { about, stored } = await findRelease({ db }, id, label)
  const files = await db
    .select()
    .from(releaseFiles)
    .where(eq(releaseFiles.release_id, stored.release_id))
    .orderBy(sql`${releaseFiles.name} collate "C"`)
  const data = {
    ...releaseRow(stored),
    layout: stored.layout,
    imported_at: instant(stored.imported_at),
    coverage: stored.coverage,
    holdings: stored.holdings,
    licence: asDeclared(stored.licence, about.licence),
    citation: citedAs(stored, citationTold(stored.citation, about.citation, stored, lang), lang),
    publisher_url: stored.url,
    files: files.map(({ name, bytes, sha256, retrieved_at }) => ({
      name,
      bytes,
      sha256,
      retrieved_at: retrieved_at === null ? null : instant(retrieved_at)
    })),
    excluded_by_reason: stored.excluded_by_reason,
    rejected_by_reason: stored.rejected_by_reason,
    facts: stored.facts,
    rows_by_table: Object.fromEntries(
      Object.entries(stored.rows_by_table).map(([name, { published = null, ...rows }]) => [
        name,
        { ...rows, published }
      ])
    ),
    impossible_dates: stored.impossible_dates,
    unknown_codes: stored.unknown_codes,
    compared: comparedWith(held.find(({ release_id }) => release_id === stored.release_id)),
    forced: stored.forced,
    generated_by: stored.generated_by
  }
  return { data, releases: held.filter(({ release_id }) => release_id === stored.release_id) }
}

/** The earlier releases that a release was compared with, and where it is told what they differ in. */
const comparedWith = (release: ReleaseEntry | undefined) =>
  (release?.compared ?? []).map(({ before, state }) => ({
    before,
    url: state === 'ready' ? urlOfPair(release?.source ?? '', before, release?.release ?? '') : null
  }))

/** Known issues as data, of all sources or of those named. */
export async function allCaveats({ db }: Db, named: readonly string[] | undefined) {
  for (const id of named ?? []) await findSource({ db }, id).catch(unknownSource(id))
  const rows = await db.select().from(sources).orderBy(sql`${sources.source} collate "C"`)
  const wanted = rows.filter(({ source }) => named?.includes(source) ?? true)
  return wholeList(wanted.flatMap(({ about }) => about.caveats.map(each => caveatRow(about, each))))
}

const unknownSource = (id: string) => (error: Error) => {
  if (!(error instanceof Problem)) throw error
  throw new Problem('unknown-code', error.detail, [{ parameter: 'source', code: 'unknown-code' }], {
    source: id
  })
}
