import t from 'tap'
import { releaseOf } from '../../src/queries/scope.ts'
import type { ReleaseEntry } from '../../src/snapshot/card.ts'

const release = (source: string, label: string, more: Partial<ReleaseEntry> = {}) =>
  ({
    about: { series: [] },
    source,
    release: label,
    series: 'main',
    synthetic: false,
    status: 'current',
    status_reason: null,
    published_at: '2026-01-10T08:00:00.000Z',
    superseded_at: null,
    tables: { decisions: { rows: 3 } },
    ...more
  }) as ReleaseEntry

const old = release('a', '2025', {
  status: 'superseded',
  published_at: '2025-01-10T08:00:00.000Z',
  superseded_at: '2026-01-10T08:00:00.000Z'
})
const now = release('a', '2026')
const beside = release('a', '2026-part', { status: 'beside' })
const gone = release('a', '2024', { status: 'withdrawn', status_reason: 'A column was shifted.' })
const other = release('b', 'x')
const made = release('synthetic-c', 's', { synthetic: true })
const counts = release('d', 'd1', { tables: {} })
const asked = (releases: ReleaseEntry[], query: object) =>
  releaseOf({ releases }, 'decisions', query, '/v1/decisions')

const thrown = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
}

t.test('the only real source that has such records answers', async t => {
  t.equal(asked([old, now, beside, gone, made, counts], {}), now)
  t.equal(asked([made, now], { source: ['synthetic-c'] }), made, 'a synthetic one when it is named')
  t.equal(asked([counts], {}), undefined)
})

t.test('several are an error with a ready URL each, which keeps the question', async t => {
  t.match(
    thrown(() => asked([now, other], { nationality: ['RUS', 'UKR'], lang: 'en' })),
    {
      type: 'source-required',
      extra: {
        answerable: [
          { source: 'a', url: '/v1/decisions?nationality=RUS,UKR&source=a' },
          { source: 'b', url: '/v1/decisions?nationality=RUS,UKR&source=b' }
        ]
      }
    }
  )
  const series = [release('a', '1', { series: 'one' }), release('a', '2', { series: 'two' })]
  t.match(
    thrown(() => asked(series, {})),
    { type: 'source-required', errors: [{ parameter: 'series' }] }
  )
  t.equal(asked(series, { series: ['two'] })?.release, '2')
})

t.test('a release is the one that is named, or was current on a day', async t => {
  const all = [old, now, beside, gone, other]
  t.equal(asked(all, { release: ['2025'] }), old)
  t.equal(asked(all, { release: ['2026-part'] }), beside)
  t.equal(asked(all, { source: ['a'], as_of: '2025-06-01' }), old)
  t.equal(asked(all, { source: ['a'], as_of: '2026-01-10' }), now, 'the day of the change is the new one’s')
  t.match(
    thrown(() => asked(all, { source: ['a'], as_of: '2024-06-01' })),
    { type: 'release-not-found' }
  )
  t.match(
    thrown(() => asked(all, { release: ['2025'], as_of: '2025-06-01' })),
    { type: 'invalid-parameter' }
  )
})

t.test('a release that is unknown, withdrawn or without such records is an error that says so', async t => {
  const all = [old, now, gone, counts]
  t.match(
    thrown(() => asked(all, { release: ['2027'] })),
    {
      type: 'release-not-found',
      errors: [{ did_you_mean: ['2025', '2026'] }]
    }
  )
  t.match(
    thrown(() => asked(all, { release: ['2024'] })),
    {
      type: 'release-not-found',
      message: /withdrawn: A column was shifted/
    }
  )
  t.match(
    thrown(() => asked(all, { release: ['d1'] })),
    { type: 'unsupported-combination' }
  )
  t.match(
    thrown(() => asked(all, { source: ['d'] })),
    { type: 'unsupported-combination' }
  )
  t.match(
    thrown(() => asked(all, { source: ['aa'] })),
    { type: 'unknown-code', errors: [{ did_you_mean: ['a'] }] }
  )
})
