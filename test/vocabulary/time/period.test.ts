import t from 'tap'
import { parsePeriod } from '../../../src/vocabulary/time/period.ts'

t.test('a year that nobody means is no period', async t => {
  for (const word of ['0000', '0050', '0001-01', '0999-Q4', 'FY0000', 'FY0001', 'FY0001-Q1'])
    t.equal(parsePeriod(word, 'us_fiscal'), undefined, word)
})

t.test('days have four digits of the year, so that they compare as texts', async t => {
  t.match(parsePeriod('1000', 'calendar'), { from: '1000-01-01', to: '1000-12-31' })
  t.match(parsePeriod('FY1000', 'us_fiscal'), { from: '0999-10-01', to: '1000-09-30' })
  t.match(parsePeriod('FY9999', 'us_fiscal'), { from: '9998-10-01', to: '9999-09-30' })
})

t.test('days are a period from the first to the last, where both exist', async t => {
  t.same(parsePeriod('2024-08-01..2024-08-15', 'us_fiscal'), {
    ...{ label: '2024-08-01..2024-08-15', kind: 'days', from: '2024-08-01', to: '2024-08-15' }
  })
  t.match(parsePeriod('2024-02-16..2024-02-29', 'calendar'), { to: '2024-02-29' })
  const wrong = [
    '2023-02-16..2023-02-29',
    '2024-08-15..2024-08-01',
    '2024-08-01..',
    '2024-08..2024-09',
    '2024-08-01'
  ]
  for (const word of wrong) t.equal(parsePeriod(word, 'calendar'), undefined, word)
})
