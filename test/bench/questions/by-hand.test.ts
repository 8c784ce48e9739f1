import t from 'tap'
import { askedTwice } from '../../../bench/questions/by-hand/catalogue.ts'
import { sameCells } from '../../../bench/questions/by-hand/compare.ts'

const question = { asks: 'How many a year?', path: '/', by: ['year'], sql: () => 'select 1' }
const csv = (...lines: string[]) => ['year,decisions,decisions_flags,rate,rate_flags', ...lines].join('\n')

t.test('each of the thirty questions has SQL by hand', async t => {
  const questions = await askedTwice()
  t.equal(questions.length, 30)
  for (const { sql } of questions) t.match(sql('2026-09-02'), /order by [^)]+$/)
})

t.test('figures are compared, but for those that the answer withholds', async t => {
  const answer = csv('FY2024,120,,0.333333,', 'FY2025,4,,,low_n')
  const rows = [
    { year: 2025n, decisions: 4n, rate: 0.25 },
    { year: 2024n, decisions: 120n, rate: 1 / 3 }
  ]
  t.equal(sameCells(question, answer, rows), 3)
})

t.test('an answer that differs in one figure or one row is refused', async t => {
  const row = { year: 2024, decisions: 120, rate: 0.5 }
  t.throws(() => sameCells(question, csv('2024,121,,0.5,'), [row]), /decisions of 2024 is 121, by hand 120/)
  t.throws(() => sameCells(question, csv('2024,120,,0.500001,'), [row]), /rate of 2024/)
  t.throws(() => sameCells(question, csv('2024,,,0.5,'), [row]), /is empty/)
  t.throws(() => sameCells(question, csv('2023,120,,0.5,'), [row]), /no row for 2024/)
  t.throws(() => sameCells(question, csv('2024,120,,0.5,', '2025,1,,,low_n'), [row]), /2 rows, by hand 1/)
  t.throws(() => sameCells(question, csv(), []), /nothing was compared/)
})
