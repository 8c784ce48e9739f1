import { parse } from 'csv-parse/sync'
import t from 'tap'
import { statisticsFormats } from '../../src/formats/registry.ts'
import { service, sharedService } from '../service.ts'

const path = '/v1/statistics/decisions'
const inGermany = `${path}?nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&period_from=2021&period_to=2025&group_by=outcome`

t.test('statistics on decisions, over the wire', async t => {
  const { get, json } = await sharedService()
  const refused = async (url: string) => {
    const answer = await get(url)
    t.equal(answer.statusCode, 400, url)
    return answer.json()
  }

  await t.test('what happened to Russian nationals at first instance in Germany, 2021–2025', async t => {
    const { data, meta, links } = await json(inGermany)
    t.same(data, [
      { outcome: 'complementary_protection_granted', persons: 337, flags: {} },
      { outcome: 'otherwise_closed', persons: 9359, flags: {} },
      { outcome: 'refugee_status_granted', persons: 1121, flags: {} },
      { outcome: 'rejected', persons: 12_408, flags: {} }
    ])
    t.match(meta, {
      total: 4,
      unit: 'persons',
      synthetic: false,
      sources: [{ source: 'unhcr-asylum-decisions', series: 'decisions' }],
      citation: /UNHCR/,
      reconciliation: { persons: { in_scope: 23_225, sum_of_cells: 23_225, left_out: [] } },
      period: {
        date_basis: 'decided',
        year_basis: 'calendar',
        from: '2021-01-01',
        to: '2025-12-31',
        partial: []
      }
    })
    t.match(links.canonical, /release=/)
    t.same((await json(String(links.canonical))).data, data, 'the canonical link says the same')
    t.same((await get(String(links.csv))).statusCode, 200)
  })

  await t.test('a pinned question is answered with the same bytes', async t => {
    const { links } = await json(inGermany)
    const [first, second] = [await get(String(links.canonical)), await get(String(links.canonical))]
    t.equal(first.body, second.body)
    t.equal(first.headers.etag, second.headers.etag)
    t.match(first.headers['cache-control'], /max-age=86400/)
  })

  await t.test('a withheld number is null in JSON, empty in CSV, and never zero', async t => {
    const query =
      'source=us-credible-fear&nationality=CUB&period_to=FY2017&group_by=year&measures=cases,fear_found_rate&intervals=true'
    const { data, meta } = await json(`${path}?${query}`)
    t.same(data[0], {
      year: 'FY2016',
      cases: null,
      fear_found_rate: null,
      fear_found_rate_n: null,
      fear_found_rate_low: null,
      fear_found_rate_high: null,
      fear_found_rate_n_share: null,
      flags: {
        ...{ cases: ['suppressed'], fear_found_rate: ['suppressed'] },
        fear_found_rate_n_share: ['suppressed']
      }
    })
    t.match(meta.reconciliation.cases, { in_scope: null, sum_of_cells: null, suppressed_cells: 1 })
    const csv = await get(`${path}.csv?${query}`)
    t.match(
      csv.body,
      /^FY2016,,suppressed,,suppressed,,,,,suppressed,cases,us_fiscal,us-credible-fear,by-nationality,.*,false,decided,2015-10-01,2016-09-30,FY2017,CUB\r$/m
    )
    const [row] = (await get(`${path}.ndjson?${query}`)).body
      .split('\n')
      .map(line => line && JSON.parse(line))
    t.match(row, { year: 'FY2016', cases: null, cases_flags: ['suppressed'], synthetic: false })
  })

  await t.test('CSV has its header in order, all rows and its options', async t => {
    const query = 'source=unhcr-asylum-decisions&unit=persons&group_by=country_of_asylum,year,outcome'
    const { meta, data } = await json(`${path}?${query}`)
    t.equal(data.length, 100)
    const whole = parse((await get(`${path}.csv?${query}`)).body) as string[][]
    t.equal(whole.length, meta.total + 1, 'no cut without a limit')
    t.same(whole[0], [
      ...['country_of_asylum', 'year', 'outcome', 'decision_stage', 'persons', 'persons_flags'],
      ...['unit', 'year_basis', 'source', 'series', 'release', 'synthetic'],
      ...['date_basis', 'period_from', 'period_to', 'filter_unit']
    ])
    const cut = await get(`${path}.csv?${query}&limit=5&bom=true&delimiter=semicolon`)
    t.equal(cut.body.split('\r\n').length, 7)
    t.match(cut.body, /^\uFEFFcountry_of_asylum;year/)
    t.match(cut.headers.link, /rel="next"/)
    const canonical = async (headers: Record<string, unknown>) =>
      get(/<([^>]*)>; rel="canonical"/.exec(String(headers.link))?.[1] ?? '')
    t.equal((await canonical(cut.headers)).json().data.length, 5, 'the address without a suffix has no bom')
    const named = await get(`${path}?${query}&limit=5&bom=true&format=csv`)
    t.equal((await canonical(named.headers)).body, named.body, 'one with format=csv is the same table')
  })

  await t.test('a walk over pages by their links gives every cell once', async t => {
    const query =
      'source=unhcr-asylum-decisions&unit=persons&group_by=country_of_asylum,year,outcome&sort=-persons&limit=150'
    const seen: string[] = []
    let next: string | null = `${path}?${query}`
    let total = 0
    while (next) {
      const { data, meta, links }: Awaited<ReturnType<typeof json>> = await json(next)
      seen.push(...data.map((row: object) => JSON.stringify(row)))
      total = meta.total
      next = links.next ?? null
    }
    t.equal(seen.length, total)
    t.equal(new Set(seen).size, total)
  })

  await t.test('a cursor of another question is refused', async t => {
    const { links } = await json(`${path}?source=us-credible-fear&group_by=year&limit=1`)
    const cursor = new URL(String(links.next), 'http://x').searchParams.get('cursor')
    t.equal(
      (await refused(`${path}?source=us-credible-fear&group_by=outcome&limit=1&cursor=${cursor}`)).type,
      'invalid-cursor'
    )
  })

  await t.test('what cannot be meant is refused with all its faults and what may be meant', async t => {
    t.match(await refused(`${path}?natoinality=RUS&nationality=RU&measures=person&group_by=nation`), {
      type: 'unknown-parameter',
      errors: [
        { parameter: 'natoinality', did_you_mean: ['nationality'] },
        { parameter: 'group_by' },
        { parameter: 'measures' },
        { parameter: 'nationality', code: 'unknown-code', did_you_mean: ['RUS'] }
      ]
    })
    t.match(await refused(`${path}?source=unhcr-asylum-decisions&source=us-credible-fear`), {
      errors: [{ code: 'given-twice' }]
    })
    t.match(await refused(`${path}?source=unhcr-asylum-decisions&source_level=FII`), {
      type: 'unknown-code',
      errors: [{ did_you_mean: ['FI'] }]
    })
    t.match(await refused(`${path}?source=unhcr-asylum-decisions`), {
      type: 'incompatible-units',
      units: [{ unit: 'cases' }, { unit: 'persons' }]
    })
    t.match(await refused(`${path}?group_by=year`), { type: 'source-required' })
    t.match(await refused(`${path}?source=us-credible-fear&year_basis=calendar`), {
      type: 'unsupported-combination'
    })
  })

  await t.test('each address that source-required gives is answered', async t => {
    const { sources } = await refused(`${path}?group_by=outcome&country_of_asylum=USA`)
    t.ok(sources.length > 1)
    for (const { url, source } of sources) {
      const answer = await get(url)
      t.ok(answer.statusCode === 200 || answer.json().type === 'incompatible-units', `${source}: ${url}`)
    }
  })

  await t.test(
    'fill=grid: a nationality that a table does not name is not told, in every format',
    async t => {
      const query =
        'source=us-credible-fear&nationality=CUB,RUS&group_by=nationality,year&fill=grid&measures=cases,fear_found_rate'
      const { data, meta, links } = await json(`${path}?${query}`)
      t.same(
        data.map((row: Record<string, string>) => `${row.nationality} ${row.year}`),
        ['CUB', 'RUS'].flatMap(code => [2016, 2017, 2018, 2019, 2020, 2021].map(year => `${code} FY${year}`)),
        'all six years of the release for each'
      )
      // Of the fifteen nationalities that the tables name, Russia is never one: its screenings are in OTHER.
      for (const row of data.slice(6))
        t.match(row, {
          cases: null,
          fear_found_rate: null,
          flags: { cases: ['not_reported'], fear_found_rate: ['not_reported'] }
        })
      t.same(data[0].flags, {
        ...{ cases: ['suppressed'], fear_found_rate: ['suppressed'] },
        fear_found_rate_n_share: ['suppressed']
      })
      t.equal(meta.query.fill, 'grid')
      t.equal(meta.total, 12)
      t.match(links.canonical, /fill=grid/)
      const csv = parse((await get(`${path}.csv?${query}`)).body, { columns: true }) as Record<
        string,
        string
      >[]
      t.equal(csv.length, 12)
      t.match(csv[6], { nationality: 'RUS', year: 'FY2016', cases: '', cases_flags: 'not_reported' })
      const lines = (await get(`${path}.ndjson?${query}`)).body.trim().split('\n')
      t.match(JSON.parse(lines[6] ?? ''), { nationality: 'RUS', cases: null, cases_flags: ['not_reported'] })
      const { meta: dry } = await json(`${path}?${query}&dry_run=true`)
      t.match(dry.estimate, { cells: 12, fits: true })
      const without = await json(`${path}?${query.replace('&fill=grid', '')}`)
      t.same(meta.reconciliation, without.meta.reconciliation, 'what is accounted for stays')
    }
  )

  await t.test('dry_run tells how large the answer would be', async t => {
    const query = `source=us-credible-fear&group_by=year,outcome&dry_run=true`
    const { data, meta, links } = await json(`${path}?${query}`)
    t.same(data, [])
    t.match(meta, { total: null, estimate: { cells: 18, fits: true } })
    for (const { id: format } of statisticsFormats) {
      t.equal((await get(String(links[format]))).statusCode, 200, `${format}: its link works`)
      if (format === 'json') continue
      const { statusCode, body } = await get(`${path}.${format}?${query}`)
      t.equal(statusCode, 400, `${format} would say that there is nothing`)
      t.match(JSON.parse(body), {
        type: 'unsupported-combination',
        errors: [{ parameter: 'dry_run', code: 'unsupported-combination' }]
      })
    }
  })
})

