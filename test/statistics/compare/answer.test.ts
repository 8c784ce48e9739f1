import t from 'tap'
import { cellLimit } from '../../../src/statistics/rows/guard.ts'
import { countryCodes } from '../../../src/vocabulary/countries/country.ts'
import { answer } from '../answered.ts'
import { refusalOf, releaseSet } from '../fixture.ts'
import { ask, comparing } from './made-up.ts'

const russians = { nationality: ['RUS'], group_by: ['year'] }
const short = (row: Record<string, unknown>): unknown[] => [
  row.year,
  row.source,
  row.decision_stage,
  row.unit,
  row[String(row.unit)]
]

t.test('every source stands in rows of its own, with its own unit, clock and stage', async t => {
  const { data, meta, releases } = await ask(await comparing(t), russians)
  t.same(data.map(short), [
    ['FY2021', 'screeners', 'screening', 'cases', 20],
    ['2021', 'judges', 'first_instance', 'decisions', 4],
    ['2021', 'nations', 'appeal', 'cases', 9],
    ['2021', 'nations', 'first_instance', 'persons', 100],
    ['2021', 'rounders', 'first_instance', 'persons', 65],
    ['2022', 'judges', 'first_instance', 'decisions', 1],
    ['2022', 'nations', 'first_instance', 'persons', 50]
  ])
  t.same(meta.key, ['year'])
  t.equal(meta.total, 7)
  t.same(
    releases.map(({ source }) => source),
    ['judges', 'nations', 'rounders', 'screeners'],
    'all of them are cited, once each'
  )
  for (const row of data) {
    const units = ['persons', 'cases', 'decisions', 'applications', 'returns'].filter(unit => unit in row)
    t.same(units, [row.unit], 'no row has the numbers of two units')
  }
})

t.test('each row is what its source answers alone', async t => {
  const set = await comparing(t)
  const { data, meta } = await ask(set, russians)
  let rows = 0
  for (const one of meta.answers) {
    const alone = await answer(set, {
      source: one.source,
      series: one.series,
      group_by: ['year'],
      filters: { nationality: ['RUS'] },
      ...(one.unit === null ? {} : { unit: one.unit })
    })
    const own = data.filter(({ source, unit }) => source === one.source && unit === one.unit)
    const unit = String(one.unit)
    t.same(
      own.map(row => [row.year, row[unit], row.flags]),
      alone.data.map(row => [row.year, row[unit], row.flags]),
      `${one.source} in ${unit}`
    )
    t.same(one.reconciliation, alone.meta.reconciliation)
    t.same(one.split_by, alone.meta.query.split_by)
    rows += own.length
  }
  t.equal(rows, data.length, 'and there are no others')
})

t.test('the words that tell sources apart are those of their own rows', async t => {
  const { data, table } = await ask(await comparing(t), { ...russians, period_to: '2021' })
  const words = ({ source, unit, application_type, screening_type = 'none' }: Record<string, unknown>) =>
    [source, unit, application_type, screening_type].join(' ')
  t.same(data.map(words), [
    'judges decisions asylum none',
    'nations cases not_split none',
    'nations persons not_split none',
    'rounders persons not_split none'
  ])
  const all = await ask(await comparing(t), russians)
  t.equal(words(all.data[0] ?? {}), 'screeners cases not_split credible_fear')
  t.equal(
    words(all.data[1] ?? {}),
    'judges decisions asylum not_split',
    'a screening beside makes it worth saying'
  )
  t.same(table.header.slice(0, 3), ['year', 'decision_stage', 'application_type'])
})

t.test('a table has all units as columns, and those of others are not applicable', async t => {
  const { table } = await ask(await comparing(t), {
    ...russians,
    period_from: '2022',
    source: ['judges', 'nations']
  })
  const days = { date_basis: 'decided', period_from: '2022-01-01', period_to: '2022-12-31' }
  t.same(table.batches.flat(), [
    {
      ...{ year: '2022', application_type: 'asylum', persons: null, persons_flags: ['not_applicable'] },
      ...{ decisions: 1, decisions_flags: [], unit: 'decisions', year_basis: 'calendar' },
      ...{ source: 'judges', series: 'table', release: '2026-01', synthetic: false },
      ...days
    },
    {
      ...{ year: '2022', application_type: 'not_split', persons: 50, persons_flags: [] },
      ...{ decisions: null, decisions_flags: ['not_applicable'], unit: 'persons', year_basis: 'calendar' },
      ...{ source: 'nations', series: 'table', release: '2026-01', synthetic: false },
      ...days
    }
  ])
  t.same(table.header.slice(-9), [
    ...['unit', 'year_basis', 'source', 'series', 'release', 'synthetic'],
    ...['date_basis', 'period_from', 'period_to']
  ])
  t.same(Object.keys(table.batches.flat()[0] ?? {}).sort(), table.header.toSorted())
})

