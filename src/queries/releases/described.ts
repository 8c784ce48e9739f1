import { sources } from '../../database/tables/releases.ts'
import { figureSubjectsOf, type ReleaseEntry, snapshotTables, type TableCard } from '../../snapshot/card.ts'
import type { About } from '../../vocabulary/about.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { type SubjectDefinition, subjectDefinitions } from '../../vocabulary/measures/subject.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type {
  DataDescription,
  DataOffer,
  DescribedEdition,
  DescribedSource
} from '../../vocabulary/results/data-description.ts'
import { asDeclared } from '../../vocabulary/synthetic.ts'
import { type Db, findSource } from '../sources.ts'
import { downloadsByRelease } from './downloads.ts'

const catalogue = { title: 'Asylum Outcomes', description: said('service_described') }

interface Describing {
  described: DataDescription
}

/** What machines are told of all sources: those that have a current release which is not made up. */
export async function describedCatalogue(database: Db, held: readonly ReleaseEntry[]): Promise<Describing> {
  const rows = await database.db.select({ about: sources.about }).from(sources)
  const abouts = rows.map(({ about }) => about).sort((a, b) => (a.id < b.id ? -1 : 1))
  const described = await describedOf(database, abouts, held)
  return { described: { catalogue, describes: 'catalogue', sources: described } }
}

/** What machines are told of one source. Throws not-found, and not-acceptable where no release could be described. */
export async function describedSource(
  database: Db,
  id: string,
  held: readonly ReleaseEntry[]
): Promise<Describing> {
  const { about } = await findSource(database, id)
  const described = await describedOf(database, [about], held)
  if (described.length > 0) return { described: { catalogue, describes: 'source', sources: described } }
  const isMadeUp = held.some(({ source, status }) => source === id && status === 'current')
  throw new Problem(
    'not-acceptable',
    said(isMadeUp ? 'made_up_undescribed' : 'not_loaded_undescribed', { id }),
    [{ parameter: 'id', code: 'not-available' }]
  )
}

async function describedOf(
  database: Db,
  abouts: readonly About[],
  held: readonly ReleaseEntry[]
): Promise<DescribedSource[]> {
  const told = held.filter(
    ({ source, status, synthetic }) =>
      status === 'current' && !synthetic && abouts.some(({ id }) => id === source)
  )
  const files = await downloadsByRelease(
    database,
    told.map(({ release_id }) => release_id)
  )
  return abouts.flatMap(about => {
    const editions = told
      .filter(({ source }) => source === about.id)
      .sort(inOrder)
      .map(release => editionOf(about, release, filesOffered(files.get(release.release_id) ?? [])))
    return editions.length === 0 ? [] : [{ ...sourceTold(about), editions }]
  })
}

const orderOf = ({ series, coverage, release }: ReleaseEntry): string =>
  [series, coverage.from, release].join(' ')

const inOrder = (a: ReleaseEntry, b: ReleaseEntry): number => (orderOf(a) < orderOf(b) ? -1 : 1)

const sourceTold = ({ id, title, description, publisher, licence, licence_url, url }: About) => ({
  ...{ source: id, title, description, publisher, licence, licence_url, publisher_url: url }
})

function editionOf(about: About, release: ReleaseEntry, files: readonly DataOffer[]): DescribedEdition {
  const series = about.series.find(({ id }) => id === release.series)
  return {
    release: release.release,
    title: series?.title ?? release.series,
    from: release.coverage.from,
    to: release.coverage.to,
    released_on: release.released_on ?? null,
    published_on: release.published_at.slice(0, 10),
    licence: asDeclared(release.licence, about.licence),
    publisher_url: release.url,
    offers: [...files, ...(series?.addable === false ? [] : statisticsOffered(release))]
  }
}

type Files =
  Awaited<ReturnType<typeof downloadsByRelease>> extends ReadonlyMap<number, infer Rows> ? Rows : never

const filesOffered = (files: Files): DataOffer[] =>
  files.map(({ name, media_type, url, bytes, sha256 }) => ({ name, media_type, path: url, bytes, sha256 }))

const media = { csv: 'text/csv', json: 'application/json' }

/** What is counted of a release, by nationality where it tells it; of several units each by itself, as they are never added. */
const statisticsOffered = (release: ReleaseEntry): DataOffer[] =>
  Object.values(subjectDefinitions).flatMap((subject: SubjectDefinition) =>
    subject.grains.flatMap(grain => {
      const table = release.tables[snapshotTables[grain]]
      if (!table || (grain === 'count' && !isAbout(table, subject))) return []
      const units = subject.units.filter(unit => table.units.includes(unit))
      const named = units.length > 1 ? units : [undefined]
      return named.flatMap(unit => offersOf(release, { path: subject.path, unit, table }))
    })
  )

const isAbout = (table: TableCard, { path }: SubjectDefinition): boolean =>
  figureSubjectsOf(table).some(each => path === `/v1/statistics/${each}`)

function offersOf(
  { source, release }: ReleaseEntry,
  { path, unit, table }: { path: string; unit: string | undefined; table: TableCard }
): DataOffer[] {
  const query = [
    ...(table.dimensions.includes('nationality') ? ['group_by=nationality'] : []),
    ...[`release=${release}`, `source=${source}`],
    ...(unit === undefined ? [] : [`unit=${unit}`])
  ].join('&')
  return Object.entries(media).map(([format, media_type]) => {
    const name = `${path}.${format}`
    return { name: unit === undefined ? name : `${name} (${unit})`, media_type, path: `${name}?${query}` }
  })
}
