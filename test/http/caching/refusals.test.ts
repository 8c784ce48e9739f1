import t from 'tap'
import { Overloaded } from '../../../src/snapshot/release-set.ts'
import { said } from '../../../src/vocabulary/labels/texts/texts.ts'
import { Problem, type ProblemType, problemTypes } from '../../../src/vocabulary/problem.ts'
import { oneEndpoint } from '../one-endpoint.ts'

const url = '/v1/rows?rows=50'

/** An endpoint that refuses every question with one problem. */
const refusing = (test: Parameters<typeof oneEndpoint>[0], type: ProblemType, megabytes?: number) =>
  oneEndpoint(
    test,
    () => {
      throw new Problem(type, said('no_host'), [{ parameter: 'rows', code: type }], { estimate: 7 })
    },
    megabytes
  )

t.test('a question that was refused is refused again without being asked', async t => {
  const { app, asked } = await refusing(t, 'query-too-large')
  const first = await app.inject(url)
  t.match(first.json(), { type: 'query-too-large', status: 400, estimate: 7, instance: url })
  const ids = new Set([first.json().request_id])
  for (const encoding of ['identity', 'gzip', 'br']) {
    const again = await app.inject({ url, headers: { 'accept-encoding': encoding, 'if-none-match': '*' } })
    const { request_id, ...document } = again.json()
    ids.add(request_id)
    t.same({ ...document, request_id: first.json().request_id }, first.json(), encoding)
    const { date: _, ...headers } = again.headers
    const { date: __, ...expected } = first.headers
    t.same(headers, expected)
    t.equal(headers['cache-control'], 'no-store')
    t.equal(again.statusCode, 400)
  }
  t.equal(ids.size, 4, 'each with its own request id')
  t.equal((await app.inject({ method: 'HEAD', url })).statusCode, 400)
  t.equal(asked(), 1)
})

t.test('another address, format or release set is asked for itself', async t => {
  const { app, asked, publish } = await refusing(t, 'query-too-large')
  for (const other of [url, `${url}1`, '/v1/rows.csv?rows=50']) {
    const { instance } = (await app.inject(other)).json()
    t.equal(instance, other)
  }
  t.equal(asked(), 3)
  const csv = await app.inject({ url, headers: { accept: 'text/csv' } })
  t.equal(csv.statusCode, 400)
  t.equal(asked(), 4)
  publish()
  await app.inject(url)
  t.equal(asked(), 5)
})

t.test('only what follows from the question and the releases is remembered', async t => {
  for (const [type, { status }] of Object.entries(problemTypes)) {
    const { app, asked } = await refusing(t, type as ProblemType)
    for (let i = 0; i < 2; i++) t.equal((await app.inject(url)).statusCode, status, type)
    t.equal(asked(), status === 400 ? 1 : 2, type)
  }
  const { app, asked } = await oneEndpoint(t, () => Promise.reject(new Overloaded('busy')))
  for (let i = 0; i < 2; i++) t.equal((await app.inject(url)).statusCode, 503)
  t.equal(asked(), 2)
})

t.test('the memory of refusals is that of answers', async t => {
  const { app, asked } = await refusing(t, 'query-too-large', 0)
  for (let i = 0; i < 2; i++) await app.inject(url)
  t.equal(asked(), 2, 'none where there is no room for answers')

  const small = await refusing(t, 'query-too-large', 0.125)
  for (let i = 0; i < 200; i++) await small.app.inject(`/v1/rows?rows=${i}`)
  await small.app.inject('/v1/rows?rows=199')
  t.equal(small.asked(), 200, 'the last is still there')
  await small.app.inject('/v1/rows?rows=0')
  t.equal(small.asked(), 201, 'the first has left')
})
