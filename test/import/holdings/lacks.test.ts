import t from 'tap'
import { holdingsLost, lostInWords } from '../../../src/import/holdings/lacks.ts'
import { daysInWords, daysMissing } from '../../../src/import/holdings/spans.ts'
import { textIn } from '../../../src/vocabulary/labels/texts/texts.ts'
import type { HeldReporter, ReleaseHoldings } from '../../../src/vocabulary/release/holdings.ts'

const nothing: ReleaseHoldings = {
  nationality: { values: [], has_total: true },
  country_of_return: { values: [], has_total: true },
  ...{ reporters: [], breakdowns: [], records: [] }
}
const reporter = (fields: Partial<HeldReporter>): HeldReporter => ({
  ...{ reporter: 'DEU', periods: ['2020-01-01/2022-12-31'], in_parts: {}, totals: {} },
  ...{ total_only: [], not_told: {}, ...fields }
})
const inEnglish = (span: string): string => textIn(daysInWords(span), 'en')
const rule = { share: 0.5, from: 1000 }
const lacks = (outer: Partial<ReleaseHoldings>, inner: Partial<ReleaseHoldings>) =>
  lostInWords(holdingsLost({ ...nothing, ...outer }, { ...nothing, ...inner }, rule)).map(text =>
    textIn(text, 'en')
  )
const figures = (...reporters: Partial<HeldReporter>[]) => ({ reporters: reporters.map(reporter) })

t.test('days that no span covers', async t => {
  const inner = ['2020-01-01/2022-12-31']
  t.same(daysMissing(['2019-01-01/2022-12-31'], inner), [])
  t.same(daysMissing([], inner), inner)
  t.same(daysMissing(['2022-01-01/2022-12-31', '2020-01-01/2020-12-31'], inner), ['2021-01-01/2021-12-31'])
  t.same(daysMissing(['2020-01-01/2022-09-30'], inner), ['2022-10-01/2022-12-31'])
  t.equal(inEnglish('2021-01-01/2021-12-31'), '2021')
  t.equal(inEnglish('2020-01-01/2021-12-31'), '2020 to 2021')
  t.equal(inEnglish('2022-10-01/2022-12-31'), '2022-10-01 to 2022-12-31')
})

t.test('a release holds another only where it does in every dimension', async t => {
  const whole = { in_parts: { sex: { female: ['2020-01-01/2022-12-31'], male: ['2020-01-01/2022-12-31'] } } }
  const women = { in_parts: { sex: { female: ['2020-01-01/2022-12-31'] } } }
  const total = { total_only: ['sex'] }
  t.same(lacks(figures(whole), figures(women)), [])
  t.same(lacks(figures(women), figures(whole)), ['sex: male (DEU 2020 to 2022)'])
  t.same(lacks(figures(women), figures(total)), ['the total over sex (DEU 2020 to 2022)'])
  t.same(lacks(figures(total), figures(women)), ['sex: female (DEU 2020 to 2022)'])
  t.same(lacks(figures({}), figures({}, { reporter: 'FRA' })), ['figures of FRA 2020 to 2022'])
  t.same(lacks(figures({ periods: ['2020-01-01/2022-09-30'] }), figures({})), [
    'figures of DEU 2022-10-01 to 2022-12-31'
  ])
})

t.test('a period that is lost hides nothing else that is', async t => {
  const spans = ['2020-01-01/2022-12-31']
  const before = { in_parts: { sex: { female: spans, male: spans } } }
  const after = {
    periods: ['2021-01-01/2022-12-31'],
    in_parts: { sex: { female: ['2021-01-01/2022-12-31'], male: ['2022-01-01/2022-12-31'] } }
  }
  t.same(lacks(figures(after), figures(before)), ['figures of DEU 2020', 'sex: male (DEU 2021)'])
})

t.test('a table without nationalities covers none of them', async t => {
  const nationality = { values: ['OTHER', 'RUS', 'SYR', 'UNK'], has_total: false }
  t.same(lacks({}, { nationality, ...figures({}), reporters: [] }), ['nationalities RUS, SYR'])
  t.same(lacks({ nationality }, {}), ['the total of all nationalities'])
})

t.test('figures by several dimensions at once are lost where only each of them is told', async t => {
  const days = { from: '2020-01-01', to: '2022-12-31' }
  const by = (...split_by: string[]) => ({ split_by, outcomes: ['rejected'], ...days })
  const crossed = { breakdowns: [by('nationality', 'sex')] }
  t.same(lacks({ breakdowns: [by('nationality'), by('sex')] }, crossed), [
    'figures by nationality and sex at once'
  ])
  t.same(lacks({ breakdowns: [by('nationality', 'sex', 'age_group')] }, crossed), [])
})

t.test('records are compared by their number, so that a single early one is no coverage', async t => {
  const records = (years: Record<string, number>, outcome: Record<string, number>) => ({
    records: [{ grain: 'decision' as const, rows: 0, undated: 0, years, values: { outcome } }]
  })
  const before = records({ 1950: 1, 2020: 4000, 2021: 5000 }, { rejected: 8000, remanded: 999 })
  t.same(lacks(records({ 2020: 3900, 2021: 5100 }, { rejected: 8100 }), before), [])
  t.same(lacks(records({ 2021: 2400 }, {}), before), [
    'decisions of 2020 (0 where there were 4000)',
    'decisions of 2021 (2400 where there were 5000)',
    'decisions with outcome rejected (0 where there were 8000)'
  ])
})

t.test('what is lost is told in every language', async t => {
  const spans = ['2020-01-01/2022-12-31']
  const whole = figures({ in_parts: { sex: { female: spans, male: spans } } })
  const lost = lostInWords(
    holdingsLost(
      { ...nothing, ...figures({ in_parts: { sex: { female: spans } } }) },
      {
        ...nothing,
        ...whole,
        records: [{ grain: 'decision', rows: 2000, undated: 0, years: { 2020: 2000 }, values: {} }]
      },
      rule
    )
  )
  const told = (lang: 'es' | 'fr') => lost.map(text => textIn(text, lang))
  t.same(told('es'), ['sexo: male (DEU 2020 a 2022)', 'decisiones de 2020 (0 donde había 2000)'])
  t.same(told('fr'), ['sexe\u00a0: male (DEU 2020 à 2022)', 'décisions de 2020 (0 là où il y en avait 2000)'])
})
