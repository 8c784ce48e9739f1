import t from 'tap'
import { importing } from './importing.ts'

t.test('a row that stands twice in a table where none can is refused, and both lines are named', async t => {
  for (const file of ['rows/gb-decisions-same-row.csv', 'rows/gb-appeals-same-row.csv']) {
    const { errors } = await importing(t, 'gb-asylum-decisions', [file])
    t.match(errors[file]?.message, /same-row\.csv, line 3: is the same row as line 2\./)
  }
})
