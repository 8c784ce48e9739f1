import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import type { LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { type AppDeps, buildApp } from '../../src/app.ts'
import { type Asker, makeAsker, type QueueLane } from '../../src/snapshot/admission/asker.ts'
import { makeQueue } from '../../src/snapshot/admission/queue.ts'
import type { Snapshots } from '../../src/snapshot/release-set.ts'
import { service } from '../service.ts'

interface Queued {
  /** The askers of the queries that were run, in order. */
  ran: Asker[]
  /** Whose places were asked for, in order. */
  askers: Asker[]
  waiting(): number
  /** Sends a request over a connection, which is closed by the returned function. */
  over(url: string): Promise<() => void>
  /** Waits until so many places in the queue were asked for. */
  asked(places: number): Promise<void>
  /** Holds a slot of the queue until it is called. */
  hold(lane?: QueueLane): () => void
  get(url: string, from?: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
}

/** The service over a real queue, of one slot unless told otherwise. `before` and `after` are called around each query. */
async function queued(
  t: Test,
  settings: Partial<AppDeps['settings']> = {},
  {
    running = 1,
    waiting = 100,
    before = (_asker: Asker) => {},
    after = (_asker: Asker) => {},
    laneOf = (_asker: Asker): QueueLane => 'short'
  } = {}
): Promise<Queued> {
  const { database, snapshots } = await service(t)
  const queue = makeQueue({ running, waiting, patience: 60_000 })
  const ran: Asker[] = []
  const askers: Asker[] = []
  const came = new EventEmitter()
  let places = 0
  const ofOneSlot: Snapshots = {
    ...snapshots,
    admits: asker => queue.admits(asker),
    use: (work, asker = makeAsker('none')) =>
      snapshots.use(set => {
        const inTurn = <T>(query: () => Promise<T>) => {
          const result = queue.run({ asker, lane: laneOf(asker), until: asker.until }, () => {
            ran.push(asker)
            before(asker)
            return query()
          })
          places++
          askers.push(asker)
          came.emit('place')
          return result.finally(() => after(asker))
        }
        return work({
          ...set,
          query: (sql, values) => inTurn(() => set.query(sql, values)),
          queryPacked: (sql, values) => inTurn(() => set.queryPacked(sql, values))
        })
      })
  }
  const app = await buildApp({
    ...{ database, snapshots: ofOneSlot, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0, ...settings }
  })
  t.teardown(() => app.close())
  const hold = (lane: QueueLane = 'short') => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const place = { asker: makeAsker('holder'), lane, until: Number.POSITIVE_INFINITY }
    queue.run(place, () => held)
    return release
  }
  const get = (url: string, from = '192.0.2.1', headers = {}) =>
    app.inject({ url, remoteAddress: from, headers })
  const asked = async (count: number) => {
    const until = places + count
    while (places < until) await once(came, 'place')
  }
  const over = async (url: string) => {
    if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`)
    return () => socket.destroy()
  }
  const inLine = () => queue.queued().reduce((sum, { waiting }) => sum + waiting, 0)
  return { ran, askers, waiting: inLine, asked, hold, get, over }
}

const question = '/v1/statistics/decisions?source=us-credible-fear&group_by='

t.test('a request whose deadline passes while it waits is 503 with Retry-After, and is not run', async t => {
  const { ran, hold, get } = await queued(t, { answerTimeoutMs: 30 })
  const release = hold()
  const refused = await get(`${question}outcome`)
  t.equal(refused.statusCode, 503)
  t.equal(refused.json().type, 'overloaded')
  t.match(refused.headers['retry-after'], /^[1-9]\d*$/)
  t.equal(ran.length, 0)
  release()
})

t.test('what asks no statistics does not wait', async t => {
  const { ran, asked, hold, get } = await queued(t, { answerTimeoutMs: 600_000 })
  const release = hold()
  const waiting = get(`${question}outcome`)
  await asked(1)
  t.equal((await get('/health')).statusCode, 200)
  t.equal((await get('/v1/sources')).statusCode, 200)
  t.equal(ran.length, 0)
  release()
  t.equal((await waiting).statusCode, 200)
})

t.test(
  'where the line is full the door is shut, though not for who has the answer, or for another client',
  async t => {
    const { ran, asked, hold, get } = await queued(t, { answerCacheMb: 8 }, { waiting: 2 })
    const kept = await get(`${question}outcome`)
    const etag = String(kept.headers.etag)
    const before = ran.length
    const release = hold()
    const waiting = [get(`${question}year`), get(`${question}nationality`)]
    await asked(2)
    const refused = await get(`${question}sex`)
    t.match(refused.json(), { status: 503, type: 'overloaded' })
    t.match(refused.headers['retry-after'], /^[1-9]\d*$/)
    t.equal(refused.headers.etag, undefined)
    t.equal((await get(`${question}outcome`)).statusCode, 200, 'a kept answer waits for nothing')
    t.equal((await get(`${question}outcome`, '192.0.2.2', { 'if-none-match': etag })).statusCode, 304)
    t.equal(ran.length, before, 'none of it was run')
    const other = get(`${question}year,outcome`, '192.0.2.2')
    await asked(1)
    release()
    t.equal((await other).statusCode, 200)
    t.same(
      (await Promise.all(waiting)).map(({ statusCode }) => statusCode).sort(),
      [200, 503],
      'one made room'
    )
  }
)

t.test('where the door is shut, a list is answered that the database has in order', async t => {
  const { asked, hold, get } = await queued(t, {}, { waiting: 1 })
  const release = hold()
  const waiting = get(`${question}year`)
  await asked(1)
  const list = '/v1/cases?source=us-eoir-cases&sort=case_id&limit=2&lang=fr'
  t.equal((await get(list)).statusCode, 200, 'its rows come from the database')
  const others = ['&nationality=AFG', '&count=exact', '&filed_on_from=2020-01-01'].map(
    each => `${list}${each}`
  )
  for (const url of [...others, '/v1/cases?source=us-eoir-cases&lang=fr']) {
    const refused = await get(url)
    t.match(refused.json(), { status: 503, type: 'overloaded', instance: url }, url)
    t.equal(refused.headers['content-language'], 'fr')
    t.equal(refused.headers['access-control-allow-origin'], '*')
  }
  release()
  t.equal((await waiting).statusCode, 200)
})

t.test('each refusal at the door is a document of its own', async t => {
  const { asked, hold, get } = await queued(t, {}, { waiting: 1 })
  const release = hold()
  const waiting = get(`${question}year`)
  await asked(1)
  const [one, other] = await Promise.all([get(`${question}outcome`), get(`${question}sex&lang=es`)])
  t.not(one.json().request_id, other.json().request_id)
  t.not(one.json().detail, other.json().detail, 'each in its language')
  t.equal(one.json().instance, `${question}outcome`)
  release()
  await waiting
})

t.test('clients take turns: one with many questions does not hold up another', async t => {
  const { ran, asked, hold, get } = await queued(t)
  const release = hold()
  const [busy, other] = ['192.0.2.1', '2001:db8:1:2::7']
  const many = ['outcome', 'year', 'nationality', 'outcome,year'].map(by => get(`${question}${by}`, busy))
  await asked(4)
  const one = get(`${question}outcome`, other)
  await asked(1)
  release()
  for (const { statusCode } of await Promise.all([...many, one])) t.equal(statusCode, 200)
  const order = [...new Set(ran)].map(({ client }) => client)
  t.strictSame(order, [busy, '2001:db8:1:2', busy, busy, busy])
})

t.test('a cheap question is answered while costly ones wait for each other', async t => {
  const [costly, cheap] = ['192.0.2.1', '192.0.2.2']
  const laneOf = ({ client }: Asker) => (client === costly ? 'costly' : 'short')
  const { ran, asked, hold, get } = await queued(t, {}, { running: 2, laneOf })
  const release = hold('costly')
  const waiting = ['outcome', 'year'].map(by => get(`${question}${by}`, costly))
  await asked(2)
  t.equal((await get(`${question}nationality`, cheap)).statusCode, 200)
  t.ok(ran.every(({ client }) => client === cheap))
  release()
  for (const { statusCode } of await Promise.all(waiting)) t.equal(statusCode, 200)
})

t.test('all queries of a comparison have one deadline: after it none is run', async t => {
  const url = '/v1/compare?nationality=RUS&group_by=outcome'
  const whole = await queued(t, { answerTimeoutMs: 600_000 })
  t.equal((await whole.get(url)).statusCode, 200)
  t.equal(new Set(whole.ran).size, 1)
  t.ok(whole.ran.length > 4, 'several sources are asked')

  let left = 3
  const before = (asker: Asker) => {
    if (--left === 0) asker.until = performance.now()
  }
  const late = await queued(t, { answerTimeoutMs: 600_000 }, { before })
  const refused = await late.get(url)
  t.equal(refused.statusCode, 503)
  t.ok(refused.headers['retry-after'])
  t.equal(late.ran.length, 3)
})

t.test('queries of more than 250 ms cost a further point for each 250 ms that they begin', async t => {
  let spent = 0
  const after = (asker: Asker) => {
    asker.spent = spent
  }
  const { get } = await queued(t, { rateLimit: 100, answerCacheMb: 8 }, { after })
  const left = async (by: string) => {
    const { headers } = await get(`${question}${by}`)
    return Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1])
  }
  t.equal(await left('outcome'), 99)
  spent = 501
  t.equal(await left('year'), 99 - 1 - 2)
  t.equal(await left('year'), 95, 'kept, it costs one')
})

const hungUp = async (asker: Asker | undefined) => {
  if (asker && !asker.gone.aborted) await once(asker.gone, 'abort')
}

t.test('a client that hangs up leaves the queue, also behind another request of its connection', async t => {
  const { ran, askers, waiting, asked, hold, get, over } = await queued(t, { answerTimeoutMs: 600_000 })
  const release = hold()
  const hangUp = await over(`${question}outcome HTTP/1.1\r\nHost: x\r\n\r\nGET ${question}year`)
  await asked(2)
  t.equal(waiting(), 2)
  hangUp()
  for (const asker of [...askers]) await hungUp(asker)
  t.equal(waiting(), 0)
  release()
  t.equal(ran.length, 0)
  t.equal((await get(`${question}outcome`)).statusCode, 200)
})

t.test('a question that others ask too goes on when the first one hangs up', async t => {
  const settings = { answerTimeoutMs: 600_000, answerCacheMb: 8 }
  const { askers, waiting, asked, hold, get, over } = await queued(t, settings)
  const release = hold()
  const hangUp = await over(`${question}outcome`)
  await asked(1)
  const [first] = askers
  const until = first?.until ?? 0
  const other = get(`${question}outcome`)
  while (first?.until === until) await new Promise(setImmediate)
  hangUp()
  await get('/health')
  t.equal(waiting(), 1)
  release()
  t.equal((await other).statusCode, 200)
  t.ok(
    askers.every(asker => asker === first),
    'it is asked once'
  )
})

t.test('every catalogue that asks the release set is refused at the door, and no other is', async t => {
  const { ran, hold, get } = await queued(t, {}, { waiting: 0 })
  const release = hold()
  for (const path of ['decision-stages', 'decision-stages/first_instance', 'measures'])
    t.match((await get(`/v1/${path}`)).json(), { status: 503, type: 'overloaded' }, path)
  const others = 'outcomes dimensions caveats sources countries countries/AFG country-groups code-lists'
  for (const path of others.split(' ')) t.not((await get(`/v1/${path}`)).json().type, 'overloaded', path)
  t.equal(ran.length, 0)
  release()
})
