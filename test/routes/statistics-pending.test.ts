import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { CaseFact } from '../../src/vocabulary/fact.ts'
import { court, courtCase } from '../statistics/court.ts'

const path = '/v1/statistics/pending'
const of = (n: number, fields: Partial<CaseFact>) => Array.from({ length: n }, () => courtCase(fields))
const atJudge = { waiting_at: 'immigration_judge' } as const

t.test('open cases, over the wire', async t => {
  // The release's day is 31 August 2026.
  const { get, json } = await court(t, [
    ...of(30, { ...atJudge, waiting_since: '2026-08-01' }),
    ...of(10, { ...atJudge, waiting_since: '2025-08-31', application_types: ['asylum', 'withholding'] }),
    ...of(26, { ...atJudge, waiting_since: '2020-01-01', nationality: 'HND' }),
    ...of(3, { ...atJudge, nationality: 'HND' }),
    ...of(7, { waiting_at: 'appeal', waiting_since: '2024-08-31', case_status: 'appeal_pending' }),
    ...of(2, { waiting_at: 'screening_review', waiting_since: '2026-08-20', case_type: 'CFR' }),
    ...of(40, { case_status: 'decided', case_outcome: 'rejected', case_outcome_kind: 'protection' })
  ])

  await t.test(
    'who waits for what is split and never added, and who waits for nothing is not there',
    async t => {
      const { data, meta } = await json(path)
      t.same(data, [
        // 66 of 69 say since when; the 33rd of them waits since 31 August 2025.
        {
          waiting_at: 'appeal',
          pending: 7,
          waiting_days_median: null,
          flags: { waiting_days_median: ['low_n'] }
        },
        { waiting_at: 'immigration_judge', pending: 69, waiting_days_median: 365, flags: {} },
        {
          waiting_at: 'screening_review',
          pending: 2,
          waiting_days_median: null,
          flags: { waiting_days_median: ['low_n'] }
        }
      ])
      t.match(meta, {
        total: 3,
        unit: 'cases',
        as_at: '2026-08-31',
        query: { split_by: ['waiting_at'], measures: ['pending', 'waiting_days_median'] },
        reconciliation: { pending: { in_scope: 78, sum_of_cells: 78, left_out: [] } }
      })
    }
  )

  await t.test('how long they wait, in bands whose order is that of time', async t => {
    const { data, meta } = await json(`${path}?waiting_at=immigration_judge&group_by=waiting_time&min_n=1`)
    t.same(data, [
      { waiting_time: 'under_6_months', pending: 30, waiting_days_median: 30, flags: {} },
      { waiting_time: '1_to_2_years', pending: 10, waiting_days_median: 365, flags: {} },
      { waiting_time: '5_years_or_more', pending: 26, waiting_days_median: 2434, flags: {} },
      {
        waiting_time: 'UNK',
        pending: 3,
        waiting_days_median: null,
        flags: { waiting_days_median: ['low_n'] }
      }
    ])
    t.same(meta.query.split_by, [])
    const known = await json(
      `${path}?waiting_at=immigration_judge&group_by=waiting_time&include_unknown=false`
    )
    t.equal(known.data.length, 3)
    t.match(known.meta.reconciliation.pending, {
      in_scope: 69,
      sum_of_cells: 66,
      left_out: [{ reason: 'unknown_filtered', count: 3 }]
    })
    const long = await json(
      `${path}?waiting_time=5_years_or_more,1_to_2_years&group_by=nationality&measures=pending`
    )
    t.same(long.data, [
      { nationality: 'HND', waiting_at: 'immigration_judge', pending: 26, flags: {} },
      { nationality: 'RUS', waiting_at: 'immigration_judge', pending: 10, flags: {} }
    ])
    t.equal(
      (await json(`${path}?waiting_time=2_to_3_years&waiting_at=appeal`)).data[0].pending,
      7,
      'two years on the day'
    )
  })

  await t.test('an application is something that a case holds, and not what it is counted by', async t => {
    const { data } = await json(`${path}?application_type=withholding&measures=pending`)
    t.same(data, [{ waiting_at: 'immigration_judge', pending: 10, flags: {} }])
    t.match((await get(`${path}?group_by=application_type`)).json(), { type: 'invalid-parameter' })
  })

  await t.test('a period is refused, saying why and what would work', async t => {
    for (const query of ['period_from=2024', 'period=latest', 'date_basis=filed', 'year_basis=us_fiscal']) {
      const problem = (await get(`${path}?${query}`)).json()
      t.match(problem, { type: 'unsupported-combination', errors: [{ parameter: query.split('=')[0] }] })
      t.match(problem.detail, 'release= or as_of=')
    }
    t.match((await get(`${path}?sort=nationality`)).json(), {
      type: 'unsupported-combination',
      errors: [{ parameter: 'sort' }]
    })
    t.match((await get(`${path}?source=unhcr-asylum-decisions`)).json(), { status: 400 })
    t.match((await get(`${path}?case_type=XXX`)).json(), { type: 'unknown-code' })
  })

  await t.test('pages by their links give every cell once, in the order asked for', async t => {
    const query = `${path}?group_by=waiting_time,nationality&sort=-pending&limit=2`
    const seen: [string, number][] = []
    let next: string | null | undefined = query
    let total = 0
    while (next) {
      const { data, meta, links }: Awaited<ReturnType<typeof json>> = await json(next)
      seen.push(...data.map((row: Record<string, unknown>) => [row.waiting_time, row.pending]))
      total = meta.total
      next = links.next
    }
    t.equal(total, 6)
    t.same(
      seen.map(([, pending]) => pending),
      [30, 26, 10, 7, 3, 2]
    )
    const { links } = await json(query)
    const cursor = new URL(String(links.next), 'http://x').searchParams.get('cursor')
    for (const other of ['group_by=waiting_time&limit=2', 'group_by=waiting_time,nationality&sort=pending'])
      t.match((await get(`${path}?${other}&cursor=${cursor}`)).json(), { type: 'invalid-cursor' })
  })

  await t.test('what is not told is null in JSON and empty in CSV, with its flag', async t => {
    const csv = parse((await get(`${path}.csv?waiting_at=appeal`)).body, { columns: true })
    t.same(csv, [
      {
        ...{ pending: '7', pending_flags: '', waiting_days_median: '', waiting_days_median_flags: 'low_n' },
        ...{ as_at: '2026-08-31', unit: 'cases', source: 'made-up', series: 'main', release: '2026-08' },
        synthetic: 'false',
        filter_waiting_at: 'appeal'
      }
    ])
    t.match((await get(`${path}.ndjson?waiting_at=appeal`)).body, '"waiting_days_median":null')
  })

  await t.test('fill=grid: a queue in which nobody of a kind waits has none, and no median', async t => {
    const query =
      'waiting_at=immigration_judge&group_by=nationality,waiting_time&nationality=HND,RUS,BTN&fill=grid'
    const { data, meta } = await json(`${path}?${query}`)
    t.same(
      data.map((row: Record<string, unknown>) => [row.nationality, row.waiting_time, row.pending]),
      [
        ...['under_6_months', '1_to_2_years', '5_years_or_more', 'UNK'].map(band => ['BTN', band, 0]),
        ['HND', 'under_6_months', 0],
        ['HND', '1_to_2_years', 0],
        ['HND', '5_years_or_more', 26],
        ['HND', 'UNK', 3],
        ['RUS', 'under_6_months', 30],
        ['RUS', '1_to_2_years', 10],
        ['RUS', '5_years_or_more', 0],
        ['RUS', 'UNK', 0]
      ]
    )
    t.match(data[4], { waiting_days_median: null })
    t.same(data[4].flags, { waiting_days_median: ['low_n'] })
    t.match(meta, { total: 12, query: { fill: 'grid' } })
    t.same(meta.caveats, [])
    t.match(meta.reconciliation.pending, { in_scope: 69, sum_of_cells: 69 })
    const csv = parse((await get(`${path}.csv?${query}`)).body, { columns: true }) as Record<string, string>[]
    t.match(csv[4], { pending: '0', pending_flags: '', waiting_days_median_flags: 'low_n' })
    const bands = await json(
      `${path}?waiting_at=appeal&group_by=waiting_time&waiting_time=under_6_months&fill=grid`
    )
    t.match(bands.data, [{ waiting_time: 'under_6_months', pending: 0 }], 'the band that was asked for')
    const walked: unknown[] = []
    for (let next: string | null = `${path}?${query}&limit=5&sort=-pending`; next; ) {
      const page: Awaited<ReturnType<typeof json>> = await json(next)
      walked.push(...page.data)
      next = page.links.next ?? null
    }
    t.same(walked, (await json(`${path}?${query}&sort=-pending`)).data)
  })

  await t.test('dry_run tells how many cells there would be, and measures nothing', async t => {
    const query = 'group_by=nationality,waiting_time'
    const estimate = async (more: string) => (await json(`${path}?${query}${more}&dry_run=true`)).meta
    const plain = await estimate('')
    t.equal(plain.total, null)
    t.same(plain.reconciliation, {})
    t.match(plain.estimate, {
      cells: (await json(`${path}?${query}`)).meta.total,
      limit: 100_000,
      fits: true
    })
    t.equal(
      (await estimate('&fill=grid')).estimate.cells,
      (await json(`${path}?${query}&fill=grid`)).meta.total
    )
    t.same((await json(`${path}?${query}&dry_run=true`)).data, [])
    const refused = await get(`${path}?intervals=true`)
    t.equal(refused.statusCode, 400, 'there is no rate, so there is no interval')
    t.match(refused.json(), {
      type: 'unsupported-combination',
      detail: /Open cases .*have no intervals/,
      errors: [{ parameter: 'intervals' }]
    })
  })
})

