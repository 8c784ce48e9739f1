import { readFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { projectRoot } from '../../src/root.ts'
import { wholeTables } from '../loaded.ts'
import { type Service, service } from '../service.ts'

// The questions that the story raises, and those that newsrooms ask first, put to a new service with all of its first
// data. Each has a number, or the true reason why there is none and what to import. Numbers are counted from the
// published files with test/independent/ohss-figures.py, and with awk where a comment says so.

type Row = Record<string, unknown>
interface Asking {
  get: Service['get']
  json: Service['json']
}

/** The numbers of a column by the words of others. */
const by = (data: Row[], value: string, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(data.map(row => [names.map(name => row[name]).join(' '), row[value]]))
const textOf = (caveats: { id: string; text: string }[], id: string): string =>
  caveats.find(each => each.id === id)?.text ?? ''

/** Refused, with the reason and the command that imports what would answer. */
async function isToImport(t: Test, { get }: Asking, url: string, command: string): Promise<void> {
  const answer = await get(url)
  t.equal(answer.statusCode, 400, url)
  t.match(answer.json().detail, `asylum-outcomes import ${command}`, url)
  t.match(answer.json().detail, /published at https:/, 'and by whom')
}

const court = 'us-eoir-cases <file>'
const screenings = '/v1/statistics/decisions?source=us-credible-fear'
const departures = '/v1/statistics/returns?source=us-dhs-repatriations'

t.test('the story’s questions, put to a new service', async t => {
  const { get, json } = await service(t, {}, wholeTables)
  const asking = { get, json }
  const data = async (url: string): Promise<Row[]> => (await json(url)).data

  await t.test('1 · How did credible-fear interviews of Russians end?', async t => {
    const { data, meta } = await json(`${screenings}&nationality=RUS&group_by=year`)
    t.same(data, [], 'no figure of Russians is published')
    t.match(textOf(meta.caveats, 'nationality-not-named'), /Not among them is RUS \(Russia\)/)
    t.match(textOf(meta.caveats, 'us-cf-top-fifteen'), /told of all nationalities together alone, by OHSS/)
  })

  await t.test('2 · How did they end for everybody, by fiscal year?', async t => {
    const years = by(await data(`${screenings}&group_by=year`), 'cases', 'year')
    t.match(years, { FY2014: 48_120, FY2021: 43_970, FY2022: 54_090, FY2023: 136_270 })
    const [open] = await data(`${screenings}&period_from=FY2024&period_to=FY2024`)
    t.match(open, { cases: 188_890, flags: { cases: ['provisional', 'rounded', 'partial'] } })
  })

  await t.test('3 · And by month, when the men of the story were interviewed?', async t => {
    const months = await data(`${screenings}&group_by=month,outcome&period_from=2022-10&period_to=2024-08`)
    t.match(by(months, 'cases', 'month', 'outcome'), {
      '2022-10 fear_not_found': 2_180,
      '2023-03 fear_found': 8_230,
      '2023-03 fear_not_found': 2_310,
      '2023-03 otherwise_closed': 540,
      '2024-08 fear_not_found': 5_230
    })
  })

  await t.test('4 · And those who were ordered removed before: reasonable fear?', async t => {
    await isToImport(
      t,
      asking,
      '/v1/statistics/decisions?screening_type=reasonable_fear&measures=fear_found_rate',
      'us-credible-fear <file> --series semi-monthly'
    )
  })

  await t.test('5 · Did a judge review the findings about the men?', async t => {
    const reviews = await data('/v1/decisions?source=documented-cases&decision_stage=screening_review')
    t.match(by(reviews, 'outcome', 'case_id'), {
      'documented:2': 'fear_not_found',
      'documented:3': 'fear_not_found'
    })
  })

  await t.test('6 · How often do judges agree with the officer?', async t => {
    await isToImport(
      t,
      asking,
      '/v1/statistics/decisions?decision_stage=screening_review&measures=fear_found_rate',
      court
    )
  })

  await t.test('7 · How many were removed to Russia, month by month?', async t => {
    await isToImport(
      t,
      asking,
      '/v1/statistics/returns?country_of_return=RUS&group_by=month',
      'us-ice-removals <file>'
    )
    const quarters = await data(
      '/v1/statistics/returns?source=gb-returns&series=by-destination&country_of_return=RUS&return_type=enforced&group_by=quarter&period_from=2021&period_to=2023'
    )
    // awk on returns_by_destination.csv.gz: "Russia", "Enforced return", by Year and Quarter.
    t.same(
      by(quarters, 'returns', 'quarter'),
      { '2021-Q4': 2, '2022-Q1': 1, '2022-Q2': 1, '2022-Q3': 1, '2023-Q3': 1, '2023-Q4': 1 },
      'a quarter without a row has none'
    )
  })

  await t.test('8 · When did returns resume?', async t => {
    const { data } = await json('/v1/countries-of-return/RUS')
    const british = data.executed.filter(
      ({ source, return_type }: Row) => source === 'gb-returns' && return_type === 'enforced'
    )
    t.match(british, [{ value: 607, last_in: '2023-Q4', resumed_in: null, not_told: /./ }])
    t.match(
      data.statements.find(({ quotation }: Row) => quotation === 'resumption'),
      { said_by: 'The Guardian', said_by_kind: 'press' },
      'the newspaper’s word, which is no finding'
    )
    const silent = data.not_answered.find(({ source }: Row) => source === 'us-ice-removals')
    t.match(silent.reason, 'asylum-outcomes import us-ice-removals <file>')
  })

  await t.test('9 · Was anybody returned to a country other than their own?', async t => {
    const url =
      '/v1/statistics/returns?source=gb-returns&series=by-nationality&same_country=false&period_from=2023&period_to=2023&return_type=enforced'
    // awk on returns.csv.gz: 2023, "Enforced return", to "EU Member State" and to "Other country".
    t.match(await data(url), [{ returns: 78 + 40 }])
    const { same_country, other_country } = (
      await json('/v1/countries-of-return/RUS?source=documented-cases')
    ).data.executed[0]
    t.match({ same_country, other_country }, { same_country: 1, other_country: 0 })
  })

  await t.test('10 · Title 42, expedited removal, reinstated orders?', async t => {
    const types = await data(`${departures}&group_by=return_subtype&period_from=FY2023&period_to=FY2023`)
    t.match(by(types, 'returns', 'return_subtype'), {
      title_42_expulsion: 579_080,
      expedited_removal: 91_190,
      reinstatement: 54_510
    })
    const { meta } = await json(`${departures}&return_type=expulsion&group_by=year`)
    t.match(textOf(meta.caveats, 'title-42'), /several times/)
  })

  await t.test('11 · Appointments by CBP One, and parole?', async t => {
    const { data } = await json('/v1/sources/us-dhs-repatriations')
    t.match(data.description, /CBP One appointments, parole .* are not loaded/)
    t.match(data.publisher, /Office of Homeland Security Statistics/)
  })

  await t.test('12 · Where did they enter, at a port or between ports?', async t => {
    const entries = await data('/v1/events?event_kind=entry')
    t.equal(entries.length, 4)
    t.ok(entries.every(each => each.entered_from === 'MEX' && each.at_port_of_entry === null))
  })

  await t.test('13 · Who else claims for fear of conscription?', async t => {
    const url = '/v1/statistics/cases?source=documented-cases&group_by=claim_grounds'
    t.same(by(await data(url), 'cases', 'claim_grounds'), { UNK: 1, conscription: 4 })
    t.equal(
      (await get('/v1/statistics/cases?source=us-eoir-cases&claim_grounds=conscription')).statusCode,
      400
    )
  })

  await t.test('14 · Was a stay of removal asked, or a motion to reopen?', async t => {
    for (const kind of ['stay', 'motion']) {
      const { data, meta } = await json(`/v1/events?event_kind=${kind}`)
      t.same(data, [], 'the report tells none')
      t.match(textOf(meta.caveats, 'outside-coverage'), /no row does not mean that nothing happened/)
    }
  })

  await t.test('15 · Were they detained?', async t => {
    const { data, meta } = await json('/v1/events?event_kind=detention')
    t.same(data, [])
    t.ok(meta.caveats.length > 0)
    await isToImport(t, asking, '/v1/statistics/cases?group_by=custody&nationality=RUS', court)
  })

  await t.test('16 · Withholding of removal, and the Convention against Torture?', async t => {
    for (const type of ['withholding', 'torture_convention'])
      await isToImport(t, asking, `/v1/statistics/decisions?application_type=${type}`, court)
  })

  await t.test('17 · Who had a lawyer at the decision?', async t => {
    await isToImport(t, asking, '/v1/statistics/decisions?group_by=represented_at_decision', court)
  })

  await t.test('18 · Which court, and why not which judge?', async t => {
    await isToImport(t, asking, '/v1/statistics/decisions?group_by=court', court)
    const page = readFileSync(path.join(projectRoot, 'docs/us-immigration-court.md'), 'utf8')
    t.match(page.replaceAll(/\s+/g, ' '), /who the judges and attorneys are, stand in the files and are not/)
  })

  await t.test('19 · Who said that returns go on “in accordance with guidelines”?', async t => {
    const said = await data('/v1/statements?said_by_kind=agency&country_of_return=RUS')
    t.match(said, [{ quotation: 'in accordance with guidelines', said_by: /not named/ }])
  })

  await t.test('20 · What did the White House say?', async t => {
    const said = await data('/v1/statements?said_by_kind=government')
    t.match(said, [{ said_by: 'The White House', speech: 'no_answer', said_to: 'The Guardian' }])
  })

  await t.test('21 · How many are “several”, and what became of “the other two”?', async t => {
    const groups = await data('/v1/case-groups?nationality=RUS')
    t.match(groups, [{ value: null, value_as_told: 'several' }, { value: 4 }])
    const notes = await data('/v1/events?event_kind=status_note&sort=event_id')
    t.same(
      notes.map(({ source_label }) => source_label),
      ['threatened with deportation', 'threatened with deportation', null]
    )
  })

  await t.test('22 · How did Russians fare in other countries?', async t => {
    const lodged = await data(
      '/v1/statistics/applications?source=unhcr-asylum-applications&nationality=RUS&decision_stage=first_instance&unit=persons&period_from=2023&period_to=2023&country_of_asylum=DEU,FRA,KOR&group_by=country_of_asylum'
    )
    // awk on asylum_applications.csv.gz: RUS, 2023, app_type N, dec_level FI.
    t.same(by(lodged, 'persons', 'country_of_asylum'), { DEU: 7663, FRA: 2613, KOR: 5750 })
    const decided = await data(
      '/v1/statistics/decisions?source=unhcr-asylum-decisions&nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&period_from=2021&period_to=2025&group_by=outcome'
    )
    t.match(by(decided, 'persons', 'outcome'), { refugee_status_granted: 1121, rejected: 12_408 })
  })

  await t.test('23 · What happened to one man, in order?', async t => {
    const { events } = (await json('/v1/cases/documented:1/timeline')).data
    t.match(events.at(-2), { return: { country_of_return: 'RUS', country_of_return_basis: 'inferred' } })
  })
})
