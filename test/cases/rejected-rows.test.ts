import t from 'tap'
import { importing } from './importing.ts'

/** How many rejected rows an answer says may belong to it: in left_out, and in its caveat. */
const rejectedIn = ({ caveats, reconciliation }: Record<string, unknown>) => {
  const [caveat] = (caveats as { id: string; text: string }[]).filter(({ id }) => id === 'rejected-rows')
  const [block] = Object.values((reconciliation ?? {}) as Record<string, { left_out: LeftOut[] }>)
  return {
    said: caveat ? Number(/^\d+/.exec(caveat.text)?.[0]) : 0,
    left_out: block?.left_out.filter(({ reason }) => reason === 'rejected').map(({ rows }) => rows) ?? []
  }
}
interface LeftOut {
  reason: string
  rows?: number
}

/**
 * For each table the rejected rows of its file, and how many of them may belong to a question. Counted by hand: a row is
 * out where a cell of it that could be read says so.
 */
const tables = [
  {
    source: 'unhcr-asylum-decisions',
    files: ['rows/unhcr-several-rejected.csv'],
    unit: 'persons',
    // RUR 2022 KEN FI · SOM 2022 KEN AR · ETH 2023 KEN FI · SOM ? KEN FI · SOM 2023 KEN ? · SOM 2022 UGA FI, cases
    questions: {
      '': 6,
      'nationality=SOM&country_of_asylum=KEN': 4,
      'nationality=SOM&country_of_asylum=KEN&period_from=2022&period_to=2022': 3,
      'nationality=SOM&country_of_asylum=KEN&period_from=2023&period_to=2023': 2,
      'nationality=SOM&country_of_asylum=KEN&period_from=2023&period_to=2023&decision_stage=appeal': 1,
      'nationality=ETH&country_of_asylum=KEN&period_from=2022&period_to=2022': 1,
      'nationality=ETH&country_of_asylum=KEN&period_from=2023&period_to=2023': 1,
      'country_of_asylum=UGA': 1,
      'country_of_asylum=UGA&unit=persons': 0,
      'nationality=ETH&country_of_asylum=UGA': 0,
      'nationality_group=UN_AFRICA&country_of_asylum=UGA': 1,
      'nationality=SYR&country_of_asylum=KEN&period_from=2022&period_to=2022': 1,
      'nationality=SYR&country_of_asylum=KEN&period_from=2023&period_to=2023': 0
    }
  },
  {
    source: 'eurostat-asylum-decisions',
    files: ['rows/eurostat-several-rejected.csv'],
    unit: 'persons',
    // ? SWE 2022 rejected · AFG SWE 2022 refugee status · SOM SWE 2021 rejected · SOM DEU 2022 ?
    questions: {
      '': 4,
      'nationality=AFG&country_of_asylum=SWE&period_from=2022&period_to=2022': 2,
      'nationality=AFG&country_of_asylum=SWE&outcome=rejected': 1,
      'nationality=AFG&country_of_asylum=SWE&outcome_group=refugee_status': 1,
      'nationality=AFG&country_of_asylum=SWE&effect=unfavourable': 1,
      'nationality=SOM&country_of_asylum=SWE&period_from=2022&period_to=2022': 1,
      'nationality=SOM&country_of_asylum=SWE&period_from=2021&period_to=2021': 1,
      'nationality=SOM&country_of_asylum=DEU&outcome=rejected': 1,
      'country_of_asylum=DEU&nationality=AFG': 0
    }
  },
  {
    source: 'gb-asylum-decisions',
    files: ['rows/gb-appeals-several-rejected.csv', 'rows/gb-decisions-read.csv'],
    unit: 'persons',
    // ? 2014-Q3 dismissed male · GHA ? dismissed male · GHA 2014-Q3 allowed male · IRN 2014-Q3 dismissed female
    questions: {
      'series=appeals': 4,
      'series=appeals&nationality=GHA': 3,
      'series=appeals&nationality=GHA&outcome=appeal_dismissed': 2,
      'series=appeals&nationality=GHA&sex=female': 0,
      'series=appeals&nationality=IRN': 2,
      'series=appeals&nationality=GHA&period_from=2014-Q4&period_to=2014-Q4': 1,
      'series=initial-decisions&nationality=GHA': 0
    }
  },
  {
    source: 'us-credible-fear',
    files: ['rows/us-credible-fear-several-rejected.csv'],
    unit: 'cases',
    // ? FY2021 · SLV FY2021 · HND FY2020
    questions: {
      '': 3,
      'nationality=SLV': 2,
      'nationality=SLV&period_from=FY2020&period_to=FY2020': 0,
      'period=latest': 2,
      'nationality=HND&period_from=FY2021&period_to=FY2021': 1,
      'nationality=HND': 2,
      'nationality=GTM&period_from=FY2021&period_to=FY2021': 1
    }
  }
] as const

