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
    const table = { source: 'gb-returns', series: 'by-destination', unit: 'returns', flags: ['provisional'] }
    t.match(russia.executed, [
      {
        ...{ ...table, return_type: 'enforced', value: 607, resumed_in: null },
        longest_pause_in: { last_before: '2020-Q1', first_after: '2021-Q4', periods: 6, months: 18 },
        not_told: /After the pause from 2020-Q2 to 2021-Q3 there were 2 returns in 2021-Q4, fewer than 3/
      },
      {
        ...{
          ...table,
          flags: ['break', 'provisional'],
          return_type: 'voluntary',
          value: 2600,
          resumed_in: null,
          longest_pause_in: null
        },
        ...{ first_in: '2004-Q1', last_in: '2023-Q4', gaps: [], open_gap: null }
      }
    ])
    for (const { series_by_period } of russia.executed) t.equal(series_by_period.length, 80)
    t.equal((await of('RUS?return_type=refused_entry')).executed[0].value, 1542)
    t.match(
      russia.nationals_returned,
      [{ series: 'by-nationality', value: 3519, same_country: 2571, other_country: 948 }],
      'Home country and Home Country; EU member state and other country'
    )
    t.match(russia.not_answered, [{ source: 'gb-returns', series: 'by-nationality' }])

    const yemen = (await of('YEM')).executed
    t.match(yemen, [
      { value: 94, resumed_in: null, open_gap: { from: '2014-Q4', to: '2023-Q4', usual_before: 1 } },
      { value: 152, resumed_in: null, open_gap: { from: '2023-Q2', usual_before: 4, is_pause: false } }
    ])
    const congo = (await of('COD')).executed
    t.match(congo, [
      { value: 503, open_gap: null },
      { value: 300, open_gap: { from: '2023-Q2' } }
    ])

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
      { source: 'eurostat-returns', reason: 'Its table does not report the country of return.' }
    ])
    const refused = await get('/v1/countries-of-return?source=eurostat-returns')
    t.equal(refused.statusCode, 400)
    t.match(refused.json().detail, 'does not report the country of return')
  }
)
