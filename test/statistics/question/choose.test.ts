import t from 'tap'
import { choose } from '../../../src/statistics/question/choose.ts'
import { whyNoRows } from '../../../src/statistics/question/may-have-rows.ts'
import { type Question, questionOf } from '../../../src/statistics/question/question.ts'
import { membershipsOf } from '../../../src/vocabulary/countries/groups/memberships.ts'
import { textIn } from '../../../src/vocabulary/labels/texts/texts.ts'
import { answer } from '../answered.ts'
import { type Made, refusalOf, releaseSet } from '../fixture.ts'

const unhcr: Made = {
  source: 'un',
  counts: [{ country_of_asylum: 'DEU', nationality: 'RUS', value: 10 }],
  series_about: { rates: { refugee_recognition_rate: {} } }
}
const agency: Made = {
  source: 'agency',
  decisions: [{ nationality: 'RUS', decided_on: '2021-03-04', court: 'ZLA' }],
  series_about: { rates: { 'grant_share.asylum_office': {} } }
}
const screening: Made = {
  source: 'screenings',
  counts: [{ decision_stage: 'screening', nationality: 'RUS', unit: 'cases', value: 4 }]
}
const made_up: Made = {
  source: 'synthetic-court',
  synthetic: true,
  decisions: [{ nationality: 'RUS', decision_stage: 'appeal', appeal_type: 'Case Appeal' }]
}
const press: Made = {
  source: 'documented-cases',
  about: { only_when_named: true },
  decisions: [{ nationality: 'RUS', decision_stage: 'screening_review', in_absentia: true }]
}
const all = [unhcr, agency, screening, made_up, press]

t.test('a source may be left out where one current, real source has all that is asked', async t => {
  const set = await releaseSet(t, all)
  const sourceOf = async (question: Question) => (await answer(set, question)).meta.query.source
  t.equal(await sourceOf({ filters: { country_of_asylum: ['DEU'] } }), 'un', 'by a dimension')
  t.equal(await sourceOf({ filters: { decision_stage: ['screening'] } }), 'screenings', 'by a stage')
  t.equal(await sourceOf({ measures: ['grant_share.asylum_office'] }), 'agency', 'by a rate')
  t.equal(await sourceOf({ unit: 'decisions' }), 'agency', 'by a unit')
  t.equal(await sourceOf({ group_by: ['month'] }), 'agency', 'by a time that only days can be cut to')
})

t.test('several sources that could answer are listed, each with its address', async t => {
  const set = await releaseSet(t, all)
  const problem = await refusalOf(
    answer(set, { filters: { nationality: ['RUS'] }, group_by: ['outcome'], limit: 100 })
  )
  t.equal(problem.type, 'source-required')
  t.same(
    (problem.extra.sources as { url: string }[]).map(({ url }) => url),
    ['agency', 'screenings', 'un'].map(
      source => `/v1/statistics/decisions?source=${source}&series=table&group_by=outcome&nationality=RUS`
    )
  )
})

t.test('a table whose coverage is outside the question does not answer it, and is not offered', async t => {
  const uk: Made = {
    source: 'uk',
    counts: [{ country_of_asylum: 'GBR', nationality: 'RUS', value: 3 }],
    coverage: { country_of_asylum: ['GBR'], from: '2010-01-01' }
  }
  const later: Made = { ...unhcr, source: 'later', coverage: { from: '2024-01-01' } }
  const set = await releaseSet(t, [unhcr, uk, later])
  const germany: Question = { filters: { country_of_asylum: ['DEU'], nationality: ['RUS'] } }
  const found = await answer(set, { ...germany, period_from: '2020', period_to: '2022' })
  t.match([found.meta.query.source, found.data], ['un', [{ persons: 10 }]])
  const both = await refusalOf(answer(set, germany))
  t.same(
    (both.extra.sources as { source: string }[]).map(({ source }) => source),
    ['later', 'un']
  )
  const before = { period_from: '1990', period_to: '1990' }
  const none = await refusalOf(answer(set, before))
  t.match(none, {
    type: 'unsupported-combination',
    message: /un \(table\): it covers nothing of what is asked/
  })
  t.same(
    (none.extra.sources as { url?: string }[]).filter(({ url }) => url),
    [],
    'an address without a row is not offered'
  )
  t.same((await answer(set, { ...before, source: 'uk' })).data, [], 'a source that is named says so itself')
})

