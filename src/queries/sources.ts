import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { releaseFiles, releases, sources } from '../database/tables/releases.ts'
import { instant } from '../database/type-parsers.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { About } from '../vocabulary/about.ts'
import { nearest, Problem } from '../vocabulary/problem.ts'
import { citedAs } from '../vocabulary/synthetic.ts'
import { wholeList } from './whole-list.ts'

type Db = Pick<Database, 'db'>
type KeptRelease = typeof releases.$inferSelect

/** The catalogue: every source that this service knows, with or without a release. */
export async function allSources({ db }: Db, held: readonly ReleaseEntry[]) {
  const rows = await db.select().from(sources).orderBy(sql`${sources.source} collate "C"`)
  return wholeList(rows.map(({ about }) => sourceRow(about, held)))
}

/** One source with its series, known issues and terms. Throws not-found. */
export async function oneSource({ db }: Db, id: string, held: readonly ReleaseEntry[]) {
  const { about } = await findSource({ db }, id)
  const series = about.series.map(each => ({
    series: each.id,
    title: each.title,
    definition: each.definition,
    grain: each.grain,
    addable: each.addable,
    year_basis: each.year_basis,
    rates: Object.keys(each.rates),
    declared_dimensions: each.declared?.dimensions ?? null,
    declared_stage: each.declared?.decision_stage ?? null
  }))
  const { counting_rule, attribution, citation, disclosure } = about
  const more = {
    counting_rule,
    attribution,
    citation,
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

function sourceRow(about: About, held: readonly ReleaseEntry[]) {
  const current = held.filter(({ source, status }) => source === about.id && status === 'current')
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
    current_releases: current.map(({ release }) => release)
  }
}

async function findSource({ db }: Db, id: string) {
  const rows = await db.select().from(sources)
  const found = rows.find(({ source }) => source === id)
  if (found) return found
  const close = nearest(
    id,
    rows.map(({ source }) => source)
  )
  const meant = close.length > 0 ? ` Did you mean ${close.join(' or ')}?` : ''
  throw new Problem('not-found', `There is no source "${id.slice(0, 100)}".${meant}`)
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

function releaseRow(kept: KeptRelease) {
  return {
    source: kept.source,
    release: kept.release,
    series: kept.series,
    status: kept.status,
    status_reason: kept.status_reason,
    synthetic: kept.synthetic,
    starter: kept.starter,
    retrieved_on: kept.retrieved_on,
    released_on: kept.released_on,
    published_at: kept.published_at && instant(kept.published_at),
    superseded_at: kept.superseded_at && instant(kept.superseded_at),
    rows_read: kept.rows_read,
    rows_loaded: kept.rows_loaded,
    rows_rejected: kept.rows_rejected,
    rows_excluded: kept.rows_excluded,
    sha256: kept.content_sha256,
    url: `/v1/sources/${kept.source}/releases/${kept.release}`
  }
}

/** One release: where its bytes come from and what became of each row. Throws release-not-found. */
export async function oneRelease({ db }: Db, id: string, label: string, held: readonly ReleaseEntry[]) {
  await findSource({ db }, id)
  const [kept] = await db
    .select()
    .from(releases)
    .where(and(eq(releases.source, id), eq(releases.release, label), ne(releases.status, 'loading')))
  if (!kept)
    throw new Problem(
      'release-not-found',
      `${id} has no release "${label.slice(0, 100)}". See /v1/sources/${id}/releases.`
    )
  const files = await db
    .select()
    .from(releaseFiles)
    .where(eq(releaseFiles.release_id, kept.release_id))
    .orderBy(sql`${releaseFiles.name} collate "C"`)
  const data = {
    ...releaseRow(kept),
    layout: kept.layout,
    imported_at: instant(kept.imported_at),
    coverage: kept.coverage,
    licence: kept.licence,
    citation: citedAs(
      kept,
      kept.citation.replaceAll('{release}', label).replaceAll('{retrieved_on}', kept.retrieved_on)
    ),
    publisher_url: kept.url,
    files: files.map(({ name, bytes, sha256, retrieved_at }) => ({
      name,
      bytes,
      sha256,
      retrieved_at: instant(retrieved_at)
    })),
    excluded_by_reason: kept.excluded_by_reason,
    rejected_by_reason: kept.rejected_by_reason,
    facts: kept.facts,
    rows_by_table: Object.fromEntries(
      Object.entries(kept.rows_by_table).map(([name, { published = null, ...rows }]) => [
        name,
        { ...rows, published }
      ])
    ),
    impossible_dates: kept.impossible_dates,
    unknown_codes: kept.unknown_codes,
    forced: kept.forced,
    generated_by: kept.generated_by
  }
  return { data, releases: held.filter(({ release_id }) => release_id === kept.release_id) }
}

/** Known issues as data, of all sources or of those named. */
export async function allCaveats({ db }: Db, named: readonly string[] | undefined) {
  for (const id of named ?? []) await findSource({ db }, id).catch(unknownSource(id))
  const rows = await db.select().from(sources).orderBy(sql`${sources.source} collate "C"`)
  const wanted = rows.filter(({ source }) => named?.includes(source) ?? true)
  return wholeList(wanted.flatMap(({ about }) => about.caveats.map(each => caveatRow(about, each))))
}

const unknownSource = (id: string) => (error: Error) => {
  throw new Problem('unknown-code', error.message, [{ parameter: 'source', code: 'unknown-code' }], {
    source: id
  })
}

const caveatRow = (about: About, { id, text, scope, when, from, to }: About['caveats'][number]) => ({
  id,
  source: about.id,
  text,
  scope,
  when,
  from: from ?? null,
  to: to ?? null
})
