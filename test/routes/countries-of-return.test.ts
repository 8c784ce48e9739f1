import t from 'tap'
import type { DecisionFact, ReturnFact } from '../../src/vocabulary/fact.ts'
import { count, madeUpSource } from '../import/made-up.ts'
import { departure, importFacts } from '../queries/made-up-records.ts'
import { publishing } from '../returns/published-tables.ts'
import { service, sharedService } from '../service.ts'

t.test('one reported return to Russia tells no resumption, and says why', async t => {
  const { json, get } = await sharedService()
  const { data } = await json('/v1/countries-of-return/RUS')
  const [block, ...others] = data.executed
  t.same(others, [])
  t.match(block, {
    source: 'documented-cases',
    value: 1,
    first_on: null,
    last_on: null,
    undated: 1,
    destination_inferred: 1,
    same_country: 1,
    other_country: 0
  })
  t.equal(block.resumed_on, null)
  t.match(block.not_told, 'single returns that were reported')
  t.same(data.ordered, [], 'nobody is reported to have been ordered to go there')
  const first = data.own_nationals.find((each: { unit: string }) => each.unit === 'persons')
  t.equal(first.source, 'unhcr-asylum-decisions')
  t.ok(first.rows.length > 0)
  t.match(
    (await get('/v1/countries-of-return.csv')).body,
    'RUS,Russia,executed,1,,returns,1,cases,documented-cases,story-starter,false\r\n'
  )
  t.same((await json('/v1/countries-of-return?return_status=ordered')).data, [])
  t.equal((await get('/v1/countries-of-return/XYZ')).statusCode, 404)
  for (const [path, name] of [
    ['/v1/countries-of-return/RUS?lang=es', 'Rusia'],
    ['/v1/countries-of-return/RUS?lang=fr', 'Russie']
  ] as const)
    t.equal((await json(path)).data.name, name)
  t.match((await json('/v1/countries-of-return?lang=es')).data, [{ name: 'Rusia' }])
  t.match((await json('/v1/countries-of-return/RUS/nationalities?lang=fr')).data, [{ name: 'Russie' }])
})

const back = (i: number, fields: Partial<ReturnFact>): ReturnFact => ({
  ...departure(1),
  return_id: String(i),
  nationality: 'RUS',
  ...fields
})
const order = (i: number, fields: Partial<DecisionFact>): DecisionFact => ({
  ...{
    grain: 'decision',
    decision_id: String(i),
    decision_stage: 'return_decision',
    outcome: 'removal_ordered'
  },
  ...{ nationality: 'RUS', country_of_return: 'RUS', source_code: 'X', source_table: 'x', line: 1 },
  ...{ decided_on: '2022-01-01', decided_precision: 'day' },
  ...fields
})
const facts = [
  back(1, { returned_on: '2021-01-05' }),
  back(2, { returned_on: '2021-09-01' }),
  back(3, { returned_on: '2021-09-01', nationality: 'UKR' }),
  back(4, { returned_on: '2021-09-01', duplicate_of: '3' }),
  back(5, { returned_on: '2021-10-01', nationality: 'UNK' }),
  back(6, { returned_on: '2021-11-01', return_type: 'refused_entry' }),
  back(7, { country_of_return: 'HND', returned_on: '2022-01-01' }),
  order(1, {}),
  order(2, { outcome: 'voluntary_departure_ordered', nationality: 'UKR' }),
  order(3, { outcome: 'removal_ordered_withheld' }),
  order(4, { outcome: 'relief_granted' })
]

