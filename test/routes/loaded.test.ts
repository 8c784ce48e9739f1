import t from 'tap'
import { sharedService } from '../service.ts'

interface Row {
  subject: string
  source: string
  series: string
  state: string
  release: string | null
  newest_period: string | null
  note: string | null
  [name: string]: unknown
}

t.test('who could tell of returns to Russia is told, and that it is not loaded', async t => {
  const { json } = await sharedService()
  const { data, meta } = await json('/v1/loaded?subject=returns&country_of_return=RUS')
  t.equal(meta.total, data.length)
  const rows = data as Row[]
  t.ok(rows.every(({ subject }) => subject === 'returns'))
  const states = Object.fromEntries(rows.map(row => [`${row.source}/${row.series}`, row.state]))
  t.match(states, { 'gb-returns/by-destination': 'not_loaded', 'us-ice-removals/removals': 'not_loaded' })
  t.notOk(states['gb-returns/by-nationality'], 'it names no destination')
  for (const { source, release, note } of rows.filter(({ state }) => state === 'not_loaded')) {
    t.equal(release, null, source)
    t.match(note, /This is not a zero\. .*asylum-outcomes import /, source)
  }
  const { data: spoken } = await json('/v1/loaded?subject=returns&country_of_return=RUS&lang=fr')
  t.match((spoken as Row[]).find(({ source }) => source === 'gb-returns')?.note, /Ce n’est pas un zéro/)
})

t.test(
  'what is loaded says its edition, how new it is, and whether it is whole or about anybody',
  async t => {
    const { json } = await sharedService()
    const { data } = await json('/v1/loaded')
    const of = (subject: string, source: string) =>
      (data as Row[]).find(row => row.subject === subject && row.source === source)
    t.match(of('decisions', 'us-credible-fear'), {
      ...{ state: 'loaded', release: 'fy2016-2021-starter', starter: true, synthetic: false },
      ...{ covers_from: '2015-10-01', covers_to: '2021-09-30', newest_period: 'FY2021' },
      ...{ decision_stages: ['screening'], return_status: null, note: null }
    })
    t.match(of('decisions', 'unhcr-asylum-decisions'), { starter: true, newest_period: '2025' })
    t.match(of('cases', 'us-eoir-cases'), { state: 'made_up', synthetic: true, note: /made-up sample/ })
    t.match(of('decisions', 'eurostat-asylum-decisions'), {
      ...{ series: 'final-annual', state: 'not_loaded', release: null, newest_period: null },
      decision_stages: ['appeal']
    })
    const keys = (data as Row[]).map(({ subject, source, series }) => `${subject} ${source} ${series}`)
    t.equal(new Set(keys).size, keys.length, 'one row a subject, source and series')
    const appeals = (await json('/v1/loaded?subject=decisions&decision_stage=appeal')).data as Row[]
    t.notOk(
      appeals.some(({ source }) => source === 'us-credible-fear'),
      'it tells screenings alone'
    )
    t.ok(appeals.some(({ series }) => series === 'final-annual'))
  }
)

t.test('what is no source, subject or country is refused', async t => {
  const { get } = await sharedService()
  for (const [query = '', meant = ''] of [
    ['source=gb-return', 'gb-returns'],
    ['subject=return', 'returns'],
    ['country_of_return=RUSS', 'RUS'],
    ['country_of_asylum=RUSS', 'RUS']
  ]) {
    const refused = await get(`/v1/loaded?${query}`)
    t.equal(refused.statusCode, 400, query)
    t.ok(refused.json().errors[0].did_you_mean.includes(meant), query)
  }
})
