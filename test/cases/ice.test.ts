import t, { type Test } from 'tap'
import { importing } from './importing.ts'

async function returnsIn(t: Test, file: string) {
  const { json, reports, errors } = await importing(t, 'us-ice-removals', [`ice/${file}`])
  t.same(errors, {}, file)
  const { data, meta } = await json(
    '/v1/statistics/returns?source=us-ice-removals&group_by=country_of_return,return_type'
  )
  const counts = data.map((row: Record<string, unknown>) =>
    [row.country_of_return, row.return_type, row.returns].join(' ')
  )
  return {
    counts: counts.sort(),
    left_out: meta.reconciliation.returns?.left_out,
    report: reports[`ice/${file}`]
  }
}

t.test(
  'a number of 16 or more digits in a workbook is no key of a person, and the report says so',
  async t => {
    const { counts, left_out, report } = await returnsIn(t, 'numeric-ids-removals.xlsx')
    t.same(counts, ['CUB enforced 1', 'HTI enforced 2', 'PER enforced 1'])
    t.match(left_out, [{ count: 1 }])
    t.same(report?.unknown_codes, [
      { field: 'Unique Identifier', code: 'a number of 16 or more digits', count: 3 }
    ])
  }
)

t.test('a key under its newest header tells duplicates', async t => {
  const { counts, left_out } = await returnsIn(t, 'new-header-removals.xlsx')
  t.same(counts, ['HTI enforced 1', 'PER enforced 2'])
  t.match(left_out, [{ count: 1 }])
})

t.test(
  'of two rows of one departure the one that names country and outcome is kept, in any order',
  async t => {
    for (const file of ['duplicates-differ-removals.xlsx', 'duplicates-differ-other-order-removals.xlsx']) {
      const { counts } = await returnsIn(t, file)
      t.same(counts, ['DOM enforced 1', 'PER enforced 1'], file)
    }
  }
)
