import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the real published files are, beside the project; they are no part of it. */
export const sharedData = resolve(import.meta.dirname, '../../../shared/data')
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
  }
]

export const pathOf = (file: string): string => join(sharedData, file)
