import t from 'tap'
import { type CurrentRelease, standingOf, statusAfter } from '../../src/import/status.ts'
import type { Coverage } from '../../src/vocabulary/coverage.ts'
import { madeUpSource } from './made-up.ts'

const { about } = madeUpSource({
  layouts: [
    { id: 'a', series: 'main' },
    { id: 'b', series: 'other' },
    { id: 'c', series: 'site' }
  ],
  givingWay: ['site']
})
const whole: Coverage = {
  nationality: 'all',
  country_of_asylum: 'all',
  from: '2000-01-01',
  to: '2025-12-31',
  complete: true
}
const release = (fields: Partial<CurrentRelease> = {}): CurrentRelease => ({
  ...{ release_id: 1, release: 'former', series: 'main', starter: false, synthetic: false, coverage: whole },
  ...fields
})
const standing = (
  candidate: Partial<CurrentRelease>,
  current?: Partial<CurrentRelease>,
  makeCurrent = false
) => standingOf(release(candidate), current && release(current), about, makeCurrent)

t.test('the first release of a source is current, whatever it covers', async t => {
  t.equal(standing({ coverage: { ...whole, nationality: ['RUS'] } }).status, 'current')
  t.equal(standing({ series: 'site' }).status, 'current')
  t.equal(standing({ starter: true }).status, 'current')
})

t.test('a release becomes current by itself only if it covers all that the current one covers', async t => {
  t.equal(standing({}, {}).status, 'current')
  t.equal(standing({ coverage: { ...whole, to: '2026-12-31' } }, {}).status, 'current')
  const narrower: [Partial<Coverage>, string][] = [
    [{ nationality: ['RUS', 'SYR'] }, 'nationalities'],
    [{ country_of_asylum: ['DEU'] }, 'countries of asylum'],
    [{ from: '2001-01-01' }, 'days'],
    [{ to: '2024-12-31' }, 'days'],
    [{ complete: false }, 'all parts']
  ]
  for (const [part, named] of narrower) {
    const { status, reason } = standing({ coverage: { ...whole, ...part } }, {})
    t.equal(status, 'beside', named)
    t.match(reason, named, 'says what would be missed')
  }
})

t.test('a narrower release becomes current where that is asked for', async t => {
  t.equal(standing({ coverage: { ...whole, nationality: [] } }, {}, true).status, 'current')
})

t.test(
  'shipped and synthetic tables give way to any published release, and never take its place',
  async t => {
    const narrow = { coverage: { ...whole, nationality: ['RUS'] } }
    t.equal(standing(narrow, { starter: true }).status, 'current')
    t.equal(standing(narrow, { synthetic: true }).status, 'current')
    t.equal(standing({ starter: true }, narrow).status, 'beside')
    t.equal(standing({ synthetic: true }, narrow).status, 'beside')
    t.equal(
      standing({ starter: true }, { starter: true }).status,
      'current',
      'a newer shipped table replaces one'
    )
  }
)

t.test('what gave way stands beside, a former published release is superseded', async t => {
  t.equal(statusAfter(release({ starter: true })), 'beside')
  t.equal(statusAfter(release({ synthetic: true })), 'beside')
  t.equal(statusAfter(release()), 'superseded')
})

t.test('a series that gives way never takes the place of one that does not, shipped or not', async t => {
  t.equal(standing({ series: 'site' }, {}).status, 'beside')
  t.equal(standing({ series: 'site' }, { starter: true }).status, 'beside')
  t.equal(standing({}, { series: 'site' }).status, 'current')
  t.equal(standing({ coverage: { ...whole, from: '2020-01-01' } }, { series: 'site' }).status, 'beside')
})

t.test('another series counts the same people and does not take the place by itself', async t => {
  t.equal(standing({ series: 'other' }, {}).status, 'beside')
  t.equal(standing({ series: 'other' }, {}, true).status, 'current')
})
