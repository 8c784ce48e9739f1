import t from 'tap'
import { stageLodged } from '../../../src/sources/unhcr-asylum-applications/codes.ts'
import { unhcrApplicationsSource } from '../../../src/sources/unhcr-asylum-applications/index.ts'
import { applicationsOlderDownload } from '../../../src/sources/unhcr-asylum-applications/older-download.ts'
import {
  applicationsAnswer,
  applicationsDownload,
  applicationsTable
} from '../../../src/sources/unhcr-asylum-applications/tables.ts'
import { unhcrDecisionsSource } from '../../../src/sources/unhcr-asylum-decisions/index.ts'
import { countsIn, mapText } from '../released.ts'

// Rows of UNHCR's package of 25 June 2026 (asylum_applications.csv), but where said.
const header =
  '"year","coo_name","coo","coo_iso","coa_name","coa","coa_iso","procedure_type","app_type","dec_level","app_pc","applied"\n'
const row = '2023,"Russian Federation","RUS","RUS","Germany","GFR","DEU","G","N","FI","P",7663\n'
const layouts = (head: string, name = 'file.csv') =>
  unhcrApplicationsSource.layouts.filter(layout => layout.matches(head, name)).map(({ id }) => id)

t.test('a row is one figure of what was lodged, with its type and level', async t => {
  const [fact] = countsIn(await mapText(applicationsTable, header + row))
  t.same(fact, {
    grain: 'count',
    subject: 'applications',
    source_table: 'release.csv',
    line: 2,
    count_key: '2023/RUS/DEU/G/N/FI/P',
    period: '2023',
    period_from: '2023-01-01',
    period_to: '2023-12-31',
    decision_stage: 'first_instance',
    source_level: 'N-FI',
    authority: 'government',
    unit: 'persons',
    nationality: 'RUS',
    country_of_asylum: 'DEU',
    outcome: 'not_split',
    value: 7663,
    status: 'ok',
    source_code: 'N-FI',
    source_label: 'New applications · First instance',
    total_over: []
  })
})

t.test('the stage follows from type and level together', t => {
  const stages = {
    first_instance: 'N-FI N-NA N-FA N-IN N-EO A-EO',
    repeat_application: 'R-RA N-RA A-RA RA-RA R-FI RA-FI',
    appeal: 'A-AR N-AR R-AR J-AR NR-AR A-FI',
    judicial_review: 'A-JR N-JR J-JR R-JR NA-JR NR-JR',
    mixed: 'V-FI V-AR V-RA V-JR N-SP N-TA R-TA SP-SP A-FA R-FA NR-FA NA-FA FA-FA NA-NA'
  }
  for (const [stage, levels] of Object.entries(stages))
    for (const level of levels.split(' ')) {
      const [kind, at] = level.split('-')
      t.equal(stageLodged(kind as never, at as never), stage, level)
    }
  t.end()
})

t.test('authority is the level’s in the United States; small figures are rounded', async t => {
  const facts = countsIn(
    await mapText(
      applicationsTable,
      `${header}2023,"Syria","SYR","SYR","United States","USA","USA","G","N","IN","P",10
2007,"Syria","SYR","SYR","United States","USA","USA","G","A","EO","P",33
2023,"Unknown","UKN","UNK","Kenya","KEN","KEN","U","N","FI","C",5
`
    )
  )
  t.match(facts, [
    { authority: 'us_uscis', value: 10, status: 'rounded', unit: 'persons' },
    { authority: 'us_eoir_ij', decision_stage: 'first_instance', status: 'ok' },
    { authority: 'unhcr_rsd', nationality: 'UNK', unit: 'cases', status: 'rounded' }
  ])
})

