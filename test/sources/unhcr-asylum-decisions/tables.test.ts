import t from 'tap'
import { hdxTable, packageTable, starterTable } from '../../../src/sources/unhcr-asylum-decisions/tables.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { countsIn, mapText } from '../released.ts'

// Rows of UNHCR's package of 25 June 2026 (asylum_decisions.csv), chosen for their oddness, but where said.
const header =
  '"year","coo_name","coo","coo_iso","coa_name","coa","coa_iso","procedure_type","dec_level","dec_pc","dec_recognized","dec_other","dec_rejected","dec_closed","dec_total"\n'
const unhcrTable = (...lines: string[]) =>
  mapText(packageTable, header + lines.map(line => `${line}\n`).join(''))
const brief = ({ outcome, value, status, source_code }: CountFact) => [source_code, outcome, value, status]

t.test('a row becomes its four parts and its own total, at its stage and in its unit', async t => {
  const rows = await unhcrTable(
    '2025,"Russian Federation","RUS","RUS","Germany","GFR","DEU","G","FI","P",307,128,6314,2288,9037'
  )
  const facts = countsIn(rows)
  t.same(facts.map(brief), [
    ['dec_recognized', 'refugee_status_granted', 307, 'ok'],
    ['dec_other', 'complementary_protection_granted', 128, 'ok'],
    ['dec_rejected', 'rejected', 6314, 'ok'],
    ['dec_closed', 'otherwise_closed', 2288, 'ok'],
    ['dec_total', 'not_split', 9037, 'ok']
  ])
  t.same(facts[0], {
    grain: 'count',
    source_table: 'release.csv',
    line: 2,
    count_key: '2025/RUS/DEU/G/FI/P/dec_recognized',
    period: '2025',
    period_from: '2025-01-01',
    period_to: '2025-12-31',
    decision_stage: 'first_instance',
    source_level: 'FI',
    authority: 'government',
    nationality: 'RUS',
    country_of_asylum: 'DEU',
    outcome: 'refugee_status_granted',
    unit: 'persons',
    value: 307,
    status: 'ok',
    source_code: 'dec_recognized',
    source_label: 'Recognized decisions',
    total_over: []
  })
  t.same(facts[4]?.total_over, ['outcome'])
})

t.test('the level NA is a code and a first instance, never a missing value', async t => {
  const [fact] = countsIn(
    await unhcrTable('2000,"Afghanistan","AFG","AFG","Germany","GFR","DEU","G","NA","P",10,5,0,0,15')
  )
  t.match(fact, { source_level: 'NA', decision_stage: 'first_instance' })
})

t.test('countries are read by ISO: UNHCR’s own ARE is Egypt, SRB, XXA, TIB and UNK stay', async t => {
  const facts = countsIn(
    await unhcrTable(
      '2000,"Egypt","ARE","EGY","Australia","AUL","AUS","G","AR","C",21,0,50,5,76',
      '2010,"Serbia and Kosovo: S/RES/1244 (1999)","SRB","SRB","Austria","AUS","AUT","G","FA","P",11,0,11,0,22',
      '2010,"Stateless","STA","XXA","Austria","AUS","AUT","G","FA","P",11,0,11,0,22',
      '2010,"Tibetan","TIB","TIB","Austria","AUS","AUT","G","FA","P",11,0,11,0,22',
      '2010,"Unknown","UKN","UNK","Austria","AUS","AUT","G","FA","P",11,0,11,0,22'
    )
  )
  t.same(
    facts
      .filter(fact => fact.source_code === 'dec_total')
      .map(fact => `${fact.nationality} in ${fact.country_of_asylum}`),
    ['EGY in AUS', 'SRB in AUT', 'XXA in AUT', 'TIB in AUT', 'UNK in AUT']
  )
})

t.test('the asylum office and the judges of the United States are two authorities', async t => {
  const facts = countsIn(
    await unhcrTable(
      '2025,"Russian Federation","RUS","RUS","United States of America","USA","USA","G","EO","P",2576,0,1390,1226,5192',
      '2016,"Russian Federation","RUS","RUS","United States of America","USA","USA","G","IN","C",30,0,5,11,46'
    )
  )
  const [judge, office] = [facts.slice(0, 5), facts.slice(5)]
  t.match(judge[2], { authority: 'us_eoir_ij', outcome: 'rejected', unit: 'persons' })
  t.match(office[2], { authority: 'us_uscis', outcome: 'denied_or_referred', unit: 'cases' })
})

