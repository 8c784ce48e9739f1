import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { requestsFor } from '../../../src/import/recognise/requests.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { madeWorkbook } from '../../sources/ohss/made-workbook.ts'

t.test('all series of a workbook are as many imports, each with a label of its own', async t => {
  const path = join(t.testdir({}), 'workbook.xlsx')
  await writeFile(path, await madeWorkbook())
  const of = (source: string, release?: string) =>
    requestsFor({ source, paths: [path], series: 'all', ...(release && { release }) }, sourceRegistry)
  t.match(await of('us-credible-fear', '2024-08'), [
    { series: 'yearly-results', release: '2024-08' },
    { series: 'monthly-results', release: '2024-08-monthly-results' },
    { series: 'yearly-results-southwest', release: '2024-08-yearly-results-southwest' },
    { series: 'monthly-results-southwest', release: '2024-08-monthly-results-southwest' },
    ...['yearly-filed', 'monthly-filed', 'yearly-filed-southwest', 'monthly-filed-southwest'].map(series => ({
      series
    }))
  ])
  const repatriations = await of('us-dhs-repatriations')
  t.equal(repatriations.length, 10)
  t.ok(repatriations.every(({ release, paths }) => release === undefined && paths[0] === path))
})

t.test('one series is one import, and files of no series are left to it', async t => {
  const path = join(t.testdir({ 'a.csv': 'x,y\n1,2\n' }), 'a.csv')
  const one = { source: 'us-credible-fear', paths: [path], series: 'semi-monthly' }
  t.same(await requestsFor(one, sourceRegistry), [one])
  t.match(await requestsFor({ ...one, series: 'all' }, sourceRegistry), [{ series: undefined }])
  t.same(await requestsFor({ ...one, source: 'x', series: 'all' }, sourceRegistry), [
    { ...one, source: 'x', series: 'all' }
  ])
})
