import type { Coverage } from '../../../vocabulary/time/coverage.ts'

/** What the small tables of UNHCR that the product ships cover: of twelve countries, all that UNHCR has on Russians. */
export const starterCoverage = {
  nationality: ['RUS'],
  country_of_asylum: ['AUT', 'BEL', 'DEU', 'ESP', 'FIN', 'FRA', 'GBR', 'KOR', 'NLD', 'POL', 'SWE', 'USA'],
  from: '2021-01-01',
  to: '2025-12-31',
  complete: true
} satisfies Coverage