t.test('a source with days tells when returns resumed; orders stand apart', async t => {
  const { json } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first')
  )
  const { data } = await json('/v1/countries-of-return/RUS?usual_min=1&pause_periods=3&resumed_min=2')
  t.match(data, { usual_min: 1, pause_periods: 3, pause_months: null, resumed_min: 2 })
  t.match(data.executed[0], {
    value: 4,
    first_on: '2021-01-05',
    last_on: '2021-10-01',
    same_country: 2,
    other_country: 1,
    same_country_unknown: 1,
    other_country_share: 1 / 3,
    longest_pause: { last_before: '2021-01-05', first_after: '2021-09-01', days: 239 },
    resumed_on: '2021-09-01',
    not_told: null
  })
  // The release covers from its first return on, so that of January it does not have all.
  const none = (month: number) => ({ period: `2021-${String(month).padStart(2, '0')}`, value: 0, flags: [] })
  t.same(data.executed[0].series_by_period, [
    { period: '2021-01', value: 1, flags: ['partial'] },
    ...[2, 3, 4, 5, 6, 7, 8].map(none),
    { period: '2021-09', value: 2, flags: [] },
    { period: '2021-10', value: 1, flags: [] },
    ...[11, 12].map(none),
    { period: '2022-01', value: null, flags: ['partial'] }
  ])
  t.match(data.executed[0].gaps, [
    {
      ...{ from: '2021-02', to: '2021-08', months: 7, next_in: '2021-09', next_value: 2, usual_before: 1 },
      ...{ is_pause: true, is_resumed: true, flags: ['partial'] }
    }
  ])
  t.match(data.executed[0].open_gap, { from: '2021-11', to: '2021-12', usual_before: 3, is_pause: false })
  t.match(data.ordered[0], { value: 2, unit: 'decisions', resumed_on: null })
  t.match(data.ordered[0].not_told, 'An order is no departure')
  t.match(
    data.nationals_returned,
    [{ value: 3, same_country: 2, other_country: 1, same_country_unknown: 0, other_country_share: 1 / 3 }],
    'one Russian was taken to Honduras'
  )
  const usual = (await json('/v1/countries-of-return/RUS')).data.executed[0]
  t.match(usual, { resumed_on: null, longest_pause: null }, 'one return before is no usual number')
  t.match(usual.not_told, 'There is no pause in this table')
  const refused = await json('/v1/countries-of-return/RUS?return_type=refused_entry')
  t.equal(
    refused.data.executed[0].value,
    1,
    'people turned away at the border count where they are asked for'
  )
  const list = await json('/v1/countries-of-return?nationality=RUS')
  t.same(
    list.data.map((row: { country_of_return: string; executed: { value: number }[] }) => [
      row.country_of_return,
      row.executed[0]?.value
    ]),
    [
      ['HND', 1],
      ['RUS', 2]
    ]
  )
  const page = await json('/v1/countries-of-return?limit=1')
  t.equal(page.data[0].country_of_return, 'HND')
  t.equal((await json(page.links.next ?? '')).data[0].country_of_return, 'RUS')
})

t.test(
  'stateless people and nationals of a dissolved state are not people of another nationality',
  async t => {
    const returns = ['XXA', 'SUN', 'UKR', 'RUS', 'OTHER'].map((nationality, i) =>
      back(i, { nationality, returned_on: '2021-09-01' })
    )
    const { json } = await service(t, {}, (database, dataDir) =>
      importFacts(
        t,
        database,
        dataDir,
        [...returns, back(9, { nationality: 'SUN', country_of_return: 'SUN' })],
        'first'
      )
    )
    const { executed } = (await json('/v1/countries-of-return/RUS')).data
    t.match(executed, [{ value: 5, same_country: 1, other_country: 1, same_country_unknown: 3 }])
    const { executed: toTheUnion, nationals_returned } = (await json('/v1/countries-of-return/SUN')).data
    t.match(toTheUnion, [{ same_country: 1, other_country: 0 }])
    t.match(nationals_returned, [{ value: 2, same_country: 1, other_country: 0, same_country_unknown: 1 }])
  }
)

