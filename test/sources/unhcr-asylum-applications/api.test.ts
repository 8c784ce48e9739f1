import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { unhcrApplicationsSource } from '../../../src/sources/unhcr-asylum-applications/index.ts'
import { folder } from '../../import/made-up.ts'
import { service } from '../../service.ts'

const header =
  'year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,app_type,dec_level,app_pc,applied\n'
/** Made-up figures in the layout of the whole table. */
const lines: [year: number, origin: string, asylum: string, level: string, figure: number][] = []
for (const year of [2004, 2005]) {
  lines.push([year, 'RUS', 'USA', 'N-IN', 100 + year], [year, 'RUS', 'USA', 'N-EO', 50])
  for (const origin of ['RUS', 'SYR', 'AFG', 'IRQ'])
    lines.push([year, origin, 'DEU', 'V-FI', 1000], [year, origin, 'FRA', 'V-AR', 300])
}
for (const year of [2006, 2007]) {
  lines.push([year, 'RUS', 'USA', 'N-IN', 100 + year], [year, 'RUS', 'USA', 'N-EO', 60])
  for (const origin of ['RUS', 'SYR', 'AFG', 'IRQ'])
    lines.push(
      [year, origin, 'DEU', 'N-FI', 900],
      [year, origin, 'DEU', 'R-RA', 40],
      [year, origin, 'FRA', 'A-AR', 250]
    )
}
/** The first half of a year, printed as if it were one. */
const half: typeof lines = [
  ...['RUS', 'SYR', 'AFG', 'IRQ'].map((origin): (typeof lines)[number] => [2008, origin, 'DEU', 'N-FI', 400]),
  [2008, 'RUS', 'USA', 'N-IN', 900]
]
const table = (rows: typeof lines) =>
  header +
  rows
    .map(([year, origin, asylum, level, figure]) => {
      const [kind, at] = level.split('-')
      return `${year},o,o,${origin},a,a,${asylum},G,${kind},${at},P,${figure}\n`
    })
    .join('')

t.test('applications of UNHCR, over HTTP', async t => {
  const files = await folder(t)
  const { get, json, database, dataDir, snapshots } = await service(t, {}, async (opened, dataDir) => {
    const file = path.join(files, 'asylum_applications.csv')
    await writeFile(file, table(lines))
    await importRelease(
      { database: opened, dataDir, sources: [unhcrApplicationsSource], today: '2026-08-31' },
      { source: 'unhcr-asylum-applications', paths: [file], release: 'whole', force: true }
    )
  })
  const path_ = '/v1/statistics/applications?source=unhcr-asylum-applications'
  const ids = ({ meta }: { meta: { caveats: { id: string }[] } }) => meta.caveats.map(({ id }) => id)

  await t.test('a trend of first applications across 2005 and 2006 is refused, and offered', async t => {
    const refused = await get(`${path_}&decision_stage=first_instance&group_by=year`)
    t.match(refused.json(), {
      status: 400,
      type: 'unsupported-combination',
      detail:
        /Before 2006 UNHCR told types of application apart for the United States alone.*No trend goes across 2006-01-01/,
      errors: [{ parameter: 'decision_stage' }]
    })
    const spanish = await get(`${path_}&decision_stage=first_instance&group_by=year&lang=es`)
    t.match(spanish.json().detail, /Ninguna tendencia atraviesa el 2006-01-01/)
    for (const works of [
      'decision_stage=first_instance&group_by=year&period_from=2006',
      'decision_stage=first_instance&group_by=year&period_to=2005',
      'decision_stage=first_instance&group_by=year&country_of_asylum=USA',
      'decision_stage=first_instance&group_by=nationality',
      'group_by=year'
    ])
      t.equal((await get(`${path_}&${works}`)).statusCode, 200, works)
    for (const other of ['source_level=N-FI', 'decision_stage=first_instance&country_of_asylum=USA,DEU'])
      t.equal((await get(`${path_}&group_by=year&${other}`)).statusCode, 400, other)
  })

  await t.test('with the stage open it is split, and each line breaks', async t => {
    const { data, meta } = await json(`${path_}&group_by=year&country_of_asylum=DEU`)
    t.same(meta.query.split_by, ['decision_stage'])
    t.match(
      data.map((row: Record<string, unknown>) => [row.year, row.decision_stage, row.persons]),
      [
        ['2004', 'mixed', 4000],
        ['2005', 'mixed', 4000],
        ['2006', 'first_instance', 3600],
        ['2006', 'repeat_application', 160],
        ['2007', 'first_instance', 3600],
        ['2007', 'repeat_application', 160]
      ]
    )
  })

  await t.test('caveats stand where they belong', async t => {
    t.ok(ids(await json(`${path_}&decision_stage=mixed`)).includes('types-not-split-before-2006'))
    t.notOk(
      ids(await json(`${path_}&decision_stage=first_instance&period_from=2006`)).includes(
        'types-not-split-before-2006'
      )
    )
    const both = `${path_}&decision_stage=first_instance&country_of_asylum=USA&period_from=2006`
    t.ok(ids(await json(both)).includes('us-two-first-instances'))
    t.notOk(ids(await json(`${both}&source_level=N-IN`)).includes('us-two-first-instances'))
    t.ok(ids(await json(both)).includes('decisions-are-not-of-these-applications'))
  })

  await t.test('a newest year that may be half of one is partial, and said to be', async t => {
    const file = path.join(files, 'asylum_applications_half.csv')
    await writeFile(file, table([...lines, ...half]))
    const context = { database, dataDir, sources: [unhcrApplicationsSource], today: '2026-08-31' }
    const again = { source: 'unhcr-asylum-applications', paths: [file], force: true, makeCurrent: true }
    const year = 'decision_stage=first_instance&country_of_asylum=DEU&group_by=year&period_from=2006'
    for (const [release, retrieved_on, partial] of [
      ['small', undefined, true],
      ['early', '2009-06-14', true]
    ] as const) {
      await importRelease(context, { ...again, release, ...(retrieved_on && { retrievedOn: retrieved_on }) })
      await snapshots.refresh()
      const answer = await json(`${path_}&${year}`)
      const flags = answer.data.map((row: { year: string; flags: object }) => [row.year, row.flags])
      t.equal(ids(answer).includes('newest-year-may-be-half'), partial, release)
      t.same(flags.at(-1), ['2008', { persons: ['partial'] }], release)
      t.same(answer.meta.period.partial, ['2008'], release)
      t.notOk(ids(await json(`${path_}&${year}&period_to=2007`)).includes('newest-year-may-be-half'))
    }
    const whole = path.join(files, 'asylum_applications_whole.csv')
    const full = lines
      .filter(([of]) => of === 2007)
      .map(([, ...rest]) => [2008, ...rest] as (typeof lines)[number])
    await writeFile(whole, table([...lines, ...full]))
    await importRelease(context, { ...again, paths: [whole], release: 'year', retrievedOn: '2009-06-15' })
    await snapshots.refresh()
    const { meta } = await json(`${path_}&${year}`)
    t.same(meta.period.partial, [])
  })
})
