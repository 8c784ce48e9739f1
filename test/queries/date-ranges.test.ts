import t from 'tap'
import type { ReturnFact } from '../../src/vocabulary/fact.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import { madeUpSource } from '../import/made-up.ts'
import { service } from '../service.ts'
import { departure, importFacts } from './made-up-records.ts'

const source = madeUpSource({ layouts: [{ id: 'whole', coverage: { complete: true } }] })
const [series] = source.about.series
if (!series) throw new Error('the made-up source has no series')
series.by_date_range = true

let id = 0
const back = (returned_on: string): ReturnFact => ({
  ...departure(1),
  return_id: String(++id),
  returned_on,
  return_type: 'enforced'
})
const old = ['2012-10-01', '2020-05-05', '2022-12-31', '2023-09-30'].map(back)
const newest = ['2022-10-01', '2022-12-31', '2024-01-01', '2026-03-31'].map(back)

t.test('releases for spans of days', async t => {
  const s = await service(t, {}, async (database, dataDir) => {
    await importFacts(t, database, dataDir, newest, 'newest', source)
    await importFacts(t, database, dataDir, old, 'old', source)
  })
  const statuses = s.snapshots.current().releases.map(({ release, status }) => `${release} ${status}`)
  t.same(statuses, ['newest current', 'old current'])
  const counted = async (query: string) => {
    const { data, meta } = await s.json(`/v1/statistics/returns?source=made-up${query}`)
    return [meta.sources[0].release, ...data.map((row: { returns: number }) => row.returns)]
  }

  t.test('a question about days of one release is answered from it', async t => {
    t.same(await counted('&period_from=2024&period_to=2026'), ['newest', 2])
    t.same(await counted('&period_from=2012&period_to=2021'), ['old', 2])
    t.same(await counted('&period_to=2022-09'), ['old', 2])
  })

  t.test('one that names no days is answered from the newest, and says where the others are', async t => {
    t.same(await counted(''), ['newest', 4])
    const { meta } = await s.json('/v1/statistics/returns?source=made-up')
    const caveat = meta.caveats.find((each: { id: string }) => each.id === 'other-date-ranges')
    t.match(textIn(caveat.text, 'en'), '2012-10-01 to 2022-09-30 in old')
  })

  t.test('one about days in both is refused with an address for each, and each is answered', async t => {
    const answer = await s.get('/v1/statistics/returns?source=made-up&period_from=2020&period_to=2024')
    t.equal(answer.statusCode, 400)
    const { releases, type } = answer.json()
    t.match(type, /unsupported-combination/)
    t.same(
      releases.map((each: { release: string; from: string; to: string }) => [
        each.release,
        each.from,
        each.to
      ]),
      [
        ['newest', '2022-10-01', '2026-03-31'],
        ['old', '2012-10-01', '2022-09-30']
      ]
    )
    for (const { url } of releases) t.equal((await s.get(url)).statusCode, 200, url)
  })

  t.test('a list goes by the same days', async t => {
    const listed = async (query: string) => {
      const { data, meta } = await s.json(`/v1/returns?source=made-up${query}`)
      return [meta.sources[0].release, data.length]
    }
    t.same(await listed('&returned_on_to=2022-09-30'), ['old', 2])
    t.same(await listed('&returned_on_from=2024-01-01'), ['newest', 2])
    t.same(await listed(''), ['newest', 4])
    const both = await s.get(
      '/v1/returns?source=made-up&returned_on_from=2020-01-01&returned_on_to=2024-12-31'
    )
    t.match(both.json(), { type: /source-required/, errors: [{ parameter: 'release' }] })
    for (const { url } of both.json().answerable) t.equal((await s.get(url)).statusCode, 200, url)
  })
})
