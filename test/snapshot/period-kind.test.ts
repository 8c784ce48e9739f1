import t from 'tap'
import { periodKindOf } from '../../src/snapshot/describing/period-kind.ts'

t.test('a period is known by its first and last day', async t => {
  const kinds: [from: string, to: string, kind: string][] = [
    ['2024-01-01', '2024-12-31', 'calendar_year'],
    ['2023-10-01', '2024-09-30', 'us_fiscal_year'],
    ['2023-04-01', '2024-03-31', 'uk_fiscal_year'],
    ['2023-07-01', '2024-06-30', 'au_fiscal_year'],
    ['2024-07-01', '2024-09-30', 'quarter'],
    ['2024-02-01', '2024-02-29', 'month'],
    ['2023-02-01', '2023-02-28', 'month'],
    ['2024-02-29', '2024-02-29', 'day'],
    ['2024-02-01', '2024-02-15', 'other'],
    ['2024-01-01', '2024-06-30', 'other'],
    ['2024-02-01', '2024-04-30', 'other'],
    ['2020-01-01', '2024-12-31', 'other']
  ]
  for (const [from, to, kind] of kinds) t.equal(periodKindOf(from, to), kind, `${from} to ${to}`)
})