t.test('a destination by month as a table, a picture and sentences', async t => {
  const { get, json } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first')
  )
  const path = '/v1/countries-of-return/RUS'
  const { links } = await json(path)
  t.equal(links.svg, `${path}.svg`)
  const csv = await get(`${path}.csv?usual_min=1&pause_periods=3`)
  const lines = csv.body.split('\r\n')
  t.equal(
    lines[0],
    'country_of_return,name,return_type,period,return_status,value,value_flags,unit,destination_inferred,gap,gap_from,gap_months,usual_before,series,source,release,synthetic,usual_min,pause_periods,pause_months,resumed_min'
  )
  const [order, january, february] = ['2022-01,ordered', '2021-01,executed', '2021-02,executed'].map(start =>
    lines.find(line => line.includes(`,${start}`))
  )
  t.equal(order, 'RUS,Russia,,2022-01,ordered,2,partial,decisions,,,,,,main,made-up,first,false,1,3,,3')
  t.match(january, ',enforced,2021-01,executed,1,partial,returns,,,,,,')
  t.match(february, ',enforced,2021-02,executed,0,,returns,,pause,2021-02,7,1,')
  t.match(csv.headers['content-disposition'], 'countries-of-return-RUS-made-up-first.csv')
  const sentence = await get(`${path}.sentence?lang=es`)
  t.equal(sentence.headers['content-type'], 'text/plain; charset=utf-8')
  t.match(sentence.body, 'con destino a Rusia')
  const svg = await get(path, { accept: 'image/svg+xml' })
  t.match([svg.statusCode, svg.headers['content-type']], [200, 'image/svg+xml'])
  t.equal(links.png, `${path}.png`)
  const png = await get(`${path}.png?width=360&scale=1`)
  t.match([png.statusCode, png.headers['content-type']], [200, 'image/png'])
  t.equal(png.rawPayload.readUInt32BE(16), 360)
  t.equal((await get(`${path}.xlsx`)).statusCode, 406)
  t.match((await get('/v1/countries-of-return/HUN.sentence')).body, 'There is no figure for this.')
})

t.test('a return known to its month only keeps the day from being told', async t => {
  const vague = [...facts, back(8, { returned_on: '2021-12-01', returned_precision: 'month' })]
  const { json } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, vague, 'first')
  )
  const [block] = (await json('/v1/countries-of-return/RUS')).data.executed
  t.equal(block.last_on, '2021-12')
  t.equal(block.resumed_on, null)
  t.equal(block.not_told, 'Of 1 return the day is not known, only the month or the year.')
})

t.test('the matrix has who was ordered to go to one country, and who was taken there, apart', async t => {
  const { json, get } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first')
  )
  const { data, meta } = await json('/v1/countries-of-return/RUS/nationalities')
  t.match(data, [
    { nationality: 'RUS', name: 'Russia', country_of_return: 'RUS' },
    { nationality: 'UKR' },
    { nationality: 'UNK' }
  ])
  t.match(data[0].ordered, [{ value: 1, unit: 'decisions', share: 0.5, first_on: '2022-01-01' }])
  t.match(data[0].executed, [
    { value: 2, unit: 'returns', share: 0.5, first_on: '2021-01-05', last_on: '2021-09-01', first_in: null }
  ])
  t.same(data[2].ordered, [])
  t.equal(meta.total, 3)
  const csv = (await get('/v1/countries-of-return/RUS/nationalities.csv')).body.split('\r\n')
  t.equal(
    csv[0],
    'country_of_return,nationality,name,return_status,value,value_flags,unit,destination_inferred,share,first_on,last_on,first_in,last_in,series,source,release,synthetic'
  )
  t.equal(csv[2], 'RUS,RUS,Russia,executed,2,,returns,,0.5,2021-01-05,2021-09-01,,,main,made-up,first,false')
  t.equal(csv.length, 1 + 5 + 1, 'a line a nationality, status and source')
  const lines = (await get('/v1/countries-of-return/RUS/nationalities.ndjson')).body.trim().split('\n')
  t.match(JSON.parse(lines[0] ?? ''), { nationality: 'RUS', return_status: 'ordered', value: 1 })
  const page = await json('/v1/countries-of-return/RUS/nationalities?limit=2&sort=-nationality')
  t.same(
    page.data.map((row: { nationality: string }) => row.nationality),
    ['UNK', 'UKR']
  )
  t.match((await json(page.links.next ?? '')).data, [{ nationality: 'RUS' }])
  t.same((await json('/v1/countries-of-return/HND/nationalities?nationality=UKR')).data, [])
  const one = await json('/v1/countries-of-return/RUS/nationalities?return_status=executed&nationality=UKR')
  t.match(one.data, [{ ordered: [], executed: [{ value: 1 }] }])
  t.equal((await get('/v1/countries-of-return/XYZ/nationalities')).statusCode, 404)
  t.equal((await get('/v1/countries-of-return/RUS/nationalities?pause_months=3')).statusCode, 400)
})

