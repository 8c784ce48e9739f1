import t from 'tap'
import { importing } from './importing.ts'

t.test('a row that stands twice in a table where none can is refused, and both lines are named', async t => {
  for (const file of ['rows/gb-decisions-same-row.csv', 'rows/gb-appeals-same-row.csv']) {
    const { errors } = await importing(t, 'gb-asylum-decisions', [file])
    t.match(errors[file]?.message, /same-row\.csv, line 3: is the same row as line 2\./)
  }
})

t.test('rows that were rejected are in the account of every answer, with their number', async t => {
  const cases = [
    ['gb-asylum-decisions', 'gb-appeals', '', 2, { appeal_dismissed: 13, appeal_sustained: 6 }],
    [
      'unhcr-asylum-decisions',
      'unhcr',
      '&decision_stage=first_instance&country_of_asylum=KEN',
      1,
      {
        refugee_status_granted: 720,
        complementary_protection_granted: 12,
        rejected: 180,
        otherwise_closed: 70
      }
    ],
    ['eurostat-asylum-decisions', 'eurostat', '&country_of_asylum=SWE', 1, { rejected: 710 }]
  ] as const
  for (const [source, file, filters, rows, cells] of cases) {
    const { get, json } = await importing(t, source, [`rows/${file}-one-rejected.csv`], { force: true })
    const address = `/v1/statistics/decisions?source=${source}${filters}`
    const { data, meta } = await json(`${address}&group_by=outcome`)
    const counted = Object.fromEntries(data.map((row: Record<string, unknown>) => [row.outcome, row.persons]))
    t.match(counted, cells, source)
    const { persons } = meta.reconciliation
    t.equal(persons.in_scope, persons.sum_of_cells, 'what the rejected rows count is not known')
    t.same(persons.left_out, [{ reason: 'rejected', count: null, rows }])
    const [caveat] = meta.caveats.filter(({ id }: { id: string }) => id === 'rejected-rows')
    t.match(caveat, { source, text: new RegExp(`^${rows} rows? of release r1 could not be read`) })

    const listed = await json(`/v1/published-counts?source=${source}`)
    t.ok(listed.meta.caveats.some(({ id }: { id: string }) => id === 'rejected-rows'))
    t.match(
      (await get(address.replace('?', '.sentence?'))).body,
      `rejected rows of the file, ${rows} in number`
    )
    const cube = (await get(address.replace('?', '.json-stat?'))).json()
    t.match(JSON.stringify(cube), `"reason":"rejected","count":null,"rows":${rows}`)
  }
})
