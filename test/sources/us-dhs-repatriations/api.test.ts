import t from 'tap'
import { imported } from '../ohss/importing.ts'
import { madeWorkbook } from '../ohss/made-workbook.ts'

// A made-up workbook in the layout of OHSS's: each figure is the same in every month, so that sums are easy to say.

const series = [
  ...['by-type-yearly', 'by-type-monthly', 'removals-by-nationality-yearly'],
  ...['administrative-returns-by-nationality-yearly', 'administrative-returns-by-nationality-monthly']
]

t.test('repatriations are told by type, and crews kept aboard are no returns', async t => {
  const bytes = await madeWorkbook()
  const { get, json, reports } = await imported(
    t,
    series.map(each => ({ source: 'us-dhs-repatriations', series: each, bytes }))
  )
  const ask = (query: string) => json(`/v1/statistics/returns?source=us-dhs-repatriations&${query}`)

  t.test('each series is current, and every row is accounted for', async t => {
    for (const { status, read, loaded, excluded, rejected, unknown_codes } of reports)
      t.match(
        { status, sum: loaded + excluded, rejected, unknown_codes },
        { status: 'current', sum: read, rejected: 0, unknown_codes: [] }
      )
  })

  t.test('an answer that leaves the type open is split by it, and leaves refused entry out', async t => {
    const { data, meta } = await ask('period_from=FY2022&period_to=FY2022')
    t.match(data, [
      { return_type: 'enforced', returns: 720 },
      { return_type: 'expulsion', returns: 720 },
      { return_type: 'not_stated', returns: 120 },
      { return_type: 'voluntary', returns: 240 },
      { return_type: 'withdrawal_of_application', returns: 480 }
    ])
    t.equal(data.length, 5)
    t.same(meta.query.split_by, ['return_type'])
    t.match(meta.reconciliation.returns, {
      ...{ in_scope: 4080, sum_of_cells: 2280 },
      left_out: [{ reason: 'refused_entry', count: 1800 }]
    })
    const caveats = meta.caveats.map(({ id }: { id: string }) => id)
    t.ok(caveats.includes('title-42'))
    t.notOk(caveats.includes('administrative-returns'))
    t.same((await ask('period_from=FY2022&period_to=FY2022&return_type=voluntary')).meta.query.split_by, [])
  })

  t.test('a comparison says in each row what its series is split by', async t => {
    const { data } = await json(
      '/v1/compare?of=returns&period_from=FY2022&period_to=FY2022&year_basis=us_fiscal'
    )
    const types = data
      .filter((row: { series: string }) => row.series === 'by-type-yearly')
      .map((row: { return_type: string }) => row.return_type)
    t.same(types, ['enforced', 'expulsion', 'not_stated', 'voluntary', 'withdrawal_of_application'])
  })

  t.test('refused entry is told where it is asked for, with what it is', async t => {
    const { data, meta } = await ask(
      'return_type=refused_entry&group_by=return_subtype&period_from=FY2022&period_to=FY2022'
    )
    t.match(data, [
      { return_subtype: 'administrative_withdrawal', returns: 600 },
      { return_subtype: 'crew_detained_aboard', returns: 1200 }
    ])
    t.ok(meta.caveats.some(({ id }: { id: string }) => id === 'administrative-returns'))
  })

  t.test('a nationality of whom only refused entry is told has no return by default', async t => {
    const { data, meta } = await ask('nationality=RUS&group_by=year')
    t.same(data, [])
    t.equal(meta.query.series, 'administrative-returns-by-nationality-yearly')
    t.same(meta.reconciliation.returns.left_out, [{ reason: 'refused_entry', count: 480 }])
    t.match((await ask('nationality=RUS&group_by=year&return_type=refused_entry')).data, [
      { year: 'FY2022', returns: 240 },
      { year: 'FY2023', returns: 240 }
    ])
  })

  t.test('no sentence calls them returned, in any language', async t => {
    const sentence = async (lang: string) =>
      (
        await get(
          `/v1/statistics/returns.sentence?source=us-dhs-repatriations&nationality=RUS&return_type=refused_entry&period_from=FY2023&period_to=FY2023&lang=${lang}`
        )
      ).body.split(/\(source|; source|; fuente| ; source/)[0] ?? ''
    t.match(await sentence('en'), /there were 240 refusals of entry concerning nationals of Russia/)
    t.match(await sentence('fr'), /240 refus d’entrée concernant des ressortissants de Russie/)
    t.match(await sentence('es'), /240 denegaciones de entrada respecto de nacionales de Rusia/)
    t.notMatch(await sentence('en'), /return|deport|remov/i)
    t.notMatch(await sentence('fr'), /retour|expuls|éloign/i)
    t.notMatch(await sentence('es'), /retorno|devuel|expuls|deport/i)
    const picture = await get(
      '/v1/statistics/returns.svg?source=us-dhs-repatriations&return_type=refused_entry&group_by=year'
    )
    t.match(picture.body, /<title>Refusals of entry in the United States/)
  })

  t.test('what did not exist adds nothing, and is null where nothing did', async t => {
    // 8 months of 60 in FY2023, then X; the year has a figure of its own.
    const { data, meta } = await ask(
      'return_type=expulsion&group_by=year&period_from=FY2022&period_to=FY2024'
    )
    t.equal(meta.query.series, 'by-type-monthly', 'which has the months of the year that is not over')
    t.match(data, [
      { year: 'FY2022', returns: 720, flags: { returns: ['rounded'] } },
      { year: 'FY2023', returns: 480, flags: { returns: ['rounded'] } },
      { year: 'FY2024', returns: null, flags: { returns: ['not_applicable'] } }
    ])
    t.match(meta.reconciliation.returns, { in_scope: 1200, sum_of_cells: 1200, left_out: [] })
    const month = await ask('return_type=expulsion&period_from=2023-10&period_to=2023-11')
    t.match(month.data, [{ returns: null, flags: { returns: ['not_applicable'] } }])
    t.same(month.meta.reconciliation.returns.in_scope, null)
  })

  t.test('sums of rounded figures say by how much they can be out', async t => {
    const year = await ask('return_type=enforced&period_from=FY2022&period_to=FY2022')
    t.same(year.meta.rounding, { to: 10, most_figures: 1, out_by_at_most: 5 })
    const both = await ask('return_type=enforced')
    t.same(both.meta.rounding, { to: 10, most_figures: 2, out_by_at_most: 10 })
    const quarter = await ask('group_by=quarter&period_from=2022-01&period_to=2022-03')
    t.same(quarter.meta.rounding, { to: 10, most_figures: 6, out_by_at_most: 30 }, 'two kinds, three months')
    const caveat = quarter.meta.caveats.find(({ id }: { id: string }) => id === 'rounded-figures')
    t.match(caveat.text, /nearest 10, .* sum of up to 6 of them: they can be out by 30/)
    const compared = await json('/v1/compare?of=returns&return_type=enforced&series=by-type-yearly')
    t.same(compared.meta.answers[0].rounding, { to: 10, most_figures: 2, out_by_at_most: 10 })
  })

  t.test('a total over the types is published, and no statistic is made from it', async t => {
    const { data } = await json(
      '/v1/published-counts?source=us-dhs-repatriations&series=by-type-yearly&period_from=2021-10-01&period_to=2022-09-30&is_total=true&return_type=not_split'
    )
    t.match(data, [{ value: 4080, return_type: 'not_split', is_total: true }])
  })

  t.test('the citation is that of the workbook', async t => {
    const { meta } = await ask('return_type=enforced')
    t.match(
      meta.sources[0].citation,
      /Immigration Enforcement and Legal Processes Monthly Tables, release r-by-type-yearly/
    )
  })
})