for (const { source, files, unit, questions } of tables)
  t.test(
    `${source}: an answer says how many rejected rows may belong to it, and counts no others`,
    async t => {
      const { json, get } = await importing(t, source, files, { force: true })
      for (const [question, rows] of Object.entries(questions)) {
        const parameters = `source=${source}&measures=${unit}&${question}`
        const { meta } = await json(`/v1/statistics/decisions?${parameters}&group_by=outcome`)
        t.same(rejectedIn(meta), { said: rows, left_out: rows === 0 ? [] : [rows] }, question)
        const sentence = (await get(`/v1/statistics/decisions.sentence?${parameters}`)).body
        t.equal(sentence.includes(`rejected rows of the file, ${rows} in number`), rows > 0, question)
      }
    }
  )

t.test(
  'rows of departures are told apart by nationality, destination and kind, where a row is no puzzle',
  async t => {
    const source = 'us-ice-removals'
    const { json } = await importing(t, source, ['rows/ice-several-rejected-removals.csv'], { force: true })
    // HND to HND, enforced · GTM to MEX, voluntary · in the third a text stands for the day: its columns may be shifted
    const questions = {
      '': 3,
      'nationality=HND': 2,
      'nationality=GTM': 2,
      'nationality=SLV': 1,
      'country_of_return=HND': 2,
      'return_type=voluntary': 2,
      'nationality=GTM&return_type=enforced': 1,
      'nationality=HND&period_from=2024-01&period_to=2024-01': 2
    }
    for (const [question, rows] of Object.entries(questions)) {
      const { meta } = await json(`/v1/statistics/returns?source=${source}&${question}`)
      t.same(rejectedIn(meta), { said: rows, left_out: [rows] }, question)
    }
    const said = async (address: string) => rejectedIn((await json(address)).meta).said
    t.equal(await said(`/v1/returns?source=${source}&nationality=HND`), 2)
    t.equal(await said(`/v1/countries-of-return?source=${source}&nationality=SLV`), 1)
    // To Mexico: the second and the third. Of Mexicans: the third only, which may be anyone's.
    t.equal(await said(`/v1/countries-of-return/MEX?source=${source}`), 2)
    const { data } = await json(`/v1/countries-of-return/MEX?source=${source}`)
    t.same(
      data.executed.map((each: { return_type: string; rejected_rows: number }) => [
        each.return_type,
        each.rejected_rows
      ]),
      [['voluntary', 2]]
    )
    t.same(
      data.nationals_returned.map((each: { rejected_rows: number }) => each.rejected_rows),
      [1]
    )
    // To Guatemala only the third; of Guatemalans the second and the third: one caveat of the answer, which has both.
    const gtm = await json(`/v1/countries-of-return/GTM?source=${source}`)
    t.equal(rejectedIn(gtm.meta).said, 2)
    t.same([gtm.data.executed[0].rejected_rows, gtm.data.nationals_returned[0].rejected_rows], [1, 2])
    t.equal(gtm.meta.caveats.filter(({ id }: { id: string }) => id === 'rejected-rows').length, 1)
    t.equal(await said(`/v1/countries-of-return?source=${source}&return_type=voluntary`), 2)
    t.equal(await said(`/v1/countries-of-return/HND/nationalities?source=${source}&nationality=HND`), 2)
  }
)

