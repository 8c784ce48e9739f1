import t from 'tap'
import { wholeTables } from '../loaded.ts'
import { service } from '../service.ts'

// What newsrooms ask first, put to a new service with all of its first data: a number with what it rests on, or the true
// reason and what to import. The numbers are counted from the published files with Python or awk, as comments say.

type Row = Record<string, unknown>
const court = 'asylum-outcomes import us-eoir-cases <file>'
const unhcr =
  '/v1/statistics/decisions?source=unhcr-asylum-decisions&decision_stage=first_instance&unit=persons'

t.test('the questions of newsrooms, put to a new service', async t => {
  const { get, json } = await service(t, {}, wholeTables)
  const textOf = (caveats: { id: string; text: string }[], id: string): string =>
    caveats.find(each => each.id === id)?.text ?? ''

  await t.test('N1 · Which share of Russians was found to have credible fear in FY2023?', async t => {
    const asked = 'source=us-credible-fear&period_from=FY2023&period_to=FY2023&measures=fear_found_rate,cases'
    const { data, meta } = await json(`/v1/statistics/decisions?${asked}&nationality=RUS`)
    t.same(data, [], 'not told by nationality')
    const named = textOf(meta.caveats, 'nationality-not-named')
    t.match(
      named,
      /names 15 nationalities: .*CUB \(Cuba\).*HND \(Honduras\).* Not among them is RUS \(Russia\)/
    )
    t.match(textOf(meta.caveats, 'us-cf-top-fifteen'), /by OHSS \(series yearly-results and monthly-results/)
    const all = await json(`/v1/statistics/decisions?${asked}`)
    // 81,970 found of 81,970 + 42,710 decided.
    t.match(all.data, [{ cases: 136_270, fear_found_rate: 0.657443, fear_found_rate_n: 124_680 }])
  })

  await t.test('N2 · How many Russians failed before the judge who reviews, year by year?', async t => {
    const asked = 'decision_stage=screening_review&nationality=RUS&outcome=fear_not_found&group_by=year'
    for (const url of [`${asked}`, `source=us-eoir-cases&${asked}`]) {
      const answer = await get(`/v1/statistics/decisions?${url}`)
      t.equal(answer.statusCode, 400)
      t.match(answer.json().detail, court)
      t.notMatch(answer.body, /synthetic-sample/, 'nothing made up is there')
    }
    const { sources } = (await get(`/v1/statistics/decisions?${asked}`)).json()
    t.notOk(
      sources.some(
        ({ source, reasons }: Row) =>
          /^(eurostat|gb|ca)/.test(String(source)) && /import/.test(String(reasons))
      ),
      'nothing is named that has no such decisions'
    )
  })

  await t.test('N3 · Deportations to Russia by month; did they resume after 2022?', async t => {
    const { data } = await json('/v1/countries-of-return/RUS')
    const british = data.executed.filter(({ source }: Row) => source === 'gb-returns')
    t.same([...new Set(british.map(({ series }: Row) => series))], ['by-destination'])
    const [enforced] = british.filter(({ return_type }: Row) => return_type === 'enforced')
    // awk on returns_by_destination.csv.gz: 2022 Q1 to 2023 Q4.
    t.same(
      enforced.series_by_period.slice(-8).map(({ value }: Row) => value),
      [1, 1, 1, 0, 0, 0, 1, 1]
    )
    t.match(
      data.executed.find(({ source }: Row) => source === 'documented-cases'),
      { value: 1, destination_inferred: 1 }
    )
    const silent = (source: string) => data.not_answered.find((each: Row) => each.source === source)?.reason
    t.match(silent('us-ice-removals'), 'asylum-outcomes import us-ice-removals <file>')
    t.match(silent('us-dhs-repatriations'), /does not report the country of return/)
  })

  await t.test('N4 · What happened to the men of the story?', async t => {
    const { data } = await json('/v1/cases?source=documented-cases&sort=case_id')
    t.equal(data.length, 5)
    for (const { case_id } of data)
      t.ok((await json(`/v1/cases/${case_id}/timeline`)).data.events.length > 0, case_id)
    const statements = await json('/v1/statements')
    t.ok(statements.data.some(({ event_url }: Row) => /^https:/.test(String(event_url))))
  })

  await t.test('N5 · Recognition of Afghans in Germany, the UK and the USA, 2019 to 2024', async t => {
    const asked = `${unhcr}&nationality=AFG&country_of_asylum=DEU,GBR,USA&period_from=2019&period_to=2024`
    const { data, meta } = await json(
      `${asked}&group_by=country_of_asylum,authority&measures=refugee_recognition_rate,persons`
    )
    // Python on asylum_decisions.csv.gz, levels FI, NA and EO in persons: recognised / (recognised + other + rejected).
    t.match(data, [
      { country_of_asylum: 'DEU', refugee_recognition_rate: 0.375946, refugee_recognition_rate_n: 109_327 },
      { country_of_asylum: 'GBR', refugee_recognition_rate: 0.802315, refugee_recognition_rate_n: 22_288 },
      { authority: 'us_eoir_ij', refugee_recognition_rate: 0.847484, refugee_recognition_rate_n: 636 },
      {
        authority: 'us_uscis',
        refugee_recognition_rate: null,
        persons: 46_832,
        flags: { refugee_recognition_rate: ['not_applicable'] }
      }
    ])
    t.match(meta.rates.refugee_recognition_rate.left_out, [{ reason: 'no_final_negative', count: 46_832 }])
    const { data: together } = await json(
      `${asked}&group_by=country_of_asylum&measures=refugee_recognition_rate`
    )
    const isFlagged = ({ flags }: Row) =>
      Object.values((flags ?? {}) as Record<string, string[]>).some(each => each.includes('left_out'))
    t.same(
      together.filter(isFlagged).map(({ country_of_asylum }: Row) => country_of_asylum),
      ['USA'],
      'what leaves both sides is said on the cell'
    )
  })

  await t.test('N6 · How long do cases of Guatemalans take?', async t => {
    for (const source of ['', '&source=us-eoir-cases']) {
      const answer = await get(`/v1/statistics/durations?nationality=GTM${source}`)
      t.equal(answer.statusCode, 400)
      t.match(answer.json().detail, court)
    }
    const { data } = await json('/v1/measures')
    const median = data.find(({ measure, id }: Row) => (measure ?? id) === 'km_median')
    t.match(JSON.stringify(median), /those not decided yet count for as long as they have waited/)
  })

  await t.test('N7 · Which nationality had the lowest rate, of those with a thousand decisions?', async t => {
    const asked = `${unhcr}&group_by=nationality&period_from=2024&period_to=2024&min_n=1000&limit=3`
    const { data } = await json(`${asked}&measures=total_protection_rate&sort=total_protection_rate`)
    // Python on asylum_decisions.csv.gz: first instance in persons, 2024, but for the US asylum office.
    t.match(data, [
      { nationality: 'MKD', total_protection_rate: 0.009204, total_protection_rate_n: 2173 },
      { nationality: 'MDA', total_protection_rate: 0.037309, total_protection_rate_n: 1769 },
      { nationality: 'SRB', total_protection_rate: 0.051359, total_protection_rate_n: 5997 }
    ])
    const wrong = await get(`${asked}&measures=protection_rate&sort=protection_rate`)
    t.equal(wrong.statusCode, 400)
    t.match(wrong.json().errors, [{ did_you_mean: ['total_protection_rate'] }])
  })

  await t.test('N8 · Venezuelans ordered removed against actually returned, and to where', async t => {
    const ordered = await get(
      '/v1/statistics/decisions?decision_stage=return_decision&nationality=VEN&group_by=year'
    )
    t.equal(ordered.statusCode, 400)
    t.match(ordered.json().detail, court, 'orders: what to import')
    const executed = await json(
      '/v1/statistics/returns?source=us-dhs-repatriations&nationality=VEN&group_by=year&period_from=FY2022&period_to=FY2023'
    )
    t.match(executed.data, [
      { year: 'FY2022', return_type: 'enforced', returns: 490 },
      { year: 'FY2023', return_type: 'enforced', returns: 1_090 }
    ])
    t.match(textOf(executed.meta.caveats, 'dhs-no-destination'), /./, 'to where is not published')
    const { data } = await json('/v1/countries-of-return?nationality=VEN')
    t.notMatch(JSON.stringify(data), /ratio|rate/, 'no ratio of the two')
  })
})
