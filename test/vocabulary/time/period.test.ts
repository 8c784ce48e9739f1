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
