import t from 'tap'
import { firstTables } from '../../loaded.ts'
import { service } from '../../service.ts'
import { gb, importAll, unhcr } from './imports.ts'

const decisions = '/v1/statistics/decisions'
const germany = 'nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance'
const isSaid = (caveats: { id: string }[]): boolean => caveats.some(({ id }) => id === 'shipped-table')

t.test('a shipped table goes on answering what the release in its place has no row of', async t => {
  const made = await service(t, {}, firstTables)
  const { json, get } = made
  const before = await json(`${decisions}?source=unhcr-asylum-decisions&${germany}&group_by=outcome`)
  t.notOk(isSaid(before.meta.caveats))
  const [imported] = await importAll(made, t.testdir({}), [unhcr, gb])
  t.match(imported, { source: 'unhcr-asylum-decisions', status: 'current' })
  await made.snapshots.refresh()

  await t.test('statistics, with the source named or left open', async t => {
    for (const source of ['source=unhcr-asylum-decisions&', '']) {
      const { data, meta } = await json(`${decisions}?${source}${germany}&group_by=outcome`)
      t.same(data, before.data)
      t.match(meta.sources, [{ source: 'unhcr-asylum-decisions', release: '2026-06-starter' }])
      t.ok(isSaid(meta.caveats), 'the answer says that it is not from the current release')
    }
    const { data, meta } = await json(`${decisions}?nationality=SOM&country_of_asylum=KEN&group_by=year`)
    t.match(meta.sources, [{ release: 'edition-1' }], 'what was imported answers for itself')
    t.same(
      data.map(({ persons }: { persons: number }) => persons),
      [375, 387]
    )
    t.notOk(isSaid(meta.caveats))
  })

  await t.test('a release that is named answers alone', async t => {
    const { data, meta } = await json(
      `${decisions}?source=unhcr-asylum-decisions&release=edition-1&${germany}`
    )
    t.same(data, [])
    t.notOk(isSaid(meta.caveats))
  })

  await t.test('lists, and pages of them', async t => {
    const list = '/v1/published-counts?subject=decisions&nationality=RUS&country_of_asylum=DEU&limit=3'
    for (const source of ['&source=unhcr-asylum-decisions', '']) {
      const { data, meta, links } = await json(`${list}${source}`)
      t.equal(data.length, 3)
      t.match(meta.sources, [{ release: '2026-06-starter' }])
      t.ok(isSaid(meta.caveats))
      t.match(await json(String(links.next)), { meta: { sources: [{ release: '2026-06-starter' }] } })
    }
    const uk = await json('/v1/published-counts?nationality=ERI&limit=3')
    t.match(uk.meta.sources, [{ source: 'gb-asylum-decisions' }], 'only one table has a row of it')
  })

  await t.test('a comparison has the rows that it had', async t => {
    const { data } = await json(
      '/v1/compare?nationality=RUS&country_of_asylum=DEU&group_by=year&unit=persons'
    )
    t.match(
      data.map((row: { source: string; release: string }) => row.release),
      Array.from({ length: 5 }, () => '2026-06-starter')
    )
  })

  await t.test('where several tables have rows, each that is offered has some', async t => {
    const refused = await get(`${decisions}?country_of_asylum=KEN,GBR&group_by=nationality&unit=persons`)
    t.equal(refused.statusCode, 400)
    const { sources } = refused.json()
    t.equal(sources.length, 2)
    for (const { url } of sources) t.ok((await json(url)).data.length > 0, url)
  })
})
