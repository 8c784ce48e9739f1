import { type About, publicationOf, type SeriesAbout } from '../../vocabulary/about.ts'
import type { FigureSubject } from '../../vocabulary/closed-lists.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { ReleaseEntry, SnapshotTable } from '../card.ts'

/** The releases that are here, and what is known of each source, with or without a release. */
export interface Catalogued {
  releases: readonly Pick<ReleaseEntry, 'source' | 'series' | 'synthetic'>[]
  known?: readonly About[]
}

/** A series that is known, and of which nothing real is imported. */
export interface NotHere {
  source: string
  series: string
  reason: Translated
}

/** Where a source is published, and the command that reads it. */
export const importHint = (about: About, wanted_series?: string): Translated =>
  said('how_to_import', {
    url: publicationOf(about, wanted_series ?? '').url,
    command: `asylum-outcomes import ${about.id} <file>${about.series.length > 1 && wanted_series !== undefined ? ` --series ${wanted_series}` : ''}`
  })

/** Series of which nothing real is imported and that `could` be what is asked for, each with how to import it. */
export const seriesNotHere = (
  { releases, known = [] }: Catalogued,
  could: (about: About, series: SeriesAbout) => boolean
): NotHere[] =>
  known.flatMap(about =>
    about.series
      .filter(series => could(about, series))
      .flatMap(series => {
        const held = releases.filter(each => each.source === about.id && each.series === series.id)
        if (held.some(({ synthetic }) => !synthetic)) return []
        const how = importHint(about, series.id)
        const reason = said(held.length > 0 ? 'only_made_up' : 'nothing_imported', { how })
        return [{ source: about.id, series: series.id, reason }]
      })
  )

/** Whether a series has records of a table, by what its source declares. */
export const holdsTable = ({ grain, reports_events }: SeriesAbout, table: SnapshotTable): boolean =>
  table === 'events'
    ? (reports_events ?? false)
    : grain === 'count'
      ? table === 'published_counts'
      : table === `${grain}s` || (grain === 'case' && table === 'decisions')

/**
 * What the published figures of a series are about, by what its source declares. Where it does not, those with rates are
 * of decisions, since no rate exists of returns.
 */
export const declaredSubjects = ({ grain, rates, figures_of }: SeriesAbout): readonly FigureSubject[] =>
  grain !== 'count' ? [] : (figures_of ?? [Object.keys(rates).length > 0 ? 'decisions' : 'returns'])

/** What a subject is read from: the records of a table, published figures about it, or either. */
export interface SubjectTables {
  table?: SnapshotTable
  figures?: { word: FigureSubject }
}

/** Whether a series has what a subject is read from, by what its source declares. */
export const holdsSubject = (series: SeriesAbout, { table, figures }: SubjectTables): boolean =>
  (series.grain !== 'count' && table !== undefined && holdsTable(series, table)) ||
  (figures !== undefined && series.addable && declaredSubjects(series).includes(figures.word))

/**
 * The refusal of a source, or a series of it, that is known and of which there is no release; undefined where it is not
 * known, or has a release.
 */
export function notImportedProblem(
  { releases, known = [] }: Catalogued,
  name: string,
  series?: string
): Problem | undefined {
  const about = known.find(({ id }) => id === name)
  const isThere = releases.some(
    each => each.source === name && (series === undefined || each.series === series)
  )
  if (!about || isThere || (series !== undefined && !about.series.some(({ id }) => id === series)))
    return undefined
  const how = importHint(about, series)
  const [parameter, detail] =
    series === undefined
      ? ['source', said('source_not_imported', { source: name, how })]
      : ['series', said('series_not_imported', { source: name, series, how })]
  return new Problem('unsupported-combination', detail, [{ parameter, code: 'unsupported-combination' }])
}
