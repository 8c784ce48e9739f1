import t from 'tap'
import { imported } from '../ohss/importing.ts'
import { madeWorkbook } from '../ohss/made-workbook.ts'
import { starter } from '../released.ts'
import { halvesUntil, madeReport } from './made-report.ts'

// A workbook and two reports with made-up figures, beside the shipped table by nationality (FY2016 to FY2021).

const report = (last: string, decisions: number) => ({
  ...{ source: 'us-credible-fear', series: 'semi-monthly', name: 'report.csv', release: `report-${last}` },
  bytes: madeReport({
    halves: halvesUntil(last, 25),
    credible: label => (label === 'All Decisions' ? decisions : label.startsWith('Fear Not') ? decisions : 0),
    reasonable: label => (label === 'All Decisions' || label.startsWith('Fear Not') ? 5 : 0)
  })
})

t.test('what is asked chooses among the tables of screenings', async t => {
  const bytes = await madeWorkbook()
  const filed = ['yearly-filed', 'monthly-filed', 'yearly-filed-southwest']
  const results = [
    'yearly-results',
    'monthly-results',
    'yearly-results-southwest',
    'monthly-results-southwest'
  ]
  const { get, json, reports } = await imported(t, [
    {
      ...{ source: 'us-credible-fear', series: 'by-nationality' },
      path: starter('us-credible-fear-by-nationality-fy2016-2021.csv')
    },
    ...[...results, ...filed].map(series => ({ source: 'us-credible-fear', series, bytes })),
    report('2023-10-16', 100),
    report('2023-11-01', 200)
  ])
  const ask = (query: string) => json(`/v1/statistics/decisions?source=us-credible-fear&${query}`)
  const seriesOf = async (query: string) => (await ask(query)).meta.query.series

  t.test('each is current, the two reports for days of their own', async t => {
    t.same(
      reports.map(({ status }) => status),
      reports.map(() => 'current')
    )
  })

  t.test('the day as of which a file says that its data are is that of its release', async t => {
    const { data } = await json('/v1/sources/us-credible-fear/releases')
    t.same(
      Object.fromEntries(
        data.map((row: { release: string; data_as_of: string | null }) => [row.release, row.data_as_of])
      ),
      {
        'r-by-nationality': null,
        ...Object.fromEntries([...results, ...filed].map(series => [`r-${series}`, '2023-12-31'])),
        'report-2023-10-16': '2024-08-20',
        'report-2023-11-01': '2024-08-20'
      }
    )
    const { meta } = await ask('group_by=month')
    t.match(meta.sources, [{ data_as_of: '2023-12-31', retrieved_on: '2026-11-28' }])
    t.match((await ask('nationality=GTM&group_by=year')).meta.sources, [{ data_as_of: null }])
  })

  t.test('a nationality is told by one table, years after it by another, and months by a third', async t => {
    t.equal(await seriesOf('nationality=GTM&group_by=year'), 'by-nationality')
    t.equal(await seriesOf('period_from=FY2018&period_to=FY2021'), 'by-nationality')
    t.equal(await seriesOf('period_from=FY2022&period_to=FY2023'), 'yearly-results')
    t.equal(await seriesOf('period_from=FY2023&period_to=FY2023'), 'yearly-results')
    t.equal(await seriesOf('group_by=month'), 'monthly-results')
    t.equal(await seriesOf('period_from=FY2024'), 'monthly-results', 'the year that is not over')
    t.equal(await seriesOf('screening_type=reasonable_fear'), 'semi-monthly')
  })

  t.test('a part of the country answers only where it is named, and is offered with nothing', async t => {
    const whole = await ask('period_from=FY2023&period_to=FY2023&group_by=outcome')
    t.match(whole.data, [
      { outcome: 'fear_found', cases: 600 },
      { outcome: 'fear_not_found', cases: 360 },
      { outcome: 'otherwise_closed', cases: 900 }
    ])
    const named = await ask('series=yearly-results-southwest&period_from=FY2023&period_to=FY2023')
    t.match(named.data, [{ cases: 960 }])
    t.ok(named.meta.caveats.some(({ id }: { id: string }) => id === 'us-cf-southwest'))
    const compared = await json('/v1/compare?period_from=FY2023&period_to=FY2023')
    t.same(compared.meta.answers.map(({ series }: { series: string }) => series).sort(), [
      'by-nationality',
      'monthly-results',
      'yearly-results'
    ])
    t.ok(
      compared.meta.not_answered.some(
        ({ series }: { series: string }) => series === 'yearly-results-southwest'
      )
    )
    t.equal((await json('/v1/compare?series=yearly-results-southwest')).meta.answers.length, 1)
  })

  t.test(
    'the newest report answers for each half of a month that it has, and an older one for those before',
    async t => {
      const of = (query: string) => ask(`series=semi-monthly&screening_type=credible_fear&${query}`)
      const cut = await get(
        '/v1/statistics/decisions?source=us-credible-fear&series=semi-monthly&period_from=2023-10-01..2023-10-10'
      )
      t.equal(cut.statusCode, 200, 'it begins where a half begins')
      const newest = await of('group_by=month&period_from=2023-10&period_to=2023-11')
      t.match(newest.data, [
        { month: '2023-10', cases: 400, flags: {} },
        { month: '2023-11', cases: 200, flags: { cases: ['provisional', 'partial'] } }
      ])
      t.match(newest.meta.sources, [{ release: 'report-2023-11-01' }])
      const older = await of('period_from=2022-10-16..2022-10-31&period_to=2022-10-16..2022-10-31')
      t.match(older.data, [{ cases: 100 }])
      t.match(older.meta.sources, [{ release: 'report-2023-10-16' }])
      const sentence = await get(
        '/v1/statistics/decisions.sentence?source=us-credible-fear&series=semi-monthly&screening_type=credible_fear&period_from=2023-10-01..2023-10-15&period_to=2023-10-01..2023-10-15'
      )
      t.match(sentence.body, /^From 1 October 2023 to 15 October 2023.* 200 cases/)
      const both = await get(
        '/v1/statistics/decisions?source=us-credible-fear&series=semi-monthly&screening_type=credible_fear&period_from=2022-10&period_to=2022-11'
      )
      t.equal(both.statusCode, 400, 'never summed: each is offered with its days')
      t.match(both.json().releases, [{ release: 'report-2023-11-01' }, { release: 'report-2023-10-16' }])
    }
  )

  t.test('screenings of both kinds are never added', async t => {
    const { data, meta } = await ask('series=semi-monthly&period_from=2023-10&period_to=2023-10')
    t.same(meta.query.split_by, ['screening_type'])
    t.match(data, [
      { screening_type: 'credible_fear', cases: 400 },
      { screening_type: 'reasonable_fear', cases: 10 }
    ])
    t.match(meta.sources[0].citation, /Semi-Monthly Credible Fear and Reasonable Fear Receipts and Decisions/)
  })

  t.test('what was referred is applications, by another count than what was decided', async t => {
    const lodged = (query: string) => json(`/v1/statistics/applications?source=us-credible-fear&${query}`)
    const year = await lodged('period_from=FY2023&period_to=FY2023')
    t.match(year.data, [{ cases: 1560 }], 'as published')
    t.equal(year.meta.query.series, 'yearly-filed')
    t.equal(year.meta.query.date_basis, 'filed')
    t.ok(year.meta.caveats.some(({ id }: { id: string }) => id === 'decisions-are-not-of-these-applications'))
    t.match((await lodged('period_from=FY2023&period_to=FY2023&group_by=nationality')).data, [
      { nationality: 'COL', cases: 720 },
      { nationality: 'OTHER', cases: 360 },
      { nationality: 'PER', cases: 480 }
    ])
    const southwest = await lodged('series=yearly-filed-southwest&period_from=FY2023&period_to=FY2023')
    t.match(
      southwest.data,
      [{ cases: 1200, flags: { cases: ['rounded'] } }],
      'the sum of its parts, and says so'
    )
    t.same(southwest.meta.rounding, { to: 10, most_figures: 3, out_by_at_most: 15 })
    t.equal((await lodged('group_by=month')).meta.query.series, 'monthly-filed')
    const receipts = await lodged(
      'series=semi-monthly&screening_type=credible_fear&period_from=2023-10&period_to=2023-10'
    )
    t.match(receipts.data, [{ cases: 0 }])
    const decided = await ask('period_from=FY2023&period_to=FY2023')
    t.match(decided.data, [{ cases: 1860 }], 'no referral is counted among decisions')
  })
})
