import t from 'tap'
import { caseList } from '../../../src/queries/cases.ts'
import { decisionList } from '../../../src/queries/decisions.ts'
import { pageOf, type Store, storeOf } from '../../../src/queries/lists/page.ts'
import { returnList } from '../../../src/queries/returns.ts'
import { service } from '../../service.ts'
import { caseFile, decision, departure, importFacts, range } from '../made-up-records.ts'

const howMany = 1700

t.test('lists', async t => {
  const facts = [...range(howMany).map(decision), ...range(300).map(caseFile), ...range(60).map(departure)]
  const s = await service(t, {}, (database, dataDir) => importFacts(t, database, dataDir, facts, 'first'))
  const release = s.snapshots.current().releases.find(each => each.release === 'first')
  if (!release) throw new Error('nothing was imported')

  const walk = async (start: string, id: string) => {
    const found: string[] = []
    let [url, pages]: [string | null, number] = [start, 0]
    for (; url; pages++) {
      const { data, links }: { data: Record<string, string>[]; links: Record<string, string | null> } =
        await s.json(url)
      found.push(...data.map(row => row[id] as string))
      t.ok(data.length > 0, 'no page is empty')
      url = links.next ?? null
    }
    return { found, pages }
  }

  t.test('a walk by cursor meets every row once, whatever it is sorted by', async t => {
    const ids = new Set(
      facts.flatMap(fact => (fact.grain === 'decision' ? `made-up:${fact.decision_id}` : []))
    )
    t.equal(ids.size, howMany)
    for (const sort of ['-decided_on', 'decided_on', '-decision_id', 'decision_id'])
      for (const limit of [1000, 170, 97]) {
        const { found, pages } = await walk(`/v1/decisions?sort=${sort}&limit=${limit}`, 'decision_id')
        t.equal(found.length, howMany, `${sort} by ${limit}`)
        t.same(new Set(found), ids)
        t.equal(pages, Math.ceil(howMany / limit), 'the last page has no next')
      }
    const { meta } = await s.json('/v1/decisions?count=exact&limit=1')
    t.equal(meta.total, howMany, 'and count=exact says the same')
  })

  t.test('ascending is descending backwards, with the undated at the far end', async t => {
    const down = (await walk('/v1/decisions?limit=333', 'decision_id')).found
    const up = (await walk('/v1/decisions?limit=333&sort=decided_on', 'decision_id')).found
    t.same(up, down.toReversed())
    const { data } = await s.json('/v1/decisions?sort=decided_on&limit=1&fields=decided_on')
    t.equal(data[0].decided_on, null)
  })

  t.test('both stores give the same pages', async t => {
    const lists = [
      {
        list: decisionList,
        queries: [
          {},
          { nationality: ['HND'] },
          { represented: [true] },
          { decided_on_from: '2023-02-02' },
          { decided_on_to: '2023-02-15' }
        ]
      },
      {
        list: caseList,
        queries: [{}, { nationality: ['RUS', 'UNK'] }, { application_type: ['withholding'] }]
      },
      { list: returnList, queries: [{}, { include_duplicates: true }, { same_country: [true] }] }
    ]
    await s.snapshots.use(async set => {
      for (const { list, queries } of lists)
        for (const query of queries)
          for (const by of ['date', 'id'] as const)
            for (const descending of [true, false]) {
              const conditions = list.conditions(query as never, release)
              const question = { release, conditions, by, descending, limit: 41 }
              const pages = async (store: Store) => {
                const all: string[][] = []
                for (let after: { id: string; date?: string | null } | undefined; ; ) {
                  const page = await pageOf<Record<string, unknown>>(
                    s.database,
                    set,
                    list,
                    after ? { ...question, after } : question,
                    store
                  )
                  all.push(page.map(row => String(row[list.id])))
                  const last = page.at(-1)
                  if (page.length < 41 || !last) return all
                  after = {
                    id: String(last[list.id]),
                    ...(by === 'date' ? { date: last[list.date] as string | null } : {})
                  }
                }
              }
              const [kept, columnar] = [await pages('postgres'), await pages('snapshot')]
              t.ok(kept.flat().length > 0)
              t.same(
                columnar,
                kept,
                `${list.path} ${JSON.stringify(query)} by ${by} ${descending ? 'down' : 'up'}`
              )
            }
    })
  })

  t.test('a date known to its month lies in a range that holds the whole month, and in no other', async t => {
    const months = async (query: string) => {
      const { data } = await s.json(`/v1/decisions?${query}&limit=1000&sort=decided_on`)
      return data.filter((row: Row) => row.decided_on === '2023-02').length
    }
    const all = facts.filter(fact => fact.grain === 'decision' && fact.decided_precision === 'month').length
    t.ok(all > 0)
    t.equal(await months('decided_on_from=2023-02-01&decided_on_to=2023-02-28'), all)
    t.equal(await months('decided_on_to=2023-02-27'), 0, 'it may be the 28th')
    t.equal(await months('decided_on_from=2023-02-02'), 0, 'it may be the 1st')
  })

  t.test(
    'a code that no row has is a slip, with what comes near; one that others rule out is an empty list',
    async t => {
      const slip = await s.get('/v1/decisions?source=made-up&court=NYX')
      t.equal(slip.statusCode, 400)
      t.match(slip.json(), { type: /unknown-code/, errors: [{ parameter: 'court' }] })
      const { data } = await s.json('/v1/decisions?source=made-up&nationality=DEU')
      t.same(data, [])
    }
  )

  t.test('what will be current on a day to come is not known', async t => {
    const answer = await s.get('/v1/decisions?source=made-up&as_of=2999-01-01')
    t.equal(answer.statusCode, 400)
    t.match(answer.json(), { errors: [{ parameter: 'as_of' }] })
  })

  t.test('what an index gives in order comes from Postgres, the rest by the snapshot', async t => {
    const storeFor = (list: typeof decisionList | typeof returnList, query: object, by: 'date' | 'id') =>
      storeOf(list, {
        release: { release_id: 1 },
        conditions: list.conditions(query as never, release),
        by,
        descending: true,
        limit: 1
      })
    for (const list of [decisionList, returnList]) {
      t.equal(storeFor(list, {}, 'id'), 'postgres')
      t.equal(storeFor(list, { nationality: ['RUS'] }, 'id'), 'snapshot')
      t.equal(storeFor(list, { nationality: ['RUS'] }, 'date'), 'snapshot')
    }
    t.equal(storeFor(decisionList, {}, 'date'), 'snapshot')
    t.equal(storeFor(returnList, {}, 'date'), 'postgres')
  })

  t.test('a filter matches exactly what it names', async t => {
    for (const [query, matches] of [
      ['nationality=RUS', (row: Row) => row.nationality === 'RUS'],
      [
        'nationality=RUS,HND&represented=true',
        (row: Row) => /RUS|HND/.test(String(row.nationality)) && row.represented === true
      ],
      ['decision_stage=screening', (row: Row) => row.decision_stage === 'screening'],
      ['decided_on_from=2023-02-03', (row: Row) => String(row.decided_on) >= '2023-02-03'],
      [
        'decided_on_to=2023-02-01',
        (row: Row) => row.decided_on !== null && String(row.decided_on) <= '2023-02-01'
      ]
    ] as const) {
      const { data, meta } = await s.json(`/v1/decisions?${query}&limit=1000&count=exact`)
      const { data: all } = await s.json('/v1/decisions?limit=1000')
      t.ok(data.length > 0)
      t.ok(data.every(matches), query)
      t.equal(meta.total >= all.filter(matches).length, true)
      t.equal(meta.total, data.length)
    }
    t.same((await s.json('/v1/decisions?nationality=DEU')).data, [], 'nothing is an answer: 200 and no rows')
    t.equal((await s.json('/v1/decisions?nationality=DEU')).meta.total, 0)
  })

  t.test('rows that the source repeats are left out until they are asked for', async t => {
    t.equal((await s.json('/v1/returns')).meta.total, 48)
    const { data } = await s.json('/v1/returns?include_duplicates=true')
    t.equal(data.length, 60)
    t.match(data.find((row: Row) => row.duplicate_of)?.duplicate_of, /^made-up:\d+$/)
  })

  t.test('a date is written to its precision', async t => {
    const { data } = await s.json(
      '/v1/decisions?limit=1000&decided_on_from=2023-02-01&decided_on_to=2023-02-28&sort=decided_on'
    )
    const written = new Set(data.map((row: Row) => `${row.decided_on} ${row.decided_precision}`))
    t.ok(written.has('2023-02 month'))
    t.ok(written.has('2023-02-01 day'))
  })

  t.test('no cursor that was edited, cut or taken elsewhere is read', async t => {
    const next = (await s.json('/v1/decisions?limit=5')).links.next ?? ''
    const cursor = new URL(next, 'http://x').searchParams.get('cursor') ?? ''
    t.equal(
      (await s.get(`/v1/decisions?limit=50&cursor=${cursor}`)).statusCode,
      200,
      'another limit is no other question'
    )
    for (const i of range(cursor.length)) {
      const edited = cursor.slice(0, i) + (cursor[i] === 'A' ? 'B' : 'A') + cursor.slice(i + 1)
      for (const bad of [edited, cursor.slice(0, i) || 'A', `${cursor.slice(i)}A`]) {
        const answer = await s.get(`/v1/decisions?cursor=${bad}`)
        t.equal(answer.statusCode, 400)
        t.equal(answer.json().type, 'invalid-cursor')
      }
    }
    for (const query of ['nationality=RUS', 'sort=decided_on', 'release=first&sort=decision_id'])
      t.equal((await s.get(`/v1/decisions?${query}&cursor=${cursor}`)).json().type, 'invalid-cursor', query)
    t.equal((await s.get(`/v1/cases?cursor=${cursor}`)).json().type, 'invalid-cursor')
  })

  t.test('a walk goes on in its release when a new one is published meanwhile', async t => {
    const first = await s.json('/v1/decisions?limit=1000')
    await importFacts(t, s.database, s.dataDir, range(3).map(decision), 'second')
    await s.snapshots.refresh()
    const second = await s.json(first.links.next ?? '')
    t.equal(second.meta.sources[0].release, 'first')
    t.equal(first.data.length + second.data.length, howMany)
    t.equal(
      (await s.json('/v1/decisions')).meta.sources[0].release,
      'second',
      'a new walk starts in the new one'
    )
    t.equal((await s.json('/v1/decisions?release=first&count=exact')).meta.total, howMany)
    t.match((await s.get('/v1/decisions?release=first')).headers['cache-control'], 'max-age=300')
    const other = await s.get(`${first.links.next}&release=second`)
    t.equal(other.json().type, 'invalid-cursor')
    const unknown = await s.get('/v1/decisions?release=frist')
    t.equal(unknown.statusCode, 404)
    t.equal(unknown.json().type, 'release-not-found')
    t.same(unknown.json().errors[0].did_you_mean, ['first'])
  })
})

type Row = Record<string, unknown>
