import t from 'tap'
import { siteDownload } from '../../../src/sources/unhcr-asylum-decisions/site-download.ts'
import { countsIn, mapText } from '../released.ts'

// Rows of a real download (82,518 rows), chosen for their oddness, but where said.
const header =
  'Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Recognized decisions,Complementary protection,Rejected decisions,Otherwise closed,Total decisions\n'
const read = (...lines: string[]) =>
  mapText(siteDownload, header + lines.map(line => `${line}\n`).join(''), 'asylum-decisions.csv')

t.test('rows of one year, origin and asylum are all kept and told apart by their place', async t => {
  const facts = countsIn(
    await read(
      '2020,Iraq,IRQ,Germany,DEU,572,1869,6287,5932,14660',
      '2020,Viet Nam,VNM,Thailand,THA,5,0,0,0,5',
      '2020,Iraq,IRQ,Germany,DEU,3785,662,1792,4637,10876'
    )
  )
  t.equal(facts.length, 15)
  t.equal(new Set(facts.map(({ count_key }) => count_key)).size, 15)
  t.match(facts[10]?.count_key, '2020/IRQ/DEU/1/')
})

t.test('neither level, nor unit, nor authority is made up', async t => {
  const [fact] = countsIn(await read('2000,Afghanistan,AFG,Australia,AUS,38,0,25,0,63'))
  t.match(fact, { decision_stage: 'mixed', unit: 'not_stated', source_code: 'Recognized decisions' })
  t.equal(fact?.source_level, undefined)
  t.equal(fact?.authority, undefined)
})

t.test('the origin "Unknown " without a code is UNK; another without a code is not', async t => {
  // The second row was made for this test.
  const rows = await read(
    '2000,Unknown ,,France,FRA,335,0,1165,0,1500',
    '2000,Elsewhere,,Australia,AUS,20,0,26,0,46'
  )
  t.match(rows[0]?.mapped, { facts: [{ nationality: 'UNK' }] })
  t.same(rows[1]?.mapped, {
    rejected: 'unknown_code',
    unknown_codes: [{ field: 'Country of origin (ISO)', code: 'Elsewhere' }],
    readable: {
      ...{ decision_stage: 'mixed', country_of_asylum: 'AUS' },
      ...{ period_from: '2000-01-01', period_to: '2000-12-31' }
    }
  })
})

t.test('a name with a comma does not move the figures', async t => {
  const facts = countsIn(await read('2000,"China, Hong Kong SAR",HKG,Australia,AUS,0,0,14,0,14'))
  t.match(facts[2], { nationality: 'HKG', value: 14, outcome: 'rejected' })
})

t.test('a download that ends in mid-row is refused', async t => {
  // Made for this test.
  const whole = `${header}2020,Viet Nam,VNM,Thailand,THA,5,0,0,0,50\n`
  await t.rejects(mapText(siteDownload, whole.slice(0, -2)), { code: 'truncated' })
})
