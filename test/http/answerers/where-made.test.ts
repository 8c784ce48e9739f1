import t from 'tap'
import { decision, importFacts, range } from '../../queries/made-up-records.ts'
import { type Service, service } from '../../service.ts'

const court = '/v1/statistics/decisions?source=us-eoir-cases'
/** Each with whether another process makes it. */
const questions: readonly (readonly [string, boolean])[] = [
  [`${court}&group_by=outcome`, false],
  [`${court}&group_by=outcome&format=csv`, false],
  [`${court}&group_by=outcome&format=sentence&lang=fr`, false],
  ['/v1/countries-of-return/RUS', true],
  [`${court}&group_by=nationality,court,outcome,month&limit=1000&labels=true`, true],
  [`${court}&group_by=nationality,court,outcome,month&format=csv&bom=true&header=labels`, true],
  [`${court}&group_by=nationality,court,outcome,month&format=ndjson&labels=true&lang=es`, true],
  [`${court}&group_by=outcome,year&format=parquet`, true],
  [`${court}&group_by=outcome,year&format=xlsx&header=labels`, true],
  [`${court}&group_by=outcome,year&format=json-stat`, true],
  [`${court}&group_by=outcome_group&format=svg`, true],
  [`${court}&group_by=outcome_group&format=vega-lite`, true],
  [`${court}&group_by=nationality,outcome&fill=grid&limit=1000`, true],
  ['/v1/countries-of-return/RUS?format=svg', true],
  [`${court}&group_by=outcome_group&format=png&width=360&theme=dark`, true],
  ['/v1/countries-of-return/RUS?format=png&size=og&lang=es', true],
  // Refused: more bars than a picture can have, and another grid than there is.
  [`${court}&group_by=nationality,court&format=svg`, true],
  [`${court}&group_by=nationality,court,month,outcome&fill=grid`, true]
]

/** What two answers to one question must have alike. */
async function toldBy({ get }: Service, url: string) {
  const { statusCode, headers, rawPayload } = await get(url)
  const { date, ...others } = headers
  const body = rawPayload.toString('latin1').replace(/"request_id":"[^"]*"/, '')
  return { statusCode, headers: others, body }
}

/** The answer as the main thread makes it alone. */
async function madeHere(s: Service, url: string) {
  const { answerers } = s.app
  Object.assign(s.app, { answerers: undefined })
  try {
    return await toldBy(s, url)
  } finally {
    Object.assign(s.app, { answerers })
  }
}

/** A service that makes little in its main thread: the first-run data are small. */
async function serviceWithLittle(...[t, settings]: Parameters<typeof service>): Promise<Service> {
  const s = await service(t, settings)
  if (s.app.answerers) s.app.answerers.rows_here = 1500
  return s
}

const jobsOf = (s: Service): number => s.app.answerers?.figures().jobs ?? 0

t.test('large answers are made by another process, in the same bytes and with the same headers', async t => {
  const s = await serviceWithLittle(t, { answerCacheMb: 0 })
  for (const [url, isElsewhere] of questions) {
    const before = jobsOf(s)
    const told = await toldBy(s, url)
    t.equal(jobsOf(s) > before, isElsewhere, url)
    const here = await madeHere(s, url)
    t.equal(told.statusCode, here.statusCode, url)
    t.ok(told.body === here.body, `the body of ${url}`)
    t.same(told.headers, here.headers, `the headers of ${url}`)
  }
  t.equal(s.app.answerers?.figures().started, 1, 'one after the other, by one process')
})

t.test('what another process made is kept, and asked for once', async t => {
  const s = await service(t)
  const url = `${court}&group_by=outcome_group&format=svg`
  const all = await Promise.all(range(5).map(() => s.get(url)))
  t.same([...new Set(all.map(({ statusCode }) => statusCode))], [200])
  t.equal(jobsOf(s), 1)
  t.equal((await s.get(url)).payload, all[0]?.payload)
  t.equal(jobsOf(s), 1)
})

t.test('after a publish another process answers from the new releases', async t => {
  const facts = range(60).map(decision)
  let publish = async (_: number) => {}
  const s = await service(t, { answerCacheMb: 0 }, async (database, dataDir) => {
    publish = async count => {
      await importFacts(t, database, dataDir, facts.slice(0, count), `of-${count}`)
    }
    await publish(60)
  })
  const url = '/v1/statistics/decisions.vega-lite?group_by=outcome'
  const first = await toldBy(s, url)
  t.equal(first.statusCode, 200)
  await publish(20)
  await s.snapshots.refresh()
  const second = await toldBy(s, url)
  t.equal(jobsOf(s), 2)
  t.not(second.body, first.body)
  t.same(second, await madeHere(s, url))
})

t.test('at the deadline of a request there is an answer, whatever another process does', async t => {
  const s = await service(t, { answerCacheMb: 0, answerTimeoutMs: 1 })
  const late = await s.get(`${court}&group_by=outcome,year&format=xlsx`)
  t.equal(late.statusCode, 503)
  t.ok(late.headers['retry-after'])
})
