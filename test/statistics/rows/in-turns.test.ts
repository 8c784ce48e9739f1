import t from 'tap'
import { writeCsv } from '../../../src/formats/csv.ts'
import { writeNdjson } from '../../../src/formats/ndjson.ts'
import { madeInTurns, turnAfter } from '../../../src/statistics/rows/in-turns.ts'

/** How many turns others have while this is made. */
async function turnsIn(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let timer = setImmediate(function count() {
    turns++
    timer = setImmediate(count)
  })
  await work()
  clearImmediate(timer)
  return turns
}

t.test('long lists are made in order, and others have turns meanwhile', async t => {
  t.same(await madeInTurns(3, at => at * 2), [0, 2, 4])
  const long = await madeInTurns(9_000, at => at)
  t.same(long, [...Array(9_000).keys()])
  t.ok((await turnsIn(() => madeInTurns(9_000, at => at))) >= 2)
  t.equal(await turnsIn(() => madeInTurns(4_000, at => at)), 0, 'a short list waits for nobody')
  t.equal(await turnsIn(() => turnAfter([1])), 0)
  t.ok((await turnsIn(() => turnAfter(long))) >= 1)
})

t.test('each batch of a table is a piece, and others have a turn after it', async t => {
  const rows = [1, 2, 3].map(number => [{ number }])
  const read = async (pieces: AsyncGenerator<string>) => {
    let text = ''
    for await (const piece of pieces) text += piece
    return text
  }
  t.ok((await turnsIn(() => read(writeNdjson(rows)))) >= 3)
  t.ok((await turnsIn(() => read(writeCsv(['number'], [[[1]], [[2]], [[3]]])))) >= 3)
  t.equal(await read(writeNdjson(rows)), '{"number":1}\n{"number":2}\n{"number":3}\n')
  t.equal(await read(writeCsv(['number'], [[[1]], [[2]], [[3]]])), 'number\r\n1\r\n2\r\n3\r\n')
})