t.test('who is not covered is not nobody: null in every format', async t => {
  const { get, json } = await court(t, of(3, atJudge), { nationality: ['RUS', 'HND'] })
  const query = 'waiting_at=immigration_judge&group_by=nationality&nationality=RUS,HND,AFG&fill=grid'
  const { data, meta } = await json(`${path}?${query}`)
  const untold = { pending: ['not_reported'], waiting_days_median: ['not_reported'] }
  const few = { waiting_days_median: ['low_n'] }
  t.same(data, [
    { nationality: 'AFG', pending: null, waiting_days_median: null, flags: untold },
    { nationality: 'HND', pending: 0, waiting_days_median: null, flags: few },
    { nationality: 'RUS', pending: 3, waiting_days_median: null, flags: few }
  ])
  t.match(
    meta.caveats.find(({ id }: { id: string }) => id === 'cells-without-rows'),
    { text: /1 have no row/ }
  )
  const [line] = parse((await get(`${path}.csv?${query}`)).body, { columns: true }) as Record<
    string,
    string
  >[]
  t.match(line, { pending: '', pending_flags: 'not_reported', waiting_days_median: '' })
  const [object] = (await get(`${path}.ndjson?${query}`)).body.split('\n')
  t.match(JSON.parse(object ?? ''), { pending: null, pending_flags: ['not_reported'] })
  const all = await json(`${path}?waiting_at=immigration_judge&measures=pending`)
  t.same(all.data, [{ pending: 3, flags: { pending: ['partial'] } }], 'of all nationalities two are covered')
})
