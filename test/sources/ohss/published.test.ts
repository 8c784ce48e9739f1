import { readFile } from 'node:fs/promises'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import type { Layout } from '../../../src/sources/source.ts'
import { credibleFearSource } from '../../../src/sources/us-credible-fear/index.ts'
import { repatriationsSource } from '../../../src/sources/us-dhs-repatriations/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { mapText, shared } from '../released.ts'
import { imported } from './importing.ts'

// The edition of August 2024 as published. The figures are those of docs/rules/sources.md §12, counted with
// test/independent/ohss-figures.py, which has nothing of this code.

const workbook = shared(
  'data/us-dhs-ohss/2024_1206_ohss_immigration-enforcement-and-legal-processes-tables-august-2024.xlsx'
)
const skip = workbook.missing
const ofWorkbook = (layouts: readonly Layout[]) => layouts.filter(({ title }) => title.includes('(XLSX)'))

t.test('each series reads every figure of the 34 sheets, and loads those of its own', { skip }, async t => {
  const bytes = await readFile(workbook.path)
  // Series of months have the columns of those of years: one of them is enough.
  const layouts = [
    ...ofWorkbook(repatriationsSource.layouts),
    ...ofWorkbook(credibleFearSource.layouts)
  ].filter(({ id }) => id.includes('yearly') || id === 'by-type-monthly')
  // 131 months and 10 whole years, of 13 types, of 12 columns of nationalities, or of 4 results.
  const loaded: Record<string, number> = {}
  for (const layout of layouts) {
    const rows = await mapText(layout, bytes, 'workbook.xlsx')
    t.equal(rows.length, 105_020, layout.id)
    t.same(
      rows.filter(({ mapped }) => 'rejected' in mapped || mapped.unknown_codes),
      [],
      `${layout.id}: nothing is rejected, every name and column is known`
    )
    loaded[layout.id] = rows.filter(({ mapped }) => 'facts' in mapped).length
  }
  t.same(loaded, {
    ...{ 'by-type-monthly': 131 * 13, 'by-type-yearly': 10 * 13, 'removals-by-nationality-yearly': 120 },
    ...{
      'enforcement-returns-by-nationality-yearly': 120,
      'administrative-returns-by-nationality-yearly': 120
    },
    ...{ 'ice-removals-and-returns-by-nationality-yearly': 120 },
    ...{ 'yearly-results': 40, 'yearly-results-southwest': 40 },
    ...{ 'yearly-filed': 120, 'yearly-filed-southwest': 110 }
  })
})

t.test(
  'years and months are as published, and a year is its months but for their rounding',
  { skip },
  async t => {
    const bytes = await readFile(workbook.path)
    const read = async (id: string): Promise<CountFact[]> => {
      const layout = [...repatriationsSource.layouts, ...credibleFearSource.layouts].find(
        each => each.id === id
      )
      const rows = await mapText(layout as Layout, bytes, 'workbook.xlsx')
      return rows.flatMap(({ mapped }) => ('facts' in mapped ? (mapped.facts as CountFact[]) : []))
    }
    const years = await read('by-type-yearly')
    const months = await read('by-type-monthly')
    const key = ({ return_type, return_subtype }: CountFact) => `${return_type} ${return_subtype}`
    const furthest = Math.max(
      ...years.map(year => {
        const own = months.filter(
          month =>
            key(month) === key(year) &&
            month.period_from >= year.period_from &&
            month.period_to <= year.period_to
        )
        const sum = own.reduce((all, { value }) => all + (value ?? 0), 0)
        return Math.abs(sum - (year.value ?? 0))
      })
    )
    t.equal(furthest, 40, 'of all columns and years')
    t.equal(
      months.filter(({ status }) => status === 'not_applicable').length,
      // Title 42 before March 2020 and after May 2023, withdrawals in FY2014 to FY2017 and FY2024.
      77 + 15 + 48 + 11
    )
  }
)

