import { Readable } from 'node:stream'
import t from 'tap'
import { readJson } from '../../src/reading/json.ts'

const read = (text: string | Buffer, maxBytes = 1000): Promise<unknown> =>
  readJson(Readable.from([Buffer.from(text as string)]), maxBytes, 'a.json')

t.test('a document is read whole, with or without a byte order mark', async t => {
  t.same(await read('\uFEFF{"code": "NA", "n": 0}'), { code: 'NA', n: 0 })
})

t.test('a document that is cut off is told from a wrong one', async t => {
  for (const cut of ['{"a": 1', '{"a":\n', '[1,\n', '["abc', '{\n', '[1'])
    await t.rejects(read(cut), { code: 'truncated', file: 'a.json' }, cut)
})

t.test('what is not JSON is named by its line', async t => {
  await t.rejects(read('[1,\n2,\n3,,\n4]'), { code: 'malformed', line: 3, message: /a\.json, line 3/ })
  await t.rejects(read('{\n"a": 1,\nb: 2}'), { code: 'malformed', line: 3 })
  await t.rejects(read('[1]\n[2]'), { code: 'malformed', line: 2 })
  await t.rejects(read('<html>'), { code: 'malformed', line: 1 })
})

t.test('bytes that are not UTF-8 are named by their line', async t => {
  await t.rejects(read(Buffer.from('{\n"a":"é"}', 'latin1')), { code: 'not-utf8', line: 2 })
})

t.test('an empty document and one over the limit are refused', async t => {
  await t.rejects(read(''), { code: 'empty' })
  await t.rejects(read(' \n'), { code: 'empty' })
  await t.rejects(read('[1,2,3]', 4), { code: 'unreadable', message: /larger than 4 bytes/ })
})
