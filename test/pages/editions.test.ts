import t, { type Test } from 'tap'
import { type Service, service } from '../service.ts'
import { russiansInGermany as question } from './asked.ts'
import { oneMore, publishNewer } from './newer-edition.ts'
import { readPage } from './read-page.ts'

/** Two editions: the starter's table, and one without the year 2021 and with one more person in 2025. */
const editions = async (test: Test): Promise<Service> => {
  const served = await service(test)
  await publishNewer(test, served, [
    oneMore,
    ['2021,RUS,DEU,government,FI,persons,90,53,1161,512,1816\r\n', '']
  ])
  return served
}

/** The tables of both editions, the first of the page. */
const tablesOf = (html: string): string[][][] =>
  [...(html.split('id="since"')[1] ?? '').matchAll(/<tbody>(.*?)<\/tbody>/gs)].map(([, body = '']) =>
    [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, line = '']) =>
      [...line.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
        cell.replaceAll(/<[^>]*>/g, '')
      )
    )
  )

t.test('two editions stand side by side, and each figure that changed is set off', async t => {
  const { html: body, status, text } = await readPage(await editions(t), `${question}&since=2026-06-starter`)
  t.equal(status, 200)
  t.match(text, 'Edition 2026-06-starter beside edition 2026-11 5 of 20 figures changed.')
  const [changed, same] = tablesOf(body)
  t.same(changed, [
    ['2025', 'Refugee status or asylum', '307', '308'],
    ['2021', 'Closed without a decision on the merits', '512', 'no row'],
    ['2021', 'Complementary protection', '53', 'no row'],
    ['2021', 'Refugee status or asylum', '90', 'no row'],
    ['2021', 'Rejected', '1,161', 'no row']
  ])
  t.equal(same?.length, 15)
  t.same(same?.at(-1), ['2025', 'Rejected', '6,314', '6,314'])
  t.equal(body.match(/<mark>/g)?.length, 5)
  t.match(body, /<link rel="canonical" href="[^"]*release=2026-11&amp;since=2026-06-starter/)
})

t.test('a page that is pinned says how many of its figures a newer edition changed', async t => {
  const served = await editions(t)
  const { html: body, text } = await readPage(served, `${question}&release=2026-06-starter`)
  t.match(text, '5 of 20 figures changed. Both editions side by side')
  t.match(body, /href="[^"]*release=2026-11&amp;since=2026-06-starter[^"]*">Both editions/)
  const current = await readPage(served, `${question}&release=2026-11`)
  t.notMatch(current.text, 'figures changed')
})

t.test('what cannot be put side by side is said, with the editions that are here', async t => {
  const served = await editions(t)
  const { get } = served
  const unknown = await readPage(served, `${question}&since=1999-01`)
  t.equal(unknown.status, 200)
  t.match(unknown.text, 'No release of decisions answers to release=1999-01.')
  t.match(unknown.text, 'Editions that are here: 2026-06-starter')
  const same = await readPage(served, `${question}&since=2026-11`)
  t.match(same.text, 'This is the edition that answers here')
  t.notMatch(same.html, 'id="since"')
  const rates = await readPage(
    served,
    `${question.replace('year,outcome_group', 'year')}&since=2026-06-starter&measures=total_protection_rate`
  )
  t.match(rates.text, '2 of 5 figures changed.')
  const hostile = await get(`${question}&since=${encodeURIComponent('<img src=x onerror=1>')}`)
  t.notMatch(hostile.body, '<img src=x')
  const frame = await readPage(served, `${question.replace('/explore', '/embed/explore')}&since=2026-11`)
  t.equal(frame.status, 400)
  t.match(frame.text, 'since')
})

t.test('a page has a place for what the browser kept, unless it is pinned', async t => {
  const { get } = await editions(t)
  const { body } = await get(question)
  t.match(
    body,
    /<p class="care" data-question="\/v1\/statistics\/decisions\?[^"]*" data-release="2026-11" hidden/
  )
  t.notMatch(body.match(/data-question="[^"]*"/)?.[0] ?? '', /release=/)
  for (const pin of ['release=2026-11', 'as_of=2026-11-30T00:00:00Z', 'since=2026-06-starter'])
    t.notMatch((await get(`${question}&${pin}`)).body, /data-question/)
})
