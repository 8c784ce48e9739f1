import t from 'tap'
import { encodingOf, isPackable } from '../../src/plugins/encodings.ts'

const cases: [string | undefined, string][] = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['*', 'gzip'],
  ['deflate', 'identity'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['br; q=0, gzip', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['GZIP;Q=1.0', 'gzip'],
  ['identity, gzip;q=0.5', 'identity'],
  ['brotli, sgzip', 'identity']
]
for (const [header, encoding] of cases)
  t.test(`Accept-Encoding: ${header} is answered as ${encoding}`, async t => {
    t.equal(encodingOf(header), encoding)
  })

t.test('text is packed, a workbook and a few bytes are not', async t => {
  for (const type of [
    'application/json; charset=utf-8',
    'text/csv; charset=utf-8; header=present',
    'application/x-ndjson; charset=utf-8',
    'image/svg+xml',
    'application/vnd.vegalite.v6+json'
  ])
    t.equal(isPackable(type, 5000), true, type)
  t.equal(isPackable('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 5000), false)
  t.equal(isPackable('application/json', 900), false)
})
