import type { LocalText } from '../labels/texts/texts.ts'

/**
 * The countries of asylum that the figures of an answer are about, where neither a filter nor a row names one:
 * `worldwide`, or the countries that the release covers. `reports_to`: the publisher that they send their figures to,
 * where its table is about just these.
 */
export type PlaceOfFigures = 'worldwide' | { countries: readonly string[]; reports_to: LocalText | null }
