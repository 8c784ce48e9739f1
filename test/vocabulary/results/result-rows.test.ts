import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { answer } from '../../statistics/answered.ts'
import { type Count, releaseSet } from '../../statistics/fixture.ts'

const counts: Count[] = [
  { outcome: 'refugee_status_granted', value: 40, nationality: 'RUS' },
  { outcome: 'rejected', value: 60, nationality: 'RUS', status: 'rounded' },
  { outcome: 'rejected', value: null, nationality: 'CUB', status: 'suppressed' }
]
const made = { counts, series_about: { rates: { refugee_recognition_rate: {} } } }

t.test('columns are dimensions, each measure with its flags, then what is the same on each row', async t => {
  const set = await releaseSet(t, [made])
  const header = async (question: Question) => (await answer(set, question)).table.header
  const ends = [
    ...['unit', 'year_basis', 'source', 'series', 'release', 'synthetic'],
    ...['date_basis', 'period_from', 'period_to']
  ]
  t.same(await header({ group_by: ['year', 'nationality'] }), [
    'year',
    'nationality',
    'persons',
    'persons_flags',
    ...ends
  ])
  t.same(await header({ measures: ['refugee_recognition_rate', 'persons'], intervals: true }), [
    'refugee_recognition_rate',
    'refugee_recognition_rate_flags',
    'refugee_recognition_rate_n',
    'refugee_recognition_rate_low',
    'refugee_recognition_rate_high',
    'refugee_recognition_rate_n_share',
    'refugee_recognition_rate_n_share_flags',
    'persons',
    'persons_flags',
    ...ends
  ])
  t.same(
    await header({ group_by: ['source', 'nationality'] }),
    ['nationality', 'persons', 'persons_flags', ...ends],
    'named once'
  )
})

t.test('every row has every column, and what is withheld is null beside its flag', async t => {
  const set = await releaseSet(t, [made])
  const { table, data } = await answer(set, { group_by: ['nationality'] })
  const rows = [...table.batches].flat()
  const ends = {
    unit: 'persons',
    year_basis: 'calendar',
    source: 'made-up',
    series: 'table',
    release: '2026-01',
    synthetic: false,
    date_basis: 'decided',
    period_from: '2000-01-01',
    period_to: '2025-12-31'
  }
  t.same(rows, [
    { nationality: 'CUB', persons: null, persons_flags: ['suppressed'], ...ends },
    { nationality: 'RUS', persons: 100, persons_flags: ['rounded'], ...ends }
  ])
  t.same(data, [
    { nationality: 'CUB', persons: null, flags: { persons: ['suppressed'] } },
    { nationality: 'RUS', persons: 100, flags: { persons: ['rounded'] } }
  ])
})

t.test(
  'fields leave measures out; flags stay with their measure, and dimensions with their number',
  async t => {
    const set = await releaseSet(t, [made])
    const { data, table } = await answer(set, {
      group_by: ['nationality', 'year'],
      fields: ['persons']
    })
    t.strictSame(Object.keys(data[0] ?? {}), ['nationality', 'year', 'persons', 'flags'])
    t.match(data[0], { nationality: 'CUB', persons: null, flags: { persons: ['suppressed'] } })
    t.same(table.header.slice(0, 4), ['nationality', 'year', 'persons', 'persons_flags'])
  }
)
