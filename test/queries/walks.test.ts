import t from 'tap'
import { withdraw } from '../../src/import/publish/withdraw.ts'
import type { Place } from '../../src/queries/lists/list-table.ts'
import { pageOf, type Store } from '../../src/queries/lists/page.ts'
import { countList } from '../../src/queries/published-counts.ts'
import { madeUpSource } from '../import/made-up.ts'
import { service } from '../service.ts'
import { anyCase, anyCount, anyDecision, anyEvent, anyReturn } from './every-column.ts'
import { importFacts, range } from './made-up-records.ts'

/** So many rows on one day that a day is longer than the longest page. */
const many = 1500
const rows = 2100

const lists = {
  '/v1/cases': { table: 'cases', id: 'case_id', date: 'filed_on', extra: '' },
  '/v1/decisions': { table: 'decisions', id: 'decision_id', date: 'decided_on', extra: '' },
  '/v1/returns': {
    table: 'returns',
    id: 'return_id',
    date: 'returned_on',
    extra: '&include_duplicates=true'
  },
  '/v1/events': { table: 'events', id: 'event_id', date: 'occurred_on', extra: '' },
  '/v1/published-counts': { table: 'published_counts', id: 'count_id', date: 'period_from', extra: '' }
} as const
/** One that an index gives in order, one that only the snapshot gives, one that needs two values of a column. */
const filters = [
  ['', 'true'],
  ['&nationality=RUS', `nationality = 'RUS'`],
  ['&nationality=RUS,HND', `nationality in ('RUS', 'HND')`]
] as const

const tied = (i: number, date: string) => (i < many ? { [date]: '2022-02-02' } : {})
const facts = range(rows).flatMap(i => [
  { ...anyCase(i), ...tied(i, 'filed_on') },
  { ...anyDecision(i), ...tied(i, 'decided_on'), decided_precision: 'day' as const },
  { ...anyReturn(i), ...tied(i, 'returned_on'), returned_precision: 'day' as const },
  { ...anyEvent(i), ...tied(i, 'occurred_on'), occurred_precision: 'day' as const },
  anyCount(i)
])

