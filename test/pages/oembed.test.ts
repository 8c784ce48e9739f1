import t from 'tap'
import { sharedService } from '../service.ts'

const host = 'asylum.example'
const question = 'source=unhcr-asylum-decisions&nationality=RUS&country_of_asylum=DEU&group_by=year'

const told = async (url: string, more = '') => {
  const { get } = await sharedService()
  return get(`/oembed?url=${encodeURIComponent(url)}${more}`, { host })
}
const addressIn = (html: string): string => (/src="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')

t.test('a frame is pinned to the edition that answers, and is in the language of its page', async t => {
  const { statusCode, headers, body } = await told(`http://${host}/explore?${question}&lang=es`)
  t.equal(statusCode, 200)
  t.match(headers, { 'content-type': /^application\/json/, 'cache-control': 'public, max-age=86400' })
  const answer = JSON.parse(body)
  t.match(answer, {
    version: '1.0',
    type: 'rich',
    width: 720,
    cache_age: 86_400,
    title: /^Decisiones: .*Rusia/
  })
  t.match(
    addressIn(answer.html),
    /^http:\/\/asylum\.example\/embed\/explore\?.*lang=es.*release=2026-06-starter/
  )
  const { get } = await sharedService()
  const frame = await get(addressIn(answer.html).replace(/^http:\/\/[^/]*/, ''))
  t.equal(frame.statusCode, 200)
  t.match(frame.headers['content-security-policy'], 'frame-ancestors *')
  t.match((await get(`/explore?${question}`)).headers['content-security-policy'], "frame-ancestors 'none'")
})

t.test('a frame that follows editions is not pinned by being asked about', async t => {
  const { html } = (await told(`http://${host}/embed/explore?${question}`)).json()
  t.notMatch(addressIn(html), 'release=')
})

t.test('a frame is no wider and no higher than is asked', async t => {
  const sizes = async (more: string) => {
    const { width, height } = (await told(`http://${host}/explore?${question}`, more)).json()
    return { width, height }
  }
  t.match(await sizes('&maxwidth=320'), { width: 320 })
  t.match(await sizes('&maxwidth=2000'), { width: 720 })
  t.match(await sizes('&maxheight=300'), { height: 300 })
})

t.test('other addresses, and questions that have no answer, are told as not found', async t => {
  for (const url of [
    '',
    'no address',
    `https://elsewhere.example/explore?${question}`,
    `http://${host}.elsewhere.example/explore?${question}`,
    `http://${host}`,
    `http://${host}/sources`,
    `http://${host}/explore`,
    `http://${host}/explore?natoinality=RUS`,
    `http://${host}/explore?source=us-ice-removals`
  ]) {
    const { statusCode, body } = await told(url)
    t.equal(statusCode, 404, url)
    t.match(JSON.parse(body), { type: 'not-found', errors: [{ parameter: 'url' }] })
  }
  const { get } = await sharedService()
  t.equal((await get(`/oembed?url=a&url=b`, { host })).statusCode, 404)
})

t.test('another format, and a size that is none, are refused', async t => {
  const url = `http://${host}/explore?${question}`
  t.equal((await told(url, '&format=xml')).statusCode, 406)
  for (const size of ['0', '-1', '3.5', 'wide', '1e3']) {
    const { statusCode, body } = await told(url, `&maxwidth=${size}`)
    t.equal(statusCode, 400, size)
    t.match(JSON.parse(body), { type: 'invalid-parameter', errors: [{ parameter: 'maxwidth' }] })
  }
  t.equal((await told(url, '&maxwidth=300&maxwidth=400')).statusCode, 400)
})

t.test('a frame whose question has no answer says so in itself', async t => {
  const { get } = await sharedService()
  const { statusCode, headers, body } = await get('/embed/explore?source=us-ice-removals')
  t.equal(statusCode, 400)
  t.match(body, '<html lang="en" class="framed">')
  t.match(headers['content-security-policy'], 'frame-ancestors *')
})

t.test('a frame of made-up figures has the band', async t => {
  const { get } = await sharedService()
  const { body } = await get('/embed/explore?source=us-eoir-cases&decision_stage=first_instance')
  t.match(body, /<p class="band">MADE UP/)
})
