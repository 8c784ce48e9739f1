import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { CaseFact } from '../../src/vocabulary/fact.ts'
import { court, courtCase } from '../statistics/court.ts'

const path = '/v1/statistics/pathways'
const decided = { case_status: 'decided', case_outcome: 'rejected', case_outcome_kind: 'protection' } as const
const of = (n: number, fields: Partial<CaseFact>) => Array.from({ length: n }, () => courtCase(fields))

t.test('pathways of cases, over the wire', async t => {
  const { get, json } = await court(t, [
    ...of(3, { ...decided, pathway: 'first_instance,return_decision', filed_on: '2023-05-02' }),
    ...of(2, {
      ...decided,
      nationality: 'HND',
      pathway: 'first_instance,return_decision,appeal,first_instance,return_decision',
      filed_on: '2022-01-31'
    }),
    ...of(4, { nationality: 'HND', filed_on: '2024-07-01' }),
    ...of(1, { case_type: 'CFR', ...decided, pathway: 'screening_review' }),
    ...of(1, { case_status: 'inactive', pathway: 'return_decision', application_types: ['asylum'] })
  ])

  await t.test(
    'each case counts once on each link it passed, from its filing to where it stands',
    async t => {
      const { data, meta } = await json(path)
      t.same(data, [
        { from: 'filed', to: 'screening_review', cases: 1 },
        { from: 'filed', to: 'first_instance', cases: 5 },
        { from: 'filed', to: 'return_decision', cases: 1 },
        { from: 'filed', to: 'pending', cases: 4 },
        { from: 'screening_review', to: 'decided', cases: 1 },
        { from: 'first_instance', to: 'return_decision', cases: 5 },
        { from: 'appeal', to: 'first_instance', cases: 2 },
        { from: 'return_decision', to: 'appeal', cases: 2 },
        { from: 'return_decision', to: 'inactive', cases: 1 },
        { from: 'return_decision', to: 'decided', cases: 5 }
      ])
      t.match(meta, {
        total: 10,
        unit: 'cases',
        as_at: '2026-08-31',
        nodes: [
          { node: 'filed', cases: 11 },
          { node: 'screening_review', cases: 1 },
          { node: 'first_instance', cases: 5 },
          { node: 'appeal', cases: 2 },
          { node: 'return_decision', cases: 6 },
          { node: 'pending', cases: 4 },
          { node: 'inactive', cases: 1 },
          { node: 'decided', cases: 6 }
        ],
        reconciliation: { cases: { in_scope: 11, sum_of_cells: 11, left_out: [] } },
        sources: [{ source: 'made-up', release: '2026-08' }]
      })
    }
  )

  await t.test('filters choose cases, and a case without a filing date is in no period', async t => {
    const { data } = await json(`${path}?nationality=HND&case_status=pending`)
    t.same(data, [{ from: 'filed', to: 'pending', cases: 4 }])
    const year = await json(`${path}?period_from=2022&period_to=2023`)
    t.equal(year.meta.nodes[0].cases, 5)
    t.match(year.meta.reconciliation.cases, {
      in_scope: 7,
      sum_of_cells: 5,
      left_out: [{ reason: 'no_date', count: 2 }]
    })
    const fiscal = await json(`${path}?period_from=FY2024&period_to=FY2024&year_basis=us_fiscal`)
    t.equal(fiscal.meta.nodes[0].cases, 4, 'July 2024 is in the fiscal year 2024')
    t.equal((await json(`${path}?application_type=asylum`)).meta.nodes[0].cases, 1)
    const none = await json(`${path}?nationality=UKR`)
    t.same(none.data, [])
    t.same(none.meta.reconciliation.cases.in_scope, 0)
  })

  await t.test('CSV and NDJSON have the links, and whose they are', async t => {
    const rows = parse((await get(`${path}.csv`)).body, { columns: true }) as Record<string, string>[]
    t.equal(rows.length, 10)
    t.same(rows[0], {
      ...{ from: 'filed', to: 'screening_review', cases: '1', cases_flags: '', unit: 'cases' },
      ...{
        year_basis: 'calendar',
        source: 'made-up',
        series: 'main',
        release: '2026-08',
        synthetic: 'false'
      },
      ...{ date_basis: 'filed', period_from: '2000-01-01', period_to: '2026-08-31' }
    })
    const [first = ''] = (await get(`${path}.ndjson`)).body.split('\n')
    t.match(JSON.parse(first), { from: 'filed', cases: 1, source: 'made-up' })
  })

  await t.test('what cannot be answered is refused in words', async t => {
    const refused = async (query: string) => (await get(`${path}?${query}`)).json()
    t.match(await refused('date_basis=decided'), {
      type: 'unsupported-combination',
      errors: [{ parameter: 'date_basis' }]
    })
    t.match(await refused('group_by=nationality'), { type: 'unknown-parameter' })
    t.match(await refused('case_type=XXX'), { type: 'unknown-code', errors: [{ parameter: 'case_type' }] })
    t.match(await refused('source=us-credible-fear'), { status: 400 })
    t.match(await refused('release=2020-01'), { type: 'release-not-found' })
  })
})
