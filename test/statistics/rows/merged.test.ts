import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { sharedService } from '../../service.ts'
import { answer } from '../answered.ts'
import { type Decision, type Made, refusalOf, releaseSet } from '../fixture.ts'

const decided = (case_id: string, outcome: Decision['outcome'], rest: Decision = {}): Decision => ({
  ...{ case_id, outcome, application_type: 'asylum', decided_on: '2021-05-05', application_decisions: 1 },
  ...rest
})
/** Case 2 came back from appeal: its application was rejected in 2021, and granted in 2023. */
const decisions: Decision[] = [
  decided('1', 'rejected'),
  decided('2', 'rejected', { application_decisions: 2 }),
  decided('2', 'refugee_status_granted', { application_decisions: 2, decided_on: '2023-01-01' }),
  decided('2', 'rejected', { application_type: 'withholding' }),
  decided('3', 'withdrawn', { application_decisions: 2 }),
  decided('3', 'withdrawn', { application_decisions: 2, decided_on: undefined }),
  decided('4', 'rejected', {
    decision_stage: 'appeal',
    application_type: 'not_split',
    application_decisions: undefined
  })
]
const court: Made = { source: 'court', decisions, series_about: { rates: { 'grant_rate.merits': {} } } }

t.test('a table that counts decisions and applications counts decisions unless it is asked', async t => {
  const set = await releaseSet(t, [court])
  const { meta } = await answer(set, { filters: { decision_stage: ['first_instance'] } })
  t.equal(meta.unit, 'decisions')
  t.equal(meta.reconciliation.decisions?.in_scope, 6)
})

t.test('an application that was decided twice counts once, and what is no application is told', async t => {
  const set = await releaseSet(t, [court])
  const { data, meta } = await answer(set, { unit: 'applications' })
  t.same(
    data.map(row => [row.application_type, row.applications]),
    [
      ['asylum', 3],
      ['withholding', 1]
    ]
  )
  t.same(meta.reconciliation.applications, {
    ...{ in_scope: 4, sum_of_cells: 4, suppressed_cells: 0, left_out: [] },
    not_added: [{ reason: 'other_unit', unit: 'decisions', records: 1 }]
  })
})

t.test('in two cells it is one in each, and the identity says so', async t => {
  const set = await releaseSet(t, [court])
  const { data, meta } = await answer(set, {
    measures: ['applications'],
    filters: { application_type: ['asylum'] },
    group_by: ['outcome']
  })
  t.same(data, [
    { outcome: 'refugee_status_granted', applications: 1, flags: {} },
    { outcome: 'rejected', applications: 2, flags: {} },
    { outcome: 'withdrawn', applications: 1, flags: {} }
  ])
  t.match(meta.reconciliation.applications, {
    in_scope: 3,
    sum_of_cells: 4,
    left_out: [{ reason: 'counted_in_several_cells', count: -1 }]
  })
  const years = await answer(set, {
    measures: ['applications'],
    filters: { application_type: ['asylum'] },
    group_by: ['year']
  })
  t.same(
    years.data.map(row => row.applications),
    [3, 1]
  )
  t.same(
    years.meta.reconciliation.applications,
    {
      ...{ in_scope: 3, sum_of_cells: 4, suppressed_cells: 0, not_added: [] },
      left_out: [{ reason: 'counted_in_several_cells', count: -1 }]
    },
    'case 3 stands in 2021, so its decision without a date leaves nothing out'
  )
})

/** Decisions of one application each, by court and day; what is undefined is not known. */
const again = (case_id: string, ...places: [court?: string, decided_on?: string][]): Decision[] =>
  places.map(([court, decided_on]) =>
    decided(case_id, 'rejected', { court, decided_on, application_decisions: places.length })
  )
const [spring, autumn] = ['2021-03-03', '2022-09-09']

