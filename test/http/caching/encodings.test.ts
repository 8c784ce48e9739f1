import t from 'tap'
import { encodingOf, isPackable } from '../../../src/http/caching/encodings.ts'

const cases: [string | undefined, string][] = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['identity', 'identity'],
  ['*', 'gzip'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['deflate', 'identity'],
  ['gzip, deflate', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br, gzip', 'br'],
  ['BR', 'br'],
  ['GZIP;Q=1.0', 'gzip'],
  ['brotli, sgzip', 'identity'],
  ['gzip;q=0', 'identity'],
  ['br; q=0, gzip', 'gzip'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['br;q=0.9, gzip;q=0.5', 'br'],
  ['br;q=0.5, gzip;q=0.5', 'br'],
  ['br;q=0.5, gzip;q=0.5, identity;q=0.5', 'br'],
  ['identity, gzip;q=0.5', 'identity'],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['identity;q=0.4, gzip;q=0.5', 'gzip'],
  ['gzip;q=0.5', 'gzip'],
  ['gzip;q=0.001', 'gzip'],
  ['gzip;q=0.000', 'identity'],
  ['identity;q=0', 'identity'],
  ['identity;q=0, gzip', 'gzip'],
  ['identity;q=0, *', 'gzip'],
  ['identity;q=0, deflate', 'identity'],
  ['*;q=0', 'identity'],
  ['*;q=0, gzip', 'gzip'],
  ['gzip, *;q=0', 'gzip'],
  ['gzip;q=0, *', 'identity'],
  ['*, gzip;q=0', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['*, br;q=0', 'gzip'],
  ['br, *', 'br'],
  ['br;q=0.1, *', 'gzip'],
  ['*, br;q=0.1', 'gzip'],
  ['*;q=0.1, gzip', 'gzip'],
  ['*;q=0.1, gzip, identity;q=0.5', 'gzip'],
  ['gzip;q=0.5, *', 'identity'],
  ['gzip;q=0.5, *;q=1', 'identity'],
  ['identity, *', 'gzip'],
  ['identity;q=0.5, *', 'gzip'],
  ['identity;q=0.5, *;q=0', 'identity'],
  ['*;q=0.5', 'gzip'],
  ['*;q=0.5, identity', 'identity'],
  ['*;q=0.5, br;q=0.4', 'gzip'],
  ['gzip;q=abc', 'identity'],
  ['gzip;q=', 'gzip'],
  ['gzip;q=1.5', 'gzip'],
  ['gzip;q=1.2.3', 'gzip'],
  ['gzip;level=5', 'gzip'],
  ['gzip ; q=0.5', 'gzip'],
  ['gzip;q=0, gzip', 'gzip'],
  ['gzip, gzip;q=0', 'gzip'],
  ['x-gzip;q=0, gzip', 'gzip'],
  ['x-gzip;q=0', 'identity'],
  ['gzip;q=0, x-gzip', 'gzip'],
  [',', 'identity'],
  [', gzip', 'gzip'],
  ['gzip,,br', 'br'],
  ['deflate;q=1, gzip;q=0.2', 'gzip'],
  ['compress, gzip', 'gzip'],
  ['compress;q=0.5, gzip;q=1.0', 'gzip'],
  ['gzip;q=1.0, identity; q=0.5, *;q=0', 'gzip'],
  ['zstd;q=1, br;q=0.8, *;q=0.1', 'br'],
  ['gzip;;q=1', 'gzip']
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
  t.equal(isPackable('image/png', 5000), false)
  t.equal(isPackable('application/json', 900), false)
})
