import t from 'tap'
import { askAtRandom } from './random-questions.ts'

t.test('every answer is what a naive count over the rows in Postgres says', { timeout: 800_000 }, t =>
  askAtRandom(t, { each: 30, seed: 20_260_930 })
)
