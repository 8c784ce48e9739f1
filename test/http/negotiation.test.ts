import type { IncomingMessage } from 'node:http'
import t from 'tap'
import type { Format } from '../../src/formats/format.ts'
import { documentFormats, listFormats, statisticsFormats } from '../../src/formats/registry.ts'
import { formatOf, withoutSuffix } from '../../src/http/negotiation.ts'
import { Problem } from '../../src/vocabulary/problem.ts'

const raw = (url: string) => ({ url }) as IncomingMessage
const asked = (url: string, accept?: string, format?: string) => {
  const request = { raw: raw(url), headers: accept === undefined ? {} : { accept } }
  const path = withoutSuffix(request.raw)
  return { path, format: () => formatOf(request, format, listFormats).id }
}

t.test('the suffix is taken from the path and beats Accept', async t => {
  const csv = asked('/v1/cases.csv?nationality=RUS', 'application/json')
  t.equal(csv.path, '/v1/cases?nationality=RUS')
  t.equal(csv.format(), 'csv')
  t.equal(asked('/v1/cases/documented:1.json').path, '/v1/cases/documented:1')
  t.equal(asked('/v1.json').path, '/v1')
  t.equal(asked('/openapi.json').path, '/openapi.json', 'outside of the API a dot is a dot')
  t.equal(asked('/v1/cases?cursor=a.b').path, '/v1/cases?cursor=a.b', 'and so it is in a value')
})

t.test('Accept chooses by weight; what nobody asked for by name is JSON', async t => {
  t.equal(asked('/v1/cases').format(), 'json')
  t.equal(asked('/v1/cases', 'text/html,application/xhtml+xml,*/*;q=0.8').format(), 'json')
  t.equal(asked('/v1/cases', 'text/csv').format(), 'csv')
  t.equal(asked('/v1/cases', 'application/json;q=0.5, text/csv').format(), 'csv')
  t.equal(asked('/v1/cases', 'text/csv;q=0, */*').format(), 'json')
  t.equal(asked('/v1/cases', 'application/x-ndjson').format(), 'ndjson')
  t.equal(asked('/v1/cases', 'text/csv', 'json').format(), 'json', 'format= beats Accept')
})

t.test('a format that is not there is refused with those that are', async t => {
  for (const [request, type] of [
    [asked('/v1/cases', 'application/pdf'), 'not-acceptable'],
    [asked('/v1/cases.pdf'), 'not-acceptable'],
    // Of the contract, and not of this endpoint or not on this computer.
    [asked('/v1/cases', undefined, 'png'), 'not-acceptable'],
    [asked('/v1/cases.csv', undefined, 'json'), 'invalid-parameter']
  ] as const)
    try {
      request.format()
      t.fail('it was answered')
    } catch (error) {
      t.match(error, { type })
    }
})

