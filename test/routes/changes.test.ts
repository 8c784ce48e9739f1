import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { SaxesParser } from 'saxes'
import t, { type Test } from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { syncCatalogue } from '../../src/import/catalogue.ts'
import { openClient } from '../../src/import/client.ts'
import { chooseRelease } from '../../src/import/publish/choose.ts'
import { erase } from '../../src/import/publish/erase.ts'
import { noteEvents } from '../../src/import/publish/events.ts'
import { raisePointer } from '../../src/import/publish/publish.ts'
import { withdraw } from '../../src/import/publish/withdraw.ts'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../import/made-up.ts'
import { twoEditions } from '../loaded.ts'
import { service } from '../service.ts'

const sources = [madeUpSource(), madeUpSource({ id: 'other' })]
const [source, other] = sources as [(typeof sources)[0], (typeof sources)[0]]
const reason = 'The publisher took it back: <b>wrong</b> & late ]]> \u0007.'

/** Figures by nationality: of the first edition one vanishes in the second, one is changed, one is added. */
const editions = {
  r1: { RUS: 7, SYR: 5, AFG: 9 },
  r2: { RUS: 8, AFG: 9, IRQ: 1 }
}

const imported = async (t: Test, database: Database, name: string, figures: object, label: string) => {
  const facts = Object.entries(figures).map(([nationality, value]) =>
    count(nationality, { nationality, value })
  )
  const file = await madeUpFile(t, `${name}.whole`, rowsOf(...facts))
  await importRelease(await contextOf(t, database, ...sources), {
    ...{ source: name, paths: [file], release: label, makeCurrent: true, force: true }
  })
}

