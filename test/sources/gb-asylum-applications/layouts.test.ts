import t from 'tap'
import {
  applyingAlone,
  applyingAs,
  awaited,
  awaitedFor
} from '../../../src/sources/gb-asylum-applications/codes.ts'
import { gbApplicationsSource as source } from '../../../src/sources/gb-asylum-applications/index.ts'
import { applicants, unaccompanied } from '../../../src/sources/gb-asylum-decisions/codes.ts'
import { gbDecisionsSource } from '../../../src/sources/gb-asylum-decisions/index.ts'
import type { Source } from '../../../src/sources/source.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { coded, tablesOf, tableUnder } from '../../docs/rules/pages.ts'
import { countsIn, mapFile, mapText, shared } from '../released.ts'

// Rows of the Home Office's tables; those of Asy_D01 are made up in its layout.
const claims =
  'Year,Quarter,Nationality,Region,Age,Sex,Applicant type,UASC,Location of application,Applications\n'
const awaiting = 'Date,Nationality,Region,Applicant type,Application stage,Duration,Applications\n'
const lodged = 'Date,Year,Quarter,Nationality,Region,Sex,Appeals lodged\n'
const ids = (of: Source, head: string) =>
  of.layouts.filter(layout => layout.matches(head, 'file.csv')).map(({ id }) => id)
const read = (text: string) => {
  const layout = source.layouts.find(each => each.matches(text, 'file.csv'))
  if (!layout) throw new Error('no layout')
  return mapText(layout, text)
}

t.test('each table is told by its columns, and none is one of decisions', t => {
  t.same(ids(source, claims), ['claims-csv'])
  t.same(ids(source, awaiting), ['awaiting-decision-csv'])
  t.same(ids(source, lodged), ['appeals-lodged-csv'])
  for (const head of [claims, awaiting, lodged]) t.same(ids(gbDecisionsSource, head), [])
  t.same(ids(source, awaiting.replace('Region', 'Region,Accommodation')), [], 'a column more may split it')
  t.same(ids(source, lodged.replace('lodged', 'determined').replace('Sex', 'Outcome,Sex')), [])
  t.same([applyingAs, applyingAlone], [applicants, unaccompanied], 'labels are those of decisions')
  t.end()
})

t.test('labels of claims that await a decision are those of the page', t => {
  const page = tableUnder(tablesOf('docs/rules/sources.md'), 'label of Asy_D03')
  t.same(Object.fromEntries(page.map(row => row.map(cell => coded(cell)[0]))), { ...awaited, ...awaitedFor })
  t.end()
})

t.test('claims are applications at first instance, appeals lodged at appeal', async t => {
  t.match(
    countsIn(
      await read(
        `${claims}2024,2024 Q3,Korea (South),Asia East,18-29,Female,Main applicant,Non-UASC,In country,3\n`
      )
    ),
    [
      {
        ...{ subject: 'applications', decision_stage: 'first_instance', period: '2024-Q3', unit: 'persons' },
        ...{
          nationality: 'KOR',
          age_group: '18-29',
          sex: 'female',
          applicant_type: 'main_applicant',
          value: 3
        }
      }
    ]
  )
  t.match(countsIn(await read(`${lodged}2010-03-31,2010,1,Afghanistan,Asia Central,Unknown Sex,2\n`)), [
    {
      ...{ subject: 'applications', decision_stage: 'appeal', authority: 'gb_tribunal', period: '2010-Q1' },
      ...{ appealed_by: 'not_split', sex: 'UNK', value: 2 }
    }
  ])
})

t.test('claims that await a decision are a stock of their day', async t => {
  const rows = await read(
    `${awaiting}2010-06-30,Afghanistan,Asia Central,Dependant,Pending further review,N/A - Further review,129
2024-09-30,Russia,Europe Other,Main applicant,Pending Initial decision,More than 6 months,113
2024-09-30,British overseas citizens,Other,Dependant,Pending Initial decision,6 months or less,1
2024-09-30,British overseas citizens,Other,Dependant,Pending Initial decision,6 months or less,2
31 Sep 2024,Russia,Europe Other,Dependant,Pending Initial decision,6 months or less,2
2024-09-30,Russia,Europe Other,Dependant,Pending appeal,6 months or less,2
2024-09-30,Russia,Europe Other,Dependant,Pending Initial decision,6 months or less,1.5
`
  )
  const day = '2024-09-30'
  t.match(countsIn(rows.slice(0, 4)), [
    {
      subject: 'pending',
      as_at: '2010-06-30',
      waiting_at: 'further_review',
      waiting_time: 'UNK',
      value: 129
    },
    {
      ...{ as_at: day, period_from: day, period_to: day, waiting_at: 'first_instance' },
      ...{ waiting_time: '6_months_or_more', nationality: 'RUS', applicant_type: 'main_applicant' }
    },
    { waiting_time: 'under_6_months', value: 1 },
    { count_key: /#2$/, value: 2 }
  ])
  t.match(
    rows.slice(4).map(({ mapped }) => mapped),
    [
      { rejected: 'unreadable_period' },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'Application stage', code: 'Pending appeal' }] },
      { rejected: 'unreadable_figure', readable: { nationality: 'RUS', period_to: day } }
    ]
  )
})

t.test('damaged files are refused with the reason', async t => {
  await t.rejects(read(`${awaiting}2010-06-30,Afghanistan,Asia Central\n`), { message: /cut off/ })
  await t.rejects(read(`${lodged}2010-03-31,2010,1,Iran,Asia,Male,2\n2010-03-31,2010,1,Iran,Asia,Male,2\n`), {
    message: /same row/
  })
})

for (const [name, subject, rows] of [
  ['gb_awaiting_decision', 'pending', 21],
  ['gb_appeals_lodged', 'applications', 15]
] as const) {
  const file = shared(`data/new-sources/${name}.csv`)
  t.test(`every row of the real sample ${name} is a figure`, { skip: file.missing }, async t => {
    const facts: CountFact[] = []
    for await (const { mapped } of mapFile(source, file.path)) {
      t.ok('facts' in mapped, JSON.stringify(mapped))
      if ('facts' in mapped) facts.push(...(mapped.facts as CountFact[]))
    }
    t.equal(facts.length, rows)
    t.ok(facts.every(fact => fact.subject === subject))
    if (subject === 'pending')
      t.equal(
        facts
          .filter(fact => fact.as_at === '2024-09-30' && fact.nationality === 'RUS')
          .reduce((sum, { value }) => sum + (value ?? 0), 0),
        320,
        'Russians on 30 September 2024'
      )
  })
}
