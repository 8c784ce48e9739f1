import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { CaseFact, DecisionFact } from '../../src/vocabulary/fact.ts'
import { sharedService } from '../service.ts'
import { court, courtCase, courtDecision } from '../statistics/court.ts'

const path = '/v1/statistics/durations'
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
/** The day that lies so many days after 1 January 2024. */
const after = (days: number): string =>
  new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)

const asylum = (fields: Partial<DecisionFact>): DecisionFact =>
  courtDecision({ application_type: 'asylum', application_decisions: 1, ...fields })
const ended: Partial<CaseFact> = {
  case_status: 'decided',
  case_outcome: 'removal_ordered',
  case_outcome_kind: 'return'
}
const ordered = (days: number): Partial<CaseFact> => ({
  first_return_decided_on: after(days),
  first_return_completed_on: after(days),
  return_outcome: 'removal_ordered'
})

// The release's day is 31 August 2026: 973 days after 1 January 2024.
const facts: (CaseFact | DecisionFact)[] = [
  // Thirty applications of 1 January 2024, decided after 10, 20, … 300 days; ten are open.
  ...range(30).map(i => asylum({ filed_on: after(0), decided_on: after((i + 1) * 10), case_id: '900' })),
  ...range(10).map(() => courtCase({ open_asylum_since: after(0), filed_on: after(0), case_type: 'WHO' })),
  // Decided twice: the first decision counts, after 15 days; its second application is no new observation.
  ...[after(15), after(600)].map(decided_on =>
    asylum({ filed_on: after(0), decided_on, case_id: '901', application_decisions: 2 })
  ),
  courtCase({
    case_id: '901',
    pathway: 'first_instance',
    open_asylum_since: after(650),
    filed_on: after(0),
    case_type: 'WHO'
  }),
  // Decided before it was filed, never dated, not filed on any day.
  asylum({ filed_on: after(50), decided_on: after(49), case_id: '902' }),
  asylum({ filed_on: after(0), case_id: '903' }),
  asylum({ decided_on: after(90), case_id: '904' }),
  asylum({ filed_on: after(0), decided_on: '2024-03-01', decided_precision: 'month', case_id: '905' }),
  // Withholding: one withdrawn after 20 days, one rejected after 60, one decided after 70 by a code that nobody knows,
  // and one that had no decision when its case ended, after 40.
  ...(
    [
      ['withdrawn', 20],
      ['rejected', 60],
      ['unknown', 70]
    ] as const
  ).map(([outcome, days], i) =>
    asylum({
      ...{ application_type: 'withholding', outcome, case_id: String(910 + i) },
      ...{ filed_on: after(0), decided_on: after(days) }
    })
  ),
  courtCase({ ...ended, case_type: 'WHO', lapsed_withholding_since: after(5), closed_on: after(45) }),
  // Cases: four ended by an order, three wait, one was closed by the judge without a decision, one ended without any
  // return decision, one has an order without a day, and one is of a kind that no order ends.
  ...[100, 200, 300, 400].map(days => courtCase({ ...ended, filed_on: after(0), ...ordered(days) })),
  courtCase({ ...ended, filed_on: after(0), closed_on: after(250) }),
  courtCase({ ...ended, filed_on: after(0), closed_on: after(260), return_outcome: 'removal_ordered' }),
  courtDecision({ decision_stage: 'return_decision', outcome: 'removal_ordered', decided_on: after(100) }),
  ...range(3).map(() => courtCase({ filed_on: after(0) })),
  courtCase({
    ...{ ...ended, case_status: 'inactive', filed_on: after(0), return_outcome: 'closed_administratively' },
    ...{ closed_on: after(150), first_return_completed_on: after(150) }
  }),
  courtCase({ filed_on: after(0), case_type: 'CFR', waiting_at: 'screening_review' }),
  // Appeals: two decided; three open in one case, one of them filed on no known day.
  ...[30, 60].map(days =>
    courtDecision({
      decision_stage: 'appeal',
      outcome: 'appeal_dismissed',
      filed_on: after(0),
      decided_on: after(days)
    })
  ),
  courtCase({
    ...ended,
    filed_on: after(0),
    ...ordered(500),
    open_appeal_since: after(510),
    further_appeals_open_since: [after(520), 'unknown']
  })
]

