import t from 'tap'
import { inSlices, madeInSlices } from '../../../src/queries/lists/slices.ts'

const rows = Array.from({ length: 1001 }, (_, i) => i)

t.test('slices have all rows in their order', async t => {
  const slices = [...inSlices(rows)]
  t.ok(slices.length > 3)
  t.same(slices.flat(), rows)
  t.same([...inSlices([])], [])
})

t.test('others have a turn of the event loop between two slices', async t => {
  let [turns, isDone] = [0, false]
  const count = () => {
    turns++
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  const made = await madeInSlices(rows, row => 2 * row)
  isDone = true
  t.same(
    made,
    rows.map(row => 2 * row)
  )
  t.ok(turns >= [...inSlices(rows)].length - 1, `${turns} turns`)
})