t.test(
  'a decision that orders no return designates no country; an order to one that is not known says so',
  async t => {
    const { json, database } = await service(t)
    const court = 'source=us-eoir-cases&decision_stage=return_decision'
    const of = async (query: string): Promise<Record<string, number>> =>
      Object.fromEntries(
        (await json(`${path}?${court}&group_by=country_of_return&limit=1000${query}`)).data.map(
          (row: Record<string, unknown>) => [row.country_of_return, row.decisions]
        )
      )
    const counted = async (where: string): Promise<number> => {
      const { rows } = await database.pool.query(
        `select count(*)::int as n from decisions join releases using (release_id)
       where source = 'us-eoir-cases' and decision_stage = 'return_decision' and ${where}`
      )
      return rows[0].n
    }
    const ordered = `outcome in ('removal_ordered', 'voluntary_departure_ordered')`
    const all = await of('')
    t.notOk('not_split' in all)
    t.equal(all.UNK, await counted(`country_of_return = 'UNK'`))
    t.ok(Number(all.UNK) > 0)
    t.equal(
      all.not_designated,
      await counted(`(country_of_return is null or country_of_return = 'not_designated')`)
    )
    t.equal(await counted(`country_of_return is null and ${ordered}`), 0, 'no order is without a word')

    const orders = await of('&outcome=removal_ordered,voluntary_departure_ordered')
    t.equal(orders.UNK, all.UNK, 'only an order has a country that is not known')
    t.equal(orders.not_designated ?? 0, await counted(`country_of_return = 'not_designated'`))
    const [cell] = (await json(`${path}?${court}&country_of_return=not_designated`)).data
    t.equal(cell.decisions, all.not_designated, 'the filter means the same rows')
  }
)