/** An Accept header, the format of a list for it, and that of statistics where it is another one; 406 for none. */
const acceptHeaders: [accept: string, list: string, statistics?: string][] = [
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/*', 'json'],
  ['text/*', 'csv'],
  ['image/*', '406', 'svg'],
  ['image/svg+xml', '406', 'svg'],
  ['text/plain', '406', 'sentence'],
  ['text/html', '406'],
  ['application/pdf', '406'],
  ['APPLICATION/JSON', 'json'],
  ['Text/CSV', 'csv'],
  ['application/json, text/csv', 'json'],
  ['text/csv, application/json', 'csv'],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['application/json;q=0.5, text/csv;q=0.5', 'json'],
  ['text/csv;q=0.1, application/json;q=0.2', 'json'],
  ['text/csv;q=0, */*', 'json'],
  ['text/csv;q=0', '406'],
  ['application/json;q=0, */*', 'csv'],
  ['*/*, application/json;q=0', 'csv'],
  ['*/*;q=0', '406'],
  ['*/*;q=0, text/csv', 'csv'],
  ['application/json;q=0.5, */*', 'csv'],
  ['application/json;q=0.5, */*;q=0.8', 'csv'],
  ['*/*, text/csv', 'csv'],
  ['application/*, text/csv', 'csv'],
  ['text/*, application/json', 'json'],
  ['text/*;q=0.5, application/json;q=0.4', 'csv'],
  ['application/*;q=0.2, text/csv;q=0.3', 'csv'],
  ['application/json;q=0, application/*', 'ndjson'],
  ['text/csv;q=0, text/*', '406', 'sentence'],
  ['text/csv;q=0, text/*, application/json;q=0.1', 'json', 'sentence'],
  ['application/json;charset=utf-8', 'json'],
  ['application/json; charset=utf-8', 'json'],
  ['application/json;charset="utf-8"', 'json'],
  ['application/json;odata=verbose', 'json'],
  ['text/csv;header=present', 'csv'],
  ['text/csv; charset=utf-8; header=present', 'csv'],
  ['text/csv;header=absent', 'csv'],
  ['text/csv;charset=utf-16, application/json;q=0.5', 'json'],
  ['text/csv;charset=utf-16, application/pdf', 'csv'],
  ['text/csv;header=absent;q=0.3, application/json;q=0.2;charset=latin1', 'csv'],
  ['application/x-ndjson', 'ndjson'],
  ['application/ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
  ['application/json-stat+json', '406', 'json-stat'],
  ['application/json-stat', '406', 'json-stat'],
  ['application/vnd.json-stat+json', '406', 'json-stat'],
  ['application/vnd.vegalite+json', '406', 'vega-lite'],
  ['application/vnd.vegalite.v5+json', '406'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '406', 'xlsx'],
  [
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
    'json'
  ],
  [
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,image/svg+xml,*/*;q=0.8',
    'json'
  ],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'json'],
  ['text/html, image/svg+xml', '406'],
  ['text/html;q=0, image/svg+xml', '406', 'svg'],
  ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'json', 'svg'],
  ['image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5', 'json', 'png'],
  ['image/png', '406', 'png'],
  ['image/png, image/*;q=0.5', '406', 'png'],
  ['application/json, text/plain, */*', 'json'],
  ['application/json, text/javascript, */*; q=0.01', 'json'],
  ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'json'],
  ['text/javascript, application/javascript', '406'],
  ['application/json;q=1.0;ext=1, text/csv', 'csv'],
  ['application/json;q=0.001, application/pdf', 'json'],
  ['application/json;q=0.000, text/csv;q=0.001', 'csv'],
  ['text/csv;Q=0.3, application/json;Q=0.2', 'csv'],
  ['text/csv ; q=0.3 , application/json ; q=0.4', 'json'],
  ['text/csv;q=.3, application/json;q=.4', 'json'],
  ['text/csv;q=abc', '406'],
  ['text/csv;q=', 'csv'],
  ['text/csv;q=1.5, application/json', 'csv'],
  ['text/csv; q = 0.5, application/json;q=0.7', 'json'],
  ['json', '406'],
  ['*', '406'],
  [',', '406'],
  [', text/csv', 'csv'],
  ['text/csv,', 'csv'],
  [';q=1', '406'],
  ['text/csv;;q=0.5, application/json;q=0.7', 'json'],
  ['text/csv;header="a,b", application/json;q=0.5', 'json'],
  ['text/csv;header="unclosed, application/json', 'csv'],
  ['application/problem+json', '406'],
  ['application/problem+json, application/json;q=0.9', 'json'],
  ['text/csv, text/csv;q=0', 'csv'],
  ['text/csv;q=0, text/csv', 'csv'],
  [
    'application/vnd.vegalite.v6+json;q=0.9, image/svg+xml;q=0.8, application/json;q=0.1',
    'json',
    'vega-lite'
  ],
  ['text/plain, text/csv;q=0.9', 'csv', 'sentence'],
  ['text/csv;q=0.9, text/*', 'csv', 'sentence'],
  ['*/*;q=0.1, text/*;q=0.2, image/*;q=0.3', 'csv', 'svg']
]

function negotiated(accept: string, available: readonly Format[]): string {
  try {
    return formatOf({ raw: raw('/v1/cases'), headers: { accept } }, undefined, available).id
  } catch (error) {
    return error instanceof Problem && error.type === 'not-acceptable' ? '406' : String(error)
  }
}

t.test('Accept is read as RFC 9110 says', async t => {
  for (const [accept, list, statistics = list] of acceptHeaders) {
    t.equal(negotiated(accept, listFormats), list, `a list, Accept: ${accept}`)
    t.equal(negotiated(accept, statisticsFormats), statistics, `statistics, Accept: ${accept}`)
  }
})

t.test('an endpoint that has JSON alone gives it to who takes it, and refuses who does not', async t => {
  for (const [accept, format] of [
    ['*/*', 'json'],
    ['text/html, */*;q=0.1', 'json'],
    ['application/*', 'json'],
    ['text/csv, application/json;q=0.1', 'json'],
    ['text/csv', '406'],
    ['application/json;q=0, */*', '406']
  ] as const)
    t.equal(negotiated(accept, documentFormats), format, `Accept: ${accept}`)
})
