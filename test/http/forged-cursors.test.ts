import { createHash } from 'node:crypto'
import t from 'tap'
import { service } from '../service.ts'

/** A token with a valid checksum around any content: what anyone can make who knows how tokens are written. */
function tokenOf(content: unknown): string {
  const body = typeof content === 'string' ? content : JSON.stringify(content)
  const checksum = createHash('sha256').update(body).digest('base64url').slice(0, 8)
  return Buffer.from(body + checksum).toString('base64url')
}

const contentOf = (token: string): [number, string, string, unknown[]] =>
  JSON.parse(Buffer.from(token, 'base64url').toString('utf8').slice(0, -8))

const pages = [
  '/v1/cases?limit=1',
  '/v1/cases?limit=1&sort=case_id',
  '/v1/decisions?limit=1&source=documented-cases',
  '/v1/published-counts?limit=1&source=us-credible-fear',
  '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality&limit=1',
  '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality&sort=-cases&limit=1',
  '/v1/compare?of=decisions&nationality=AFG,SYR,RUS,CHN&group_by=nationality,year&limit=1'
]

/** Places that no page ended at. */
const places: unknown[] = [
  null,
  'x',
  {},
  [],
  [null],
  [{}],
  [[]],
  [true],
  [1e308],
  [''],
  ['99999999999999999999'],
  ['9223372036854775808', '2020-01-01'],
  ['-9223372036854775809'],
  ['1', '9999-99-99'],
  ['1', '2023-02-30'],
  ['1', 'constructor'],
  ['1', 20200101],
  ['1', '2020-01-01', '1'],
  ['\u0000', '\u0000'],
  Array.from({ length: 300 }, () => 'a')
]

t.test(
  'a cursor with a right checksum and a made-up place is refused, and never a fault of ours',
  async t => {
    const { get } = await service(t)
    for (const page of pages) {
      const first = await get(page)
      t.equal(first.statusCode, 200, `${page}: ${first.body.slice(0, 200)}`)
      const next = new URL(first.json().links.next ?? 'http://none/', 'http://a').searchParams.get('cursor')
      if (next === null) {
        t.fail(`${page} has no second page`)
        continue
      }
      const [version, release, query, after] = contentOf(next)
      for (const place of places) {
        const answer = await get(`${page}&cursor=${tokenOf([version, release, query, place])}`)
        const is = JSON.stringify(place).slice(0, 60)
        // A text is a place in an order of texts, also where no row has it; records are found by ids and days alone.
        if (/statistics|compare/.test(page) && answer.statusCode === 200) continue
        t.equal(answer.statusCode, 400, `${page} ${is}: ${answer.body.slice(0, 150)}`)
        t.equal(answer.json().type, 'invalid-cursor')
      }
      for (const content of [
        null,
        1,
        'not JSON',
        '{}',
        [],
        [version],
        [version, release, query],
        [version, null, query, after],
        [version, { toString: 1 }, query, after],
        [version, release, null, after],
        [version, 'constructor', query, after],
        [version, '99999999999999999999999', query, after],
        ['1', release, query, after]
      ]) {
        const answer = await get(`${page}&cursor=${tokenOf(content)}`)
        const is = JSON.stringify(content).slice(0, 60)
        t.ok([400, 404].includes(answer.statusCode), `${page} ${is}: ${answer.statusCode}`)
        t.match(answer.headers['content-type'], 'application/problem+json')
      }
      t.equal((await get(`${page}&cursor=${next}`)).statusCode, 200)
    }
  }
)
