import JSONstat from 'jsonstat-toolkit'
import t from 'tap'
import { jsonStat, mostValues } from '../../../src/formats/json-stat/json-stat.ts'
import { figures, showing, told } from '../made-up-figures.ts'

const read = (dataset: unknown) => JSONstat(JSON.parse(JSON.stringify(dataset)))

t.test('each cell is where its categories say, with its status; a place without a row is not zero', t => {
  const dataset = read(jsonStat(figures, told))
  const at = (nationality: string, year: string, court: string, measure: string) =>
    dataset.Data({ nationality, year, court, measure })
  t.equal(dataset.class, 'dataset')
  t.same(dataset.id, ['nationality', 'year', 'court', 'measure'])
  t.same(dataset.size, [2, 2, 3, 3])
  t.equal(dataset.n, 36)
  t.match(at('SYR', '2024', '=1+1', 'decisions'), { value: 1234567, status: null })
  t.match(at('SYR', '2024', '=1+1', 'fear_found_rate'), { value: 0.123457, status: null })
  t.match(at('RUS', '2024', '+43 "a", b', 'decisions'), { value: 0, status: null })
  t.match(at('RUS', '2024', '+43 "a", b', 'fear_found_rate'), { value: null, status: 'low_n' })
  t.match(at('RUS', '2024', '+43 "a", b', 'waiting_days_median'), { value: null, status: 'not_reported' })
  t.match(at('RUS', '2023', '@x\u0001 & <b>', 'decisions'), { value: null, status: 'suppressed;partial' })
  t.match(at('RUS', '2023', '@x\u0001 & <b>', 'waiting_days_median'), { value: 0, status: null })
  t.match(at('SYR', '2023', '=1+1', 'decisions'), { value: null, status: 'no_row' })
  t.match(dataset.extension.statuses.no_row, 'not zero')
  t.match(dataset.extension.statuses.suppressed, 'Withheld')
  t.end()
})

t.test('dimensions say what they are: time in order, countries by name, measures with their unit', t => {
  const dataset = read(jsonStat(showing(), { ...told, lang: 'es' }))
  t.match(dataset.role, { time: ['year'], geo: ['nationality'], metric: ['measure'] })
  t.same(dataset.Dimension('year').id, ['2023', '2024'])
  t.equal(dataset.Dimension('nationality').Category('RUS').label, 'Rusia')
  const measure = dataset.Dimension('measure')
  t.same(measure.id, [
    'decisions',
    'fear_found_rate',
    'fear_found_rate_n',
    'fear_found_rate_low',
    'fear_found_rate_high',
    'waiting_days_median'
  ])
  t.match(measure.Category('decisions').unit, { label: 'decisiones', decimals: 0 })
  t.match(measure.Category('waiting_days_median').unit, { label: 'días', decimals: 0 })
  const small = { nationality: 'RUS', year: '2024', court: '+43 "a", b' }
  t.match(dataset.Data({ ...small, measure: 'fear_found_rate_n' }), { value: 3, status: null })
  t.match(dataset.Data({ ...small, measure: 'fear_found_rate_low' }), { value: null, status: 'low_n' })
  t.end()
})

t.test('a dataset says whose figures it holds, and that they are made up', t => {
  const dataset = read(jsonStat(figures, told))
  t.match(dataset, {
    label: 'MADE UP: Decisions by nationality, year, court or office, 2023-01-01 to 2024-12-31',
    source: told.citation,
    updated: '2026-08-31',
    href: '/v1/statistics/decisions.json-stat?group_by=nationality,year,court&release=2026-08&source=made-up',
    note: ['Something is odd about 2023.'],
    extension: {
      unit: 'decisions',
      counting_rule: 'made-up.v1',
      synthetic: true,
      query: told.query,
      sources: [{ release: '2026-08', licence: 'CC0' }]
    }
  })
  t.end()
})

t.test('figures without dimensions or without rows are datasets too', t => {
  const one = { ...figures, dimensions: [], rows: [{ words: {}, numbers: { decisions: 7 }, flags: {} }] }
  t.match(
    read(jsonStat({ ...one, shown: [{ name: 'decisions', kind: 'count', of: 'decisions' }] }, told)).Data({
      measure: 'decisions'
    }),
    {
      value: 7,
      status: null
    }
  )
  t.same(read(jsonStat({ ...figures, rows: [] }, told)).size, [0, 0, 0, 3])
  t.end()
})

t.test('a cube of mostly nothing is refused, with what is too large', t => {
  const dimensions = ['nationality', 'year', 'court']
  const rows = Array.from({ length: 101 }, (_, i) => ({
    words: { nationality: `n${i}`, year: String(1900 + i), court: `c${i}` },
    numbers: {},
    flags: {}
  }))
  try {
    jsonStat({ ...figures, dimensions, rows }, told)
    t.fail('it was written')
  } catch (error) {
    // 101³ combinations of three measures each.
    t.match(error, { type: 'query-too-large', extra: { estimate: 3_090_903, limit: mostValues } })
  }
  t.end()
})
