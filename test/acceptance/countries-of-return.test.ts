import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { service } from '../service.ts'
import { sharedData, withoutSharedData } from './published-files.ts'

/** Counted with Python from the saved files: rows of each destination, by quarter, without refused entry. */
t.test(
  'the returns that the Home Office published, by destination and by nationality',
  { skip: withoutSharedData },
  async t => {
    const { json, get } = await service(t, {}, async (database, dataDir) => {
      for (const [series, file] of [
        ['by-nationality', 'returns.csv.gz'],
        ['by-destination', 'returns_by_destination.csv.gz']
      ] as const)
        await importRelease(
          { database, dataDir, sources: sourceRegistry },
          {
            ...{ source: 'gb-returns', series, release: `2023-12-${series}`, makeCurrent: true },
            paths: [join(sharedData, 'gb-home-office', file)]
          }
        )
    })
    const of = async (path: string) => (await json(`/v1/countries-of-return/${path}`)).data

    const russia = await of('RUS')
    t.match(russia.executed, [
      {
        ...{ source: 'gb-returns', series: 'by-destination', unit: 'returns', value: 607 + 2600, flags: [] },
        ...{ first_in: '2004-Q1', last_in: '2023-Q4', resumed_in: null, longest_pause_in: null }
      }
    ])
    t.equal(russia.executed[0].series_by_period.length, 80, 'somebody was returned in every quarter')
    t.same(russia.executed[0].series_by_period.at(-1), { period: '2023-Q4', value: 12, flags: [] })
    t.equal((await of('RUS?return_type=refused_entry')).executed[0].value, 1542)
    t.match(
      russia.nationals_returned,
      [{ series: 'by-nationality', value: 3519, same_country: 2571, other_country: 948 }],
      'Home country and Home Country; EU member state and other country'
    )
    t.match(russia.not_answered, [{ source: 'gb-returns', series: 'by-nationality' }])

    const [yemen] = (await of('YEM?pause_months=24')).executed
    t.match(yemen, {
      ...{ value: 246, resumed_on: null, resumed_in: '2022-Q4' },
      longest_pause_in: { last_before: '2020-Q3', first_after: '2022-Q4', periods: 8, months: 24 }
    })
    t.equal((await of('YEM?pause_months=25')).executed[0].resumed_in, null)
    t.match((await of('COD')).executed[0], { value: 803, resumed_in: '2023-Q4' })
    t.equal((await of('SYR?pause_months=18')).executed[0].resumed_in, '2021-Q2')

    const refused = await get('/v1/countries-of-return/RUS/nationalities?source=gb-returns')
    t.equal(refused.statusCode, 400)
    t.match(refused.json().detail, 'cannot be joined')
  }
)

t.test(
  'a Eurostat table without destinations is told of, and never guessed from',
  { skip: withoutSharedData },
  async t => {
    const { json, get } = await service(t, {}, (database, dataDir) =>
      importRelease(
        { database, dataDir, sources: sourceRegistry },
        {
          ...{ source: 'eurostat-returns', series: 'annual', release: '2012-2016', makeCurrent: true },
          paths: [join(sharedData, 'eurostat', 'migr_eirtn_Data_allcitizens.csv.gz')]
        }
      )
    )
    const { data } = await json('/v1/countries-of-return/RUS')
    t.same([data.executed, data.nationals_returned], [[], []])
    t.match(data.not_answered, [
      { source: 'eurostat-returns', reason: 'Its table does not tell the country of return.' }
    ])
    const refused = await get('/v1/countries-of-return?source=eurostat-returns')
    t.equal(refused.statusCode, 400)
    t.match(refused.json().detail, 'does not tell the country of return')
  }
)
