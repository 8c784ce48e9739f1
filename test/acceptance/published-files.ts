import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { projectRoot } from '../../src/root.ts'

/** Where the real published files are, beside the project; they are no part of it. */
export const sharedData = resolve(projectRoot, '../shared/data')
export const withoutSharedData = existsSync(sharedData)
  ? false
  : 'the published files are not beside the project (../shared/data)'

interface PublishedFile {
  source: string
  file: string
  release: string
  args?: string[]
  /** What the import ends in: the release's status, or the words of a refusal. */
  status?: 'current' | 'beside'
  refused?: RegExp
  rows?: { read: number; loaded: number; excluded?: number }
}

/** Every file of the published sources, in the order in which an operator might meet them. */
export const publishedFiles: PublishedFile[] = [
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/asylum_decisions.csv.gz',
    release: '2026-06',
    status: 'current',
    rows: { read: 113_929, loaded: 113_929 }
  },
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/site-download-asylum-decisions.csv.gz',
    release: '2021-site-download',
    args: ['--series', 'site-download'],
    status: 'beside',
    rows: { read: 82_518, loaded: 82_518 }
  },
  {
    // A selection never takes the place of the whole table.
    source: 'unhcr-asylum-decisions',
    file: 'new-sources/unhcr_site_decisions_13_columns.csv',
    release: 'download-usa-2017',
    status: 'beside',
    rows: { read: 15, loaded: 15 }
  },
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/HDX_AsylumDecisions.csv',
    release: 'hdx',
    status: 'beside'
  },
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/api/asylum-decisions_SYR_2024_subset.json',
    release: 'api-syr-2024',
    status: 'beside'
  },
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/api/asylum-decisions_coo-ALG_page1of11_captured-2022-01.json',
    release: 'api-alg-page-1',
    status: 'beside',
    rows: { read: 100, loaded: 100 }
  },
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/api/asylum-decisions_world_2024.json',
    release: 'api-world-2024',
    status: 'beside'
  },
  {
    source: 'unhcr-asylum-decisions',
    file: 'unhcr/api/empty-result.json',
    release: 'x',
    refused: /no rows|nothing/i
  },
  { source: 'unhcr-asylum-decisions', file: 'unhcr/countries.csv.gz', release: 'x', refused: /./ },
  {
    source: 'unhcr-asylum-applications',
    file: 'unhcr/asylum_applications.csv.gz',
    release: '2026-06',
    status: 'current',
    rows: { read: 120_597, loaded: 120_597 }
  },
  {
    // A selection: beside the whole table.
    source: 'unhcr-asylum-applications',
    file: 'new-sources/unhcr_site_applications_10_columns.csv',
    release: 'download',
    status: 'beside'
  },
  {
    source: 'unhcr-asylum-applications',
    file: 'unhcr/asylum_decisions.csv.gz',
    release: 'x',
    refused: /looks like unhcr-asylum-decisions/
  },
  { source: 'us-credible-fear', file: 'us-credible-fear/DoHSdata.csv', release: 'fy2021', status: 'current' },
  {
    source: 'us-credible-fear',
    file: 'us-credible-fear/uscis_credible_fear_fy2006_2018.csv',
    release: 'x',
    refused: /./
  },
  {
    source: 'us-uscis-asylum-office',
    file: 'us-uscis-asylum-office/COW2021001887-I589Data_first999rows.csv',
    release: '2021-05',
    status: 'current',
    rows: { read: 999, loaded: 999 }
  },
  {
    source: 'eurostat-asylum-decisions',
    file: 'eurostat/migr_asydcfsta_2017-04-26.csv',
    release: '2017-04-26',
    status: 'current',
    rows: { read: 1_836, loaded: 918, excluded: 918 }
  },
  {
    source: 'eurostat-asylum-decisions',
    file: 'eurostat/asylum_applicants_total.csv',
    release: 'x',
    refused: /looks like eurostat-asylum-applications/
  },
  {
    source: 'eurostat-asylum-applications',
    file: 'eurostat/asylum_applicants_total.csv',
    release: '2025',
    status: 'current',
    rows: { read: 1_080, loaded: 1_080 }
  },
  {
    source: 'eurostat-asylum-applications',
    file: 'eurostat/migr_asydcfsta_2017-04-26.csv',
    release: 'x',
    refused: /looks like eurostat-asylum-decisions/
  },
  {
    source: 'eurostat-returns',
    file: 'eurostat/migr_eirtn_Data_allcitizens.csv.gz',
    release: '2018',
    status: 'current',
    rows: { read: 28_545, loaded: 28_545 }
  },
  {
    source: 'ca-irb',
    file: 'ca-irb/rpd_claims_by_country_excerpt.csv',
    release: 'excerpt',
    args: ['--series', 'claims'],
    status: 'current',
    rows: { read: 7, loaded: 5, excluded: 2 }
  },
  {
    source: 'ca-irb',
    file: 'ca-irb/rpd_claims_by_country_excerpt.csv',
    release: 'excerpt-legacy',
    args: ['--series', 'legacy'],
    status: 'current',
    rows: { read: 7, loaded: 2, excluded: 5 }
  },
  {
    source: 'ca-irb',
    file: 'ca-irb/rpd_claims_by_country_excerpt.csv',
    release: 'x',
    refused: /--series: claims, legacy/
  },
  {
    source: 'gb-asylum-decisions',
    file: 'gb-home-office/decisions_resettlement.csv.gz',
    release: '2024-q3',
    status: 'current',
    rows: { read: 125_009, loaded: 120_855, excluded: 4154 }
  },
  {
    source: 'gb-returns',
    file: 'gb-home-office/returns.csv.gz',
    release: '2023-q4',
    status: 'current',
    rows: { read: 240_074, loaded: 240_074 }
  },
  {
    // Beside the other series: each has a current release of its own.
    source: 'gb-returns',
    file: 'gb-home-office/returns_by_destination.csv.gz',
    release: '2023-q4-destinations',
    status: 'current',
    rows: { read: 44_109, loaded: 44_109 }
  }
]

export const pathOf = (file: string): string => join(sharedData, file)
