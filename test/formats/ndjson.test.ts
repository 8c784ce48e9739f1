import t from 'tap'
import { writeNdjson } from '../../src/formats/ndjson.ts'

t.test('each row is one line, and a withheld number is null', async t => {
  let written = ''
  for await (const piece of writeNdjson([[{ a: 1 }, { a: null }], [], [{ a: 'two\nlines' }]]))
    written += piece
  t.equal(written, '{"a":1}\n{"a":null}\n{"a":"two\\nlines"}\n')
})
