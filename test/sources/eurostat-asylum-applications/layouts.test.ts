import t from 'tap'
import {
  applicantCodes,
  formerApplicantCodes
} from '../../../src/sources/eurostat-asylum-applications/codes.ts'
import { eurostatApplicationsSource as source } from '../../../src/sources/eurostat-asylum-applications/index.ts'
import { eurostatDecisionsSource } from '../../../src/sources/eurostat-asylum-decisions/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { coded, tablesOf, tableUnder } from '../../docs/rules/pages.ts'
import { countsIn, layoutsFor, mapFile, mapText, shared } from '../released.ts'

// Layouts are those of the real file, of Eurostat's TSV and of its clients; figures are made up, but where said.
const layoutOf = (head: string, name = 'file') => {
  const found = source.layouts.filter(layout => layout.matches(head, name))
  if (found.length !== 1) throw new Error(`${found.length} layouts: ${found.map(({ id }) => id)}`)
  return found[0] as (typeof found)[number]
}
const read = (text: string, name = 'file') => mapText(layoutOf(text, name), text, name)

t.test('both names of the dimension and both lists of codes mean the same', async t => {
  const tsv = (dimension: string, codes: string[]) =>
    `freq,unit,citizen,sex,${dimension},age,geo\\TIME_PERIOD\t2023 \t2024 \n${codes
      .map(code => `A,PER,RU,T,${code},TOTAL,DE\t10 \t: \n`)
      .join('')}`
  const brief = ({ count_key, applicant_history, total_over, value, status }: CountFact) => ({
    count_key,
    applicant_history,
    total_over,
    value,
    status
  })
  const today = countsIn(await read(tsv('applicant', ['TOTAL', 'FRST', 'SUBSQ']), 'migr_asyappctza.tsv'))
  const former = countsIn(await read(tsv('asyl_app', ['ASY_APP', 'NASY_APP']), 'migr_asyappctza.tsv'))
  t.same(former.map(brief), today.slice(0, 4).map(brief))
  t.match(today, [
    {
      subject: 'applications',
      ...{ decision_stage: 'first_instance', unit: 'persons', outcome: 'not_split', authority: 'government' },
      ...{
        applicant_history: 'not_split',
        total_over: ['sex', 'age_group', 'applicant_history'],
        value: 10,
        status: 'rounded'
      }
    },
    { value: null, status: 'not_reported' },
    { applicant_history: 'first_time', total_over: ['sex', 'age_group'] },
    {},
    { applicant_history: 'repeat' }
  ])
  t.match((await read(tsv('applicant', ['WTHDR']), 'x.tsv'))[0]?.mapped, {
    rejected: 'unknown_code',
    unknown_codes: [{ field: 'applicant', code: 'WTHDR' }]
  })
})

t.test('codes of applicants are those of the page', t => {
  const page = Object.fromEntries(
    tableUnder(tablesOf('docs/rules/sources.md'), 'code of applicants').map(([code, becomes = '']) => [
      coded(code)[0],
      coded(becomes)[0] ?? becomes
    ])
  )
  const own = Object.entries(applicantCodes).map(([code, meaning]) => [
    code,
    'value' in meaning ? meaning.value : 'total'
  ])
  const former = Object.entries(formerApplicantCodes).map(([code, now]) => [
    code,
    Object.fromEntries(own)[now]
  ])
  t.same(page, Object.fromEntries([...own, ...former]))
  t.end()
})

t.test('months are periods of their own table, and stocks are days', async t => {
  const monthly =
    'freq,unit,citizen,sex,applicant,age,geo\\TIME_PERIOD\t2024-02 \nM,PER,SY,T,FRST,TOTAL,DE\t25 p\n'
  t.match(countsIn(await read(monthly, 'migr_asyappctzm.tsv')), [
    { count_key: /^applications-monthly/, period: '2024-02', period_to: '2024-02-29', source_flags: ['p'] }
  ])
  const pending =
    'freq,unit,citizen,sex,age,geo\\TIME_PERIOD\t2024-02 \t2024-03 \nM,PER,SY,T,TOTAL,DE\t25 \t: \n'
  t.match(countsIn(await read(pending, 'migr_asypenctzm.tsv')), [
    {
      ...{ subject: 'pending', as_at: '2024-02-29', period_from: '2024-02-29', period_to: '2024-02-29' },
      ...{ waiting_at: 'not_split', waiting_time: 'not_split', value: 25 }
    },
    { as_at: '2024-03-31', value: null, status: 'not_reported' }
  ])
})

t.test('tables are told from each other by what they have', t => {
  const ids = (head: string, name: string) =>
    source.layouts.filter(layout => layout.matches(head, name)).map(({ series }) => series)
  const header = (dimensions: string, period: string) =>
    `freq,unit,citizen,sex,${dimensions},geo\\TIME_PERIOD\t${period} \n`
  t.same(ids(header('applicant,age', '2024'), 'x.tsv'), ['applications-annual'])
  t.same(ids(header('applicant,age', '2024-01'), 'x.tsv'), ['applications-monthly'])
  t.same(ids(header('age', '2024-01'), 'migr_asypenctzm.tsv'), ['pending-monthly'])
  t.same(ids(header('age', '2024-01'), 'x.tsv'), [], 'nothing but its name tells it')
  t.same(ids(header('age', '2024'), 'x.tsv'), [])
  t.same(ids(header('decision,age', '2024'), 'x.tsv'), [])
  t.same(ids(header('applicant,age', '2024'), 'migr_asywitha.tsv'), [], 'another table by its name')
  t.end()
})

const real = shared('data/eurostat/asylum_applicants_total.csv')
t.test('the real file gives the figures counted by hand', { skip: real.missing }, async t => {
  t.equal((await layoutsFor(source, real.path)).length, 1)
  t.same(await layoutsFor(eurostatDecisionsSource, real.path), [])
  const facts: CountFact[] = []
  for await (const { mapped } of mapFile(source, real.path))
    if ('facts' in mapped) facts.push(...(mapped.facts as CountFact[]))
  t.equal(facts.length, 1_080)
  t.equal(new Set(facts.map(({ count_key }) => count_key)).size, 1_080)
  t.ok(facts.every(({ status, value }) => status === 'rounded' && (value ?? 1) % 5 === 0))
  // Counted with Python's csv: 12,095,450 in all, 1,394,655 in 2015, 30,215 Ukrainians in 2022.
  const sum = (of: (fact: CountFact) => boolean) =>
    facts.filter(of).reduce((n, { value }) => n + (value ?? 0), 0)
  t.equal(
    sum(() => true),
    12_095_450
  )
  t.equal(
    sum(({ period, nationality }) => period === '2015' && nationality === 'not_split'),
    1_394_655
  )
  t.equal(
    sum(({ period, nationality }) => period === '2022' && nationality === 'UKR'),
    30_215
  )
  const inGermany = (nationality: string) =>
    Object.fromEntries(
      facts
        .filter(fact => fact.country_of_asylum === 'DEU' && fact.nationality === nationality)
        .map(({ period, value }) => [period, value])
    )
  t.match(inGermany('not_split'), {
    2014: 202_815,
    2015: 476_620,
    2016: 745_265,
    2023: 351_600,
    2024: 250_615
  })
  t.match(inGermany('UKR'), { 2022: 1_140, 2023: 755, 2024: 1_135 })
  t.equal(
    Math.max(...facts.filter(fact => fact.country_of_asylum === 'GBR').map(({ period }) => Number(period))),
    2019
  )
})
