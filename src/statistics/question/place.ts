import { inEach, textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { PlaceOfFigures } from '../../vocabulary/results/place.ts'
import type { Chosen } from './chosen.ts'

/** What a release is about, for titles and sentences; undefined where it does not say so, or has only parts of it. */
export function placeOfFigures({
  release: { about, coverage },
  series,
  card
}: Chosen): PlaceOfFigures | undefined {
  if (coverage.country_of_asylum === 'all')
    return coverage.complete && card.dimensions.includes('country_of_asylum') ? 'worldwide' : undefined
  const isOwn = series.reporting?.reporters === 'own'
  const name = inEach(lang => textIn(about.publisher, lang).split(',')[0] ?? '')
  return { countries: coverage.country_of_asylum, reports_to: isOwn ? name : null }
}
