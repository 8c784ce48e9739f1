import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Database } from '../../../src/database/connect.ts'
import { importPartner } from '../../../src/import/partner/import-partner.ts'
import { importRelease } from '../../../src/import/run.ts'
import { projectRoot } from '../../../src/root.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { declarationOf, type Made, writePartner } from '../../import/partner/made-up-partner.ts'

/** A release to import: a file of this repository, or a text. Their figures are invented, their layouts are not. */
export interface Release {
  source: string
  series?: string
  file?: string
  text?: string
  release?: string
}

/** The first is about no country of the shipped table. */
export const unhcr: Release = { source: 'unhcr-asylum-decisions', file: 'test/cases/layouts/unhcr-base.csv' }
export const gb: Release = {
  source: 'gb-asylum-decisions',
  file: 'test/acceptance/coverage/gb-decisions-full.csv'
}

/** A release of each series of each source. Where there are several of one series, they stand beside each other or follow. */
export const releases: readonly Release[] = [
  unhcr,
  { source: 'unhcr-asylum-decisions', file: 'test/cases/layouts/unhcr-13-columns.csv' },
  { source: 'unhcr-asylum-decisions', file: 'test/acceptance/coverage/unhcr-japan-kenya-turkiye.csv' },
  {
    source: 'unhcr-asylum-decisions',
    series: 'site-download',
    text: `Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Recognized decisions,Complementary protection,Rejected decisions,Otherwise closed,Total decisions
2020,Iraq,IRQ,Germany,DEU,572,1869,6287,5932,14660
`
  },
  gb,
  { source: 'gb-asylum-decisions', file: 'test/cases/names/gb-appeals-names.csv' },
  {
    source: 'gb-returns',
    text: `Year,Quarter,Nationality,Region,Return type group,Return type,Age,Sex,Return destination group,Number of returns
2022,4,Albania,Europe Other,Enforced return,Enforced removals,18 to 29,Male,Home country,3
2023,1,Albania,Europe Other,Voluntary return,Controlled returns,30 to 49,Female,EU Member State,5
`
  },
  {
    source: 'gb-returns',
    text: `Year,Quarter,Return type group,Return type,Return destination,Return destination region,Number of returns
2022,4,Enforced return,Enforced removals,Albania,Europe Other,3
2023,1,Voluntary return,Controlled returns,Germany,EU 14,5
`
  },
  {
    source: 'eurostat-asylum-decisions',
    series: 'first-instance-annual',
    file: 'test/acceptance/coverage/es-all-outcomes.csv'
  },
  { source: 'eurostat-asylum-decisions', file: 'test/acceptance/coverage/es-quarter-tail.csv' },
  { source: 'eurostat-returns', file: 'test/acceptance/coverage/returns-two-nationalities.csv' },
  { source: 'ca-irb', series: 'claims', file: 'test/cases/names/irb-names.csv' },
  { source: 'us-ice-removals', file: 'test/cases/ice/new-header-removals.xlsx' },
  { source: 'us-uscis-asylum-office', file: 'test/cases/dates/uscis-us.csv' },
  { source: 'us-credible-fear', file: 'test/cases/layouts/semi-monthly.csv' },
  {
    source: 'us-eoir-cases',
    file: 'starter/us-eoir-cases-synthetic.zip',
    release: 'synthetic-court'
  }
]

/** Imports releases one after another into a database that has the shipped tables. `folder` takes the texts. */
export async function importAll(
  { database, dataDir }: { database: Database; dataDir: string },
  folder: string,
  of: readonly Release[]
): Promise<{ source: string; series: string; status: string | null }[]> {
  const done = []
  for (const [i, { text, file, ...request }] of of.entries()) {
    const written = path.join(folder, `${i}.csv`)
    if (text !== undefined) writeFileSync(written, text)
    const paths = [text === undefined ? path.join(projectRoot, file ?? '') : written]
    const days = { releasedOn: '2026-09-01', retrievedOn: '2026-09-02' }
    const { source, series, status } = await importRelease(
      { database, dataDir, sources: sourceRegistry, today: '2026-11-29' },
      { release: `edition-${i + 1}`, ...days, ...request, paths }
    )
    done.push({ source, series, status })
  }
  return done
}

const records = (count: number, nationality: string, sex: string, outcome: string): Made[] =>
  Array.from({ length: count }, () => ({ year: '2021', nationality, sex, outcome }))

/** The partner source of docs/partner-sources.md. */
export function importClinic(
  context: { database: Database; dataDir: string },
  folder: string
): Promise<unknown> {
  const declared = declarationOf('partner-clinic', [
    { series: 'by-sex', dimensions: ['sex', 'outcome'] },
    { series: 'by-nationality', dimensions: ['nationality', 'outcome'] }
  ])
  const told = [
    ...records(20, 'RUS', 'male', 'rejected'),
    ...records(14, 'AFG', 'female', 'refugee_status_granted'),
    ...records(11, 'RUS', 'female', 'rejected')
  ]
  const paths = [writePartner(folder, declared, told)]
  return importPartner({ ...context, today: '2026-11-29' }, { source: 'partner', paths })
}
