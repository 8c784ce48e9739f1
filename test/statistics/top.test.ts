import t from 'tap'
import { sharedService } from '../service.ts'

const germany = '/v1/statistics/decisions?source=unhcr-asylum-decisions&source_level=FI&unit=persons'
type Row = Readonly<Record<string, unknown>> & { flags: Readonly<Record<string, readonly string[]>> }

const rowsOf = async (url: string): Promise<Row[]> => (await (await sharedService()).json(url)).data

// Counted from the starter's file with Python: ten countries of asylum, 64,848 persons.
t.test(
  'the largest groups have rows of their own, and all others are one row counted from the facts',
  async t => {
    const { json } = await sharedService()
    const { data, meta, links } = await json(
      `${germany}&group_by=country_of_asylum&top=3&measures=persons,total_protection_rate`
    )
    t.same(
      data.map(({ country_of_asylum, persons }: Row) => [country_of_asylum, persons]),
      [
        ['DEU', 23225],
        ['FRA', 14363],
        ['POL', 8638],
        ['rest', 18622]
      ]
    )
    const rest = data.at(-1)
    t.equal(rest.total_protection_rate_n, 4867 + 7746)
    t.equal(rest.total_protection_rate, 0.385872)
    t.same(meta.top, { dimension: 'country_of_asylum', groups: 3, rest: 7 })
    t.equal(meta.query.top, 3)
    t.equal(meta.total, 4)
    t.equal(meta.reconciliation.persons.sum_of_cells, 64848)
    t.equal(links.next, null)
    t.match(links.canonical, /top=3/)
  }
)

t.test(
  'one other group alone is shown itself, and nothing is put together where there is no other',
  async t => {
    const { json } = await sharedService()
    for (const top of [9, 10, 50]) {
      const { data, meta } = await json(`${germany}&group_by=country_of_asylum&top=${top}`)
      t.equal(data.length, 10, `top=${top}`)
      t.same(meta.top, { dimension: 'country_of_asylum', groups: 10, rest: 0 })
    }
    const { data, meta } = await json(`${germany}&group_by=country_of_asylum&top=3&nationality=SYR`)
    t.same(data, [])
    t.same(meta.top, { dimension: 'country_of_asylum', groups: 0, rest: 0 })
  }
)

t.test('what is withheld in one of the others is withheld in the rest, and never a zero', async t => {
  const rows = await rowsOf(
    '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality&period_from=FY2016&period_to=FY2016&top=3'
  )
  const rest = rows.at(-1)
  t.equal(rest?.nationality, 'rest')
  t.equal(rest?.cases, null)
  t.same(rest?.flags.cases, ['suppressed'])
})

const questions = [
  [
    'source=unhcr-asylum-decisions&unit=persons&decision_stage=first_instance',
    'country_of_asylum',
    'year,outcome'
  ],
  [
    'source=unhcr-asylum-decisions&unit=persons&decision_stage=first_instance',
    'country_of_asylum',
    'outcome_group'
  ],
  ['source=us-credible-fear', 'nationality', 'year'],
  ['source=us-credible-fear', 'nationality', 'year,outcome'],
  ['source=us-eoir-cases&decision_stage=first_instance&application_type=asylum', 'nationality', 'outcome'],
  ['source=us-eoir-cases&decision_stage=first_instance&application_type=asylum', 'court', 'year'],
  ['source=us-eoir-cases&decision_stage=return_decision', 'country_of_return', 'outcome_group'],
  ['source=us-eoir-cases&decision_stage=return_decision&include_unknown=false', 'country_of_return', 'year']
] as const

