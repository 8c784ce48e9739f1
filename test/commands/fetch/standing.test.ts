import t from 'tap'
import type { FetchNote } from '../../../src/commands/fetch/note.ts'
import { type Held, offerStatus } from '../../../src/commands/fetch/standing.ts'
import type { Offer } from '../../../src/commands/fetch/way.ts'

const offer: Offer = {
  ...{ series: 'cases', url: 'http://127.0.0.1/a.zip', name: 'a.zip', etag: '"b"', bytes: 10 },
  last_modified: 'Thu, 01 Oct 2026 23:59:59 GMT',
  fetch: async () => ({ paths: [], sha256: null, retrieved_on: '' })
}
const held = (release: string, retrieved_on: string, status: Held['status'] = 'current'): Held => ({
  ...{ release, retrieved_on, status, series: 'cases' }
})
const note = (etag: string, release: string): FetchNote => ({
  ...{ url: offer.url, etag, last_modified: null, bytes: 10, sha256: 'x', retrieved_on: '2026-09-02' },
  releases: { cases: release }
})
const labelOf = (...args: [FetchNote | undefined, Held[]]) => {
  const standing = offerStatus(offer, ...args, 'cases')
  return standing.known === null ? standing.label : `known ${standing.known.release}`
}

t.test('what is imported is known by the note, by the day, or by a later retrieval', t => {
  t.equal(labelOf(undefined, []), '2026-10-01')
  t.equal(labelOf(note('"b"', 'mine'), [held('mine', '2026-10-02')]), 'known mine')
  t.equal(labelOf(note('W/"b"', 'mine'), [held('mine', '2026-10-02')]), 'known mine')
  t.equal(labelOf(undefined, [held('2026-10-01', '2026-10-01')]), 'known 2026-10-01')
  t.equal(labelOf(undefined, [held('by-hand', '2026-10-02')]), 'known by-hand')
  t.end()
})

t.test('what may be newer is never taken for known', t => {
  t.equal(
    labelOf(undefined, [held('by-hand', '2026-10-01')]),
    '2026-10-01',
    'fetched the same day, perhaps before'
  )
  t.equal(labelOf(undefined, [held('old', '2026-10-02', 'superseded')]), '2026-10-01')
  t.equal(labelOf(note('"b"', 'gone'), []), '2026-10-01', 'noted, but the database is another')
  t.equal(labelOf(note('"a"', 'mine'), [held('mine', '2026-10-05')]), '2026-10-01', 'put there late')
  t.equal(labelOf(note('"a"', '2026-10-01'), [held('2026-10-01', '2026-10-01')]), '2026-10-01-2')
  const other: Held = { ...held('2026-10-01', '2026-10-09'), series: 'other' }
  t.equal(labelOf(undefined, [other]), '2026-10-01', 'another series is another table')
  t.end()
})

t.test('a series that is not the first has its name in the release’s', t => {
  t.match(offerStatus(offer, undefined, [], 'decisions'), { known: null, label: '2026-10-01-cases' })
  t.match(offerStatus({ ...offer, last_modified: null }, undefined, [], 'cases'), {
    known: null,
    label: undefined
  })
  t.end()
})
