import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { wilson } from '../../../src/statistics/table/rates.ts'
import type { RateRule } from '../../../src/vocabulary/about.ts'
import { answer } from '../answered.ts'
import { type Count, refusalOf, releaseSet } from '../fixture.ts'

const merits = (granted: number, other: number, rejected: number, rest: Count = {}): Count[] => [
  { outcome: 'refugee_status_granted', value: granted, ...rest },
  { outcome: 'complementary_protection_granted', value: other, ...rest },
  { outcome: 'rejected', value: rejected, ...rest },
  { outcome: 'otherwise_closed', value: 1_000, ...rest }
]
const unhcr: RateRule = {
  left_out: { reason: 'no_final_negative', rows: { source_level: ['IN'] } },
  not_for: { source_level: ['TA'] }
}
const rates = { refugee_recognition_rate: unhcr, total_protection_rate: unhcr }

t.test('sums are divided, never rates averaged, and closed cases are in no denominator', async t => {
  const counts = [
    ...merits(90, 0, 10, { nationality: 'SYR' }),
    ...merits(0, 100, 800, { nationality: 'ALB' })
  ]
  const set = await releaseSet(t, [{ counts, series_about: { rates } }])
  const { data, meta } = await answer(set, {
    measures: ['persons', 'refugee_recognition_rate', 'total_protection_rate']
  })
  const n = {
    ...{ refugee_recognition_rate_n: 1000, total_protection_rate_n: 1000 },
    // 1,000 of 3,000: the closed ones are in the cell.
    ...{ refugee_recognition_rate_n_share: 0.333333, total_protection_rate_n_share: 0.333333 }
  }
  t.same(data, [
    { persons: 3_000, refugee_recognition_rate: 0.09, total_protection_rate: 0.19, ...n, flags: {} }
  ])
  t.same(meta.rates.refugee_recognition_rate, {
    numerator: 'refugee_status',
    denominator: 'refugee_status + complementary_protection + rejected',
    min_n: 25,
    interval: 'wilson_95',
    left_out: []
  })
})

t.test('rows of an authority without a final negative leave both sides, and are told', async t => {
  // UNHCR's US figures for 2016, level IN: 11,193 recognised, 89 rejected; the referrals stand elsewhere.
  const counts = [
    ...merits(11_193, 0, 0, { source_level: 'IN' }),
    { outcome: 'denied_or_referred', value: 89, source_level: 'IN' } as Count,
    ...merits(8_726, 0, 12_000, { source_level: 'EO' })
  ]
  const set = await releaseSet(t, [{ counts, series_about: { rates } }])
  const { data, meta } = await answer(set, { measures: ['refugee_recognition_rate'] })
  t.equal(data[0]?.refugee_recognition_rate, 0.421017)
  t.same(meta.rates.refugee_recognition_rate?.left_out, [{ reason: 'no_final_negative', count: 12_282 }])
  const levels = await answer(set, {
    measures: ['persons', 'refugee_recognition_rate'],
    group_by: ['source_level']
  })
  t.match(levels.data[1], {
    source_level: 'IN',
    refugee_recognition_rate: null,
    flags: { refugee_recognition_rate: ['not_applicable'] }
  })
})

t.test('a cell with a row for which the rate does not exist has none', async t => {
  const counts = [
    ...merits(50, 0, 50),
    ...merits(135_313, 0, 1, { source_level: 'TA', decision_stage: 'mixed' })
  ]
  const set = await releaseSet(t, [{ counts, series_about: { rates } }])
  const { data } = await answer(set, { measures: ['persons', 'refugee_recognition_rate'] })
  t.same(
    data.map(row => [row.decision_stage, row.refugee_recognition_rate, row.flags]),
    [
      ['first_instance', 0.5, {}],
      [
        'mixed',
        null,
        {
          refugee_recognition_rate: ['not_applicable'],
          refugee_recognition_rate_n_share: ['not_applicable']
        }
      ]
    ]
  )
})

