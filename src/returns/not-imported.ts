import { importHint, notImportedProblem } from '../snapshot/known/known-sources.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { About, SeriesAbout } from '../vocabulary/about.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import { inTwoForms } from '../vocabulary/labels/texts/two-forms.ts'
import type { SilentTable } from './answering.ts'
import { type CountriesQuery, wanted } from './listing.ts'

/** What this service knows of each source; undefined where that could not be read. */
export type KnownSources = readonly About[] | undefined

/**
 * Series that name the country of return, as the question asks, and of which nothing real is imported: each with what
 * to import and where it is published. None where a release is pinned.
 */
export function notImported(set: ReleaseSet, known: KnownSources, query: CountriesQuery): SilentTable[] {
  if (query.release !== undefined || query.as_of !== undefined) return []
  return (known ?? []).flatMap(about =>
    about.series
      .filter(series => canAnswer(about, series, query))
      .flatMap(series => {
        const held = set.releases.filter(each => each.source === about.id && each.series === series.id)
        const isNamed = query.source !== undefined
        if (held.some(({ synthetic }) => isNamed || !synthetic)) return []
        return [
          {
            ...{ source: about.id, series: series.id, release: null, synthetic: false },
            return_status: series.names_country_of_return?.status ?? ('executed' as const),
            why: inTwoForms(held.length > 0 ? 'only_made_up' : 'nothing_imported', {
              how: importHint(about, series.id)
            })
          }
        ]
      })
  )
}

function canAnswer(
  { id }: About,
  { names_country_of_return: named }: SeriesAbout,
  query: CountriesQuery
): boolean {
  if (named === undefined || !(query.source?.includes(id) ?? true)) return false
  return wanted(query).includes(named.status) && (named.with_nationality || query.nationality === undefined)
}

/** Throws where a source is named that is known, and of which there is no release. */
export function refuseNotImported(
  { releases }: Pick<ReleaseSet, 'releases'>,
  known: KnownSources,
  { source = [] }: CountriesQuery
): void {
  for (const name of source) {
    const problem = notImportedProblem({ releases, ...(known && { known }) }, name)
    if (problem) throw problem
  }
}

/** That what is known of sources could not be read, so that those that are not imported are not named. */
export const unreadCatalogue = (known: KnownSources): CaveatNote[] =>
  known === undefined
    ? [
        {
          id: 'catalogue-not-read',
          source: null,
          ...inTwoForms('catalogue_not_read')
        }
      ]
    : []