t.test('where no source has it, each says why', async t => {
  const set = await releaseSet(t, all)
  const problem = await refusalOf(answer(set, { group_by: ['sex'], filters: { decision_stage: ['appeal'] } }))
  t.equal(problem.type, 'unsupported-combination')
  t.match(problem.message, /un \(table\): it does not publish sex; it has .*country_of_asylum/)
  t.match(problem.message, /it has no decisions at appeal; its stages are first_instance/)
})

t.test(
  'synthetic data and documented cases answer only when they are named, and synthetic data says so',
  async t => {
    const set = await releaseSet(t, all)
    t.equal((await refusalOf(answer(set, { group_by: ['appeal_type'] }))).type, 'unsupported-combination')
    t.equal((await refusalOf(answer(set, { group_by: ['in_absentia'] }))).type, 'unsupported-combination')
    const named = await answer(set, { source: 'synthetic-court', group_by: ['appeal_type'] })
    t.same(named.data, [{ appeal_type: 'Case Appeal', decisions: 1, flags: {} }])
    t.equal(named.caveats[0]?.id, 'synthetic')
    const [row] = [...named.table.batches].flat()
    t.match(row, { source: 'synthetic-court', synthetic: true })
    t.equal((await answer(set, { source: 'documented-cases' })).data.length, 1)
  }
)

t.test(
  'release pins, as_of finds what was current on that day, and a withdrawn release says why',
  async t => {
    const edition = (release: string, value: number, rest: Made): Made => ({
      source: 'un',
      release,
      counts: [{ value }],
      ...rest
    })
    const set = await releaseSet(t, [
      edition('2025-06', 1, {
        status: 'superseded',
        published_at: '2025-06-10T09:00:00Z',
        superseded_at: '2026-01-05T09:00:00Z'
      }),
      edition('2026-01', 2, { published_at: '2026-01-05T09:00:00Z' }),
      edition('2025-12', 3, { status: 'withdrawn', status_reason: 'pages were missing' }),
      edition('2024-01', 4, { status: 'beside' })
    ])
    const persons = async (question: Question) => (await answer(set, question)).data[0]?.persons
    t.equal(await persons({}), 2)
    t.equal(await persons({ source: 'un', release: ['2025-06'] }), 1)
    t.equal(await persons({ as_of: '2025-06-10' }), 1, 'published that day')
    t.equal(await persons({ as_of: '2026-01-04' }), 1)
    t.equal(await persons({ as_of: '2026-01-05' }), 2)
    const withdrawn = await answer(set, { release: ['2025-12'] })
    t.match(withdrawn.caveats[0], { id: 'withdrawn-release', text: { en: /pages were missing/ } })
    t.equal((await refusalOf(answer(set, { as_of: '2024-12-31' }))).type, 'release-not-found')
    t.equal((await refusalOf(answer(set, { source: 'un', release: ['2026-02'] }))).type, 'release-not-found')
    t.match(await refusalOf(answer(set, { release: ['2026-01'], as_of: '2026-01-06' })), {
      type: 'invalid-parameter'
    })
  }
)

t.test('a named series answers from its newest release, current or beside', async t => {
  const set = await releaseSet(t, [
    { source: 'un', counts: [{ value: 1 }] },
    {
      source: 'un',
      series: 'other',
      release: 'a',
      status: 'beside',
      counts: [{ value: 2 }],
      published_at: '2024-01-01'
    },
    {
      source: 'un',
      series: 'other',
      release: 'b',
      status: 'beside',
      counts: [{ value: 3 }],
      published_at: '2025-01-01'
    }
  ])
  t.same((await answer(set, { source: 'un' })).meta.query.series, 'table')
  t.same((await answer(set, { source: 'un', series: 'other' })).meta.query.release, 'b')
})

t.test('two current series of a source count the same people: one must be named', async t => {
  const set = await releaseSet(t, [
    { source: 'un', counts: [{ value: 1 }] },
    { source: 'un', series: 'other', counts: [{ value: 2 }] }
  ])
  const problem = await refusalOf(answer(set, { source: 'un' }))
  t.equal(problem.type, 'source-required')
  t.match((problem.extra.sources as { url: string }[])[0]?.url, /source=un&series=other$/)
})