t.test('an application is left out once, and only where none of its decisions stands in a cell', async t => {
  const asking = async (made: Decision[], question: Question) => {
    const set = await releaseSet(t, [{ source: 'court', decisions: made }])
    const { data, meta } = await answer(set, { unit: 'applications', ...question })
    return { cells: data.map(row => row.applications), ...meta.reconciliation.applications }
  }
  const known: Question = { group_by: ['court'], include_unknown: false }
  const whole = { suppressed_cells: 0, not_added: [] }

  t.same(
    await asking(again('1', ['ATL', spring], [undefined, spring]), known),
    { cells: [1], in_scope: 1, sum_of_cells: 1, left_out: [], ...whole },
    'one decision in a cell, one of an unknown court'
  )
  t.same(
    await asking(
      [
        ...again('1', [undefined, spring], [undefined, autumn], [undefined, undefined]),
        ...again('2', [undefined, spring]),
        ...again('3', ['ATL', spring])
      ],
      { ...known, group_by: ['court', 'year'] }
    ),
    {
      ...{ cells: [1], in_scope: 3, sum_of_cells: 1, ...whole },
      left_out: [{ reason: 'unknown_filtered', count: 2 }]
    },
    'decided in two years and without a date: where its court were known, it would stand in a cell'
  )
  t.same(
    await asking(
      [...again('1', ['ATL', undefined], [undefined, undefined]), ...again('2', ['ATL', undefined])],
      { ...known, group_by: ['court', 'year'] }
    ),
    { cells: [], in_scope: 2, sum_of_cells: 0, left_out: [{ reason: 'no_date', count: 2 }], ...whole },
    'without a date no court places it'
  )
  t.same(
    await asking(
      [
        ...again('1', ['ATL', spring], ['BOS', spring], [undefined, spring]),
        ...again('2', [undefined, spring], [undefined, autumn])
      ],
      known
    ),
    {
      ...{ cells: [1, 1], in_scope: 2, sum_of_cells: 2, ...whole },
      left_out: [
        { reason: 'unknown_filtered', count: 1 },
        { reason: 'counted_in_several_cells', count: -1 }
      ]
    },
    'in two cells and outside of them'
  )
})

// Counted from the rows of the decisions by another program.
const onTheWire: [query: string, block: { known: number; sum_of_cells: number; left_out: object[] }][] = [
  [
    'include_unknown=false&group_by=court,in_absentia&decision_stage=first_instance&claim_type=UNK',
    { known: 2065, sum_of_cells: 0, left_out: [{ reason: 'unknown_filtered', count: 2065 }] }
  ],
  [
    'group_by=court,in_absentia&decision_stage=first_instance&claim_type=UNK',
    { known: 2065, sum_of_cells: 2110, left_out: [{ reason: 'counted_in_several_cells', count: -45 }] }
  ],
  [
    'include_unknown=false&group_by=in_absentia,outcome',
    { known: 3368, sum_of_cells: 0, left_out: [{ reason: 'unknown_filtered', count: 3368 }] }
  ],
  [
    'include_unknown=false&group_by=sex,court',
    {
      ...{ known: 3368, sum_of_cells: 1878 },
      left_out: [
        { reason: 'unknown_filtered', count: 1531 },
        { reason: 'counted_in_several_cells', count: -41 }
      ]
    }
  ],
  [
    'include_unknown=false&group_by=claim_type,year',
    {
      ...{ known: 3368, sum_of_cells: 1303 },
      left_out: [
        { reason: 'no_date', count: 55 },
        { reason: 'unknown_filtered', count: 2026 },
        { reason: 'counted_in_several_cells', count: -16 }
      ]
    }
  ],
  [
    'include_unknown=false&group_by=represented,year&period_from=2019&period_to=2022',
    {
      ...{ known: 464, sum_of_cells: 415 },
      left_out: [
        { reason: 'no_date', count: 55 },
        { reason: 'counted_in_several_cells', count: -6 }
      ]
    }
  ]
]

t.test('of the made-up court no more applications are left out than there are', async t => {
  const { json } = await sharedService()
  for (const [query, { known, ...block }] of onTheWire) {
    const path = `/v1/statistics/decisions?source=us-eoir-cases&unit=applications&${query}`
    const { applications } = (await json(path)).meta.reconciliation
    t.match(applications, { in_scope: known, suppressed_cells: 0, ...block }, query)
    const counts = applications.left_out.map(({ count }: { count: number | null }) => count ?? 0)
    t.equal(
      counts.reduce((sum: number, count: number) => sum + count, applications.sum_of_cells),
      known,
      'all but the rejected rows, of which nobody knows what they count'
    )
    // Of the 32 rows that could not be read, those that may belong to the answer.
    const { rows, ...rejected } = applications.left_out.at(-1)
    t.match(rejected, { reason: 'rejected', count: null })
    t.ok(rows > 0 && rows <= 32, `${rows} rejected rows`)
  }
})

t.test('a rate is made of decisions, and is not asked of applications', async t => {
  const set = await releaseSet(t, [court])
  const both = answer(set, { source: 'court', measures: ['applications', 'grant_rate.merits'] })
  t.match(await refusalOf(both), {
    type: 'unsupported-combination',
    message: /its rates are made of decisions/,
    errors: [{ parameter: 'measures' }]
  })
})
