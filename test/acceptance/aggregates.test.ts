import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { syncCatalogue } from '../../src/import/catalogue.ts'
import { openClient } from '../../src/import/client.ts'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { type Service, service } from '../service.ts'
import { sharedData, withoutSharedData } from './published-files.ts'

const serviceWith = (t: Test, source: string, path: string): Promise<Service> =>
  service(t, {}, async (database, dataDir) => {
    const client = await openClient(database)
    await syncCatalogue(client, sourceRegistry).finally(() => client.end())
    await importRelease(
      { database, dataDir, sources: sourceRegistry },
      { source, paths: [path], release: 'r1' }
    )
  })

function written(t: Test, name: string, lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'aggregates-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const members = 'AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK UK'.split(
  ' '
)
const outcomes = { POS_RFG: 10, POS_SPROT: 5, POS_HUM: 5, NEG: 20 }

const decisionsHeader =
  'DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,age,decision,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS'
const decided = (geo: string, year: number, values: Record<string, number>): string[] =>
  Object.entries(values).map(
    ([decision, value]) =>
      `ESTAT:MIGR_ASYDCFSTA(1.0),12/10/26 11:00:00,A,PER,TOTAL,T,TOTAL,${decision},${geo},${year},${value},,`
  )
const ofUnion = { POS_RFG: 310, POS_SPROT: 150, POS_HUM: 100, NEG: 700 }

/**
 * Made up: each of 30 countries decided 40 persons in 2022 (1,200 together). In 2023 Greece tells nothing, and the union's
 * own figures are 1,260.
 */
const decisions = [
  decisionsHeader,
  ...[...members, 'NO', 'CH'].flatMap(geo => decided(geo, 2022, outcomes)),
  ...[...members, 'NO', 'CH'].filter(geo => geo !== 'EL').flatMap(geo => decided(geo, 2023, outcomes)),
  ...decided('EU28', 2022, { POS_RFG: 290, POS_SPROT: 140, POS_HUM: 140, NEG: 560 }),
  ...decided('EU28', 2023, ofUnion)
]

const source = 'eurostat-asylum-decisions'
const asked = `source=${source}&group_by=year&measures=persons,total_protection_rate`

