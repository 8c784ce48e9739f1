import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { ImportReport } from '../../../src/import/report.ts'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'

// Figures are made up, in the layout of today’s download of the site.
const header =
  'Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",Authority,"Stage of procedure","Cases / Persons","Recognized decisions","Complementary protection","Rejected decisions","Otherwise closed","Total decisions"'
const places = ['AUT', 'BEL', 'CZE', 'DEU', 'ESP', 'FIN', 'FRA', 'GBR', 'ITA', 'NLD', 'POL', 'SWE']

interface Year {
  year: number
  /** In how many countries of asylum Russians were decided on, and how many in each. */
  countries: number
  each: number
  unit?: 'P' | 'C'
}
const download = (...years: Year[]): string =>
  [
    header,
    ...years.flatMap(({ year, countries, each, unit = 'P' }) =>
      places
        .slice(0, countries)
        .map(iso => `${year},Russia,RUS,${iso},${iso},G,FI,${unit},${each},0,0,0,${each}`)
    ),
    ''
  ].join('\n')

const whole: Year = { year: 2022, countries: 12, each: 100 }

async function imported(t: Test, text: string, retrievedOn = '2025-01-10') {
  const folder = mkdtempSync(join(tmpdir(), 'unhcr-half-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'asylum-decisions.csv')
  writeFileSync(path, text)
  const reports: ImportReport[] = []
  const served = await service(t, {}, async (database, dataDir) => {
    const context = { database, sources: sourceRegistry, dataDir, today: '2026-11-28' }
    const request = { source: 'unhcr-asylum-decisions', paths: [path], release: 'download', retrievedOn }
    reports.push(await importRelease(context, request))
  })
  return { ...served, report: reports[0] as ImportReport }
}

const issue = 'newest-year-may-be-half'
interface Answer {
  data: Record<string, unknown>[]
  meta: { caveats: { id: string }[] }
}
const idsOf = ({ meta }: Answer) => meta.caveats.map(({ id }) => id)

t.test('a newest year with far fewer figures is half, says so, and is partial', async t => {
  const { report, json } = await imported(t, download(whole, { year: 2023, countries: 8, each: 90 }))
  t.match(report.coverage, {
    ...{ from: '2022-01-01', to: '2023-06-30', complete: false },
    issues: [{ id: issue, from: '2023-01-01', to: '2023-12-31' }]
  })
  t.match(report.known_issues, [/newest year of this release may be half a year/])
  const ask = (more: string): Promise<Answer> =>
    json(`/v1/statistics/decisions?source=unhcr-asylum-decisions&nationality=RUS${more}`)
  const years = await ask('&group_by=year')
  t.match(years.data, [
    { year: '2022', persons: 1200 },
    { year: '2023', persons: 720, flags: { persons: ['partial'] } }
  ])
  t.ok(idsOf(years).includes(issue))
  t.notOk(idsOf(await ask('&period_from=2022&period_to=2022')).includes(issue), '2022 is whole')
  const list: Answer = await json(
    '/v1/published-counts?source=unhcr-asylum-decisions&period_from=2023-01-01&limit=1'
  )
  t.ok(idsOf(list).includes(issue), 'lists say so too')
})

t.test('fewer rows alone, or smaller numbers alone, make no half year', async t => {
  for (const [year, what] of [
    [{ year: 2023, countries: 8, each: 150 }, 'two thirds of the rows and all of the sum'],
    [{ year: 2023, countries: 12, each: 20 }, 'all rows and a fifth of the sum'],
    [{ year: 2020, countries: 2, each: 5 }, 'no year before to compare with']
  ] as const)
    t.equal((await imported(t, download(whole, year))).report.coverage?.issues, undefined, what)
  const units = download(
    ...[whole, { ...whole, unit: 'C' as const }, { year: 2023, countries: 7, each: 10 }],
    { year: 2023, countries: 7, each: 200, unit: 'C' }
  )
  t.equal((await imported(t, units)).report.coverage?.issues, undefined, 'cases did not fall')
})

t.test('a year whose June edition had not come when the file was fetched is half', async t => {
  const same = download(whole, { ...whole, year: 2023 })
  const issues = async (day: string) => (await imported(t, same, day)).report.coverage?.issues
  t.match(await issues('2024-06-14'), [{ id: issue, from: '2023-01-01' }])
  t.equal(await issues('2024-06-15'), undefined)
})
