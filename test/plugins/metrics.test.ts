import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { Overloaded } from '../../src/snapshot/release-set.ts'
import { service } from '../service.ts'

interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

/** Reads the text format of Prometheus, version 0.0.4. Throws for a line that is none of it. */
function samplesOf(text: string): Sample[] {
  const described = new Set<string>()
  return text.split('\n').flatMap(line => {
    if (line === '') return []
    const [, about] = /^# (?:HELP|TYPE) (\w+) ./.exec(line) ?? []
    if (about) {
      described.add(about)
      return []
    }
    const [, name = '', inside = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (!described.has(name.replace(/_(bucket|sum|count)$/, '')) && !described.has(name))
      throw new Error(`not described: ${line}`)
    const number = Number(value.replace('+Inf', 'Infinity'))
    if (Number.isNaN(number)) throw new Error(`no number: ${line}`)
    const labels = Object.fromEntries(
      [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, is]) => [label, is])
    )
    return [{ name, labels, value: number }]
  })
}

t.test('/metrics tells how the service fares, and nothing of who asked for what', async t => {
  const s = await service(t, { metrics: true, rateLimit: 8 })
  const ask = async (url: string) => (await s.app.inject({ url, remoteAddress: '192.0.2.77' })).statusCode
  const counted = '/v1/statistics/decisions?source=us-credible-fear&nationality=RUS'
  t.same([await ask(counted), await ask(counted), await ask('/v1/cases/documented:1')], [200, 200, 200])
  t.same([await ask('/v1/cases/documented:9'), await ask('/nothing/here')], [404, 404])
  t.same([await ask('/v1/cases?natoinality=RUS'), await ask('/v1'), await ask('/v1')], [400, 200, 200])
  t.equal(await ask('/v1'), 429)

  const answer = await s.get('/metrics')
  t.equal(answer.statusCode, 200)
  t.match(answer.headers['content-type'], /^text\/plain; version=0\.0\.4/)
  t.equal(answer.headers['cache-control'], 'no-store')
  t.equal(answer.headers.ratelimit, undefined, 'it takes nothing of a quota')
  const samples = samplesOf(answer.body)
  const told = (name: string, labels: Record<string, string> = {}) =>
    samples.find(
      each =>
        each.name === `asylum_outcomes_${name}` &&
        Object.entries(labels).every(([label, value]) => each.labels[label] === value)
    )?.value
  const requests = (route: string, status: string) =>
    told('request_duration_seconds_count', { route, status })
  t.same(
    {
      counted: requests('/v1/statistics/decisions', '2xx'),
      case: requests('/v1/cases/:case_id', '2xx'),
      no_case: requests('/v1/cases/:case_id', '4xx'),
      list: requests('/v1/cases', '4xx'),
      service: [requests('/v1', '2xx'), requests('/v1', '4xx')],
      nowhere: requests('none', '4xx')
    },
    { counted: 2, case: 1, no_case: 1, list: 1, service: [2, 1], nowhere: 1 }
  )
  t.equal(told('request_duration_seconds_bucket', { route: '/v1', status: '2xx', le: '+Inf' }), 2)
  t.same(
    ['rate-limited', 'not-found', 'unknown-parameter', 'overloaded'].map(type =>
      told('refusals_total', { type })
    ),
    [1, 2, 1, 0]
  )
  t.same(
    ['hit', 'miss'].map(result => told('answer_cache_lookups_total', { result })),
    [2, 5],
    'a refused quota and unknown paths ask for no answer'
  )
  t.ok(Number(told('answer_cache_bytes')) > 1000)
  t.same(
    ['running', 'waiting'].map(state => told('statistics_queries', { state })),
    [0, 0]
  )
  for (const of of ['p50', 'p99', 'max'])
    t.ok(Number(told('event_loop_delay_seconds', { of })) >= 0, `event loop: ${of}`)
  const bytes = (of: string) => Number(told('memory_bytes', { of }))
  t.ok(bytes('resident') > bytes('heap') && bytes('heap') > 1e6)
  t.ok(bytes('external') >= bytes('array_buffers') && bytes('array_buffers') > 1000)
  const { totalCount, idleCount } = s.database.pool
  t.same(
    ['total', 'idle', 'waiting'].map(state => told('database_pool', { state })),
    [totalCount, idleCount, 0]
  )
  t.same(
    [
      ...['busy', 'idle'].map(state => told('answering_processes', { state })),
      told('answering_processes_lost_total'),
      told('answering_jobs_total')
    ],
    [0, 0, 0, 0],
    'without a port there is none yet'
  )
  const current = await s.database.pool.query(
    `select source, series, release, current_date - coalesce(released_on, retrieved_on, published_at::date) as days
     from releases where status = 'current' order by source`
  )
  for (const { days, ...labels } of current.rows)
    t.ok(Math.abs(Number(told('release_age_days', labels)) - days) <= 1, JSON.stringify(labels))
  t.equal(samples.filter(({ name }) => name.endsWith('release_age_days')).length, current.rows.length)

  const labels = JSON.stringify(samples.map(each => each.labels))
  for (const secret of ['192.0.2', 'documented:', 'RUS', 'natoinality', 'nothing/here', '?'])
    t.notMatch(labels, secret, `${secret} is in no label`)
  t.notOk(s.app.swagger().paths?.['/metrics'], 'it is outside the contract')
})

t.test('queries in the queue and what was too busy are told, of each app its own', async t => {
  const { database, snapshots } = await service(t)
  const appOf = () =>
    buildApp(
      {
        ...{ database, build: 'test' },
        snapshots: { ...snapshots, queued: () => [{ lane: 'costly', running: 3, waiting: 40 }] },
        settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 1, metrics: true }
      },
      app => {
        app.get('/busy', () => {
          throw new Overloaded('full')
        })
      }
    )
  const [one, other] = [await appOf(), await appOf()]
  t.teardown(() => Promise.all([one.close(), other.close()]))
  t.equal((await one.inject('/busy')).statusCode, 503)
  const read = async (app: typeof one) => samplesOf((await app.inject('/metrics')).body)
  const overloaded = (samples: Sample[]) =>
    samples.find(({ name, labels }) => name.endsWith('refusals_total') && labels.type === 'overloaded')?.value
  const [first, second] = [await read(one), await read(other)]
  t.same([overloaded(first), overloaded(second)], [1, 0])
  t.same(
    first.filter(({ name }) => name === 'asylum_outcomes_statistics_queries'),
    [
      { name: 'asylum_outcomes_statistics_queries', labels: { lane: 'costly', state: 'running' }, value: 3 },
      { name: 'asylum_outcomes_statistics_queries', labels: { lane: 'costly', state: 'waiting' }, value: 40 }
    ]
  )
})

t.test('without METRICS=on there is no such path', async t => {
  const s = await service(t)
  const answer = await s.get('/metrics')
  t.equal(answer.statusCode, 404)
  t.match(answer.json(), { type: 'not-found' })
})
