import t from 'tap'
import type { ReleaseEntry } from '../../src/snapshot/card.ts'
import { makeConsidering, namedIn, type SetCards, sourcesThat } from '../../src/snapshot/considered.ts'
import type { About } from '../../src/vocabulary/about.ts'

const about = (id: string, title = id) => ({ id, title }) as unknown as About
const release = (source: string, release_id: number, more: Partial<ReleaseEntry> = {}): ReleaseEntry =>
  ({ source, release_id, status: 'current', about: about(source), ...more }) as ReleaseEntry
const set = (version: number, releases: ReleaseEntry[], known = [about('a'), about('b')]): SetCards => ({
  version,
  releases,
  known
})

t.test('a part has the releases and the descriptions of its sources alone', async t => {
  const whole = set(1, [release('a', 1), release('b', 2), release('a', 3)])
  const part = makeConsidering()(whole, ['a'])
  t.same(
    part.releases.map(({ release_id }) => release_id),
    [1, 3]
  )
  t.same(part.known, [about('a')])
  t.same(makeConsidering()(whole, []).releases, [])
})

t.test('its print tells whatever changes in it, and nothing of other releases', async t => {
  const considering = makeConsidering()
  const printOf = (releases: ReleaseEntry[], known?: About[]) =>
    considering(set(Math.random(), releases, known), ['a']).print
  const a = release('a', 1)
  const print = printOf([a, release('b', 2)])
  for (const same of [
    [a],
    [a, release('b', 2, { status: 'withdrawn' })],
    [release('a', 1, { stored: { words: {}, rollups: new Map() } })]
  ])
    t.equal(printOf(same), print)
  for (const other of [
    [],
    [release('a', 2)],
    [a, release('a', 3, { status: 'beside' })],
    [release('a', 1, { status: 'withdrawn' })],
    [release('a', 1, { status_reason: 'for a reason' })],
    [release('a', 1, { superseded_at: '2026-01-01' })],
    [release('a', 1, { rows_rejected: 1 })],
    [release('a', 1, { about: about('a', 'another title') })]
  ])
    t.not(printOf(other), print, JSON.stringify(other))
  t.not(printOf([a], [about('a', 'another title')]), print)
})

t.test('so many parts of a set are remembered and no more', async t => {
  const considering = makeConsidering(3)
  const whole = set(1, [release('a', 1)])
  const first = considering(whole, ['a'])
  const others = ['b', 'c', 'd', 'e'].map(name => considering(whole, [name]))
  for (const [i, name] of ['c', 'd', 'e'].entries())
    t.equal(considering(whole, [name]), others[i + 1], `${name} is remembered`)
  t.not(considering(whole, ['a']), first, 'the oldest is not')
  t.same(considering(whole, ['a']), first)
})

t.test('the whole set is another with each version', async t => {
  const considering = makeConsidering()
  const releases = [release('a', 1)]
  t.not(considering(set(1, releases), undefined).print, considering(set(2, releases), undefined).print)
  t.same(considering(set(1, releases), undefined).releases, releases)
})

t.test('a source without a release is answered with all that there is', async t => {
  const here = set(1, [release('a', 1)])
  t.same(namedIn(here, ['a']), ['a'])
  t.equal(namedIn(here, ['a', 'b']), undefined)
  t.same(
    sourcesThat(
      here,
      () => false,
      ({ id }) => id === 'b'
    ),
    ['b']
  )
})