t.test(
  'protection that is not split makes the recognition rate impossible to tell, a zero does not',
  async t => {
    const counts = (value: number): Count[] => [
      ...merits(60, 0, 40),
      { outcome: 'protection_granted', value }
    ]
    const asked: Question = { measures: ['refugee_recognition_rate', 'total_protection_rate'] }
    const none = await releaseSet(t, [{ counts: counts(0), series_about: { rates } }])
    t.match((await answer(none, asked)).data[0], {
      refugee_recognition_rate: 0.6,
      total_protection_rate: 0.6
    })
    const some = await releaseSet(t, [{ counts: counts(100), series_about: { rates } }])
    t.match((await answer(some, asked)).data[0], {
      refugee_recognition_rate: null,
      total_protection_rate: 0.8,
      flags: { refugee_recognition_rate: ['not_applicable'] }
    })
  }
)

t.test('a rate that exists for some rows only is made from those', async t => {
  const only = { appeal_sustained_rate: { only_for: { appealed_by: ['applicant'] } } }
  const counts: Count[] = [
    { outcome: 'appeal_sustained', appealed_by: 'applicant', value: 30, decision_stage: 'appeal' },
    { outcome: 'appeal_dismissed', appealed_by: 'applicant', value: 60, decision_stage: 'appeal' },
    { outcome: 'remanded', appealed_by: 'applicant', value: 10, decision_stage: 'appeal' },
    { outcome: 'appeal_sustained', appealed_by: 'government', value: 500, decision_stage: 'appeal' }
  ]
  const set = await releaseSet(t, [{ counts, series_about: { rates: only } }])
  t.equal((await answer(set, { measures: ['appeal_sustained_rate'] })).data[0]?.appeal_sustained_rate, 0.4)
  const apart = await answer(set, {
    measures: ['persons', 'appeal_sustained_rate'],
    group_by: ['appealed_by']
  })
  t.match(apart.data[1], { appealed_by: 'government', appeal_sustained_rate: null })
})

t.test('below the floor a rate is null, low_n, and its n is told', async t => {
  const set = await releaseSet(t, [{ counts: merits(10, 4, 10), series_about: { rates } }])
  const asked: Question = { measures: ['refugee_recognition_rate'], intervals: true }
  t.same((await answer(set, asked)).data, [
    {
      refugee_recognition_rate: null,
      refugee_recognition_rate_n: 24,
      refugee_recognition_rate_low: null,
      refugee_recognition_rate_high: null,
      // 24 of 1,024: a share of what there is needs no floor.
      refugee_recognition_rate_n_share: 0.023438,
      flags: { refugee_recognition_rate: ['low_n'] }
    }
  ])
  t.match((await answer(set, { ...asked, min_n: 24 })).data[0], {
    refugee_recognition_rate: 0.416667,
    refugee_recognition_rate_low: 0.244676,
    refugee_recognition_rate_high: 0.611653
  })
})

t.test('a withheld part makes the rate null, also where the count is published', async t => {
  const counts: Count[] = [
    { outcome: 'not_split', total_over: ['outcome'], value: 100 },
    { outcome: 'refugee_status_granted', value: null, status: 'suppressed' },
    { outcome: 'rejected', value: 60 }
  ]
  const set = await releaseSet(t, [{ counts, series_about: { rates } }])
  t.same((await answer(set, { measures: ['persons', 'refugee_recognition_rate'] })).data, [
    {
      ...{ persons: 100, refugee_recognition_rate: null, refugee_recognition_rate_n: null },
      refugee_recognition_rate_n_share: null,
      flags: {
        refugee_recognition_rate: ['suppressed'],
        refugee_recognition_rate_n_share: ['suppressed']
      }
    }
  ])
})

t.test(
  'a part withheld outside the rate leaves the rate alone, but not what part of the cell its n is',
  async t => {
    const counts: Count[] = [
      { outcome: 'refugee_status_granted', value: 30 },
      { outcome: 'rejected', value: 30, status: 'rounded' },
      { outcome: 'otherwise_closed', value: null, status: 'suppressed' }
    ]
    const set = await releaseSet(t, [{ counts, series_about: { rates } }])
    t.same((await answer(set, { measures: ['persons', 'refugee_recognition_rate'] })).data, [
      {
        persons: null,
        refugee_recognition_rate: 0.5,
        refugee_recognition_rate_n: 60,
        refugee_recognition_rate_n_share: null,
        flags: {
          ...{ persons: ['suppressed'], refugee_recognition_rate: ['rounded'] },
          refugee_recognition_rate_n_share: ['suppressed']
        }
      }
    ])
  }
)

