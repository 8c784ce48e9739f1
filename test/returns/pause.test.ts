import t from 'tap'
import { pausesIn } from '../../src/returns/pause.ts'
import { addMonths } from '../../src/vocabulary/time/day.ts'

t.test('returns resumed on the first day after the newest pause that lasts long enough', async t => {
  const days = [
    '2021-01-05',
    '2021-01-20',
    '2021-09-01',
    '2021-09-02',
    '2022-02-10',
    '2022-02-11',
    '2022-05-10'
  ]
  t.same(pausesIn(days, 3), {
    longest: { last_before: '2021-01-20', first_after: '2021-09-01', days: 224 },
    resumed_after: { last_before: '2021-09-02', first_after: '2022-02-10', days: 161 }
  })
  t.equal(pausesIn(days, 6).resumed_after?.first_after, '2021-09-01')
  t.equal(pausesIn(days, 12).resumed_after, null)
})

t.test('three months are reached on the same day of the month, not a day before', async t => {
  t.equal(pausesIn(['2022-02-10', '2022-05-10'], 3).resumed_after?.first_after, '2022-05-10')
  t.equal(pausesIn(['2022-02-10', '2022-05-09'], 3).resumed_after, null)
})

t.test('one return, or none, has no pause', async t => {
  t.same(pausesIn([], 3), { longest: null, resumed_after: null })
  t.same(pausesIn(['2023-03-01'], 3), { longest: null, resumed_after: null })
})

t.test('a month that is shorter ends on its last day', async t => {
  t.equal(addMonths('2023-11-30', 3), '2024-02-29')
  t.equal(addMonths('2022-12-31', 2), '2023-02-28')
  t.equal(addMonths('2023-12-01', 1), '2024-01-01')
})
