import type { IncomingMessage } from 'node:http'
import t from 'tap'
import { everyFormat } from '../../src/plugins/endpoint.ts'
import { formatOf, withoutSuffix } from '../../src/plugins/formats.ts'

const raw = (url: string) => ({ url }) as IncomingMessage
const asked = (url: string, accept?: string, format?: 'json' | 'csv') => {
  const request = { raw: raw(url), headers: accept === undefined ? {} : { accept } }
  const path = withoutSuffix(request.raw)
  return { path, format: () => formatOf(request, format, everyFormat) }
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
    [asked('/v1/cases.csv', undefined, 'json'), 'invalid-parameter']
  ] as const)
    try {
      request.format()
      t.fail('it was answered')
    } catch (error) {
      t.match(error, { type })
    }
})