t.test(
  'what part of a cell n is leaves out what the rate leaves out, and of nothing n is no part',
  async t => {
    const counts = [
      ...merits(30, 0, 70, { source_level: 'FI', nationality: 'AFG' }),
      ...merits(500, 0, 500, { source_level: 'IN', nationality: 'AFG' }),
      { outcome: 'pending', value: 900, nationality: 'AFG', source_level: 'FI' } as Count,
      { outcome: 'rejected', value: 0, nationality: 'CUB', source_level: 'FI' } as Count
    ]
    const set = await releaseSet(t, [{ counts, series_about: { rates } }])
    const asked: Question = {
      measures: ['persons', 'refugee_recognition_rate'],
      group_by: ['nationality'],
      intervals: true
    }
    const { data } = await answer(set, asked)
    // 100 of 4,000: 2,000 at level IN stand on neither side, 1,000 were closed and 900 wait.
    t.match(data, [
      {
        nationality: 'AFG',
        persons: 4_000,
        refugee_recognition_rate_n: 100,
        refugee_recognition_rate_n_share: 0.025
      },
      {
        ...{ nationality: 'CUB', persons: 0, refugee_recognition_rate_n: 0 },
        refugee_recognition_rate_n_share: null,
        flags: {
          refugee_recognition_rate: ['low_n'],
          refugee_recognition_rate_n_share: ['not_applicable']
        }
      }
    ])
    const { data: alone } = await answer(set, {
      ...asked,
      fields: ['nationality', 'refugee_recognition_rate_n_share']
    } as Question)
    t.same(alone[0], { nationality: 'AFG', refugee_recognition_rate_n_share: 0.025, flags: {} })
  }
)

t.test('a rate that the source does not declare is refused alone and not applicable in a table', async t => {
  const set = await releaseSet(t, [{ counts: merits(30, 0, 30), series_about: { rates } }])
  t.match(await refusalOf(answer(set, { source: 'made-up', measures: ['fear_found_rate'] })), {
    type: 'unsupported-combination',
    message: /its rates are refugee_recognition_rate, total_protection_rate/
  })
  t.match((await answer(set, { source: 'made-up', measures: ['persons', 'fear_found_rate'] })).data[0], {
    persons: 1_060,
    fear_found_rate: null,
    flags: { fear_found_rate: ['not_applicable'] }
  })
})

t.test('a rate alone is refused where the filters leave only rows that do not have it', async t => {
  const only = { appeal_sustained_rate: { only_for: { appealed_by: ['applicant'] } } }
  const counts: Count[] = [
    ...merits(50, 0, 50, { source_level: 'TA', decision_stage: 'mixed' }),
    ...merits(50, 0, 50, { source_level: 'IN' }),
    ...merits(50, 0, 50, { source_level: 'FI' }),
    { outcome: 'appeal_sustained', appealed_by: 'government', decision_stage: 'appeal', source_level: 'AR' }
  ]
  const set = await releaseSet(t, [{ counts, series_about: { rates: { ...rates, ...only } } }])
  const alone = (filters: Question['filters'], measure = 'refugee_recognition_rate') =>
    answer(set, { source: 'made-up', measures: [measure], filters } as Question)
  for (const level of ['TA', 'IN'])
    t.match(await refusalOf(alone({ source_level: [level] })), {
      type: 'unsupported-combination',
      message: /does not exist for the rows that are asked for/
    })
  t.match(await refusalOf(alone({ appealed_by: ['government'] }, 'appeal_sustained_rate')), {
    type: 'unsupported-combination'
  })
  const both = await alone({ source_level: ['TA', 'FI'] })
  t.same(
    both.data.map(row => row.refugee_recognition_rate),
    [0.5, null]
  )
})

