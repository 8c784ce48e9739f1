/** A release that the product ships. */
export interface StarterRelease {
  source: string
  series: string
  /** Its path inside the product's folder `starter/`. */
  file: string
  release: string
  /** null: it is not known when the copy was fetched. */
  retrieved_on: string | null
  /** Where the publisher's file was copied from that this one restates. */
  copied_from?: string
  /** Made up: loaded only where it is asked for. */
  demo?: true
}

/** The small releases with which a service begins to answer. Each gives way to any import of its source. */
export const starterReleases: StarterRelease[] = [
  {
    source: 'unhcr-asylum-decisions',
    series: 'decisions',
    file: 'decisions-on-russian-nationals-2021-2025.csv',
    release: '2026-06-starter',
    retrieved_on: '2026-06-25'
  },
  {
    source: 'unhcr-asylum-applications',
    series: 'applications',
    file: 'applications-of-russian-nationals-2021-2025.csv',
    release: '2026-06-starter',
    retrieved_on: '2026-06-25'
  },
  {
    source: 'us-credible-fear',
    series: 'by-nationality',
    file: 'us-credible-fear-by-nationality-fy2016-2021.csv',
    release: 'fy2016-2021-starter',
    retrieved_on: '2026-11-25'
  },
  {
    // Synthetic, so that the endpoints of court cases can be tried: it answers only where a query names it.
    source: 'us-eoir-cases',
    series: 'cases',
    file: 'us-eoir-cases-synthetic.zip',
    release: 'synthetic-sample',
    retrieved_on: '2026-09-02',
    demo: true
  },
  {
    source: 'documented-cases',
    series: 'cases',
    file: 'documented-cases.json',
    release: 'story-starter',
    retrieved_on: '2026-11-25'
  }
]

/** UNHCR's own data package, and copies of the Home Office's detailed tables and of OHSS's workbook. */
const copies = {
  unhcr: 'github.com/PopulationStatistics/refugees',
  home_office: 'github.com/britishredcrosssociety/asylum',
  ohss: 'github.com/brentryanjohnson/DHS-Monthly-Tables'
}

/** Series of OHSS's workbook of August 2024, each a release of its own. The day on which it was fetched is not known. */
const ofWorkbook = (source: string, series: readonly string[]): StarterRelease[] =>
  series.map(each => ({
    ...{ source, series: each, file: 'tables/us-ohss-monthly-tables-2024-08.csv.gz' },
    release: `2024-08-${each}-restated`,
    retrieved_on: null,
    copied_from: copies.ohss
  }))

/**
 * Whole tables that are loaded once a new service answers, begun in this order, two sources at once, and that stand beside
 * and after others by the rules of every release. The small ones come first, then those that take longest.
 */
export const restatedReleases: StarterRelease[] = [
  ...ofWorkbook('us-credible-fear', ['yearly-results', 'monthly-results']),
  ...ofWorkbook(
    'us-dhs-repatriations',
    [
      ...['by-type', 'removals-by-nationality', 'enforcement-returns-by-nationality'],
      'administrative-returns-by-nationality'
    ].flatMap(table => [`${table}-yearly`, `${table}-monthly`])
  ),
  {
    source: 'unhcr-asylum-decisions',
    series: 'decisions',
    file: 'tables/unhcr-asylum-decisions-2000-2025.csv.gz',
    release: '2026-06-restated',
    retrieved_on: '2026-06-25',
    copied_from: copies.unhcr
  },
  {
    source: 'gb-returns',
    series: 'by-destination',
    file: 'tables/gb-returns-by-destination-2004-2023.csv.gz',
    release: '2023-q4-destinations-restated',
    retrieved_on: null,
    copied_from: copies.home_office
  },
  {
    source: 'gb-returns',
    series: 'by-nationality',
    file: 'tables/gb-returns-by-nationality-2004-2023.csv.gz',
    release: '2023-q4-nationalities-restated',
    retrieved_on: null,
    copied_from: copies.home_office
  },
  {
    source: 'gb-asylum-decisions',
    series: 'initial-decisions',
    file: 'tables/gb-initial-decisions-2001-2024-q3.csv.gz',
    release: '2024-q3-restated',
    retrieved_on: null,
    copied_from: copies.home_office
  },
  {
    source: 'unhcr-asylum-applications',
    series: 'applications',
    file: 'tables/unhcr-asylum-applications-2000-2025.csv.gz',
    release: '2026-06-restated',
    retrieved_on: '2026-06-25',
    copied_from: copies.unhcr
  }
]