t.test('at levels beside refugee status both columns become one outcome, in one fact', async t => {
  const facts = countsIn(
    await unhcrTable(
      '2022,"Ukraine","UKR","UKR","Russian Federation","RUS","RUS","G","TA","P",97591,0,0,0,97591',
      '2010,"Iraq","IRQ","IRQ","Ireland","IRE","IRL","G","SP","P",5,10,20,0,35',
      '2010,"Iraq","IRQ","IRQ","Switzerland","SWI","CHE","G","CA","P",0,33,0,0,33'
    )
  )
  t.same(facts.filter(fact => fact.source_code === 'dec_recognized+dec_other').map(brief), [
    ['dec_recognized+dec_other', 'temporary_protection_granted', 97591, 'ok'],
    ['dec_recognized+dec_other', 'subsidiary_protection_granted', 15, 'rounded'],
    ['dec_recognized+dec_other', 'humanitarian_status_granted', 33, 'ok']
  ])
  t.equal(facts.length, 12, 'four facts a row')
  t.match(facts[0], { count_key: '2022/UKR/RUS/G/TA/P/dec_recognized+dec_other', decision_stage: 'mixed' })
})

t.test('5 and 10 are rounded, 0 is zero and 15 is exact as far as anybody knows', async t => {
  const facts = countsIn(
    await unhcrTable('2020,"Iraq","IRQ","IRQ","Italy","ITA","ITA","U","FI","P",5,10,0,15,30')
  )
  t.same(
    facts.map(({ value, status }) => [value, status]),
    [
      [5, 'rounded'],
      [10, 'rounded'],
      [0, 'ok'],
      [15, 'ok'],
      [30, 'ok']
    ]
  )
})

t.test('a code that no table knows rejects the row with the code: its number would land nowhere', async t => {
  // Made for this test.
  const rows = await unhcrTable(
    '2020,"Atlantis","ATL","ATL","Italy","ITA","ITA","G","FI","P",11,0,0,0,11',
    '2020,"Iraq","IRQ","IRQ","Italy","ITA","ITA","G","ZZ","P",11,0,0,0,11',
    '2020,"Iraq","IRQ","IRQ","Italy","ITA","ITA","-","FI","X",11,0,0,0,11',
    '2020,"Iraq","IRQ","IRQ","Italy","ITA","ITA","G","FI","P",11,0,-3,0,11'
  )
  t.same(
    rows.map(({ mapped }) => mapped),
    [
      { rejected: 'unknown_code', unknown_codes: [{ field: 'coo_iso', code: 'ATL' }] },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'dec_level', code: 'ZZ' }] },
      {
        rejected: 'unknown_code',
        unknown_codes: [
          { field: 'procedure_type', code: '-' },
          { field: 'dec_pc', code: 'X' }
        ]
      },
      { rejected: 'unreadable_figure' }
    ]
  )
})

t.test('a table that ends in mid-row, or has none, is refused', async t => {
  const line = '2020,"Iraq","IRQ","IRQ","Italy","ITA","ITA","U","FI","P",11,0,0,0,110\n'
  await t.rejects(mapText(packageTable, header + line.slice(0, -2)), { code: 'truncated' })
  await t.rejects(mapText(packageTable, header + line + line.slice(0, 20)), { name: 'ReadingError' })
  await t.rejects(mapText(packageTable, header), { code: 'empty' })
})

t.test('the exchange’s table is read by name: closed stands before rejected there', async t => {
  // Row of the HDX file; the package has the same figures in another order.
  const hdx =
    '"Year","ISO3CoO","ISO3CoA","ProcedureType","DecisionType","DecisionDataType","DecisionsAveragePersonsPerCase","Recognized","RecognizedOther","OtherwiseClosed","Rejected","TotalDecided"\n' +
    '2000,"AFG","IRN","G","FI","P","0",82638,3925,0,147063,233626\n'
  const same = countsIn(
    await unhcrTable(
      '2000,"Afghanistan","AFG","AFG","Iran (Islamic Rep. of)","IRN","IRN","G","FI","P",82638,3925,147063,0,233626'
    )
  )
  t.same(countsIn(await mapText(hdxTable, hdx)), same)
})

t.test('the shipped table gives the same numbers under the same keys', async t => {
  const restated =
    'year,nationality,country_of_asylum,procedure_authority,source_level,unit,refugee_status,complementary_protection,rejected,otherwise_closed,total\n' +
    '2021,RUS,GBR,government,AR,cases,19,0,0,5,24\n'
  const same = countsIn(
    await unhcrTable(
      '2021,"Russian Federation","RUS","RUS","United Kingdom of Great Britain and Northern Ireland","GBR","GBR","G","AR","C",19,0,0,5,24'
    )
  )
  t.same(countsIn(await mapText(starterTable, restated)), same)
})
