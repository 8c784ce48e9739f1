import type { ClientBase } from 'pg'
import type { Source } from '../../sources/source.ts'
import { type About, publicationOf } from '../../vocabulary/about.ts'
import { type LocalText, textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import { citationFilled, citationRestated } from '../../vocabulary/synthetic.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import { ImportRefused } from '../failures/errors.ts'
import type { RecognisedRelease } from '../recognise/recognised.ts'
import type { RowTally } from '../report.ts'
import { generatedBy } from '../version.ts'

/** A release that holds the same bytes. */
export interface SameBytes {
  release_id: number
  release: string
  status: 'current' | 'beside' | 'superseded'
  status_reason: LocalText | null
  /** False where its records are no longer kept. */
  kept: boolean
}

const labels = /^[a-z0-9:_-]{1,80}$/

const madeUp = 'synthetic-'

/**
 * The label of a release: as given, else `day` (of the edition for tables by case, else of the import), with the series
 * where it is not the source's first. The label of a synthetic release begins with `synthetic-`. Throws ImportRefused
 * for a given label without that prefix, or with a character that `labels` does not allow.
 */
export function releaseLabel(
  source: Source,
  { series, synthetic }: Pick<RecognisedRelease, 'series' | 'synthetic'>,
  given: string | undefined,
  day: string
): string {
  if (given !== undefined && !labels.test(given))
    throw new ImportRefused(
      `--release "${given}" cannot stand in an address. Use small letters, digits, "-", "_" and ":", such as 2026-08.`
    )
  if (given !== undefined && synthetic && !given.startsWith(madeUp))
    throw new ImportRefused(
      `These figures are made up, and their label has to say so: --release ${madeUp}${given}`
    )
  const usual = series === source.about.series[0]?.id ? day : `${day}-${series}`
  return given ?? (synthetic ? `${madeUp}${usual}` : usual)
}

/** The published release of these very bytes, if there is one. */
export async function sameBytes(
  client: ClientBase,
  source: string,
  { series, content_sha256 }: RecognisedRelease
): Promise<SameBytes | undefined> {
  const { rows } = await client.query<SameBytes>(
    `select release_id, release, status, status_reason,
       exists (select from snapshot_files f where f.release_id = r.release_id) as kept
     from releases r
     where source = $1 and series = $2 and content_sha256 = $3 and status in ('current', 'beside', 'superseded')
     order by status = 'current' desc, kept desc, release_id desc limit 1`,
    [source, series, content_sha256]
  )
  return rows[0]
}

/** Whether a release of a series answers by default. */
export async function hasCurrent(client: ClientBase, source: string, series: string): Promise<boolean> {
  const { rows } = await client.query(
    `select from releases where source = $1 and series = $2 and status = 'current' limit 1`,
    [source, series]
  )
  return rows.length > 0
}

/** Throws ImportRefused where the source has a release of this name. */
export async function refuseTakenLabel(client: ClientBase, source: string, release: string): Promise<void> {
  const { rows } = await client.query<{ status: string }>(
    'select status from releases where source = $1 and release = $2',
    [source, release]
  )
  if (rows[0])
    throw new ImportRefused(
      `${source} has a release ${release} already (${rows[0].status}), and a release never changes. ` +
        `Give this one a name of its own: --release ${release}-2`
    )
}

interface ReleaseNamed {
  release: string
  /** As stated, or null. */
  retrieved_on: string | null
  released_on: string | null
  /** Where the files were copied from that this release restates; undefined where they are the publisher's own. */
  copied_from?: string | undefined
}

export interface NewRelease extends ReleaseNamed {
  source: Source
  recognised: RecognisedRelease
}

/** Inserts a release with status `loading`, which no reader sees, and its files. Returns its id. */
export async function insertRelease(client: ClientBase, release: NewRelease): Promise<number> {
  const { about } = release.source
  const { series, layout, synthetic, starter, content_sha256, files } = release.recognised
  const { rows } = await client.query<{ release_id: number }>(
    `insert into releases (source, release, series, layout, status, synthetic, starter, retrieved_on,
       released_on, licence, citation, url, content_sha256, generated_by)
     values ($1, $2, $3, $4, 'loading', $5, $6, $7, $8, $9, $10, $11, $12, $13) returning release_id`,
    [
      ...[about.id, release.release, series, layout, synthetic, starter, release.retrieved_on],
      ...[
        release.released_on,
        textIn(about.licence, 'en'),
        filledCitation(about, series, release),
        publicationOf(about, series).url,
        content_sha256,
        generatedBy()
      ]
    ]
  )
  const release_id = rows[0]?.release_id as number
  for (const { name, bytes, sha256 } of files)
    await client.query('insert into release_files values ($1, $2, $3, $4, $5)', [
      ...[release_id, name, bytes, sha256, release.retrieved_on && `${release.retrieved_on}T00:00:00Z`]
    ])
  return release_id
}

/** The citation of the series with this release and day filled in, and the copy that it restates. */
export function filledCitation(
  about: About,
  series: string,
  { copied_from, ...named }: ReleaseNamed
): string {
  const filled = citationFilled(textIn(publicationOf(about, series).citation, 'en'), named)
  return copied_from === undefined ? filled : citationRestated(filled, copied_from)
}

/** JSON as text: pg would send a list as a PostgreSQL array. */
const asJson = (value: unknown): string => JSON.stringify(value)

/** Stores the counts of rows, the coverage, the holdings and the overridden expectations of a release, for provenance. */
export async function noteTally(
  client: ClientBase,
  release_id: number,
  tally: RowTally,
  { coverage, holdings }: { coverage: Coverage; holdings: ReleaseHoldings | null },
  forced: string[]
): Promise<void> {
  await client.query(
    `update releases set rows_read = $2, rows_loaded = $3, rows_rejected = $4, rows_excluded = $5,
       excluded_by_reason = $6, rejected_by_reason = $7, facts = $8, unknown_codes = $9, coverage = $10, forced = $11,
       rows_by_table = $12, impossible_dates = $13, holdings = $14, data_as_of = $15
     where release_id = $1`,
    [
      ...[release_id, tally.read, tally.loaded, tally.rejected, tally.excluded],
      ...[tally.excluded_by_reason, tally.rejected_by_reason, tally.facts, tally.unknown_codes].map(asJson),
      ...[coverage, forced, tally.rows_by_table, tally.impossible_dates].map(asJson),
      holdings && asJson(holdings),
      tally.data_as_of
    ]
  )
}
