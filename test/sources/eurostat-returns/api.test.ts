import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'
import { shared } from '../released.ts'

const imported = (t: Test, path: string) =>
  service(t, {}, async (database, dataDir) => {
    const request = { source: 'eurostat-returns', paths: [path], release: 'r1' }
    await importRelease({ database, sources: sourceRegistry, dataDir, today: '2026-11-25' }, request)
  })

const file = shared('data/eurostat/migr_eirtn_Data_allcitizens.csv.gz')
t.test(
  'Eurostat’s returns 2012–2016: every figure is served, and what is not reported is no zero',
  { skip: file.missing, timeout: 120_000 },
  async t => {
    const { get } = await imported(t, file.path)
    const figures = async (query: string) => {
      const { body } = await get(
        `/v1/published-counts.csv?source=eurostat-returns&fields=value,status&${query}`
      )
      const lines = body.trim().split(/\r?\n/)
      const [header = '', ...rows] = lines.filter(line => !line.startsWith('#'))
      const at = header
        .replace(/^\uFEFF/, '')
        .split(',')
        .indexOf('value')
      const values = rows.map(row => row.split(',')[at] ?? '')
      const told = values.filter(value => value !== '')
      return [told.length, values.length - told.length, told.reduce((sum, value) => sum + Number(value), 0)]
    }
    // docs/rules/sources.md §12; test/independent/check-figures.py counts the same.
    // Those of countries, and those of Eurostat's row for the European Union of 28, which stands beside them.
    t.same(await figures('nationality=RUS'), [149 + 5, 11, 40_280 + 38_935])
    t.same(await figures('is_total=true'), [149 + 5, 11, 1_113_345 + 1_093_980])
    t.same(await figures('is_total=false'), [24_725 + 840, 2_795 + 20, 1_095_645 + 1_079_405])
    t.same(await figures('nationality=RUS&country_of_asylum=EU28'), [5, 0, 38_935])
    t.same(await figures('is_total=true&country_of_asylum=EU28'), [5, 0, 1_093_980])
    t.same(await figures('is_total=false&country_of_asylum=EU28'), [840, 20, 1_079_405])
    const { body } = await get(
      '/v1/statistics/returns?source=eurostat-returns&nationality=RUS&country_of_asylum=DEU&group_by=year'
    )
    const { data } = JSON.parse(body)
    t.same(
      data.map(({ year, persons }: { year: string; persons: number }) => [year, persons]),
      [
        ['2012', 400],
        ['2013', 1_880],
        ['2014', 2_370],
        ['2015', 1_080],
        ['2016', 1_365]
      ]
    )
    // Each figure is rounded to 5, so it is out by two at most, and the sum of two by four.
    const rounding = async (path: string) => JSON.parse((await get(path)).body).meta.rounding
    const asked = '/v1/statistics/returns?source=eurostat-returns&nationality=RUS&group_by=year'
    t.same(await rounding(`${asked}&country_of_asylum=DEU`), { to: 5, most_figures: 1, out_by_at_most: 2 })
    t.same(await rounding(`${asked}&country_of_asylum=DEU,POL`), {
      to: 5,
      most_figures: 2,
      out_by_at_most: 4
    })
    const eurostats = Object.values(sourceRegistry).filter(({ about: { id } }) => id.startsWith('eurostat-'))
    t.same(
      eurostats.flatMap(({ about }) => about.series.map(({ rounded_to }) => rounded_to)),
      Array(8).fill(5),
      'each of Eurostat’s series says so'
    )
  }
)

/** Synthetic: no file with destinations is at hand; the layout is that of Eurostat’s documentation. */
const bulk = [
  'freq,unit,citizen,age,sex,c_dest,geo\\TIME_PERIOD\t2023 \t2024 ',
  ...[
    'A,PER,TOTAL,TOTAL,T,TOTAL,DE\t1000 \t1100 p',
    'A,PER,RU,TOTAL,T,TOTAL,DE\t105 \t110 ',
    'A,PER,RU,TOTAL,T,RU,DE\t60 \t: c',
    'A,PER,RU,TOTAL,T,GE,DE\t40 \t50 ',
    'A,PER,RU,TOTAL,M,TOTAL,DE\t80 \t90 ',
    'A,PER,RU,Y_LT18,T,TOTAL,DE\t10 \t10 ',
    'A,PER,RU,Y_LT14,T,TOTAL,DE\t5 \t5 ',
    'A,PER,RU,Y14-17,T,TOTAL,DE\t5 \t5 ',
    'A,PER,TOTAL,TOTAL,T,TOTAL,EU27_2020\t9000 \t9000 '
  ],
  ''
].join('\n')

