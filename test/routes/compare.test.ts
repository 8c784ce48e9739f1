import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { service, sharedService } from '../service.ts'

const path = '/v1/compare'
const russians = `${path}?nationality=RUS&group_by=year`

interface Row extends Record<string, unknown> {
  source: string
  series: string
  unit: string
}

t.test('one question to every source, over the files of a first run', async t => {
  const { get, json } = await sharedService()

  await t.test('decisions on Russian nationals by year, from each source as it answers alone', async t => {
    const named = 'us-credible-fear,unhcr-asylum-decisions,documented-cases,us-eoir-cases'
    for (const url of [`${russians}&limit=1000`, `${path}?group_by=year&limit=1000&source=${named}`]) {
      const { data, meta } = await json(url)
      t.equal(meta.total, data.length)
      let rows = 0
      for (const one of meta.answers) {
        const alone = await json(`${one.links.self}&limit=1000`)
        const own = data.filter((row: Row) => row.source === one.source && row.unit === one.unit)
        const dimensions = ['year', ...one.split_by, one.unit, 'flags']
        const of = (row: Row) => dimensions.map(name => row[name])
        t.same(own.map(of).map(String).sort(), alone.data.map(of).map(String).sort(), one.links.self)
        t.same(one.reconciliation, alone.meta.reconciliation)
        t.same(one.caveats, alone.meta.caveats)
        t.same((await json(`${one.links.canonical}&limit=1000`)).data, alone.data)
        rows += own.length
      }
      t.equal(rows, data.length, 'no row is of two sources, and none is left')
      t.ok(meta.answers.length >= 2)
      t.ok(
        meta.answers.every((one: Row) =>
          meta.citation.includes(meta.sources.find((each: Row) => each.source === one.source).citation)
        )
      )
    }
  })

  await t.test('persons and cases of UNHCR, and cases of the US, are never in one number', async t => {
    const { data, meta } = await json(
      `${path}?group_by=year&source=us-credible-fear,unhcr-asylum-decisions&limit=1000`
    )
    const in2022 = data.filter((row: Row) => row.year === '2022' && row.decision_stage === 'first_instance')
    t.match(in2022, [
      { unit: 'cases', cases: 627 },
      { unit: 'persons', persons: 9627 }
    ])
    t.ok(in2022.every((row: Row) => !('cases' in row && 'persons' in row)))
    const screened = data.find((row: Row) => row.source === 'us-credible-fear')
    t.match(screened, { decision_stage: 'screening', unit: 'cases', year_basis: 'us_fiscal', year: /^FY/ })
    const kinds = meta.differences.map(({ kind }: { kind: string }) => kind)
    for (const kind of ['unit', 'year_basis', 'decision_stage', 'period', 'counted', 'authority'])
      t.ok(kinds.includes(kind), kind)
  })

  await t.test('who cannot answer says why, and what it would answer', async t => {
    const { data, meta } = await json(`${russians}&year_basis=calendar`)
    t.notOk(data.some((row: Row) => row.source === 'us-credible-fear'))
    const refused = meta.not_answered.find((each: Row) => each.source === 'us-credible-fear')
    t.match(refused, { type: 'unsupported-combination', reason: /year_basis/, url: /year_basis=us_fiscal/ })
    for (const { url } of meta.not_answered) if (url !== null) t.equal((await get(url)).statusCode, 200, url)
    t.match(
      meta.not_answered
        .filter((each: Row) => each.type === 'source-required')
        .map((each: Row) => each.source),
      ['documented-cases', 'us-eoir-cases']
    )
  })

  await t.test('nothing is an answer, a slip is not', async t => {
    const none = await json(`${path}?nationality=RUS&age_group=0-13`)
    t.same(none.data, [])
    t.ok(none.meta.not_answered.length > 0)
    for (const [query, type] of [
      ['natoinality=RUS', 'unknown-parameter'],
      ['nationality=RUX', 'unknown-code'],
      ['source=unhcr', 'unknown-code'],
      ['of=removals', 'invalid-parameter'],
      ['sort=persons', 'unsupported-combination'],
      ['of=returns&group_by=outcome', 'invalid-parameter'],
      ['of=returns&outcome=rejected', 'invalid-parameter']
    ] as const) {
      const answer = await get(`${path}?${query}`)
      t.equal(answer.statusCode, 400, `${query}: ${answer.body.slice(0, 200)}`)
      t.equal(answer.json().type, type, query)
    }
    t.equal((await get(`${path}?release=nope`)).statusCode, 404)
  })

  await t.test('a table has the same rows, whose they are, and is walked as one', async t => {
    const asked = `${path}?group_by=year&source=us-credible-fear,unhcr-asylum-decisions`
    const { data, links } = await json(`${asked}&limit=1000`)
    const csv = (await get(String(links.csv).replace('limit=1000', ''))).body
    const rows: Record<string, string>[] = parse(csv, { columns: true })
    t.equal(rows.length, data.length)
    for (const [i, row] of data.entries()) {
      const told = rows[i] ?? {}
      t.equal(told[row.unit], row[row.unit] === null ? '' : String(row[row.unit]))
      t.same([told.year, told.source, told.unit], [row.year, row.source, row.unit])
      const other = row.unit === 'persons' ? 'cases' : 'persons'
      t.same([told[other], told[`${other}_flags`]], ['', 'not_applicable'])
    }
    t.match(
      csv.split('\r\n')[0],
      /,unit,year_basis,source,series,release,synthetic,date_basis,period_from,period_to(,filter_\w+)*$/
    )
    const walked: unknown[] = []
    for (let next: string | null = `${asked}&limit=7`; next; ) {
      const page: Awaited<ReturnType<typeof json>> = await json(next)
      walked.push(...page.data)
      t.same((await json(String(page.links.canonical))).data, page.data, 'each page has an address to cite')
      next = page.links.next ?? null
    }
    t.same(walked, data)
    const canonical = await get(String(links.canonical))
    t.same(canonical.json().data, data)
    t.match(links.canonical, /release=unhcr-asylum-decisions:/)
    t.match(canonical.headers['cache-control'], /max-age=86400/)
    const unnamed = await json(`${path}?group_by=year&limit=7`)
    const second = await json(String(unnamed.links.next))
    t.same((await json(String(second.links.canonical))).data, second.data, 'whoever was asked is named then')
    const narrowed = await get(`${String(unnamed.links.next)}&source=us-credible-fear`)
    t.match(narrowed.json(), { status: 400, type: 'invalid-cursor' }, 'but not others')
  })
})