t.test(
  'orders of a made-up release answer only where its source is named, and say what they are',
  async t => {
    const { json, snapshots } = await service(t)
    t.same(
      (await json('/v1/countries-of-return?return_status=ordered')).data,
      [],
      'nobody asked for made-up cases'
    )
    const { data, meta } = await json('/v1/countries-of-return?source=us-eoir-cases&limit=1000')
    t.equal(meta.synthetic, true)
    const counted = await snapshots.use(async set => {
      const release = set.releases.find(({ source }) => source === 'us-eoir-cases')
      const { columns, rows } = await set.query(
        `select country_of_return::varchar, count(*)::int from r${release?.release_id}.decisions
       where outcome::varchar in ('removal_ordered', 'voluntary_departure_ordered') and country_of_return is not null
       group by 1 order by 1`
      )
      return Array.from({ length: rows }, (_, i) => [columns[0]?.[i], columns[1]?.[i]])
    })
    t.ok(counted.length > 3)
    t.same(
      data.map((row: { country_of_return: string; ordered: { value: number }[] }) => [
        row.country_of_return,
        row.ordered[0]?.value
      ]),
      counted
    )
    for (const { ordered, executed } of data) t.match([ordered, executed], [[{ synthetic: true }], []])
    const [first] = data
    const matrix = await json(
      `/v1/countries-of-return/${first.country_of_return}/nationalities?source=us-eoir-cases`
    )
    const sum = matrix.data.reduce(
      (total: number, row: { ordered: { value: number }[] }) => total + (row.ordered[0]?.value ?? 0),
      0
    )
    t.equal(sum, first.ordered[0].value, 'nationalities add up to their destination')
  }
)

t.test('what was decided on its own nationals: each series of a source apart', async t => {
  const source = madeUpSource({
    id: 'several',
    layouts: [
      { id: 'annual', series: 'annual' },
      { id: 'quarterly', series: 'quarterly' }
    ]
  })
  const { json } = await publishing(t, [
    {
      source,
      layout: 'annual',
      facts: [count('a', { value: 7 }), count('b', { value: 1, nationality: 'UKR' })]
    },
    { source, layout: 'quarterly', facts: [count('c', { value: 6 })] }
  ])
  const { own_nationals, executed, not_answered } = (await json('/v1/countries-of-return/RUS')).data
  t.match(own_nationals, [
    { series: 'annual', unit: 'persons', rows: [{ outcome: 'rejected', value: 7 }] },
    { series: 'quarterly', unit: 'persons', rows: [{ outcome: 'rejected', value: 6 }] }
  ])
  t.same([executed, not_answered], [[], []], 'a table of decisions tells of no returns')
})

t.test('a source that could answer and is not imported is named, with what to import', async t => {
  const { json, get } = await sharedService()
  const { meta } = await json('/v1/countries-of-return?nationality=VEN')
  t.match(meta.not_answered, [
    {
      source: 'us-eoir-cases',
      release: null,
      return_status: 'ordered',
      reason: /^Only a made-up sample of it/
    },
    {
      ...{ source: 'us-ice-removals', series: 'removals', release: null, return_status: 'executed' },
      reason:
        /Nothing of it is imported here\. It is published at https:.* asylum-outcomes import us-ice-removals <file>\.$/
    }
  ])
  const all = (await json('/v1/countries-of-return/RUS?return_status=executed')).data.not_answered
  t.match(all, [
    {
      source: 'gb-returns',
      series: 'by-destination',
      reason: /gb-returns <file> --series by-destination\.$/
    },
    { source: 'us-ice-removals' }
  ])
  t.same(
    (await json('/v1/countries-of-return/RUS?source=documented-cases')).data.not_answered,
    [],
    'another source was named'
  )
  for (const path of ['', '/RUS', '/RUS.sentence', '/RUS/nationalities']) {
    const refused = await get(`/v1/countries-of-return${path}?source=us-ice-removals`)
    t.equal(refused.statusCode, 400, path)
    t.match(
      refused.json().detail,
      'us-ice-removals is a source that is known here, and nothing of it is imported'
    )
    t.match(refused.json().detail, 'asylum-outcomes import us-ice-removals <file>')
  }
})