t.test('walks', async t => {
  const s = await service(t, {}, (database, dataDir) => importFacts(t, database, dataDir, facts, 'first'))
  const pool = s.database.pool

  /** The ids of all pages, and how many there were; each page's links are checked on the way. */
  const walk = async (start: string, id: string, most = Number.POSITIVE_INFINITY) => {
    const found: string[] = []
    let [url, pages]: [string | null, number] = [start, 0]
    for (; url && pages < most; pages++) {
      const answer = await s.get(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
      const { data, links } = answer.json()
      found.push(...data.map((row: Record<string, string>) => row[id]?.split(':').at(-1)))
      const header = /<([^>]+)>; rel="next"/.exec(String(answer.headers.link))?.[1] ?? null
      if (header !== links.next) t.equal(header, links.next, 'the Link header says the same as the body')
      url = links.next
    }
    return { found, pages, ended: url === null }
  }

  for (const [path, { table, id, date, extra }] of Object.entries(lists)) {
    const inOrder = async (where: string, sort: string): Promise<string[]> => {
      const way = sort.startsWith('-') ? 'desc nulls last' : 'asc nulls first'
      const by = sort.endsWith(id) ? `${id} ${way}` : `${date} ${way}, ${id} ${way}`
      const found = await pool.query(`select ${id}::text as id from ${table} where ${where} order by ${by}`)
      return found.rows.map(row => row.id)
    }
    const sorts = [`-${date}`, date, `-${id}`, id]

    t.test(`${path}: the pages are the table in order, whatever their size`, async t => {
      for (const sort of sorts)
        for (const [filter, where] of filters) {
          const wanted = await inOrder(where, sort)
          t.ok(wanted.length > 300)
          for (const limit of [1000, 300]) {
            const query = `sort=${sort}&limit=${limit}${filter}${extra}`
            const { found, pages, ended } = await walk(`${path}?${query}&fields=${id}`, id)
            t.same(found, wanted, query)
            t.ok(ended)
            t.equal(pages, Math.ceil(wanted.length / limit), `${query}: the last page has no next`)
          }
          const { meta } = await s.json(`${path}?sort=${sort}${filter}${extra}&count=exact&limit=1`)
          t.equal(meta.total, wanted.length)
        }
    })

    t.test(`${path}: small pages do not lose their place among equals`, async t => {
      for (const sort of sorts) {
        const wanted = await inOrder('true', sort)
        for (const [limit, most] of [
          [1, 25],
          [7, 12]
        ] as const) {
          const { found } = await walk(`${path}?sort=${sort}&limit=${limit}${extra}`, id, most)
          t.same(found, wanted.slice(0, limit * most), `${sort} by ${limit}`)
        }
      }
    })

    t.test(`${path}: sorted by another column it is refused, with those that it has`, async t => {
      for (const sort of ['nationality', `-${date},${id}`, `+${date}`]) {
        const answer = await s.get(`${path}?sort=${encodeURIComponent(sort)}`)
        t.equal(answer.statusCode, 400)
        t.match(answer.json(), { type: 'unsupported-combination', errors: [{ parameter: 'sort' }] })
        t.match(answer.json().detail, date)
      }
    })

    t.test(`${path}: nothing found is an answer`, async t => {
      const { data, meta, links } = await s.json(`${path}?nationality=DEU&count=exact`)
      t.same(data, [])
      t.equal(meta.total, 0)
      t.equal(links.next, null)
    })
  }

  t.test('a page as long as the list is the last', async t => {
    const { meta, links } = await s.json('/v1/returns?limit=1000&nationality=RUS&count=exact')
    t.ok(meta.total < 1000)
    const exact = await s.json(`/v1/returns?limit=${meta.total}&nationality=RUS`)
    t.equal(exact.data.length, meta.total)
    t.equal(exact.links.next, null)
    t.equal(links.next, null)
    const short = await s.json(`/v1/returns?limit=${meta.total - 1}&nationality=RUS`)
    t.equal((await s.json(String(short.links.next))).data.length, 1)
  })

  t.test('published counts are the same from either store', async t => {
    const release = s.snapshots.current().releases.find(each => each.release === 'first')
    if (!release) throw new Error('nothing was imported')
    await s.snapshots.use(async set => {
      for (const by of ['date', 'id'] as const)
        for (const descending of [true, false]) {
          const conditions = countList.conditions({ nationality: ['RUS'], is_total: true }, release)
          const question = { release, conditions, by, descending, limit: 61 }
          const pages = async (store: Store) => {
            const all: string[][] = []
            for (let after: Place | undefined; ; ) {
              const asked = after ? { ...question, after } : question
              const page = await pageOf<Record<string, unknown>>(s.database, set, countList, asked, store)
              all.push(page.map(row => String(row.count_id)))
              const last = page.at(-1)
              if (!last || page.length < 61) return all
              const place = { id: String(last.count_id) }
              after = by === 'date' ? { ...place, date: String(last.period_from) } : place
            }
          }
          const kept = await pages('postgres')
          t.ok(kept.length > 1, 'more than a page')
          t.same(await pages('snapshot'), kept, `by ${by} ${descending ? 'down' : 'up'}`)
        }
    })
  })

  t.test('a withdrawn release answers nobody, and a walk in it ends with the reason', async t => {
    const { links } = await s.json('/v1/decisions?limit=5')
    await importFacts(t, s.database, s.dataDir, [anyDecision(1), anyCase(1)], 'second')
    const client = await pool.connect()
    try {
      await withdraw(client, 'made-up', 'first', 'A column was shifted.')
    } finally {
      client.release()
    }
    await s.snapshots.refresh()
    const next = await s.get(String(links.next))
    t.equal(next.statusCode, 400)
    t.equal(next.json().type, 'invalid-cursor')
    t.match(next.json().detail, 'not here any more')
    const named = await s.get('/v1/decisions?release=first')
    t.equal(named.statusCode, 404)
    t.equal(named.json().type, 'release-not-found')
    t.match(named.json().detail, 'A column was shifted.')
    t.equal((await s.json('/v1/decisions')).data.length, 1)
  })

  t.test('two sources are asked apart, by URLs that are ready', async t => {
    const other = madeUpSource({ id: 'other' })
    await importFacts(t, s.database, s.dataDir, [anyDecision(7), anyDecision(8)], 'a-release', other)
    await s.snapshots.refresh()
    const both = await s.get('/v1/decisions?nationality=RUS,HND,AFG,UNK&limit=1000')
    t.equal(both.statusCode, 400)
    const { type, answerable } = both.json()
    t.equal(type, 'source-required')
    t.same(answerable.map((each: Record<string, string>) => each.source).sort(), ['made-up', 'other'])
    for (const { source, url } of answerable) {
      t.equal(
        url,
        `/v1/decisions?nationality=RUS,HND,AFG,UNK&limit=1000&source=${source}`,
        'without defaults'
      )
      const { data, meta } = await s.json(url)
      t.equal(data.length, source === 'other' ? 2 : 1)
      t.equal(meta.sources[0].source, source)
    }
    t.equal(
      (await s.json('/v1/cases')).meta.sources[0].source,
      'made-up',
      'where one has such records it answers'
    )
  })
})
