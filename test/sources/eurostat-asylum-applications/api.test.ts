import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { eurostatApplicationsSource as source } from '../../../src/sources/eurostat-asylum-applications/index.ts'
import { folder } from '../../import/made-up.ts'
import { service } from '../../service.ts'

// Made-up figures in the layout of Eurostat's TSV.
const table = (codes: Record<string, number>) =>
  `freq,unit,citizen,sex,applicant,age,geo\\TIME_PERIOD\t2023 \t2024 \n${Object.entries(codes)
    .flatMap(([code, figure]) =>
      ['RU', 'SY', 'TOTAL'].flatMap((citizen, i) =>
        ['DE', 'FR'].map(
          geo => `A,PER,${citizen},T,${code},TOTAL,${geo}\t${figure * (i + 1)} \t${figure * (i + 1) + 5} \n`
        )
      )
    )
    .join('')}`

t.test('applicants are first-time ones where the question does not say', async t => {
  const files = await folder(t)
  const { get, json, database, dataDir, snapshots } = await service(t, {}, async () => {})
  const load = async (text: string, release: string) => {
    const file = path.join(files, 'migr_asyappctza.tsv')
    await writeFile(file, text)
    await importRelease(
      { database, dataDir, sources: [source], today: '2026-08-31' },
      { source: source.about.id, paths: [file], release, force: true, makeCurrent: true }
    )
    await snapshots.refresh()
  }
  await load(table({ TOTAL: 100, FRST: 70, SUBSQ: 30 }), 'split')
  const statistics = '/v1/statistics/applications'
  const german = 'country_of_asylum=DEU&nationality=RUS&group_by=year'
  const numbers = async (query: string) => {
    const { data } = await json(`${statistics}?${query}`)
    return data.map(({ persons }: { persons: number }) => persons)
  }
  const ids = async (query: string) =>
    (await json(`${statistics}?${query}`)).meta.caveats.map(({ id }: { id: string }) => id)

  t.same(await numbers(german), [70, 75])
  t.ok((await ids(german)).includes('eurostat-first-time-applicants'))
  const { meta } = await json(`${statistics}?${german}`)
  t.same(meta.reconciliation.persons.left_out, [{ reason: 'not_first_time', count: 65 }])
  t.same(await numbers(`${german}&applicant_history=repeat`), [30, 35])
  t.same(await numbers(`${german}&applicant_history=not_split`), [100, 105])
  t.ok((await ids(`${german}&applicant_history=not_split`)).includes('eurostat-applicants-counted-again'))
  t.same(await numbers('country_of_asylum=DEU&group_by=year&applicant_history=not_split'), [300, 305])
  t.same(await numbers('country_of_asylum=DEU&group_by=year'), [210, 215])
  const { data } = await json(
    `${statistics}?country_of_asylum=DEU&nationality=RUS&period_from=2024&group_by=applicant_history`
  )
  t.same(
    data.map((row: Record<string, unknown>) => [row.applicant_history, row.persons]),
    [
      ['first_time', 75],
      ['repeat', 35]
    ]
  )
  const sentence = async (lang: string) =>
    (await get(`${statistics}.sentence?country_of_asylum=DEU&nationality=RUS&period_from=2024&lang=${lang}`))
      .body
  t.match(await sentence('en'), /applications by at least 75 persons.*first-time applicants only/)
  t.match(await sentence('fr'), /primo-demandeurs/)
  t.match(await sentence('es'), /solicitantes por primera vez/)

  await load(table({ TOTAL: 100 }), 'totals')
  t.same(await numbers(german), [100, 105], 'a table of totals answers with these')
  t.ok((await ids(german)).includes('eurostat-applicants-counted-again'), 'and says so')
  t.match((await get(`${statistics}?${german}&applicant_history=first_time`)).json(), { status: 400 })
})
