import t, { type Test } from 'tap'
import type { ImportRequest } from '../../../src/import/job.ts'
import { importRelease } from '../../../src/import/run.ts'
import type { CountFact, Fact } from '../../../src/vocabulary/fact.ts'
import type { ContentChecks } from '../../../src/vocabulary/release/content-checks.ts'
import { database } from '../../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource } from '../made-up.ts'

async function importing(t: Test, checks: ContentChecks = {}) {
  const source = madeUpSource({ layouts: [{ id: 'whole', coverage: { nationality: 'all' } }] })
  source.about.checks = checks
  const context = await contextOf(t, await database(t), source)
  let number = 0
  return async (facts: Fact[], request: Partial<ImportRequest> = {}) => {
    const paths = [
      await madeUpFile(
        t,
        'made-up.whole',
        facts.map(fact => ({ facts: [fact] }))
      )
    ]
    return importRelease(context, { source: 'made-up', paths, release: `r${++number}`, ...request })
  }
}

/** Figures of Germany in 2024 by nationality and outcome, Syrians first. */
const figures = (syrian: [rejected: number, granted: number], more: Partial<CountFact> = {}) => [
  count('a', { nationality: 'SYR', value: syrian[0], ...more }),
  count('b', { nationality: 'SYR', value: syrian[1], outcome: 'refugee_status_granted', ...more }),
  count('c', { value: 900, ...more }),
  count('d', { value: 150, outcome: 'refugee_status_granted', ...more })
]

t.test('a hundredth of what was there stands beside, and only --make-current overrules that', async t => {
  const bring = await importing(t)
  await bring(figures([60_000, 50_000]))
  t.match(await bring(figures([61_000, 48_000])), { status: 'current', breaches: [] }, 'an ordinary revision')
  const report = await bring(figures([610, 480]))
  t.match(report, { result: 'published', status: 'beside', reason: /hard to believe.*--make-current/ })
  t.strictSame(report.breaches, [
    {
      ...{ kind: 'changed', year: 2024, before: 61_900, now: 1510, reporter: 'DEU' },
      what: 'first_instance rejected'
    },
    {
      ...{ kind: 'changed', year: 2024, before: 48_150, now: 630, reporter: 'DEU' },
      what: 'first_instance refugee_status_granted'
    }
  ])
  t.match(await bring(figures([611, 480]), { force: true }), { status: 'beside' }, '--force does not')
  t.match(await bring(figures([612, 480]), { makeCurrent: true }), {
    status: 'current',
    unmet: [/1,512 where there were 61,900/]
  })
})

t.test('small numbers may change, and so may a period that only one of the two has', async t => {
  const bring = await importing(t)
  const quarter = { period: '2024-Q1', period_from: '2024-01-01', period_to: '2024-03-31' }
  const next = { period: '2024-Q2', period_from: '2024-04-01', period_to: '2024-06-30' }
  const first = [
    count('a', { ...quarter, value: 5000 }),
    count('b', { ...quarter, outcome: 'refugee_status_granted', value: 40 })
  ]
  await bring(first)
  const second = [
    count('a', { ...quarter, value: 5100 }),
    count('b', { ...quarter, outcome: 'refugee_status_granted', value: 4 }),
    count('c', { ...next, value: 90_000 }),
    count('d', { ...next, outcome: 'refugee_status_granted', value: 9000 })
  ]
  t.match(await bring(second), { status: 'current', breaches: [] })
})

t.test('an outcome that was told does not vanish', async t => {
  const bring = await importing(t)
  await bring(figures([500, 300]))
  const report = await bring(figures([500, 0]).filter(({ outcome }) => outcome === 'rejected'))
  t.match(report, {
    status: 'beside',
    breaches: [{ kind: 'vanished', before: 450, now: 0, what: 'first_instance refugee_status_granted' }]
  })
})

t.test('more rows of what is rare', async t => {
  const bring = await importing(t, {
    rare: [{ same: ['nationality', 'country_of_asylum'], reason: 'Made up.' }]
  })
  const asylum = Array.from({ length: 11 }, (_, i) =>
    count(`x${i}`, { nationality: 'DEU', value: 1, sex: 'male', source_level: String(i) })
  )
  const before = [...figures([500, 300]), ...asylum.slice(0, 1)]
  await bring(before)
  t.match(await bring([...before, ...asylum.slice(1, 5)]), { status: 'current' })
  t.match(await bring([...figures([500, 300]), ...asylum.map(each => ({ ...each, value: 2 }))]), {
    status: 'current'
  })
  const many = Array.from({ length: 40 }, (_, i) =>
    count(`y${i}`, { nationality: 'DEU', value: 1, sex: 'male', source_level: String(i) })
  )
  t.match(await bring([...figures([500, 300]), ...many]), {
    status: 'beside',
    breaches: [{ kind: 'rare', before: 11, now: 40 }]
  })
})

t.test('parts that do not make the total that the release publishes itself', async t => {
  const bring = await importing(t, { totals: [{ over: 'nationality', differs_at_most: 0.05 }] })
  const total = (value: number) =>
    count('t', { nationality: 'not_split', total_over: ['nationality'], value })
  const parts = (value: number | null) => [
    count('a', { value: 4000 }),
    count('b', { nationality: 'GTM', value, status: value === null ? 'suppressed' : 'ok' })
  ]
  t.match(await bring([total(10_000), ...parts(5900)]), { status: 'current', breaches: [] })
  t.match(await bring([total(10_000), ...parts(null)]), { status: 'current' }, 'a withheld part says nothing')
  t.match(await bring([total(10_000), ...parts(59)]), {
    status: 'beside',
    breaches: [{ kind: 'total', before: 10_000, now: 4059 }]
  })
})

t.test('twice as many records in a year that was over', async t => {
  const bring = await importing(t, { from: 3 })
  const decisions = (of: number, number: number): Fact[] =>
    Array.from({ length: number }, (_, i) => ({
      ...{ grain: 'decision', decision_id: `${of}${i}`, source_table: 's', line: 1, outcome: 'rejected' },
      ...{ decision_stage: 'first_instance', nationality: 'RUS', source_code: 'R' },
      decided_on: `${of}-05-01`
    }))
  await bring([...decisions(2023, 3), ...decisions(2024, 3)])
  t.match(await bring([...decisions(2023, 4), ...decisions(2024, 9)]), { status: 'current' })
  t.match(await bring([...decisions(2023, 8), ...decisions(2024, 9)]), {
    status: 'beside',
    breaches: [{ year: 2023, what: { en: 'decisions' }, before: 4, now: 8 }]
  })
})