const withClient = async (
  database: Database,
  work: (client: Awaited<ReturnType<typeof openClient>>) => unknown
) => {
  const client = await openClient(database)
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Two editions; the second is withdrawn, and the first is chosen again. */
const history = (t: Test) => async (database: Database) => {
  await withClient(database, client => syncCatalogue(client, sources))
  for (const [label, figures] of Object.entries(editions))
    await imported(t, database, 'made-up', figures, label)
  await withClient(database, async client => {
    await withdraw(client, 'made-up', 'r2', reason)
    await chooseRelease(client, source.about, 'r1')
  })
}

const times = (rows: { told_at: string }[]) => rows.map(({ told_at }) => told_at)

t.test('a history is told newest first, and what vanished before all else of its release', async t => {
  const { get, json, database, snapshots } = await service(t, {}, history(t))
  const { data, meta, links } = await json('/v1/changes')
  t.same(
    data.map(({ kind, release, count }: Record<string, unknown>) => [kind, release, count]),
    [
      ['made_current', 'r1', null],
      ['withdrawn', 'r2', null],
      ['vanished', 'r2', 1],
      ['corrected', 'r2', 1],
      ['published', 'r2', null],
      ['superseded', 'r1', null],
      ['published', 'r1', null]
    ]
  )
  t.match(meta, { total: 7, total_reason: null, synthetic: false })
  t.same(times(data), times(data).sort().reverse(), 'times go down with the list')
  const [, withdrawn, vanished, corrected, published, superseded] = data
  t.equal(vanished.title, 'made-up r2: records of r1 that vanished: 1')
  t.match(vanished, {
    ...{ before: 'r1', status: 'current', synthetic: false, starter: false },
    records: [{ record: 'count', rows_before: 3, rows_after: 3, vanished: 1, changed: 1, added: 1 }],
    touched_nationalities: ['IRQ', 'RUS', 'SYR'],
    touched_decision_stages: ['first_instance'],
    touched_reporters: ['DEU']
  })
  t.match(corrected, { count: 1, touched_fields: ['value'] })
  t.match(withdrawn, { reason, text: /took it back/, happened_at: withdrawn.told_at })
  t.match(superseded, { replaced_by: 'r2', title: 'made-up r1 gives way to r2' })
  t.equal(published.text.startsWith('It answers by default. Why: '), true)
  t.equal(links.atom, '/v1/changes.atom')

  await t.test('every address that an entry touches answers', async t => {
    const urls: string[] = [...new Set<string>(data.flatMap((row: typeof vanished) => row.touched))].map(
      each => (each as unknown as { url: string }).url
    )
    for (const expected of [
      '/v1/sources/made-up/releases/r2',
      '/v1/sources/made-up/releases/r1...r2',
      '/v1/sources/made-up/releases/r1...r2/records?difference=vanished',
      '/v1/sources/made-up/downloads',
      '/v1/statistics/decisions?source=made-up',
      '/v1/published-counts?source=made-up',
      '/v1/decision-stages/first_instance'
    ])
      t.ok(urls.includes(expected), expected)
    for (const url of new Set(urls)) t.equal((await get(url)).statusCode, 200, url)
    const gone = (await json('/v1/sources/made-up/releases/r1...r2/records?difference=vanished')).data
    t.match(gone, [{ dimensions: /./ }])
  })

  await t.test('pages, filters and refusals', async t => {
    const walked: unknown[] = []
    for (let next: string | null = '/v1/changes?limit=2'; next; ) {
      const page = await json(next)
      walked.push(...page.data)
      next = page.links.next ?? null
    }
    t.same(walked, data)
    t.same((await json('/v1/changes?kind=vanished,withdrawn')).data, [withdrawn, vanished])
    t.same((await json('/v1/changes?source=other')).data, [])
    const day = vanished.told_at.slice(0, 10)
    t.equal((await json(`/v1/changes?since=${day}`)).data.length, 7)
    t.equal((await json('/v1/changes?until=2020-01-01')).data.length, 0)
    t.same((await json('/v1/changes?since=2999-01-01')).meta.total, 0)
    for (const [url, type] of Object.entries({
      '/v1/changes?source=made-down': 'unknown-code',
      '/v1/changes?kind=lost': 'invalid-parameter',
      '/v1/changes?since=yesterday': 'invalid-parameter',
      '/v1/changes?cursor=abc': 'invalid-cursor',
      [`${(await json('/v1/changes?limit=2')).links.next}&kind=vanished`]: 'invalid-cursor',
      '/v1/changes?releases=r1': 'unknown-parameter'
    })) {
      const refused = await get(url)
      t.match(refused.json(), { status: 400 }, url)
      t.ok(
        refused.json().type.includes(type) || type === 'invalid-parameter',
        `${url}: ${refused.json().type}`
      )
    }
    t.equal((await get('/v1/changes.csv')).statusCode, 406)
  })

  await t.test('JSON Feed 1.1 has the same entries and its required members', async t => {
    const answer = await get('/v1/changes.json-feed')
    t.equal(answer.headers['content-type'], 'application/feed+json; charset=utf-8')
    const feed = answer.json()
    t.match(feed, { version: 'https://jsonfeed.org/version/1.1', title: String, language: 'en' })
    t.same(
      feed.items.map((item: Record<string, unknown>) => item._asylum_outcomes),
      data
    )
    for (const [i, item] of feed.items.entries()) {
      t.equal(item.id, `urn:uuid:${data[i].change_id}`)
      t.ok(item.content_text.startsWith(data[i].text.replace('\u0007', '\uFFFD')))
      t.match(item, { date_published: data[i].told_at, tags: [data[i].kind, 'made-up'], url: data[i].url })
      for (const { url } of data[i].touched) t.ok(item.content_text.includes(url))
    }
    t.match((await get('/v1/changes.json-feed?limit=2')).json(), { next_url: /cursor=/ })
  })

  await t.test('Atom has the same entries and its required elements', async t => {
    const answer = await get('/v1/changes', { accept: 'application/atom+xml' })
    t.equal(answer.headers['content-type'], 'application/atom+xml; charset=utf-8')
    const feed = parsedAtom(answer.body)
    t.equal(feed.namespace, 'http://www.w3.org/2005/Atom')
    t.match(feed.own, { id: /^tag:/, title: /./, updated: data[0].told_at })
    t.equal(feed.entries.length, data.length)
    for (const [i, entry] of feed.entries.entries()) {
      t.equal(entry.id, `urn:uuid:${data[i].change_id}`)
      t.equal(entry.title, data[i].title)
      t.equal(entry.updated, data[i].told_at)
      t.ok(entry.content?.trim().startsWith(data[i].text.replace('\u0007', '\uFFFD')))
    }
    t.equal(new Set(feed.entries.map(({ id }) => id)).size, data.length)
    t.same(parsedAtom((await get('/v1/changes.atom?until=2020-01-01')).body).entries, [])
  })

  await t.test('another source’s publish leaves the tag of this source’s feed as it is', async t => {
    const url = '/v1/changes.atom?source=made-up'
    const before = await get(url)
    const { etag = '', 'last-modified': modified = '' } = before.headers as Record<string, string>
    t.equal((await get(url, { 'if-none-match': etag })).statusCode, 304)
    t.equal((await get(url, { 'if-modified-since': modified })).statusCode, 304)
    t.equal((await get(url, { 'if-modified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' })).statusCode, 200)
    t.equal((await get('/v1/changes?source=made-up', { 'if-modified-since': modified })).statusCode, 200)
    t.equal(new Date(modified).toISOString(), `${data[0].told_at.slice(0, 19)}.000Z`)
    const whole = (await get('/v1/changes.atom')).headers.etag as string
    await imported(t, database, 'other', { RUS: 1 }, 'o1')
    await snapshots.refresh()
    t.equal((await get(url, { 'if-none-match': etag })).statusCode, 304)
    t.equal((await get(url)).body, before.body)
    t.equal((await get('/v1/changes.atom', { 'if-none-match': whole })).statusCode, 200)
    t.match((await json('/v1/changes')).data, [{ kind: 'published', source: other.about.id }, ...data])
  })

  await t.test('a removal names a source and a number, and nobody', async t => {
    await withClient(database, async client => {
      await client.query('begin')
      await raisePointer(client)
      await noteEvents(client, [{ kind: 'removed', source: 'made-up', details: { count: 1 } }])
      await client.query('commit')
    })
    await snapshots.refresh()
    const [removed] = (await json('/v1/changes?source=made-up')).data
    t.match(removed, {
      ...{ kind: 'removed', release: null, before: null, count: 1, records: [] },
      title: 'made-up: records that were removed for privacy: 1'
    })
    for (const { url } of removed.touched) t.equal((await get(url)).statusCode, 200, url)
  })

  await t.test('a source of which nothing is left still says when it changed', async t => {
    const [{ told_at }] = (await json('/v1/changes?source=other')).data
    await withClient(database, async client => {
      await withdraw(client, 'other', 'o1', 'Gone.')
      await erase(client, 'other', 'o1')
    })
    await snapshots.refresh()
    const [erased] = (await json('/v1/changes?source=other')).data
    t.match(erased, { kind: 'erased', release: 'o1', count: null })
    t.ok(erased.told_at > told_at)
    const modified = (await get('/v1/changes.atom')).headers['last-modified'] as string
    t.equal(new Date(modified).toISOString(), `${erased.told_at.slice(0, 19)}.000Z`)
  })

  await t.test('texts in three languages, and what vanished with its number in each', async t => {
    for (const [lang, word] of Object.entries({ es: 'desaparecidos: 1', fr: 'disparus : 1' })) {
      const told = (await json(`/v1/changes?lang=${lang}&kind=vanished`)).data[0]
      t.match(told.title, word)
      t.match((await get(`/v1/changes.json-feed?lang=${lang}`)).json(), { language: lang })
      t.match((await get(`/v1/changes.atom?lang=${lang}`)).body, `xml:lang="${lang}"`)
    }
  })

  await t.test('the entry point leads to the feeds', async t => {
    const { link = '' } = (await get('/v1')).headers
    t.match(link, '</v1/changes.atom>; rel="alternate"; type="application/atom+xml"')
    t.match(link, '</v1/changes.json-feed>; rel="alternate"; type="application/feed+json"')
  })
})

t.test('addresses in feeds are whole where the service knows its own', async t => {
  const { get } = await service(t, { publicUrl: 'https://asylum.example' }, history(t))
  const feed = (await get('/v1/changes.json-feed?source=made-up')).json()
  t.equal(feed.feed_url, 'https://asylum.example/v1/changes.json-feed?source=made-up')
  t.equal(feed.items[0].url, 'https://asylum.example/v1/sources/made-up/releases/r1')
  const { own } = parsedAtom((await get('/v1/changes.atom?source=made-up')).body)
  t.equal(own.id, 'https://asylum.example/v1/changes?source=made-up')
})

t.test('what the service loads itself is no news, and is told to who asks', async t => {
  const { json } = await service(t, {}, twoEditions)
  const news = (await json('/v1/changes?limit=1000')).data
  t.notOk(news.some(({ kind }: { kind: string }) => kind === 'first_data'))
  t.match(news, [{ kind: 'vanished' }, { kind: 'corrected' }, { kind: 'superseded' }])
  const { data, meta } = await json('/v1/changes?kind=first_data')
  t.ok(data.length > 3)
  t.ok(data.every(({ starter }: { starter: boolean }) => starter))
  t.same(meta.kinds, ['first_data'])
})

t.test('of releases that were there before, what is known is told, and no time is invented', async t => {
  const { json, database } = await service(t, {}, async database => {
    await history(t)(database)
    const folder = path.join(projectRoot, 'migrations')
    const name = readdirSync(folder).find(each => each.endsWith('_changes.sql')) ?? ''
    const filling =
      readFileSync(path.join(folder, name), 'utf8').split('--> statement-breakpoint').at(-1) ?? ''
    t.match(filling, /INSERT INTO "release_events"/)
    await database.pool.query('delete from release_events')
    await database.pool.query(filling)
  })
  const { data } = await json('/v1/changes')
  t.same(
    data.map(({ kind, release }: Record<string, unknown>) => [kind, release]),
    [
      ['withdrawn', 'r2'],
      ['vanished', 'r2'],
      ['corrected', 'r2'],
      ['published', 'r2'],
      ['published', 'r1']
    ]
  )
  t.match(data[0], { happened_at: null, text: /was not noted/, reason })
  t.same(times(data), times(data).sort().reverse())
  const { rows } = await database.pool.query('select published_at from releases order by release_id')
  t.equal(data[4].happened_at, new Date(rows[0].published_at).toISOString())
})

interface Entry {
  id?: string
  title?: string
  updated?: string
  content?: string
}

/** An Atom document as an XML parser reads it: the elements of the feed, and of each entry. */
function parsedAtom(text: string) {
  const parser = new SaxesParser({ xmlns: true })
  const own: Entry = {}
  const entries: Entry[] = []
  const open: string[] = []
  let namespace = ''
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ local, uri }) => {
    if (open.length === 0) namespace = uri
    if (local === 'entry') entries.push({})
    open.push(local)
  })
  const add = (found: string) => {
    const name = open.at(-1) as keyof Entry
    const of = open.at(-2) === 'entry' ? entries.at(-1) : open.length === 2 ? own : undefined
    if (of) of[name] = (of[name] ?? '') + found
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => open.pop())
  parser.write(text).close()
  return { namespace, own, entries }
}
