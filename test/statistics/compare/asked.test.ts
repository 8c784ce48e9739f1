import t from 'tap'
import { refusalOf, releaseSet } from '../fixture.ts'
import { ask, comparing, sources } from './made-up.ts'

const russians = { nationality: ['RUS'], group_by: ['year'] }

t.test(
  'a walk over pages gives each row once, and a release that came in between changes nothing',
  async t => {
    const set = await comparing(t)
    const whole = await ask(set, russians)
    const later = await comparing(t, [
      { source: 'latecomers', counts: [{ nationality: 'RUS', period: '2021', value: 7 }] },
      {
        ...{ source: 'rounders', release: '2026-02' },
        counts: [{ nationality: 'RUS', period: '2021', value: 90, outcome: 'rejected' as const }]
      }
    ])
    const moved = {
      ...later,
      releases: later.releases.map(each =>
        each.source === 'rounders' && each.release === '2026-01'
          ? { ...each, status: 'superseded' as const }
          : each
      )
    }
    const walked: unknown[] = []
    let next: string | null = null
    for (let page = 0; page === 0 || next !== null; page++) {
      const answer = await ask(page === 0 ? set : moved, {
        ...russians,
        limit: 2,
        ...(next === null ? {} : { cursor: next })
      })
      walked.push(...answer.data)
      t.equal(answer.meta.total, 7)
      if (page > 0)
        t.match(
          answer.meta.not_answered.find(({ source }) => source === 'latecomers')?.reason.en,
          /when the first page of this walk was made/
        )
      next = answer.next
    }
    t.same(walked, whole.data)
    const first = await ask(set, { ...russians, limit: 2 })
    t.equal((await refusalOf(ask(set, { cursor: first.next, group_by: ['year'] }))).type, 'invalid-cursor')
    t.equal(
      (await refusalOf(ask({ ...set, releases: set.releases.slice(1) }, { ...russians, cursor: first.next })))
        .type,
      'outside-retention'
    )
  }
)

t.test('rows are in the order of words, either way, and never of numbers', async t => {
  const set = await comparing(t)
  const { data } = await ask(set, { ...russians, sort: ['-source', '-year'], unit: 'persons' })
  t.same(
    data.map(({ source, year }) => [source, year]),
    [
      ['rounders', '2021'],
      ['nations', '2022'],
      ['nations', '2021']
    ]
  )
  for (const sort of ['persons', '-decisions', 'refugee_recognition_rate']) {
    const refused = await refusalOf(ask(set, { ...russians, sort: [sort] }))
    t.match(refused, { type: 'unsupported-combination', message: /not counted alike/ })
  }
  t.match(
    await refusalOf(ask(set, { group_by: ['year'], sort: ['application_type'], source: ['nations'] })),
    {
      type: 'unsupported-combination'
    }
  )
})

t.test('names and words that nobody knows are refused, and not answered with nothing', async t => {
  const set = await comparing(t)
  t.match(await refusalOf(ask(set, { source: ['nation'] })), {
    type: 'unknown-code',
    errors: [{ parameter: 'source', did_you_mean: ['nations'] }]
  })
  t.match(await refusalOf(ask(set, { series: ['tabel'] })), {
    type: 'unknown-code',
    errors: [{ parameter: 'series', did_you_mean: ['table'] }]
  })
  t.match(await refusalOf(ask(set, { period_from: 'soon' })), { type: 'invalid-parameter' })
  t.match(await refusalOf(ask(set, { period_from: 'FY2021', year_basis: 'calendar' })), {
    type: 'invalid-parameter',
    message: /fiscal period/
  })
  t.match(await refusalOf(ask(set, { period_from: '2022', period_to: '2021' })), {
    type: 'invalid-parameter',
    errors: [{ parameter: 'period_to' }]
  })
  t.match(await refusalOf(ask(set, { of: 'returns', outcome: ['rejected'] })), { type: 'invalid-parameter' })
  t.match(await refusalOf(ask(set, { court: ['NYX'] })), {
    type: 'unknown-code',
    errors: [{ parameter: 'court' }]
  })
})

t.test('nothing in scope is an answer, with who was asked and why there is none', async t => {
  const set = await comparing(t)
  const none = await ask(set, { nationality: ['RUS'], age_group: ['0-13'] })
  t.same(none.data, [])
  t.equal(none.meta.total, 0)
  t.ok(none.meta.not_answered.length >= 4)
  t.ok(none.meta.not_answered.every(({ reason }) => reason.en !== ''))
  const empty = await ask(set, { of: 'cases' })
  t.same([empty.data, empty.meta.answers, empty.meta.not_answered], [[], [], []])
})

t.test('a label pins, and who has none of that name does not answer', async t => {
  const set = await releaseSet(t, [
    { ...sources[0], release: 'a', status: 'superseded', superseded_at: '2026-06-01T00:00:00Z' },
    { ...sources[0], release: 'b', published_at: '2026-06-01T00:00:00Z' },
    { ...sources[3], release: 'b' }
  ])
  const releasesOf = async (parameters: Record<string, unknown>) =>
    (await ask(set, { ...russians, unit: 'persons', ...parameters })).releases.map(
      ({ source, release }) => `${source}:${release}`
    )
  t.same(await releasesOf({}), ['nations:b', 'rounders:b'])
  t.same(await releasesOf({ release: ['a'] }), ['nations:a'])
  t.same(await releasesOf({ release: ['nations:a', 'rounders:b'] }), ['nations:a', 'rounders:b'])
  t.same(await releasesOf({ as_of: '2026-02-01' }), ['nations:a', 'rounders:b'])
  const both = await ask(set, { ...russians, release: ['a', 'b'] })
  t.match(both.meta.not_answered, [
    { source: 'nations', reason: { en: /several releases.*nations:a, nations:b/ } }
  ])
  const one = await ask(set, { ...russians, release: ['a'] })
  t.match(one.meta.not_answered, [{ source: 'rounders', reason: { en: 'release= names no release of it.' } }])
  t.same(one.pins, { source: ['nations'], series: ['table'], release: ['nations:a'] })
  t.match(await refusalOf(ask(set, { release: ['c'] })), { type: 'release-not-found' })
})
