import { type About, publicationOf, type SeriesAbout } from '../../vocabulary/about.ts'
import type { FigureSubject } from '../../vocabulary/closed-lists.ts'
import type { LocalText, Translated } from '../../vocabulary/labels/texts/texts.ts'
import { inTwoForms, type TwoForms } from '../../vocabulary/labels/texts/two-forms.ts'
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
  title: LocalText
  series_title: LocalText
  reason: TwoForms<Translated>
}

/** Who publishes a source and where, and of the form for the operator the command that reads it. */
export const importHint = (about: About, wanted_series?: string): TwoForms<Translated> =>
  inTwoForms('how_to_import', {
    publisher: about.publisher,
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
        const reason = inTwoForms(held.length > 0 ? 'only_made_up' : 'nothing_imported', { how })
        return [
          { source: about.id, series: series.id, title: about.title, series_title: series.title, reason }
        ]
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
  const [parameter, told] =
    series === undefined
      ? ['source', inTwoForms('source_not_imported', { source: name, title: about.title, how })]
      : [
          'series',
          inTwoForms('series_not_imported', {
            source: name,
            title: about.title,
            series,
            table: about.series.find(({ id }) => id === series)?.title ?? series,
            how
          })
        ]
  return new Problem('unsupported-combination', told.text, [{ parameter, code: 'unsupported-combination' }], {
    plain: told.plain
  })
}