t.test(
  'the latest period is the one that is told, and an answer says how many rejected rows are later',
  async t => {
    const source = 'unhcr-asylum-decisions'
    const { json, get } = await importing(t, source, ['rows/unhcr-later-rejected.csv'], { force: true })
    const ask = async (question: string) => {
      const { data, meta } = await json(
        `/v1/statistics/decisions?source=${source}&period=latest&decision_stage=first_instance&${question}`
      )
      const [caveat] = meta.caveats.filter(({ id }: { id: string }) => id === 'rejected-rows')
      const later = /(\d+) would be later than 2022, the latest period told/.exec(caveat?.text)?.[1]
      return [data[0].persons, meta.query.period_from, rejectedIn(meta).said, Number(later ?? 0)]
    }
    // Told to 2022. Not read: ETH 2021, SOM 2023, SOM 2024, and SOM of a year that could not be read.
    t.same(await ask(''), [310, '2022', 3, 2])
    t.same(await ask('nationality=SOM'), [220, '2022', 3, 2])
    t.same(await ask('nationality=ETH'), [90, '2022', 0, 0])
    const year = await json(`/v1/statistics/decisions?source=${source}&period_from=2022&period_to=2022`)
    t.equal(rejectedIn(year.meta).said, 1, 'a year that is named is that year')
    const french = await get(
      `/v1/statistics/decisions?source=${source}&period=latest&decision_stage=first_instance&lang=fr`
    )
    t.match(french.body, '2 seraient postérieures à 2022')
  }
)

t.test('a list says the same of its rows', async t => {
  const source = 'unhcr-asylum-decisions'
  const { json } = await importing(t, source, ['rows/unhcr-several-rejected.csv'], { force: true })
  const lists = {
    '': 6,
    'nationality=SOM&country_of_asylum=KEN': 4,
    'nationality=SOM&country_of_asylum=KEN&year=2022': 3,
    'nationality=SOM&country_of_asylum=KEN&period_from=2023-01-01&period_to=2023-12-31': 2,
    'nationality=ETH&country_of_asylum=UGA': 0,
    'country_of_asylum=UGA&unit=persons': 0,
    'nationality_group=UN_AFRICA&country_of_asylum=UGA': 1
  }
  for (const [filters, rows] of Object.entries(lists)) {
    const { meta } = await json(`/v1/published-counts?source=${source}&${filters}`)
    t.equal(rejectedIn(meta).said, rows, filters)
  }
})

t.test(
  'rows of a release that was imported before their fields were kept may belong to any answer',
  async t => {
    const source = 'unhcr-asylum-decisions'
    const { json, database, snapshots } = await importing(t, source, ['rows/unhcr-several-rejected.csv'], {
      force: true
    })
    const asked = `/v1/statistics/decisions?source=${source}&measures=persons&nationality=ETH&country_of_asylum=UGA`
    t.same(rejectedIn((await json(asked)).meta), { said: 0, left_out: [] })
    await database.pool.query('update rejections set readable = null')
    await database.pool.query('update pointer set version = version + 1')
    await snapshots.refresh()
    t.same(rejectedIn((await json(asked)).meta), { said: 6, left_out: [6] })
  }
)

t.test('only words of closed lists, countries and the period of a rejected row are kept', async t => {
  const { database } = await importing(t, 'gb-asylum-decisions', ['rows/gb-appeals-several-rejected.csv'], {
    force: true
  })
  const { rows } = await database.pool.query('select readable from rejections order by line limit 1')
  t.same(rows[0].readable, {
    decision_stage: 'appeal',
    authority: 'gb_tribunal',
    outcome: 'appeal_dismissed',
    appealed_by: 'not_split',
    country_of_asylum: 'GBR',
    sex: 'male',
    unit: 'persons',
    period_from: '2014-07-01',
    period_to: '2014-09-30'
  })
})