t.test('a source that cannot keep the clock is named, with what it answers instead', async t => {
  const set = await comparing(t)
  const { data, meta } = await ask(set, { ...russians, year_basis: 'calendar' })
  t.notOk(data.some(({ source }) => source === 'screeners'))
  const [refused] = meta.not_answered
  t.match(refused, {
    source: 'screeners',
    type: 'unsupported-combination',
    reason: { en: /year_basis is us_fiscal/ }
  })
  const alone = await refusalOf(
    answer(set, { source: 'screeners', series: 'table', group_by: ['year'], year_basis: 'calendar' })
  )
  t.equal(alone.message, `screeners (table): ${refused?.reason.en}`, 'in its own words')
  t.equal(
    refused?.url,
    '/v1/statistics/decisions?source=screeners&series=table&group_by=year&year_basis=us_fiscal&nationality=RUS'
  )
  const cut = await ask(set, { ...russians, period_from: '2021', period_to: '2021' })
  t.equal(
    cut.meta.not_answered.find(({ source }) => source === 'screeners')?.url,
    '/v1/statistics/decisions?source=screeners&series=table&group_by=year&period_from=FY2021&period_to=FY2022&nationality=RUS'
  )
})

t.test('what is left out to make a question work is never a filter', async t => {
  const set = await comparing(t)
  const urlOf = async (parameters: Record<string, unknown>, source: string) =>
    (await ask(set, parameters)).meta.not_answered.find(each => each.source === source)?.url
  t.equal(
    await urlOf({ group_by: ['year', 'authority'], nationality: ['RUS'] }, 'judges'),
    '/v1/statistics/decisions?source=judges&series=table&group_by=year&nationality=RUS'
  )
  t.equal(await urlOf({ sex: ['male'] }, 'nations'), null)
  t.equal(await urlOf({ decision_stage: ['screening'] }, 'judges'), null)
  t.equal(await urlOf({ unit: 'persons' }, 'judges'), '/v1/statistics/decisions?source=judges&series=table')
})

t.test('made-up figures and reported cases answer only when they are named', async t => {
  const set = await comparing(t)
  const { meta } = await ask(set, russians)
  const unasked = meta.not_answered.filter(({ type }) => type === 'source-required')
  t.match(unasked, [
    { source: 'inventors', reason: { en: /made up.*named/ } },
    {
      source: 'reporters',
      url: '/v1/statistics/decisions?source=reporters&series=table&group_by=year&nationality=RUS'
    }
  ])
  const named = await ask(set, { ...russians, source: ['inventors', 'reporters'] })
  t.same(
    named.data.map(row => [row.source, row.persons, row.synthetic]),
    [
      ['inventors', 1_000_000, true],
      ['reporters', 2, false]
    ]
  )
})

t.test('rates stand side by side with n and interval, each by its own rule', async t => {
  const { data, meta } = await ask(await comparing(t), {
    nationality: ['RUS'],
    measures: ['refugee_recognition_rate', 'grant_rate.merits'],
    decision_stage: ['first_instance'],
    intervals: true,
    min_n: 2
  })
  const of = (source: string) => data.find(row => row.source === source)
  // 30 refugee status of 30 + 70 + 50 decided.
  t.match(of('nations'), { refugee_recognition_rate: 0.2, refugee_recognition_rate_n: 150 })
  t.match(of('nations'), { 'grant_rate.merits': null, flags: { 'grant_rate.merits': ['not_applicable'] } })
  // 3 granted of 3 + 2.
  t.match(of('judges'), { 'grant_rate.merits': 0.6, 'grant_rate.merits_n': 5 })
  t.match(meta.differences.find(({ kind }) => kind === 'rates')?.values, [
    { source: 'judges', values: ['grant_rate.merits'] },
    { source: 'nations', values: ['refugee_recognition_rate'] },
    { source: 'rounders', values: ['refugee_recognition_rate'] }
  ])
  const two = await ask(await comparing(t), {
    measures: ['total_protection_rate', 'grant_rate.merits'],
    source: ['judges', 'rounders']
  })
  t.match(two.meta.not_answered, [
    {
      source: 'rounders',
      reason: {
        en: 'total_protection_rate, grant_rate.merits do not exist for it; its rates are refugee_recognition_rate.'
      }
    }
  ])
})

t.test('dry_run tells the size of all answers together', async t => {
  const { data, meta } = await ask(await comparing(t), { ...russians, dry_run: true })
  t.same(data, [])
  t.match(meta, { total: null, estimate: { cells: 7, fits: true, would_fit_with: [] } })
  t.same(
    meta.answers.map(({ source, estimate }) => [source, estimate?.cells]),
    [
      ['judges', 2],
      ['nations', 1],
      ['nations', 2],
      ['rounders', 1],
      ['screeners', 1]
    ]
  )
})

t.test('answers that fit alone and not together are refused', async t => {
  const places = countryCodes.slice(0, 240)
  const counts = places.map(place => ({ nationality: place, country_of_asylum: place }))
  const set = await releaseSet(t, [
    { source: 'one', counts },
    { source: 'two', counts }
  ])
  for (const name of ['r1', 'r2']) {
    await set.query(`create table ${name}.many as select a.* replace (b.country_of_asylum as country_of_asylum)
      from ${name}.published_counts a, ${name}.published_counts b`)
    await set.query(`drop table ${name}.published_counts`)
    await set.query(`alter table ${name}.many rename to published_counts`)
  }
  const question = { group_by: ['nationality', 'country_of_asylum'] }
  t.match(await refusalOf(ask(set, question)), {
    type: 'query-too-large',
    message: /2 of 2 series have 115200 rows together/,
    extra: { estimate: 2 * 240 * 240, limit: cellLimit }
  })
  t.match((await ask(set, { ...question, dry_run: true })).meta.estimate, {
    cells: 115_200,
    fits: false,
    would_fit_with: ['source']
  })
  t.equal((await ask(set, { ...question, source: ['one'], limit: 3 })).meta.total, 57_600)
})