t.test('a table whose rows cannot be added answers no statistics, and says where its rows are', async t => {
  const set = await releaseSet(t, [
    {
      source: 'un',
      series: 'site',
      counts: [{ unit: 'not_stated', decision_stage: 'mixed' }],
      series_about: { addable: false }
    }
  ])
  t.match(await refusalOf(answer(set, { source: 'un' })), {
    type: 'unsupported-combination',
    message: /\/v1\/published-counts\?source=un&series=site/
  })
})

t.test('a name that is none is a slip, with what may have been meant', async t => {
  const set = await releaseSet(t, all)
  const problem = await refusalOf(answer(set, { source: 'agencie' }))
  t.match(problem, { type: 'unknown-code', errors: [{ parameter: 'source', did_you_mean: ['agency'] }] })
  t.match(await refusalOf(answer(set, { source: 'agency', series: 'tabel' })), {
    errors: [{ parameter: 'series', did_you_mean: ['table'] }]
  })
  t.match(await refusalOf(answer(set, { source: 'agency', filters: { court: ['ZLB'] } })), {
    type: 'unknown-code',
    errors: [{ parameter: 'court', did_you_mean: ['ZLA'] }]
  })
})

t.test(
  'each address of source-required answers: with its unit, its release and no clock that cannot be kept',
  async t => {
    const edition = (release: string): Made => ({
      source: 'ministry',
      release,
      status: 'beside',
      counts: [
        { nationality: 'RUS', unit: 'persons' },
        { nationality: 'RUS', unit: 'cases' }
      ]
    })
    const set = await releaseSet(t, [agency, unhcr, edition('a'), edition('b')])
    const asked = answer(set, { release: ['2026-01', 'a', 'b'], group_by: ['nationality'] })
    const { type, extra } = await refusalOf(asked)
    t.equal(type, 'source-required')
    const sources = extra.sources as { source: string; unit?: string; url: string }[]
    t.same(
      sources.map(({ source, unit }) => [source, unit]),
      [
        ['agency', undefined],
        ['ministry', 'cases'],
        ['ministry', 'persons'],
        ['ministry', 'cases'],
        ['ministry', 'persons'],
        ['un', undefined]
      ],
      'one a unit'
    )
    for (const { url } of sources) {
      const query = Object.fromEntries(new URL(url, 'http://x').searchParams)
      const { data } = await answer(
        set,
        questionOf({ ...query, group_by: ['nationality'], release: [query.release as string] })
      )
      t.equal(data.length, 1, url)
    }
  }
)

t.test('a table that cannot keep the clock that is asked leaves the question to one that can', async t => {
  const set = await releaseSet(t, [unhcr, agency])
  t.equal((await answer(set, { period_from: '2020-06' })).meta.query.source, 'agency', 'a year would be cut')
  t.equal((await answer(set, { date_basis: 'filed' })).meta.query.source, 'agency')
  t.match(await refusalOf(answer(set, { period_from: '2020-13' })), { type: 'invalid-parameter' })
})

t.test('no rate is cut by the country that only orders name', async t => {
  const court: Made = {
    source: 'court',
    decisions: [
      { decision_stage: 'return_decision', outcome: 'removal_ordered', country_of_return: 'RUS' },
      { decision_stage: 'return_decision', outcome: 'terminated' }
    ],
    series_about: { rates: { return_ordered_rate: {} } }
  }
  const set = await releaseSet(t, [court])
  const question: Question = {
    source: 'court',
    measures: ['decisions', 'return_ordered_rate'],
    filters: { decision_stage: ['return_decision'] },
    min_n: 1
  }
  const isRefused = async (more: Question) =>
    t.match(await refusalOf(answer(set, { ...question, ...more })), {
      type: 'unsupported-combination',
      message: /only orders name a country of return.*return_ordered_rate.*without it/,
      errors: [{ parameter: 'measures' }]
    })
  await isRefused({ group_by: ['country_of_return'] })
  await isRefused({ filters: { ...question.filters, country_of_return: ['RUS'] } })
  t.same((await answer(set, question)).data, [
    {
      decisions: 2,
      return_ordered_rate: 0.5,
      return_ordered_rate_n: 2,
      return_ordered_rate_n_share: 1,
      flags: {}
    }
  ])
  const counted = await answer(set, { ...question, measures: ['decisions'], group_by: ['country_of_return'] })
  t.equal(counted.data.length, 2, 'orders are counted by it')
})

