import t from 'tap'
import {
  hdxTable,
  packageTable,
  starterDecisions
} from '../../../src/sources/unhcr-asylum-decisions/tables.ts'
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
    await unhcrTable('2000,"Afghanistan","AFG","AFG","Germany","GFR","DEU","G","NA","P",31,721,2450,142,3344')
  )
  t.match(fact, { source_level: 'NA', decision_stage: 'first_instance' })
})

t.test('countries are read by ISO: UNHCR’s own ARE is Egypt, SRB, XXA, TIB and UNK stay', async t => {
  const facts = countsIn(
    await unhcrTable(
      '2000,"Egypt","ARE","EGY","Australia","AUL","AUS","G","AR","C",21,0,50,5,76',
      '2010,"Serbia and Kosovo: S/RES/1244 (1999)","SRB","SRB","Austria","AUS","AUT","G","FA","P",76,96,1772,411,2355',
      '2010,"Stateless","STA","XXA","Austria","AUS","AUT","G","FA","P",49,25,137,37,248',
      '2007,"Tibetan","TIB","TIB","Australia","AUL","AUS","G","FI","P",0,0,5,0,5',
      '2010,"Unknown","UKN","UNK","Austria","AUS","AUT","G","FA","P",10,0,64,10,84'
    )
  )
  t.same(
    facts
      .filter(fact => fact.source_code === 'dec_total')
      .map(fact => `${fact.nationality} in ${fact.country_of_asylum}`),
    ['EGY in AUS', 'SRB in AUT', 'XXA in AUT', 'TIB in AUS', 'UNK in AUT']
  )
})

t.test('the asylum office and the judges of the United States are two authorities', async t => {
  const facts = countsIn(
    await unhcrTable(
      '2025,"Russian Federation","RUS","RUS","United States of America","USA","USA","G","EO","P",2576,0,1390,1226,5192',
      '2016,"Russian Federation","RUS","RUS","United States of America","USA","USA","G","IN","C",156,0,0,144,300'
    )
  )
  const [judge, office] = [facts.slice(0, 5), facts.slice(5)]
  t.match(judge[2], { authority: 'us_eoir_ij', outcome: 'rejected', unit: 'persons' })
  t.match(office[2], { authority: 'us_uscis', outcome: 'denied_or_referred', unit: 'cases' })
})

t.test('at levels beside refugee status both columns become one outcome, in one fact', async t => {
  const facts = countsIn(
    await unhcrTable(
      '2022,"Ukraine","UKR","UKR","Russian Federation","RUS","RUS","G","TA","P",97591,0,0,2700,100291',
      '2008,"Unknown","UKN","UNK","Belgium","BEL","BEL","G","SP","P",0,10,5,23,38',
      '2000,"Afghanistan","AFG","AFG","Switzerland","SWI","CHE","G","CA","P",0,46,0,0,46'
    )
  )
  t.same(facts.filter(fact => fact.source_code === 'dec_recognized+dec_other').map(brief), [
    ['dec_recognized+dec_other', 'temporary_protection_granted', 97591, 'ok'],
    ['dec_recognized+dec_other', 'subsidiary_protection_granted', 10, 'rounded'],
    ['dec_recognized+dec_other', 'humanitarian_status_granted', 46, 'ok']
  ])
  t.equal(facts.length, 12, 'four facts a row')
  t.match(facts[0], { count_key: '2022/UKR/RUS/G/TA/P/dec_recognized+dec_other', decision_stage: 'mixed' })
})

t.test('5 and 10 are rounded, 0 is zero and 42 is exact as far as anybody knows', async t => {
  const facts = countsIn(
    await unhcrTable('2000,"Syrian Arab Rep.","SYR","SYR","Denmark","DEN","DNK","G","FI","P",10,5,42,0,57')
  )
  t.same(
    facts.map(({ value, status }) => [value, status]),
    [
      [10, 'rounded'],
      [5, 'rounded'],
      [42, 'ok'],
      [0, 'ok'],
      [57, 'ok']
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
  const italy = { country_of_asylum: 'ITA', period_from: '2020-01-01', period_to: '2020-12-31' }
  const first = { decision_stage: 'first_instance', source_level: 'FI' }
  t.same(
    rows.map(({ mapped }) => mapped),
    [
      {
        ...{ rejected: 'unknown_code', unknown_codes: [{ field: 'coo_iso', code: 'ATL' }] },
        readable: { ...italy, ...first, authority: 'government', unit: 'persons' }
      },
      {
        ...{ rejected: 'unknown_code', unknown_codes: [{ field: 'dec_level', code: 'ZZ' }] },
        readable: { ...italy, nationality: 'IRQ', unit: 'persons' }
      },
      {
        rejected: 'unknown_code',
        unknown_codes: [
          { field: 'procedure_type', code: '-' },
          { field: 'dec_pc', code: 'X' }
        ],
        readable: { ...italy, ...first, nationality: 'IRQ' }
      },
      {
        rejected: 'unreadable_figure',
        readable: { ...italy, ...first, authority: 'government', nationality: 'IRQ', unit: 'persons' }
      }
    ]
  )
})

t.test('a table that ends in mid-row, or has none, is refused', async t => {
  // Made for this test.
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
  t.same(countsIn(await mapText(starterDecisions, restated)), same)
})