// Made-up figures in the layout of the Home Office's tables.
const tables = {
  'by-nationality': `Year,Quarter,Nationality,Region,Return type group,Return type,Age,Sex,Return destination group,Number of returns
2022,4,Russia,Europe Other,Enforced return,Enforced removals,18 to 29,Male,Home country,3
2023,1,Russia,Europe Other,Enforced return,Enforced removals,18 to 29,Male,Home country,11
`,
  'by-destination': `Year,Quarter,Return type group,Return type,Return destination,Return destination region,Number of returns
2022,4,Enforced return,Enforced removals,Russia,Europe Other,3
2023,1,Enforced return,Enforced removals,Russia,Europe Other,11
`
}

t.test('two tables of the same returns stand apart, and say that they are the same', async t => {
  const { json } = await service(t, {}, async (database, dataDir) => {
    const folder = t.testdir({})
    for (const [release, text] of Object.entries(tables)) {
      const file = join(folder, `${release}.csv`)
      await writeFile(file, text)
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source: 'gb-returns', paths: [file], release, force: true }
      )
    }
  })
  const { data, meta } = await json(`${path}?of=returns&group_by=year`)
  t.same(
    data.map(({ year, series, returns }: Row) => [year, series, returns]),
    [
      ['2022', 'by-destination', 3],
      ['2022', 'by-nationality', 3],
      ['2023', 'by-destination', 11],
      ['2023', 'by-nationality', 11]
    ],
    'never 6, never 22'
  )
  t.same(
    meta.answers.map(({ series, same_as }: Row) => [series, same_as]),
    [
      ['by-destination', 'by-nationality'],
      ['by-nationality', null]
    ]
  )
  t.match(
    meta.differences.find(({ kind }: Row) => kind === 'same_records'),
    { text: /never add/ }
  )
  const russia = await json(`${path}?of=returns&nationality=RUS`)
  t.match(russia.data, [{ series: 'by-nationality', returns: 14 }])
  t.match(russia.meta.not_answered, [
    { series: 'by-destination', reason: /does not publish nationality/, url: null }
  ])
})
