import t from 'tap'
import { answer } from '../../answered.ts'
import { type Count, refusalOf, releaseSet } from '../../fixture.ts'

t.test('several units in scope are refused, each with its number of records', async t => {
  const counts: Count[] = [
    { unit: 'persons', value: 9 },
    { unit: 'cases', value: 4 },
    { unit: 'cases', nationality: 'RUS' }
  ]
  const set = await releaseSet(t, [{ counts }])
  const problem = await refusalOf(answer(set, {}))
  t.equal(problem.type, 'incompatible-units')
  t.same(problem.extra.units, [
    { unit: 'cases', records: 2 },
    { unit: 'persons', records: 1 }
  ])
  t.same(
    (await answer(set, { filters: { nationality: ['RUS'] } })).data,
    [{ cases: 1, flags: {} }],
    'one in scope'
  )
})

t.test('with a unit the others are told as not added, and are in no sum', async t => {
  const counts: Count[] = [
    { unit: 'persons', value: 9 },
    { unit: 'cases', value: 4 }
  ]
  const set = await releaseSet(t, [{ counts }])
  for (const question of [{ unit: 'persons' }, { measures: ['persons'] }] as const) {
    const { data, meta } = await answer(set, question)
    t.same(data, [{ persons: 9, flags: {} }])
    t.equal(meta.unit, 'persons')
    t.match(meta.reconciliation.persons, {
      in_scope: 9,
      not_added: [{ reason: 'other_unit', unit: 'cases', records: 1 }]
    })
  }
  t.equal((await refusalOf(answer(set, { measures: ['persons', 'cases'] }))).type, 'incompatible-units')
  t.equal((await refusalOf(answer(set, { measures: ['persons'], unit: 'cases' }))).type, 'incompatible-units')
  t.equal((await refusalOf(answer(set, { unit: 'returns' }))).type, 'unsupported-combination')
})

t.test(
  'stages, application types and screening types are split and not added, and not counted in the four',
  async t => {
    const counts: Count[] = [
      { decision_stage: 'appeal', value: 3 },
      { decision_stage: 'first_instance', value: 5 },
      { decision_stage: 'first_instance', application_type: 'withholding', value: 7 }
    ]
    const set = await releaseSet(t, [{ counts }])
    const { data, meta } = await answer(set, { group_by: ['year', 'outcome', 'effect', 'outcome_group'] })
    t.same(meta.query.split_by, ['decision_stage', 'application_type'])
    t.same(
      data.map(row => [row.decision_stage, row.application_type, row.persons]),
      [
        ['first_instance', 'not_split', 5],
        ['first_instance', 'withholding', 7],
        ['appeal', 'not_split', 3]
      ],
      'stages in the order of the procedure'
    )
    const appeals = await answer(set, { filters: { decision_stage: ['appeal'] } })
    t.same(appeals.meta.query.split_by, [])
    const both = await answer(set, {
      filters: { decision_stage: ['appeal', 'first_instance'] },
      group_by: ['application_type']
    })
    t.same(both.meta.query.split_by, ['decision_stage'], 'a filter that names two does not say which')
  }
)

t.test('levels are split inside mixed and nowhere else', async t => {
  const counts: Count[] = [
    { decision_stage: 'mixed', source_level: 'FA', value: 1 },
    { decision_stage: 'mixed', source_level: 'TA', value: 2 },
    { source_level: 'FI', value: 4 },
    { source_level: 'NA', value: 8 }
  ]
  const set = await releaseSet(t, [{ counts }])
  const { data, meta } = await answer(set, {})
  t.same(meta.query.split_by, ['decision_stage', 'source_level'])
  t.same(
    data.map(row => [row.decision_stage, row.source_level, row.persons]),
    [
      ['first_instance', 'not_split', 12],
      ['mixed', 'FA', 1],
      ['mixed', 'TA', 2]
    ]
  )
  const named = await answer(set, {
    group_by: ['source_level'],
    filters: { decision_stage: ['first_instance'] }
  })
  t.same(
    named.data.map(row => row.source_level),
    ['FI', 'NA'],
    'asked for, it is split everywhere'
  )
  const one = await answer(set, { filters: { source_level: ['FA'] } })
  t.same(one.meta.query.split_by, [])
})

t.test('constant dimensions stand on each row', async t => {
  const set = await releaseSet(t, [{ counts: [{ nationality: 'RUS' }, { nationality: 'AFG' }] }])
  const { data } = await answer(set, { group_by: ['release', 'nationality', 'source'] })
  t.same(data[0], { release: '2026-01', nationality: 'AFG', source: 'made-up', persons: 1, flags: {} })
})

t.test('a dimension of which a record says nothing has a word for it, and never null', async t => {
  const set = await releaseSet(t, [
    { decisions: [{ represented: true, custody: 'detained', country_of_return: 'RUS' }, {}] }
  ])
  const { data } = await answer(set, { group_by: ['represented', 'custody', 'country_of_return'] })
  t.same(
    data.map(row => [row.represented, row.custody, row.country_of_return]),
    [
      ['UNK', 'UNK', 'not_designated'],
      ['true', 'detained', 'RUS']
    ]
  )
  const unknown = await answer(set, { filters: { represented: ['UNK'] } })
  t.equal(unknown.data[0]?.decisions, 1, 'and can be asked for by that word')
})