t.test('a refusal names the parameter that is at fault', async t => {
  const set = await releaseSet(t, all)
  const parameters = async (question: Question) =>
    (await refusalOf(answer(set, question))).errors.map(({ parameter }) => parameter)
  t.same(await parameters({ source: 'agency', filters: { decision_stage: ['appeal'] } }), ['decision_stage'])
  t.same(await parameters({ source: 'agency', group_by: ['sex'] }), ['group_by'])
  t.same(await parameters({ source: 'agency', filters: { sex: ['male'] } }), ['sex'])
  t.same(await parameters({ source: 'agency', unit: 'persons' }), ['unit'])
  t.same(await parameters({ source: 'un', year_basis: 'us_fiscal', group_by: ['year'] }), ['year_basis'])
  t.same(await parameters({ source: 'un', measures: ['fear_found_rate'] }), ['measures'])
  t.same(await parameters({ filters: { decision_stage: ['judicial_review'] } }), ['source'])
})

t.test('a day that is still to come has no release yet', async t => {
  const set = await releaseSet(t, [unhcr])
  t.match(await refusalOf(answer(set, { as_of: '2999-01-01' })), {
    type: 'invalid-parameter',
    errors: [{ parameter: 'as_of' }]
  })
})

t.test('a group of countries is answered by the table that covers one of them', async t => {
  const africa: Made = {
    source: 'africa',
    counts: [{ country_of_asylum: 'DEU', nationality: 'ERI', value: 7 }],
    coverage: { nationality: ['ERI', 'SOM'] }
  }
  const asia: Made = { ...africa, source: 'asia', counts: [{ nationality: 'SYR', value: 5 }] }
  const set = await releaseSet(t, [africa, { ...asia, coverage: { nationality: ['SYR', 'AFG'] } }])
  const found = await answer(set, { filters: { nationality_group: ['UN_AFRICA'] } })
  t.match([found.meta.query.source, found.data], ['africa', [{ persons: 7 }]])
  const none = await refusalOf(answer(set, { filters: { nationality_group: ['UN_OCEANIA'] } }))
  t.equal(none.type, 'unsupported-combination')
  for (const source of ['africa', 'asia'])
    t.match(
      none.message,
      new RegExp(`${source} \\(table\\): it covers nothing of what is asked, not nationality `)
    )
})

t.test('a table has no row of a group of which no country is among its words', async t => {
  const set = await releaseSet(t, [unhcr])
  const [release] = set.releases
  const stored = { words: { published_counts: new Map([['nationality', ['RUS', 'UNK']]]) } }
  const told = { ...release, stored } as unknown as (typeof set.releases)[number]
  const reasonOf = (group: string) => {
    const question: Question = { filters: { nationality_group: [group] } }
    const chosen = choose({ releases: [told] }, question)
    const reason = whyNoRows(question, chosen, membershipsOf({}, question))?.reason
    return reason === undefined ? undefined : textIn(reason, 'en')
  }
  t.equal(reasonOf('UN_AFRICA'), 'it has no row with nationality_group UN_AFRICA')
  t.equal(reasonOf('UN_EASTERN_EUROPE'), undefined)
})

t.test('a group is covered by the countries that are members in the period asked for', async t => {
  const british: Made = {
    source: 'british',
    counts: [{ country_of_asylum: 'GBR', nationality: 'RUS', value: 3 }],
    coverage: { country_of_asylum: ['GBR', 'CHE'] }
  }
  const set = await releaseSet(t, [british, { ...unhcr, coverage: { country_of_asylum: ['DEU', 'FRA'] } }])
  const union: Question = { filters: { country_of_asylum_group: ['EU'] }, period_from: '2021' }
  t.equal((await answer(set, union)).meta.query.source, 'un')
  const before = await refusalOf(answer(set, { ...union, period_from: '2015', period_to: '2019' }))
  t.equal(before.type, 'source-required', 'both covered one of the union then')
})