t.test('over HTTP the figures of the workbook come out exactly', { skip }, async t => {
  const of = (source: string, series: string) => ({ source, series, path: workbook.path })
  const { get, json, reports } = await imported(t, [
    ...['yearly-results', 'monthly-results'].map(series => of('us-credible-fear', series)),
    ...['by-type-yearly', 'by-type-monthly', 'removals-by-nationality-yearly'].map(series =>
      of('us-dhs-repatriations', series)
    ),
    ...['yearly', 'monthly'].map(span =>
      of('us-dhs-repatriations', `administrative-returns-by-nationality-${span}`)
    )
  ])
  t.same(
    reports.map(({ status, rejected, unknown_codes }) => ({ status, rejected, unknown_codes })),
    reports.map(() => ({ status: 'current', rejected: 0, unknown_codes: [] }))
  )
  const screenings = (query: string) => json(`/v1/statistics/decisions?source=us-credible-fear&${query}`)
  const returns = (query: string) => json(`/v1/statistics/returns?source=us-dhs-repatriations&${query}`)

  t.test('screenings by result, by year and by month to August 2024', async t => {
    t.match((await screenings('period_from=FY2023&period_to=FY2023&group_by=outcome')).data, [
      { outcome: 'fear_found', cases: 81_970 },
      { outcome: 'fear_not_found', cases: 42_710 },
      { outcome: 'otherwise_closed', cases: 11_590 }
    ])
    const years = await screenings('group_by=year')
    t.match(years.data[0], { year: 'FY2014', cases: 48_120 }, 'as printed, where the parts make 48,110')
    t.match(years.data.at(-1), { year: 'FY2023', cases: 136_270 })
    const months = await screenings('group_by=month&period_from=FY2024')
    t.same(
      months.data.map(({ cases }: { cases: number }) => cases),
      [14_940, 17_460, 15_030, 17_950, 20_370, 23_530, 19_220, 18_190, 15_560, 12_400, 14_240]
    )
    t.match(months.data.at(-1), { month: '2024-08', flags: { cases: ['provisional'] } })
    t.ok(months.meta.caveats.some(({ id }: { id: string }) => id === 'two-publishers-differ-from-2024-06'))
    const year = await screenings('period_from=FY2024&period_to=FY2024')
    t.match(year.data, [{ cases: 188_890, flags: { cases: ['provisional', 'rounded', 'partial'] } }])
    t.same(year.meta.rounding, { to: 10, most_figures: 11, out_by_at_most: 55 })
  })

  t.test('Title 42 and removals by year, never added', async t => {
    const { data } = await returns('group_by=year&period_from=FY2021&period_to=FY2023')
    const of = (year: string, type: string) =>
      data.find((row: { year: string; return_type: string }) => row.year === year && row.return_type === type)
        ?.returns
    t.same(
      ['FY2021', 'FY2022', 'FY2023'].map(year => [of(year, 'expulsion'), of(year, 'enforced')]),
      [
        [1_071_070, 85_130],
        [1_103_970, 102_840],
        [579_080, 177_770]
      ]
    )
    t.equal(of('FY2023', 'refused_entry'), undefined)
    const subtypes = await returns(
      'return_type=enforced&group_by=return_subtype&period_from=FY2023&period_to=FY2023'
    )
    t.match(subtypes.data, [
      { return_subtype: 'expedited_removal', returns: 91_190 },
      { return_subtype: 'other_removal', returns: 32_080 },
      { return_subtype: 'reinstatement', returns: 54_510 }
    ])
    const all = await returns('return_type=expulsion')
    t.match(all.data, [{ returns: 2_960_910 }], 'what is not applicable before 2020 adds nothing')
  })

  t.test('removals by nationality', async t => {
    const { data } = await returns(
      'nationality=MEX,HND,OTHER&period_from=FY2023&period_to=FY2023&group_by=nationality'
    )
    t.match(data, [
      { nationality: 'HND', return_type: 'enforced', returns: 22_200 },
      { nationality: 'MEX', return_type: 'enforced', returns: 83_150 },
      { nationality: 'OTHER', return_type: 'enforced', returns: 13_990 }
    ])
  })

  t.test('Russia’s administrative returns are no returns, unless refused entry is asked for', async t => {
    const usual = await returns('nationality=RUS&period_from=FY2023&period_to=FY2023')
    t.same(usual.data, [])
    t.same(usual.meta.reconciliation.returns.left_out, [{ reason: 'refused_entry', count: 12_080 }])
    const asked = await returns(
      'nationality=RUS&return_type=refused_entry&group_by=month&period_from=FY2023&period_to=FY2023'
    )
    t.same(
      asked.data.map((row: { returns: number }) => row.returns),
      [1060, 1160, 1110, 1140, 970, 1260, 890, 1020, 760, 1020, 670, 1010]
    )
    const caveat = asked.meta.caveats.find(({ id }: { id: string }) => id === 'administrative-returns')
    t.match(caveat.text, /mostly crew kept aboard .* not deportations.* destination is not published/)
    const { body } = await get(
      '/v1/statistics/returns.sentence?source=us-dhs-repatriations&nationality=RUS&return_type=refused_entry&period_from=FY2023&period_to=FY2023'
    )
    t.match(
      body,
      /^In FY2023 in the United States, there were 12,080 refusals of entry concerning nationals of Russia/
    )
  })
})

t.test('what was referred to USCIS is as published', { skip }, async t => {
  const bytes = await readFile(workbook.path)
  const of = async (id: string) => {
    const layout = credibleFearSource.layouts.find(each => each.id === id) as Layout
    const rows = await mapText(layout, bytes, 'workbook.xlsx')
    const facts = rows.flatMap(({ mapped }) => ('facts' in mapped ? (mapped.facts as CountFact[]) : []))
    return facts.filter(({ period }) => period === 'FY2023')
  }
  const whole = await of('yearly-filed')
  const named = Object.fromEntries(whole.map(({ nationality = '', value }) => [nationality, value]))
  t.match(named, { not_split: 149_680, COL: 30_170, VEN: 21_270, ECU: 14_520, PER: 13_960, MEX: 3_810 })
  t.equal(named.OTHER, 32_130)
  t.ok(whole.every(({ subject }) => subject === 'applications'))
  const southwest = await of('yearly-filed-southwest')
  t.same(
    southwest.filter(({ total_over = [] }) => total_over.length > 0),
    [],
    'no total is published, and none is made'
  )
  t.equal(
    southwest.reduce((sum, { value }) => sum + (value ?? 0), 0),
    144_980
  )
})

t.test('given to another source, the workbook says whose it is', { skip }, async t => {
  await imported(t, []).then(({ database, dataDir }) =>
    t.rejects(
      importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source: 'gb-returns', series: 'by-nationality', paths: [workbook.path] }
      ),
      { message: /no file of gb-returns|not a file of gb-returns: it looks like us-credible-fear/ }
    )
  )
})