t.test('an unknown code, a year or a figure that cannot be read is a rejected row', async t => {
  const changed = (from: string, to: string) => row.replace(from, to)
  const rejected = await mapText(
    applicationsTable,
    header +
      changed('"N"', '"X"') +
      changed('"FI"', '"ZZ"') +
      changed('"P"', '"H"') +
      changed('"RUS","RUS"', '"RUS","RSU"') +
      changed('2023', '20X3') +
      changed('7663', '7.6')
  )
  t.match(
    rejected.map(({ mapped }) => mapped),
    [
      { rejected: 'unknown_code', unknown_codes: [{ field: 'app_type', code: 'X' }] },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'dec_level', code: 'ZZ' }] },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'app_pc', code: 'H' }] },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'coo_iso', code: 'RSU' }] },
      { rejected: 'unreadable_year', readable: { nationality: 'RUS', source_level: 'N-FI' } },
      { rejected: 'unreadable_figure', readable: { period_from: '2023-01-01', unit: 'persons' } }
    ]
  )
  t.notMatch(rejected[0]?.mapped, { readable: { source_level: String } }, 'nothing is guessed')
})

// DaveDataPortal/UNHCR-Asylum-Application--Analysis: the columns of countries stand in another order.
const today =
  'Year,"Country of origin","Country of asylum","Country of origin (ISO)","Country of asylum (ISO)",Authority,"Application type","Stage of procedure","Cases / Persons",applied\n'
const older =
  'Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),applied\n'

t.test('downloads of the site are known by what they have and have not', async t => {
  t.same(layouts(header), ['package-table'])
  t.same(layouts(today), ['site-download-by-type'])
  t.same(layouts(older), ['site-download'])
  t.same(layouts(today.replace('"Application type",', '')), [], 'a column is missing')
  t.same(layouts(today.replace('applied', 'applied,Decided')), [], 'a column more may split the figures')
  t.same(layouts(header.replace('"applied"', '"dec_total"')), [])
  const ofDecisions = unhcrDecisionsSource.layouts.filter(layout =>
    [header, today, older].some(head => layout.matches(head, 'file.csv'))
  )
  t.same(ofDecisions, [], 'no table of applications is one of decisions')
  t.match(
    countsIn(await mapText(applicationsDownload, `${today}2010,Albania,Austria,ALB,AUT,G,NR,FA,P,17\n`)),
    [{ count_key: '2010/ALB/AUT/G/NR/FA/P', decision_stage: 'mixed', source_level: 'NR-FA', value: 17 }]
  )
  t.match(countsIn(await mapText(applicationsDownload, `${today}2010,-,Austria,-,AUT,G,N,FI,P,17\n`)), [
    { nationality: 'not_split', total_over: ['nationality'] }
  ])
  t.match(
    countsIn(
      await mapText(
        applicationsOlderDownload,
        `${older}2010,Albania,ALB,Austria,AUT,17\n2010,Albania,ALB,Austria,AUT,20\n2010,Unknown ,,Austria,AUT,9\n`
      )
    ),
    [
      { count_key: 'site/2010/ALB/AUT/0', unit: 'not_stated', decision_stage: 'mixed' },
      { count_key: 'site/2010/ALB/AUT/1' },
      { nationality: 'UNK' }
    ]
  )
})

t.test('a page of the API', async t => {
  const item = {
    year: 2023,
    ...{ coo_id: 1, coo_name: 'Russian Federation', coo: 'RUS', coo_iso: 'RUS' },
    ...{ coa_id: 2, coa_name: 'Germany', coa: 'GFR', coa_iso: 'DEU' },
    ...{ procedure_type: 'G', app_type: 'N', dec_level: 'FI', app_pc: 'P', applied: 7663 }
  }
  const page = JSON.stringify({ page: 1, maxPages: 1, items: [item] })
  t.same(layouts(page, 'page.json'), ['api-answer'])
  t.same(layouts(page.replace('"maxPages":1', '"maxPages":9'), 'page.json'), ['api-page-of-several'])
  t.match(countsIn(await mapText(applicationsAnswer, page, 'page.json')), [
    { count_key: '2023/RUS/DEU/G/N/FI/P', value: 7663 }
  ])
  await t.rejects(mapText(applicationsAnswer, '{"page":1,"maxPages":0,"items":[]}'), {
    message: /no row at all/
  })
})

t.test('damaged files are refused with the reason', async t => {
  await t.rejects(mapText(applicationsTable, header), { message: /no row/ })
  await t.rejects(mapText(applicationsTable, (header + row).slice(0, -5)), { message: /cut|newline|end/i })
  await t.rejects(mapText(applicationsTable, `${header}2023,"Russian`), { message: /./ })
})
