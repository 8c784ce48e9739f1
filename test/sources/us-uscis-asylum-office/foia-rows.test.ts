import t from 'tap'
import { foiaRows } from '../../../src/sources/us-uscis-asylum-office/foia-rows.ts'
import { uscisDay } from '../../../src/sources/us-uscis-asylum-office/map.ts'
import { factsIn, mapText } from '../released.ts'

// Rows in the shape of FOIA COW2021001887, the first test's real, the others with the oddity that they are
// about: values of the release unless it says that they were made. The last line has no line break, as there.
const header =
  'affirmative_case_id,asylum_office,citizenship,race_or_ethnicity,case_outcome,completion_date,data_current_as_of\n'
const read = (...lines: string[]) => mapText(foiaRows, header + lines.join('\n'), 'decisions.csv')
const as_of = '2021-05-28T05:04:16.000Z'

t.test('a row becomes one decision with its row number for an id', async t => {
  const rows = await read(
    `(b)(6),ZLA,MEXICO,OTHER,Admin Close/Dismissal,3/11/16,${as_of}`,
    `(b)(6),ZNY,"CHINA, PEOPLE'S REPUBLIC OF",CHINESE,Grant,12/23/15,${as_of}`
  )
  t.same(factsIn(rows)[1], {
    grain: 'decision',
    source_table: 'decisions.csv',
    line: 3,
    decision_id: '2',
    decision_stage: 'first_instance',
    authority: 'us_uscis',
    outcome: 'refugee_status_granted',
    nationality: 'CHN',
    claim_type: 'affirmative',
    court: 'ZNY',
    decided_on: '2015-12-23',
    decided_precision: 'day',
    source_code: 'Grant'
  })
  t.match(factsIn(rows)[0], { outcome: 'otherwise_closed', nationality: 'MEX' })
})

t.test('equal rows are people decided together, and both are kept', async t => {
  const line = `(b)(6),ZLA,KOSOVO,OTHER,Deny/Referral,3/5/18,${as_of}`
  t.match(factsIn(await read(line, line)), [
    { decision_id: '1', outcome: 'denied_or_referred', nationality: 'XKX' },
    { decision_id: '2', outcome: 'denied_or_referred', nationality: 'XKX' }
  ])
})

t.test('race and the redacted number are kept nowhere, not even beside a rejected row', async t => {
  const rows = await read(`(b)(6),ZLA,INDIA,GIPSY,Grant,8/11/16,${as_of}`)
  t.notMatch(JSON.stringify(rows), /GIPSY|\(b\)\(6\)/)
})

t.test('an outcome that no table knows is unknown, with its text kept and counted', async t => {
  // Made for this test: the release's own text for such closures has not been seen.
  const [row] = await read(`(b)(6),ZLA,INDIA,OTHER,Closed NACARA,8/11/16,${as_of}`)
  t.match(row?.mapped, {
    facts: [{ outcome: 'unknown', source_code: 'Closed NACARA' }],
    unknown_codes: [{ field: 'case_outcome', code: 'Closed NACARA' }]
  })
})

t.test('a citizenship that nobody knows is UNK, with its text kept and counted', async t => {
  // Made for this test.
  const [row] = await read(`(b)(6),ZLA,ATLANTIS,OTHER,Grant,8/11/16,${as_of}`)
  t.match(row?.mapped, {
    facts: [{ nationality: 'UNK', nationality_raw: 'ATLANTIS' }],
    unknown_codes: [{ field: 'citizenship', code: 'ATLANTIS' }]
  })
})

t.test('a date after the extract, or one that there is not, leaves the decision without a date', async t => {
  // Made for this test.
  const rows = await read(
    `(b)(6),ZLA,INDIA,OTHER,Grant,5/29/21,${as_of}`,
    `(b)(6),ZLA,INDIA,OTHER,Grant,2/30/18,${as_of}`
  )
  for (const { mapped } of rows)
    t.match(mapped, { impossible_dates: ['completion_date'], facts: [{ decided_on: undefined }] })
  t.equal(uscisDay('5/28/21', '2021-05-28'), '2021-05-28')
  t.equal(uscisDay('1/2/1949', '2021-05-28'), undefined)
  t.equal(uscisDay('2/29/16', '2021-05-28'), '2016-02-29')
  t.equal(uscisDay('', '2021-05-28'), undefined)
})

t.test('no time zone moves a day', async t => {
  const zone = process.env.TZ
  t.teardown(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })
  for (const each of ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC']) {
    process.env.TZ = each
    t.equal(uscisDay('1/1/16', '2021-05-28'), '2016-01-01', each)
  }
})

t.test('the dissolved state and the renamed one have their own codes', async t => {
  const names = [
    'SERBIA AND MONTENEGRO',
    'BURMA',
    'CONGO',
    'DEM REP OF THE CONGO',
    'THE GAMBIA',
    'ST. VINCENT-GRENADINES'
  ]
  const facts = factsIn(await read(...names.map(name => `(b)(6),ZLA,${name},OTHER,Grant,8/11/16,${as_of}`)))
  t.same(
    facts.map(({ grain, ...fact }) => grain === 'decision' && 'nationality' in fact && fact.nationality),
    ['SCG', 'MMR', 'COG', 'COD', 'GMB', 'VCT']
  )
})

t.test('a file that ends in mid-row is refused', async t => {
  const line = `(b)(6),ZLA,INDIA,OTHER,Grant,8/11/16,${as_of}`
  await t.rejects(read(line, line.slice(0, -3)), { code: 'truncated', line: 3 })
  await t.rejects(read(line, line.slice(0, -30)), { name: 'ReadingError' })
  await t.rejects(read(), { code: 'empty' })
})