t.test('durations, over the wire', async t => {
  const { get, json } = await court(t, facts)

  await t.test('applications: the decided, the open, and those left out with their reason', async t => {
    const { data, meta } = await json(`${path}?decision_stage=first_instance&application_type=asylum`)
    // 31 decided after 10, 15, 20, 30, … 300 days: the 8th, 16th, 24th and 28th of them. Of 41 half are decided with
    // the 21st, after 200 days; nobody who waits was lost from sight before.
    t.same(data, [
      {
        n: 31,
        n_pending: 10,
        n_ended_otherwise: 0,
        days_to_decision_p25: 70,
        days_to_decision_median: 150,
        days_to_decision_p75: 230,
        days_to_decision_p90: 270,
        share_pending: 0.243902,
        share_pending_n: 41,
        km_median: 200,
        flags: {}
      }
    ])
    t.match(meta, {
      as_at: '2026-08-31',
      units: { first_instance: 'applications' },
      period: { date_basis: 'filed' },
      reconciliation: {
        first_instance: {
          in_scope: 45,
          sum_of_cells: 41,
          left_out: [
            { reason: 'negative_span', count: 1 },
            { reason: 'no_date', count: 3 }
          ]
        }
      }
    })
  })

  await t.test('stages and kinds of application are split, and each has its unit', async t => {
    const { data, meta } = await json(`${path}?min_n=1`)
    t.same(
      data.map((row: Record<string, unknown>) => [
        row.decision_stage,
        row.application_type,
        row.n,
        row.n_pending,
        row.n_ended_otherwise,
        row.days_to_decision_median,
        row.km_median
      ]),
      [
        ['first_instance', 'asylum', 31, 10, 0, 150, 200],
        // 3/4 after 20 days; one is lost after 40; 3/4 × 1/2 after 60.
        ['first_instance', 'withholding', 3, 0, 1, 60, 60],
        // 3/4 after 30 days, 1/2 after 60: the open ones of 2025 have waited longer than both.
        ['appeal', 'not_split', 2, 2, 0, 30, 60],
        // Of ten: 9/10, 8/10, 7/10 after 100, 150, 200 days; one is lost after 250; × 5/6 after 300, × 4/5 after 400.
        ['return_decision', 'not_split', 6, 3, 1, 200, 400]
      ]
    )
    t.same(meta.query.split_by, ['decision_stage', 'application_type'])
    t.same(meta.units, { first_instance: 'applications', appeal: 'decisions', return_decision: 'cases' })
    t.match(meta.reconciliation.return_decision, {
      in_scope: 11,
      sum_of_cells: 10,
      left_out: [{ reason: 'no_date', count: 1 }]
    })
    t.match(meta.reconciliation.appeal, {
      ...{ in_scope: 5, sum_of_cells: 4, left_out: [{ reason: 'no_date', count: 1 }] }
    })
    t.match(meta.event, { id: 'any_completion', definition: /closure/ })
    t.equal(meta.query.event, 'any_completion')
    t.ok(meta.caveats.some(({ id }: { id: string }) => id === 'durations-of-all-appeals'))
  })

  await t.test('on the merits a closure ends nothing: it is seen until its day', async t => {
    const query = 'event=merits&min_n=1'
    const { data, meta } = await json(`${path}?${query}&decision_stage=first_instance,return_decision`)
    t.same(
      data.map((row: Record<string, unknown>) => [
        row.application_type,
        row.n,
        row.n_pending,
        row.n_ended_otherwise,
        row.days_to_decision_median,
        row.km_median
      ]),
      [
        ['asylum', 31, 10, 0, 150, 200],
        // Lost after 20 and 40 days; the only one left is decided after 60.
        ['withholding', 1, 0, 2, 60, 60],
        // Of ten: 9/10 after 100; lost after 150; × 7/8 after 200; lost after 250; × 5/6, × 4/5, × 3/4 after 500.
        ['not_split', 5, 3, 2, 300, 500]
      ]
    )
    t.match(meta.event, { id: 'merits', definition: /on the merits/ })
    t.equal(meta.query.event, 'merits')
    t.ok(meta.caveats.some(({ id }: { id: string }) => id === 'durations-on-the-merits'))
    t.match(meta.reconciliation.first_instance.left_out, [
      { reason: 'negative_span', count: 1 },
      { reason: 'no_date', count: 3 },
      { reason: 'unknown_outcome', count: 1 }
    ])
    const decided = await json(
      `${path}?${query}&decision_stage=first_instance&application_type=withholding&date_basis=decided`
    )
    t.match(decided.data, [{ n: 1, n_pending: null, n_ended_otherwise: null, days_to_decision_median: 60 }])
    t.match(decided.meta.reconciliation.first_instance, {
      in_scope: 2,
      left_out: [{ reason: 'unknown_outcome', count: 1 }]
    })
    t.match((await get(`${path}.svg?${query}&decision_stage=appeal`)).body, 'a decision on the merits')
    t.equal((await get(`${path}?event=any`)).statusCode, 400)
  })

  await t.test('a figure of few is null, and so is a median that is not reached', async t => {
    const { data } = await json(`${path}?decision_stage=return_decision`)
    t.match(data[0], {
      ...{
        n: 6,
        n_pending: 3,
        n_ended_otherwise: 1,
        days_to_decision_median: null,
        share_pending: null,
        km_median: null
      },
      flags: { days_to_decision_median: ['low_n'], share_pending: ['low_n'], km_median: ['low_n'] }
    })
    // Of those filed in 2025: two appeals are open, none decided.
    const { data: none } = await json(`${path}?decision_stage=appeal&min_n=1&period_from=2025&period_to=2025`)
    t.match(none[0], { n: 0, n_pending: 2, km_median: null, share_pending: 1, days_to_decision_p25: null })
    t.same(none[0].flags.km_median, ['not_applicable'])
    t.same(none[0].flags.days_to_decision_p25, ['low_n'])
  })

  await t.test('by the period of the decision there are only those decided in it', async t => {
    const query = 'decision_stage=first_instance&application_type=asylum&date_basis=decided&min_n=1'
    const { data, meta } = await json(`${path}?${query}&period_from=2024-02&period_to=2024-02&group_by=month`)
    const notApplicable = { n_pending: ['not_applicable'], n_ended_otherwise: ['not_applicable'] }
    // Decided in February 2024, days 31 to 59: after 40 and 50 days. One before its filing, one undated, one of a month.
    t.same(data, [
      {
        ...{
          month: '2024-02',
          n: 2,
          n_pending: null,
          n_ended_otherwise: null,
          days_to_decision_p25: 40,
          days_to_decision_median: 40
        },
        ...{ days_to_decision_p75: 50, days_to_decision_p90: 50, flags: notApplicable }
      }
    ])
    t.match(meta.reconciliation.first_instance, {
      in_scope: 5,
      left_out: [
        { reason: 'negative_span', count: 1 },
        { reason: 'no_date', count: 2 }
      ]
    })
    const mixed = await json(`${path}?${query}&measures=days_to_decision_median,km_median`)
    t.match(mixed.data[0], { km_median: null, flags: { km_median: ['not_applicable'] } })
    for (const measures of ['km_median', 'share_pending,km_median']) {
      const refused = (await get(`${path}?${query}&measures=${measures}`)).json()
      t.match(refused, { type: 'unsupported-combination', errors: [{ parameter: 'measures' }] })
      t.match(refused.detail, 'date_basis=filed')
    }
  })

  await t.test('groups, pages and tables', async t => {
    const { data } = await json(`${path}?decision_stage=return_decision&group_by=year,nationality&min_n=1`)
    t.match(data, [{ year: '2024', nationality: 'RUS', n: 6 }])
    const { links, meta } = await json(`${path}?min_n=1&sort=-n&limit=1`)
    t.equal(meta.total, 4)
    t.equal((await json(String(links.next))).data[0].decision_stage, 'return_decision')
    const [row] = parse((await get(`${path}.csv?decision_stage=return_decision`)).body, {
      columns: true
    }) as [Record<string, string>]
    t.match(row, { n: '6', n_flags: '', km_median: '', km_median_flags: 'low_n', source: 'made-up' })
  })

  await t.test(
    'the share pending has its n, and its interval when it is asked for; quantiles have none',
    async t => {
      const query =
        'decision_stage=first_instance&application_type=asylum&measures=share_pending,km_median&intervals=true'
      const { data, meta } = await json(`${path}?${query}`)
      // 10 of 31 + 10 are pending. The bounds are the roots of (p - x)² = z² x (1 - x) / 41, found with Python.
      t.same(data, [
        {
          ...{ n: 31, n_pending: 10, n_ended_otherwise: 0, share_pending: 0.243902, share_pending_n: 41 },
          ...{ share_pending_low: 0.13825, share_pending_high: 0.393433, km_median: 200, flags: {} }
        }
      ])
      t.equal(meta.query.intervals, true)
      const few = await json(`${path}?decision_stage=appeal&measures=share_pending&intervals=true`)
      t.match(few.data[0], {
        ...{ share_pending: null, share_pending_n: 4, share_pending_low: null, share_pending_high: null },
        flags: { share_pending: ['low_n'] }
      })
      const [row] = parse((await get(`${path}.csv?${query}`)).body, { columns: true }) as Record<
        string,
        string
      >[]
      t.match(row, { share_pending_low: '0.13825', share_pending_high: '0.393433' })
      t.notOk(Object.keys(row ?? {}).some(name => /_(n|low|high)_flags$/.test(name)))
    }
  )

  await t.test('fill=grid: every period, with nobody or with what is not told', async t => {
    const query =
      'decision_stage=first_instance&application_type=asylum&group_by=year&measures=km_median,share_pending&period_from=2023&fill=grid'
    const { data, meta } = await json(`${path}?${query}`)
    const nobody = { n: 0, n_pending: 0, km_median: null, share_pending: null }
    const few = { km_median: ['low_n'], share_pending: ['low_n'] }
    const none = { n: null, n_pending: null, n_ended_otherwise: null, km_median: null, share_pending: null }
    t.match(data[0], { year: '2023', ...nobody })
    t.same(data[0].flags, few)
    t.match(data[1], { year: '2024', n: 31, n_pending: 10 })
    t.match(data[2], { year: '2025', ...nobody })
    t.same(
      data[3],
      {
        ...{ year: '2026', ...none, share_pending_n: null },
        flags: {
          ...{ n: ['partial'], n_pending: ['partial'], n_ended_otherwise: ['partial'] },
          ...{ km_median: ['partial'], share_pending: ['partial'] }
        }
      },
      'the release ends in August 2026'
    )
    t.equal(data.length, 4)
    t.match(meta, { total: 4, query: { fill: 'grid' }, period: { partial: ['2026'] } })
    t.equal((await json(`${path}?${query}&dry_run=true`)).meta.estimate.cells, 4)
    const dry = await json(`${path}?group_by=case_type&dry_run=true`)
    t.equal(dry.meta.estimate.cells, (await json(`${path}?group_by=case_type`)).meta.total)
    t.match(dry, { data: [], meta: { total: null, reconciliation: {} } })
  })

  await t.test('a source of counts has no durations, and says so', async t => {
    const problem = (await get(`${path}?source=us-credible-fear`)).json()
    t.equal(problem.status, 400)
    t.match((await get(`${path}?decision_stage=screening`)).json(), { type: 'invalid-parameter' })
    t.match((await get(`${path}?fields=n,court`)).json(), { type: 'unsupported-combination' })
  })
})

t.test('a source that tells of no filing has no durations, and says why', async t => {
  const { get } = await sharedService()
  const query = 'source=documented-cases'
  for (const more of ['', '&date_basis=decided', '&decision_stage=appeal']) {
    const answer = await get(`${path}?${query}${more}`)
    t.equal(answer.statusCode, 400, answer.body)
    t.match(answer.json(), {
      type: /unsupported-combination/,
      detail: /documented-cases does not report when anything was filed/,
      errors: [{ parameter: 'source' }]
    })
  }
})
