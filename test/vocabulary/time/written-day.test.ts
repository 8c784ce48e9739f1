import t from 'tap'
import { currentAsOf } from '../../../src/vocabulary/time/written-day.ts'

t.test('the day as of which a file says that its data are is read, and no other day', async t => {
  t.equal(currentAsOf('This report is current as of August 20, 2024 '), '2024-08-20')
  t.equal(
    currentAsOf('Records may not match. Data are current as of May 5, 2023; later reports'),
    '2023-05-05'
  )
  for (const text of [
    'Data are current as of February 30, 2024',
    'Fiscal year 2024',
    'Published August 20, 2024',
    ''
  ])
    t.equal(currentAsOf(text), undefined, text)
})
