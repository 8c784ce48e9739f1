import t from 'tap'
import type { Made } from '../fixture.ts'
import { releaseSet } from '../fixture.ts'
import { ask, comparing } from './made-up.ts'

t.test('what differs is listed for each answer, and what is alike is not', async t => {
  const set = await comparing(t)
  const { meta } = await ask(set, { nationality: ['RUS'], group_by: ['year'] })
  const of = (kind: string) =>
    meta.differences
      .find(each => each.kind === kind)
      ?.values.map(({ source, unit, values }) => `${source} ${unit}: ${values.join(' ')}`)
  t.same(of('unit'), [
    'judges decisions: decisions',
    'nations cases: cases',
    'nations persons: persons',
    'rounders persons: persons',
    'screeners cases: cases'
  ])
  t.same(of('year_basis')?.slice(-2), ['rounders persons: calendar', 'screeners cases: us_fiscal'])
  t.same(of('decision_stage'), [
    'judges decisions: first_instance',
    'nations cases: appeal',
    'nations persons: first_instance',
    'rounders persons: first_instance',
    'screeners cases: screening'
  ])
  t.same(of('nationalities')?.[3], 'rounders persons: RUS')
  t.same(of('cell_status')?.[3], 'rounders persons: rounded')
  t.same(of('period')?.[3], 'rounders persons: 2021-01-01/2021-12-31')
  t.equal(of('date_basis'), undefined, 'all are dated by the decision')
  t.equal(of('counting_rule'), undefined)
  const one = await ask(set, { nationality: ['RUS'], source: ['judges'] })
  t.same(one.meta.differences, [], 'one answer differs from none')
})

const gone = (series: string, more: Partial<Made>): Made => ({
  ...{ source: 'border', release: series, series },
  counts: [10, 5].map((value, i) => ({
    ...{ unit: 'returns' as const, outcome: 'not_split' as const, period: `${2021 + i}`, value },
    ...{ decision_stage: undefined, return_type: 'enforced' as const }
  })),
  ...more
})

t.test('two series that hold the same returns are both shown, and never added', async t => {
  const set = await releaseSet(t, [
    gone('by-nationality', {}),
    gone('by-destination', { series_about: { same_as: 'by-nationality' } })
  ])
  const { data, meta } = await ask(set, { of: 'returns', group_by: ['year'] })
  t.same(
    data.map(({ year, series, returns }) => [year, series, returns]),
    [
      ['2021', 'by-destination', 10],
      ['2021', 'by-nationality', 10],
      ['2022', 'by-destination', 5],
      ['2022', 'by-nationality', 5]
    ]
  )
  t.same(
    meta.answers.map(({ series, same_as }) => [series, same_as]),
    [
      ['by-destination', 'by-nationality'],
      ['by-nationality', null]
    ]
  )
  t.match(meta.differences.find(({ kind }) => kind === 'same_records')?.values, [
    { series: 'by-destination', values: ['by-nationality'] },
    { series: 'by-nationality', values: [] }
  ])
})

t.test('levels of a source stand in its own rows, and others are not split by them', async t => {
  const set = await releaseSet(t, [
    {
      source: 'levels',
      counts: ['FA', 'BL'].map(source_level => ({ source_level, decision_stage: 'mixed' as const, value: 4 }))
    },
    {
      source: 'one-level',
      counts: [
        { source_level: 'SP', decision_stage: 'mixed' as const, value: 3 },
        { source_level: 'FI', value: 2 }
      ]
    },
    { source: 'none', counts: [{ value: 1 }] }
  ])
  const { data } = await ask(set, {})
  t.same(
    data.map(row => [row.source, row.decision_stage, row.source_level, row.persons]),
    [
      ['levels', 'mixed', 'BL', 4],
      ['levels', 'mixed', 'FA', 4],
      ['none', 'first_instance', 'not_split', 1],
      ['one-level', 'first_instance', 'not_split', 2],
      ['one-level', 'mixed', 'SP', 3]
    ]
  )
})