t.test('own rows are those of the answer without top, and the rest is the sum of the others', async t => {
  for (const [filters, by, others] of questions)
    for (const top of [1, 4]) {
      const question = `/v1/statistics/decisions?${filters}&group_by=${others},${by}`
      const all = await rowsOf(`${question}&limit=1000`)
      const shown = await rowsOf(`${question}&top=${top}`)
      const own = shown.filter(row => row[by] !== 'rest')
      const kept = new Set(own.map(row => row[by]))
      t.equal(kept.size, top, `${question}: ${top} groups`)
      t.same(
        own.map(row => JSON.stringify(row)).sort(),
        all
          .filter(row => kept.has(row[by]))
          .map(row => JSON.stringify(row))
          .sort()
      )
      const keyOf = (row: Row) => JSON.stringify(others.split(',').map(name => row[name]))
      const measure = ['persons', 'cases', 'decisions'].find(name => name in (all[0] ?? {})) ?? ''
      const sums = new Map<string, number | null>()
      for (const row of all.filter(each => !kept.has(each[by]))) {
        const [before, value] = [sums.get(keyOf(row)) ?? 0, row[measure] as number | null]
        sums.set(keyOf(row), sums.get(keyOf(row)) === null || value === null ? null : before + value)
      }
      t.same(
        new Map(shown.filter(row => row[by] === 'rest').map(row => [keyOf(row), row[measure]])),
        sums,
        `${question}: the rest`
      )
    }
})

t.test('groups come in the order of their size, the rest last', async t => {
  const rows = await rowsOf(`${germany}&group_by=country_of_asylum,year&top=2`)
  t.same([...new Set(rows.map(row => row.country_of_asylum))], ['DEU', 'FRA', 'rest'])
  t.same(
    rows.slice(0, 5).map(row => row.year),
    ['2021', '2022', '2023', '2024', '2025']
  )
})

const refusals: readonly (readonly [query: string, parameter: string, detail: RegExp])[] = [
  ['&group_by=year&top=3', 'top', /group_by names none, such as nationality/],
  ['&top=3', 'top', /group_by names none/],
  ['&group_by=country_of_asylum&top=0', 'top', /1 to 50/],
  ['&group_by=country_of_asylum&top=51', 'top', /1 to 50/],
  ['&group_by=country_of_asylum&top=3&sort=-persons', 'sort', /leave out sort/],
  ['&group_by=country_of_asylum&top=3&limit=2', 'limit', /These are 4, more than 2/]
]

t.test('what top cannot do is refused, with what works', async t => {
  const { get } = await sharedService()
  for (const [query, parameter, detail] of refusals) {
    const answer = await get(germany + query)
    t.equal(answer.statusCode, 400, query)
    t.match(answer.json().detail, detail)
    t.equal(answer.json().errors[0].parameter, parameter)
  }
  const parts = await get('/v1/statistics/decisions?source=us-eoir-cases&group_by=nationality&top=3')
  t.match(parts.json().detail, /parts that are never added \([a-z ]+, decision_stage/)
  const sentence = germany.replace('?', '.sentence?')
  t.match((await get(`${sentence}&group_by=country_of_asylum&top=3`)).json().detail, /sentence_of=answer/)
})

t.test('each format has the rest, with its label', async t => {
  const { get } = await sharedService()
  const at = (suffix: string, query = '') =>
    get(`${germany.replace('?', `.${suffix}?`)}&group_by=country_of_asylum&top=3${query}`)
  const csv = (await at('csv', '&labels=true&lang=fr')).body.trim().split('\r\n')
  t.equal(csv.length, 5)
  t.match(csv.at(-1), /^rest,Tous les autres,18622,/)
  const cube = (await at('json-stat')).json()
  t.same(cube.dimension.country_of_asylum.category.index, ['DEU', 'FRA', 'POL', 'rest'])
  t.equal(cube.dimension.country_of_asylum.category.label.rest, 'All others')
  t.match((await at('svg')).body, 'All others')
  const whole = await at('sentence', '&sentence_of=answer')
  t.equal(whole.body, (await get(`${germany.replace('?', '.sentence?')}&sentence_of=answer`)).body)
  for (const suffix of ['ndjson', 'parquet', 'xlsx', 'png', 'vega-lite'])
    t.equal((await at(suffix)).statusCode, 200, suffix)
})