t.test(
  'an aggregate answers where its countries do not all tell, under its own name and added to nothing',
  async t => {
    const { json, get } = await serviceWith(t, source, written(t, 'migr_asydcfsta.csv', decisions))
    const statistics = '/v1/statistics/decisions'
    await t.test('country open: 2022 from the countries, 2023 the figure of the aggregate alone', async t => {
      const { data, meta } = await json(`${statistics}?${asked}`)
      t.same(data, [
        {
          ...{ year: '2022', persons: 1200, total_protection_rate: 0.5, total_protection_rate_n: 1200 },
          total_protection_rate_n_share: 1,
          flags: {
            ...{ persons: ['rounded'], total_protection_rate: ['rounded'] },
            total_protection_rate_n_share: ['rounded']
          }
        },
        {
          // (310 + 150 + 100) / 1,260
          ...{ year: '2023', persons: 1260, total_protection_rate: 0.444444, total_protection_rate_n: 1260 },
          total_protection_rate_n_share: 1,
          flags: {
            ...{ persons: ['rounded', 'aggregate'], total_protection_rate: ['rounded', 'aggregate'] },
            total_protection_rate_n_share: ['rounded', 'aggregate']
          }
        }
      ])
      t.same(meta.stand_ins, [{ country_of_asylum: 'EU28', cells: 1, without: ['CHE', 'NOR'] }])
      t.same(meta.missing, [], 'nothing of EU28 is missing')
      t.match(meta.reconciliation.persons, {
        ...{ in_scope: null, sum_of_cells: null },
        left_out: [{ reason: 'outside_aggregate', count: 80 }]
      })
      t.match(meta.caveats[0], {
        id: 'figures-of-an-aggregate',
        text: /1 of these cells are .*EU28.*CHE, NOR/s
      })
    })
    await t.test('of one year: the numbers of the aggregate can be reconciled', async t => {
      const { meta } = await json(`${statistics}?${asked}&period_from=2023&period_to=2023`)
      t.match(meta.reconciliation.persons, { in_scope: 1340, sum_of_cells: 1260 })
    })
    await t.test('a value that some countries tell is of the aggregate too', async t => {
      const { data } = await json(
        `${statistics}?source=${source}&group_by=outcome&period_from=2023&period_to=2023`
      )
      t.same(
        data.map(({ outcome, persons }: Record<string, unknown>) => [outcome, persons]),
        [
          ['humanitarian_status_granted', 100],
          ['refugee_status_granted', 310],
          ['rejected', 700],
          ['subsidiary_protection_granted', 150]
        ]
      )
    })
    await t.test('by country: no row of the aggregate unless it is named', async t => {
      const grid = await json(
        `${statistics}?source=${source}&group_by=country_of_asylum,year&fill=grid&limit=200`
      )
      t.equal(grid.data.length, 60, '30 countries in two years')
      t.notOk(grid.data.some((row: Record<string, unknown>) => row.country_of_asylum === 'EU28'))
      t.match(
        grid.data.find(
          (row: Record<string, unknown>) => row.country_of_asylum === 'GRC' && row.year === '2023'
        ),
        { persons: null, flags: { persons: ['not_reported'] } }
      )
      t.same(grid.meta.stand_ins, [])
      const named = await json(
        `${statistics}?source=${source}&group_by=country_of_asylum&country_of_asylum=EU28,DEU&period_from=2023&period_to=2023`
      )
      t.same(
        named.data.map(({ country_of_asylum, persons }: Record<string, unknown>) => [
          country_of_asylum,
          persons
        ]),
        [
          ['DEU', 40],
          ['EU28', 1260]
        ]
      )
    })
    await t.test('by name: its own figures, and never together with others', async t => {
      const { data, meta } = await json(`${statistics}?${asked}&country_of_asylum=EU28`)
      t.match(data, [
        { year: '2022', persons: 1130, flags: { persons: ['rounded'] } },
        { year: '2023', persons: 1260, flags: { persons: ['rounded'] } }
      ])
      t.same(meta.missing, [])
      const together = await get(`${statistics}?${asked}&country_of_asylum=EU28,NOR`)
      t.equal(together.statusCode, 400)
      t.match(together.json(), { type: 'unsupported-combination', detail: /EU28 .* never added/ })
      const nationality = await get(`${statistics}?${asked}&nationality=EU28`)
      t.match(nationality.json(), { status: 400, detail: /EU28 is an aggregate of reporting countries/ })
    })
    await t.test('every format says whose figure it is', async t => {
      const body = async (format: string, query = '') =>
        (await get(`${statistics}.${format}?source=${source}&group_by=year${query}`)).body
      t.match(await body('csv'), /^2023,1260,rounded;aggregate,/m)
      const stat = JSON.parse(await body('json-stat'))
      t.same(stat.status, { 0: 'rounded', 1: 'rounded;aggregate' })
      t.match(stat.extension.caveats[0].text, /EU28/)
      t.match(await body('svg'), /European Union of 28 countries/)
      const only = '&period_from=2023&period_to=2023'
      t.match(
        await body('sentence', only),
        /1,260 persons \(the source’s own figure for the European Union of 28 countries; .*80 of countries that/
      )
      t.match(
        await body('sentence', `${only}&lang=fr`),
        /dans l’Union européenne à 28.*chiffre propre de la source/
      )
      t.match(await body('csv', '&country_of_asylum=EU28&lang=es'), /^2023,1260,rounded,/m)
    })
    await t.test('/v1/compare, and what is said of the release', async t => {
      const compared = await json(`/v1/compare?source=${source}&group_by=year`)
      t.match(compared.data, [
        { year: '2022', persons: 1200 },
        { year: '2023', persons: 1260, flags: { persons: ['rounded', 'aggregate'] } }
      ])
      t.match(compared.meta.answers[0].stand_ins, [{ country_of_asylum: 'EU28' }])
      const { data } = await json(`/v1/sources/${source}/releases/r1`)
      t.same(data.coverage.country_of_asylum.length, 31)
      const { reporters } = data.holdings
      t.match(
        reporters.find(({ reporter }: { reporter: string }) => reporter === 'EU28'),
        { periods: ['2022-01-01/2023-12-31'] },
        'it holds what it tells, as each country does'
      )
      const published = await json(
        `/v1/published-counts?source=${source}&country_of_asylum=EU28&year=2023&outcome=rejected`
      )
      t.match(published.data, [{ country_of_asylum: 'EU28', value: 700 }])
    })
  }
)

t.test('an aggregate does not answer for a table without some of its countries', async t => {
  const lines = [decisionsHeader, ...decided('DE', 2022, outcomes), ...decided('EU28', 2023, ofUnion)]
  const { json } = await serviceWith(t, source, written(t, 'migr_asydcfsta.csv', lines))
  const { data, meta } = await json(`/v1/statistics/decisions?${asked}`)
  t.match(data, [{ year: '2022', persons: 40 }])
  t.equal(data.length, 1)
  t.same(meta.stand_ins, [])
  t.ok(
    meta.caveats.some(
      ({ id, text }: Record<string, string>) => id === 'one-country-of-asylum' && text?.includes('DEU')
    )
  )
})

t.test('a table of an aggregate alone is about it', async t => {
  const lines = [decisionsHeader, ...decided('EU27_2020', 2023, ofUnion), ...decided('EFTA', 2023, outcomes)]
  const { json } = await serviceWith(t, source, written(t, 'migr_asydcfsta.csv', lines))
  const { data, meta } = await json(`/v1/statistics/decisions?${asked}`)
  t.match(
    data,
    [{ year: '2023', persons: 1260, flags: { persons: ['rounded'] } }],
    'the first of its series, and never both'
  )
  t.ok(meta.caveats.some(({ text }: { text: string }) => text.includes('one country of asylum: EU27_2020')))
})

/** Made up: 29 countries returned 5 persons each to Turkey in 2022; in 2023 Greece tells nothing. */
const returned = (geo: string, year: number, value: number) =>
  `ESTAT:MIGR_EIRTN(1.0),12/10/26 11:00:00,A,PER,SY,TOTAL,T,TR,${geo},${year},${value},,`

t.test('countries of return: no period of countries is added to one of an aggregate', async t => {
  const lines = [
    'DATAFLOW,LAST UPDATE,freq,unit,citizen,age,sex,c_dest,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS',
    ...[...members, 'NO'].map(geo => returned(geo, 2022, 5)),
    ...[...members, 'NO'].filter(geo => geo !== 'EL').map(geo => returned(geo, 2023, 5)),
    returned('EU28', 2022, 140),
    returned('EU28', 2023, 150)
  ]
  const { json } = await serviceWith(t, 'eurostat-returns', written(t, 'migr_eirtn.csv', lines))
  const { data } = await json('/v1/countries-of-return/TUR?nationality=SYR')
  const [block] = data.executed.filter(({ source }: { source: string }) => source === 'eurostat-returns')
  t.match(block.series_by_period, [
    { period: '2022', value: 145, flags: ['rounded'] },
    { period: '2023', value: 150, flags: ['rounded', 'aggregate'] }
  ])
  t.equal(block.value, null)
})

t.test('Eurostat’s real files', { skip: withoutSharedData, timeout: 120_000 }, async t => {
  await t.test('returns by citizenship and year: 840 of 860 cells are figures of EU28', async t => {
    const path = join(sharedData, 'eurostat/migr_eirtn_Data_allcitizens.csv.gz')
    const { json } = await serviceWith(t, 'eurostat-returns', path)
    const counts = { cells: 0, aggregate: 0, untold: 0, sum: 0 }
    let next: string | null =
      '/v1/statistics/returns?source=eurostat-returns&group_by=nationality,year&limit=500'
    let answer = await json(next)
    const [first] = [answer]
    for (; next !== null; next = answer.links.next ?? null) {
      answer = next.includes('cursor=') ? await json(next) : answer
      for (const { persons, flags } of answer.data) {
        counts.cells++
        counts.sum += persons ?? 0
        if (flags.persons.includes('aggregate')) counts.aggregate++
        if (persons === null && flags.persons.includes('not_reported')) counts.untold++
      }
    }
    // docs/rules/sources.md §12; test/independent/check-figures.py counts the same.
    t.same(counts, { cells: 860, aggregate: 840, untold: 20, sum: 1_079_405 })
    t.match(first.meta.stand_ins, [
      { country_of_asylum: 'EU28', cells: 840, without: ['CHE', 'ISL', 'LIE', 'NOR'] }
    ])
    t.match(first.meta.reconciliation.persons.left_out, [{ reason: 'outside_aggregate', count: 18_680 }])
    const { data } = await json(
      '/v1/statistics/returns?source=eurostat-returns&group_by=year&country_of_asylum=EU28'
    )
    t.same(
      data.map(({ persons }: { persons: number }) => persons),
      [206_675, 215_885, 196_280, 227_975, 247_165],
      'as published'
    )
  })
  await t.test('decisions: the total of all reporters answers the years without Croatia', async t => {
    const { json } = await serviceWith(t, source, join(sharedData, 'eurostat/migr_asydcfsta_2017-04-26.csv'))
    const { data, meta } = await json(`/v1/statistics/decisions?source=${source}&group_by=year`)
    t.same(
      data.map(
        ({ year, persons, flags }: { year: string; persons: number; flags: { persons: string[] } }) => [
          ...[year, persons],
          flags.persons.includes('aggregate')
        ]
      ),
      [
        ...[231_625, 257_915, 254_495, 261_950].map((persons, i) => [String(2008 + i), persons, true]),
        ...[316_630, 352_745, 397_040, 624_715, 1_149_105].map((persons, i) => [
          String(2012 + i),
          persons,
          false
        ])
      ]
    )
    t.match(meta.stand_ins, [{ country_of_asylum: 'EUROSTAT_TOTAL', cells: 4, without: [] }])
  })
})
