import t, { type Test } from 'tap'
import { twoEditions } from '../loaded.ts'
import { service } from '../service.ts'
import { needs, placed } from './questions-asked.ts'

interface Parameter {
  name: string
  in: string
  schema: { type?: string; items?: { enum?: string[] }; format?: string; enum?: string[] }
}

t.test('every route of the contract keeps the rules of the wire', async t => {
  const { app, get } = await service(t, { rateLimit: 1_000_000 }, twoEditions)
  const { paths = {} } = app.swagger()
  const routes = Object.entries(paths).map(([path, item]) => ({
    path,
    url: path.replace(/\{(\w+)\}/g, (_, name: string) => placed[name] ?? name),
    need: needs[path] ?? '',
    parameters: ((item?.get?.parameters ?? []) as Parameter[]).filter(each => each.in === 'query')
  }))
  t.ok(routes.length >= 25, 'the contract has its routes')

  for (const { path, url, need, parameters } of routes) {
    const ask = (query: string, headers: Record<string, string> = {}) =>
      get(`${url}?${[need, query].filter(Boolean).join('&')}`, headers)
    const names = parameters.map(({ name }) => name)
    const isService = path.startsWith('/v1')
    const countries = names.filter(
      each => /^(nationality|country_of_)/.test(each) && !/_(group|basis)$/.test(each)
    )
    const days = parameters.filter(({ schema }) => schema.format === 'date').map(({ name }) => name)

    await t.test(`${path} answers`, async t => {
      const answer = await ask('')
      t.equal(answer.statusCode, 200, said(answer))
      t.equal(answer.headers['access-control-allow-origin'], '*')
      t.equal(answer.headers['x-content-type-options'], 'nosniff')
      if (!isService) return
      t.match(answer.headers['ratelimit-policy'], /^"anon";q=\d+;w=60$/)
      t.match(answer.headers.ratelimit, /^"anon";r=\d+;t=\d+$/)
      t.match(answer.headers.link, /rel="canonical"/)
      t.equal(answer.headers.vary, 'Accept, Accept-Encoding')
      t.match(answer.headers['cache-control'], /^public, max-age=\d+/)
      const isCase =
        /^\/v1\/(cases|decisions|returns|events|statements|reported-figures|case-groups)|\/records$/.test(
          path
        )
      t.equal(answer.headers['x-robots-tag'], isCase ? 'noindex, noarchive' : undefined)
      for (const name of ['ETag', 'Link', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'Last-Modified'])
        t.match(answer.headers['access-control-expose-headers'], name)
    })

    const numbers = parameters.filter(({ schema }) => /integer|number/.test(schema.type ?? ''))
    if (numbers.length > 0)
      await t.test(`${path} takes no number beyond all numbers`, async t => {
        for (const { name } of numbers)
          for (const number of ['1e400', '-1e400', '9'.repeat(400)]) {
            const answer = await ask(`${name}=${number}`)
            t.equal(answer.statusCode, 400, said(answer))
            t.match(answer.json().errors, [{ parameter: name }])
          }
      })

    await t.test(`${path} refuses what is unknown or misspelled, saying what was meant`, async t => {
      for (const unknown of ['natoinality', 'page', 'offset', 'nationality[]', '__proto__', 'constructor']) {
        const answer = await ask(`${unknown}=1`)
        refused(t, answer, 400, 'unknown-parameter')
        t.equal(answer.json().errors[0].parameter, unknown)
      }
      for (const name of names.filter(each => each.length > 3)) {
        const answer = await ask(`${name.slice(0, -2)}${name.at(-1)}=1`)
        const fault = answer.json().errors.find((each: { code: string }) => each.code === 'unknown-parameter')
        t.ok(fault?.did_you_mean?.includes(name), `${name}: ${said(answer)}`)
      }
    })

    if (parameters.length > 0)
      await t.test(`${path} refuses a scalar that is given twice and a value that is empty`, async t => {
        for (const { name, schema } of parameters) {
          const empty = await get(`${url}?${name}=`)
          refused(t, empty, 400, 'invalid-parameter', name)
          if (schema.type === 'array') continue
          const value =
            schema.enum?.[0] ??
            (schema.type === 'integer' ? '1' : schema.type === 'boolean' ? 'true' : '2020-01-01')
          const twice = await get(`${url}?${name}=${value}&${name}=${value}`)
          refused(t, twice, 400, 'invalid-parameter', name)
          t.equal(twice.json().errors[0].code, 'given-twice')
        }
      })

    if (countries.length + days.length > 0)
      await t.test(
        `${path} reads codes in one scheme, days that exist and ranges with one bound`,
        async t => {
          for (const name of countries)
            for (const [code, meant] of [
              ['GM', 'GMB'],
              ['ALG', 'DZA'],
              ['rus', 'RUS']
            ]) {
              const answer = await ask(`${name}=${code}`)
              refused(t, answer, 400, 'unknown-code', name)
              t.ok(answer.json().errors[0].did_you_mean.includes(meant))
              t.match(answer.json().detail, '/v1/countries/resolve?')
            }
          for (const name of days) {
            refused(t, await ask(`${name}=2023-02-30`), 400, 'invalid-parameter', name)
            if (name === 'as_of') continue
            const answer = await ask(`${name}=2020-01-01`)
            t.equal(answer.statusCode, 200, `${name} alone: ${said(answer)}`)
          }
          for (const name of days.filter(each => each.endsWith('_from')))
            refused(
              t,
              await ask(`${name}=2021-01-02&${name.replace('_from', '_to')}=2021-01-01`),
              400,
              'invalid-parameter',
              name
            )
        }
      )

    if (names.includes('cursor') || names.includes('limit'))
      await t.test(`${path} refuses cursors that are none and pages of nothing`, async t => {
        if (names.includes('cursor'))
          for (const cursor of ['x', 'WzEsIjEiXQ', '..', 'a'.repeat(1999)])
            refused(t, await ask(`cursor=${cursor}`), 400, 'invalid-cursor', 'cursor')
        if (!names.includes('limit')) return
        const nothing = await ask('limit=0')
        refused(t, nothing, 400, 'invalid-parameter', 'limit')
        t.same(nothing.json().errors[0].did_you_mean, ['count=exact'])
        refused(t, await ask('limit=1001'), 400, 'invalid-parameter', 'limit')
        refused(t, await ask('limit=ten'), 400, 'invalid-parameter', 'limit')
      })

    await t.test(`${path} knows GET, HEAD and OPTIONS, and says so`, async t => {
      const head = await app.inject({ method: 'HEAD', url: `${url}?${need}` })
      const whole = await ask('')
      t.equal(head.statusCode, 200)
      t.equal(head.body, '')
      t.equal(head.headers.etag, whole.headers.etag)
      const options = await app.inject({ method: 'OPTIONS', url })
      t.equal(options.statusCode, 204)
      t.equal(options.headers.allow, 'GET, HEAD, OPTIONS')
      t.match(options.headers['access-control-allow-methods'], 'GET')
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        const answer = await app.inject({
          method,
          url,
          payload: '<x/>',
          headers: { 'content-type': 'text/xml' }
        })
        refused(t, answer, 405, 'method-not-allowed')
        t.equal(answer.headers.allow, 'GET, HEAD, OPTIONS')
      }
    })

    if (!isService) continue
    await t.test(`${path} has the formats that it names and no others`, async t => {
      refused(t, await ask('format=pdf'), 400, 'invalid-parameter', 'format')
      refused(t, await get(`${url}.pdf?${need}`), 406, 'not-acceptable')
      refused(t, await ask('', { accept: 'application/pdf' }), 406, 'not-acceptable')
      const { links } = (await ask('')).json()
      const formats = parameters.find(({ name }) => name === 'format')?.schema.enum ?? []
      for (const format of formats.length > 1 ? formats : []) {
        t.ok(links[format], `${format} is linked`)
        const answer = await get(links[format])
        t.equal(answer.statusCode, 200, `${links[format]}: ${said(answer)}`)
        const named = await ask(`format=${format}`)
        t.equal(named.headers['content-type'], answer.headers['content-type'])
        for (const { headers } of [answer, named])
          t.equal(headers.vary, 'Accept-Encoding', `${format}: Accept decides nothing here`)
      }
    })

    await t.test(`${path} costs nothing where the client has the answer already`, async t => {
      const { headers } = await ask('')
      const etag = String(headers.etag)
      t.match(etag, /^W\/"[\w-]+"$/)
      const again = await ask('', { 'if-none-match': `"other", ${etag}` })
      t.equal(again.statusCode, 304)
      t.equal(again.body, '')
      t.equal(again.headers.etag, etag)
      t.equal(again.headers['cache-control'], headers['cache-control'])
      const packed = await ask('', { 'accept-encoding': 'gzip' })
      t.equal(packed.headers.etag, etag, 'weak: the same packed')
      t.equal(packed.headers.vary, 'Accept, Accept-Encoding')
    })
  }
})

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof service>>['get']>>

/** What was answered, short enough for a test's name. */
const said = (answer: Answer): string => answer.body.slice(0, 150)

/** An error is a problem document with everything that an error has, for browsers too. */
function refused(t: Test, answer: Answer, status: number, type: string, parameter?: string): void {
  t.equal(answer.statusCode, status, said(answer))
  t.match(answer.headers['content-type'], 'application/problem+json')
  t.equal(answer.headers['access-control-allow-origin'], '*')
  t.equal(answer.headers['cache-control'], 'no-store')
  t.equal(answer.headers.etag, undefined)
  const problem = answer.json()
  t.equal(problem.type, type)
  t.equal(problem.status, status)
  t.ok(problem.detail && problem.instance && problem.request_id)
  if (parameter)
    t.ok(
      problem.errors.some((each: { parameter: string }) => each.parameter === parameter),
      said(answer)
    )
}