t.test('a rate is refused where its outcomes would be cut', async t => {
  const set = await releaseSet(t, [{ counts: merits(30, 0, 30), series_about: { rates } }])
  for (const cut of [
    { group_by: ['outcome'] },
    { filters: { outcome_group: ['rejected'] } },
    { filters: { effect: ['neutral'] } }
  ])
    t.match(
      await refusalOf(answer(set, { ...cut, measures: ['persons', 'refugee_recognition_rate'] } as Question)),
      {
        type: 'unsupported-combination',
        errors: [{ parameter: 'measures' }]
      }
    )
})

t.test('the interval is Wilson’s, and stays inside 0 and 1', async t => {
  // Counted with Python: the roots of (p - x)² = z² x (1 - x) / n.
  t.same(wilson(15, 50), { low: 0.191036, high: 0.437504 })
  t.same(wilson(0, 10), { low: 0, high: 0.277533 })
  t.same(wilson(10, 10), { low: 0.722467, high: 1 })
})

t.test('a rate of one outcome has it alone above, and its whole group below', async t => {
  const decisions = [
    ...Array(30).fill({ outcome: 'removal_ordered' }),
    ...Array(10).fill({ outcome: 'voluntary_departure_ordered' }),
    ...Array(10).fill({ outcome: 'relief_granted' }),
    ...Array(50).fill({ outcome: 'closed_administratively' })
  ].map(decision => ({ ...decision, decision_stage: 'return_decision' as const }))
  const only_for = { decision_stage: ['return_decision'] }
  const set = await releaseSet(t, [
    {
      decisions,
      series_about: { rates: { return_ordered_rate: { only_for }, removal_ordered_rate: { only_for } } }
    }
  ])
  const { data, meta } = await answer(set, {
    measures: ['decisions', 'return_ordered_rate', 'removal_ordered_rate']
  })
  const n = {
    ...{ return_ordered_rate_n: 50, removal_ordered_rate_n: 50 },
    ...{ return_ordered_rate_n_share: 0.5, removal_ordered_rate_n_share: 0.5 }
  }
  t.same(data, [{ decisions: 100, return_ordered_rate: 0.8, removal_ordered_rate: 0.6, ...n, flags: {} }])
  t.match(meta.rates.removal_ordered_rate, {
    numerator: 'removal_ordered',
    denominator: 'return_ordered + return_withheld + return_not_ordered'
  })
})

t.test('a rate for rows that several dimensions tell is made of those that meet all of them', async t => {
  const appeal = (
    appealed_by: 'applicant' | 'government',
    outcome: 'appeal_sustained' | 'appeal_dismissed'
  ) => ({
    ...{ decision_stage: 'appeal' as const, appealed_by, outcome, appeal_type: 'Case Appeal' }
  })
  const only_for = { decision_stage: ['appeal'], appealed_by: ['applicant'] }
  const decisions = [
    ...Array(10).fill(appeal('applicant', 'appeal_sustained')),
    ...Array(30).fill(appeal('applicant', 'appeal_dismissed')),
    ...Array(60).fill(appeal('government', 'appeal_sustained')),
    ...Array(30).fill({ ...appeal('applicant', 'appeal_sustained'), appeal_type: 'MTR BIA' })
  ]
  const usually = [
    {
      rows: { decision_stage: ['appeal'] },
      dimension: 'appeal_type',
      values: ['Case Appeal'],
      reason: 'other_appeal_type'
    }
  ]
  const set = await releaseSet(t, [
    { decisions, series_about: { rates: { appeal_sustained_rate: { only_for } }, usually } }
  ])
  const rate = async (question: Question) =>
    (
      await answer(set, { source: 'made-up', measures: ['decisions', 'appeal_sustained_rate'], ...question })
    ).data.map(row => [row.decisions, row.appeal_sustained_rate])
  t.same(await rate({}), [[100, 0.25]], 'of applicants alone, and of appeals from the case alone')
  t.same(await rate({ group_by: ['appeal_type'] }), [
    [100, 0.25],
    [30, 1]
  ])
  t.same(await rate({ filters: { appealed_by: ['government'] } }), [[60, null]])
  t.match(
    await refusalOf(
      answer(set, { measures: ['appeal_sustained_rate'], filters: { appealed_by: ['government'] } })
    ),
    { message: /does not exist for the rows that are asked for/ }
  )
})