t.test(
  'a table with destinations answers by each, never adds totals to parts, and is partial as a selection',
  async t => {
    const folder = mkdtempSync(join(tmpdir(), 'eirtn-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'MIGR_EIRTN.tsv'), bulk)
    const { json } = await imported(t, join(folder, 'MIGR_EIRTN.tsv'))
    const cells = async (query: string) => {
      const { data } = await json(
        `/v1/statistics/returns?source=eurostat-returns&period_from=2023&period_to=2023${query}`
      )
      return (data as Record<string, unknown>[]).map(({ flags: _, ...cell }) => cell)
    }
    t.same(await cells(''), [{ persons: 1000 }], 'the total over citizenship, sex, age and destination')
    t.same(await cells('&nationality=RUS'), [{ persons: 105 }], 'and not the 100 of its destinations')
    t.same(await cells('&nationality=RUS&group_by=country_of_return'), [
      { country_of_return: 'GEO', persons: 40 },
      { country_of_return: 'RUS', persons: 60 }
    ])
    t.same(await cells('&nationality=RUS&group_by=age_group'), [
      { age_group: '0-13', persons: 5 },
      { age_group: '14-17', persons: 5 }
    ])
    const { data } = await json(
      '/v1/statistics/returns?source=eurostat-returns&nationality=RUS&country_of_return=RUS&group_by=year'
    )
    t.match(data, [
      { year: '2023', persons: 60, flags: { persons: ['rounded', 'partial'] } },
      { year: '2024', persons: null, flags: { persons: ['suppressed'] } }
    ])
  }
)

/** The groups of destinations of the quarterly table; figures are made up. */
const quarterly = [
  'freq,unit,citizen,c_dest,geo\\TIME_PERIOD\t2024-Q1 \t2024-Q2 ',
  ...['RU', 'GE'].flatMap((citizen, i) => [
    `Q,PER,${citizen},TOTAL,DE\t${100 + i} \t80 `,
    `Q,PER,${citizen},THRD_CTZ,DE\t60 \t50 `,
    `Q,PER,${citizen},THRD_OTH,DE\t25 \t15 `,
    `Q,PER,${citizen},EU27_2020_EFTA_FOR,DE\t10 \t10 `,
    `Q,PER,${citizen},UNK,DE\t5 \t5 `
  ]),
  ''
].join('\n')

t.test(
  'groups of destinations answer to which country, are never added to the total, and name none',
  async t => {
    const folder = mkdtempSync(join(tmpdir(), 'eirtn1-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'MIGR_EIRTN1.tsv'), quarterly)
    const { get, json } = await imported(t, join(folder, 'MIGR_EIRTN1.tsv'))
    const cells = async (query: string) => {
      const { data } = await json(
        `/v1/statistics/returns?source=eurostat-returns&nationality=RUS&period_from=2024-Q1&period_to=2024-Q1${query}`
      )
      return (data as Record<string, unknown>[]).map(({ flags: _, ...cell }) => cell)
    }
    t.same(await cells(''), [{ persons: 100 }], 'the total, without its groups')
    t.same(await cells('&group_by=same_country'), [
      { same_country: 'false', persons: 35 },
      { same_country: 'not_split', persons: 5 },
      { same_country: 'true', persons: 60 }
    ])
    t.same(await cells('&same_country=true'), [{ persons: 60 }])
    t.same(await cells('&same_country=false&group_by=return_subtype'), [
      { return_subtype: 'Country of the EU or EFTA', persons: 10 },
      { return_subtype: 'Other third country', persons: 25 }
    ])
    const named = await json(
      '/v1/statistics/returns?source=eurostat-returns&nationality=RUS&country_of_return=RUS&group_by=quarter'
    )
    t.same(named.data, [], 'a group names no country, so there is neither a figure nor a zero')
    const groups =
      /groups of destinations only.*: same_country=false, same_country=true, return_subtype=Country of the EU or EFTA, return_subtype=Other third country\./
    const whyNone = async (path: string) => {
      const { data, meta } = await json(path)
      t.same(data, [], path)
      const said = meta.caveats.find(({ id }: { id: string }) => id === 'groups-of-destinations')
      t.match(said, { source: 'eurostat-returns', text: groups }, path)
    }
    for (const path of ['/v1/statistics/returns', '/v1/published-counts'])
      for (const filter of ['country_of_return=RUS', 'country_of_return_group=UN_EUROPE'])
        await whyNone(`${path}?source=eurostat-returns&${filter}`)
    const unknown = await json('/v1/statistics/returns?source=eurostat-returns&country_of_return=UNK')
    t.match(unknown.data, [{ persons: 20 }], 'what is not known to be any country is told')
    const empty = await get('/v1/statistics/returns.csv?source=eurostat-returns&country_of_return=RUS')
    t.match(empty.headers['asylum-outcomes-empty'], /^not-told; detail="The table tells groups/)
    for (const path of [
      '/v1/countries-of-return/RUS',
      '/v1/countries-of-return/RUS/nationalities',
      '/v1/countries-of-return?country_of_return_group=UN_EUROPE'
    ]) {
      const { data, meta } = await json(path)
      t.match(data.not_answered ?? meta.not_answered, [{ series: 'quarterly', reason: groups }], path)
    }
    t.match(
      (await json('/v1/countries-of-return/RUS?lang=fr')).data.not_answered[0].reason,
      'ne donne que des groupes de destinations'
    )
    t.same(
      (await json('/v1/countries-of-return')).data.map(
        (row: { country_of_return: string }) => row.country_of_return
      ),
      ['UNK']
    )
    const { data } = await json(
      '/v1/published-counts?source=eurostat-returns&nationality=RUS&same_country=true'
    )
    t.equal(data.length, 2)
  }
)
