import { caveatsOf } from '../queries/caveats.ts'
import { chosen } from '../queries/releases/named-releases.ts'
import { wireRow } from '../queries/wire-row.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { allOf, anyOf } from '../snapshot/sql/conditions.ts'
import { hasWord, wordedTable } from '../snapshot/sql/enum-words.ts'
import { column, join, raw, sql, statementOf } from '../snapshot/sql/sql.ts'
import { storedFields } from '../vocabulary/records/record.ts'
import type { WireRecord } from '../vocabulary/records/types.ts'
import type { CountriesQuery } from './listing.ts'

type Told = WireRecord<'event'>

const fields = storedFields('event')
const eventRow = wireRow('event')

/**
 * What was said about returns to a country, and the figures that were stated outside tables about it or its nationals,
 * by id. They are words and numbers of reports: nothing counts them.
 */
export async function toldOfCountry(set: ReleaseSet, country: string, query: CountriesQuery) {
  const having = chosen(set.releases, set, query).filter(
    ({ source, tables }) => (tables.events?.rows ?? 0) > 0 && (query.source?.includes(source) ?? true)
  )
  const found = await Promise.all(
    having.map(async release => ({ release, rows: await rowsOf(set, release, country, query) }))
  )
  const telling = found.filter(({ rows }) => rows.length > 0)
  const all = telling.flatMap(({ rows }) => rows)
  const ofKind = (kind: Told['event_kind']) => all.filter(({ event_kind }) => event_kind === kind)
  return {
    statements: ofKind('statement'),
    reported_figures: ofKind('reported_figure'),
    releases: telling.map(({ release }) => release),
    caveats: telling.flatMap(({ release, rows }) => caveatsOf(release, rows))
  }
}

async function rowsOf(
  set: ReleaseSet,
  release: ReleaseEntry,
  country: string,
  { nationality }: CountriesQuery
): Promise<Told[]> {
  const table = wordedTable(release, 'events')
  const toCountry = hasWord(table, 'country_of_return', [country])
  const figures = hasWord(table, 'event_kind', ['reported_figure'])
  const about = anyOf([
    allOf([hasWord(table, 'event_kind', ['statement']), toCountry]),
    allOf([figures, anyOf([toCountry, hasWord(table, 'nationality', [country])])])
  ])
  // What names no nationality may be about any.
  const ofNationals = nationality
    ? anyOf([hasWord(table, 'nationality', nationality), sql`${column('nationality')} is null`])
    : raw('true')
  const columns = fields.map(({ name, type }) =>
    type === 'boolean' || type === 'integer' || type === 'number'
      ? column(name)
      : sql`${column(name)}::varchar`
  )
  const { text, values } = statementOf(
    sql`select ${join(columns, ', ')} from ${raw(`r${release.release_id}.events`)}
where ${allOf([about, ofNationals])} order by ${column('event_id')}`
  )
  const { columns: read, rows } = await set.query(text, values)
  return Array.from({ length: rows }, (_, i) => {
    const stored = Object.fromEntries(fields.map(({ name }, at) => [name, read[at]?.[i] ?? null]))
    const value = stored.value === null ? null : Number(stored.value)
    return eventRow({ ...stored, value } as Parameters<typeof eventRow>[0], release)
  })
}
