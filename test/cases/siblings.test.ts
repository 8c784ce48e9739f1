import path from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'
import { caseFile, importing } from './importing.ts'

const home = 'gb-returns'
const albanians = `/v1/statistics/returns?source=${home}&nationality=ALB`

t.test('returns of women only are a lower bound of all, and name the men', async t => {
  const { json, get } = await importing(t, home, ['returns/gb-returns-women-only.csv'], { force: true })
  const { data, meta } = await json(`${albanians}&return_type=enforced&group_by=quarter`)
  t.same(
    data.map(({ quarter, returns, flags }: { quarter: string; returns: number; flags: object }) => [
      quarter,
      returns,
      flags
    ]),
    [
      ['2022-Q1', 11, { returns: ['partial'] }],
      ['2022-Q2', 12, { returns: ['partial'] }]
    ]
  )
  t.match(meta.missing, [
    { dimension: 'sex', values: ['male'], period: '2022-Q1' },
    { dimension: 'sex', values: ['male'], period: '2022-Q2' }
  ])
  const all = await json(albanians)
  t.match(
    all.meta.missing.map(({ dimension, values }: { dimension: string; values: string[] }) => [
      dimension,
      ...values
    ]),
    [
      ['return_type', 'voluntary'],
      ['sex', 'male'],
      ['return_type', 'voluntary'],
      ['sex', 'male']
    ]
  )
  t.match(
    (await get(`${albanians.replace('?', '.sentence?')}&return_type=enforced`)).body,
    'without men and boys'
  )
})

t.test('a quarter in which nobody of an age was returned by force tells that age all the same', async t => {
  const file = 'returns/gb-returns-no-old-man-in-one-quarter.csv'
  const { json, get } = await importing(t, home, [file], { force: true })
  const { data, meta } = await json(`${albanians}&group_by=return_type,quarter&return_type=enforced`)
  const partly = (rows: { flags: { returns?: string[] } }[]) =>
    rows.filter(({ flags }) => flags.returns?.includes('partial')).length
  // 21 + 11 + 1, 22 + 12, 23 + 13 + 1
  t.same(
    data.map(({ returns }: { returns: number }) => returns),
    [33, 34, 37]
  )
  t.same(
    meta.missing.filter(({ dimension }: { dimension: string }) => dimension === 'age_group'),
    [],
    'voluntary returns of that age stand in the quarter'
  )
  t.equal(partly(data), 3, 'because the file is a part of the table, and no more than that')
  t.notMatch((await get(`${albanians.replace('?', '.sentence?')}`)).body, /70/)
})

t.test(
  'in the whole table enforced returns are no lower bound, and an age without one is a zero',
  async t => {
    const file = path.join(projectRoot, 'starter/tables/gb-returns-by-nationality-2004-2023.csv.gz')
    const { json, get } = await importing(t, home, [path.relative(caseFile(''), file)])
    const asked = `/v1/statistics/returns?source=${home}&series=by-nationality&return_type=enforced`
    const { data, meta } = await json(asked)
    // Counted with Python from the file: 242,856 enforced returns, 224 of people of 70 and over, none in 7 of 80 quarters.
    t.same(data, [{ returns: 242_856, flags: {} }])
    t.same(meta.missing, [])
    t.notMatch((await get(asked.replace('?', '.sentence?'))).body, /at least/)
    const old = await json(`${asked}&age_group=70%2B&group_by=quarter&fill=grid`)
    const numbers: (number | null)[] = old.data.map(({ returns }: { returns: number | null }) => returns)
    t.equal(numbers.length, 80)
    t.equal(
      numbers.reduce((sum: number, each) => sum + (each ?? 0), 0),
      224
    )
    t.equal(numbers.filter(each => each === 0).length, 7)
    t.notOk(numbers.includes(null))
  }
)

t.test('records of which a nationality is gone stand beside, whatever the table of figures', async t => {
  const files = ['ice/comma-ids-removals.csv', 'ice/no-cuban-removals.csv']
  const { json, errors, reports } = await importing(t, 'us-ice-removals', files)
  t.same(errors, {})
  t.match(reports[files[1] as string], { status: 'beside', reason: /nationalities CUB/ })
  const { data } = await json('/v1/statistics/returns?source=us-ice-removals&group_by=country_of_return')
  const rows = data.map((row: Record<string, unknown>) => `${row.country_of_return} ${row.returns}`)
  t.same(rows, ['CUB 1', 'HTI 1', 'PER 1'], 'a number of 16 digits and more is no key')
})
