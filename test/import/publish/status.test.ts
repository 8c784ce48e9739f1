import t from 'tap'
import type { CurrentRelease, NewCandidate } from '../../../src/import/publish/candidate.ts'
import { standingOf, statusAfter } from '../../../src/import/publish/status.ts'
import { textIn } from '../../../src/vocabulary/labels/texts/texts.ts'
import type { Coverage } from '../../../src/vocabulary/time/coverage.ts'
import { madeUpSource } from '../made-up.ts'

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
type Released = CurrentRelease & NewCandidate
const release = (fields: Partial<Released> = {}): Released => ({
  ...{ release_id: 1, release: 'former', series: 'main', starter: false, synthetic: false, coverage: whole },
  ...{ holdings: null, edition_on: '2026-01-01', forced: [], breaches: '' },
  ...fields
})
const standing = (candidate: Partial<Released>, current?: Partial<CurrentRelease>, makeCurrent = false) =>
  standingOf(release(candidate), current ? [release(current)] : [], about, makeCurrent)

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
    t.match(textIn(reason, 'en'), named, 'says what would be missed')
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
  const narrow = standing({ coverage: { ...whole, from: '2020-01-01' } }, { series: 'site' })
  t.equal(narrow.status, 'current', 'one that does not give way is never beside one that does')
  t.same(
    narrow.replaces.map(({ series }) => series),
    ['site']
  )
  t.equal(standing({ series: 'site' }, {}, true).status, 'current', 'unless that is asked for')
})

t.test('each series has a current release of its own', async t => {
  const { status, replaces } = standing({ series: 'other' }, {})
  t.equal(status, 'current')
  t.same(replaces, [])
})

t.test('of a series by date range each release is current for days of its own', async t => {
  const spans = { ...about, series: about.series.map(each => ({ ...each, by_date_range: true })) }
  const covering = (from: string, to: string, name = 'former') =>
    release({ release: name, coverage: { ...whole, from, to } })
  const old = covering('2012-10-01', '2023-09-30', 'old')
  const newest = covering('2022-10-01', '2026-03-31', 'newest')
  const judged = (candidate: NewCandidate, currents: CurrentRelease[], makeCurrent = false) => {
    const { status, replaces } = standingOf(candidate, currents, spans, makeCurrent)
    return [status, ...replaces.map(each => each.release)]
  }
  t.same(judged(newest, [old]), ['current'], 'days that the other does not cover')
  t.same(judged(covering('2022-10-01', '2026-06-30'), [old, newest]), ['current', 'newest'])
  t.same(judged(covering('2024-01-01', '2024-12-31'), [old, newest]), ['beside'], 'covered already')
  t.same(judged(covering('2024-01-01', '2024-12-31'), [old, newest], true), ['current', 'newest'])
  t.same(judged(covering('2012-10-01', '2026-12-31'), [old, newest]), ['current', 'old', 'newest'])
  t.same(
    judged({ ...old, synthetic: true }, [newest]),
    ['beside'],
    'made-up days do not stand beside real ones'
  )
})

t.test('what --force loaded takes no place of published data by itself', async t => {
  const forced = ['17 rows were rejected, at most 0 are expected']
  const { status, reason } = standing({ forced }, {})
  t.equal(status, 'beside')
  t.match(textIn(reason, 'en'), /loaded with --force.*in the place of former; “forced” says/)
  t.equal(standing({ forced }, {}, true).status, 'current', 'unless that is asked for')
  t.equal(standing({ forced }).status, 'current', 'where nothing is current it answers')
  t.equal(standing({ forced }, { starter: true }).status, 'current', 'shipped tables give way to it')
})
