import t from 'tap'
import { removalHeader } from '../../../src/sources/us-ice-removals/columns.ts'
import { asText, book, imported, notices, person, serialOf } from './synthetic.ts'

// The columns of the agency’s newest release as documented; every row is made up.
const removals =
  'Apprehension State|Apprehension City|Birth Year|Case Category|TOA Case Category|Case Criminality|Case Status|Case Threat Level|Citizenship Country|Departed Date|Departure Country|Docket AOR|Entry Date|Entry Status|Final Charge Code|Final Charge Section|Final Order Yes No|Final Order Date|Final Program|Final Program Code|Gender|Apprehension Date|Latest Apprehension Program Code|Latest Apprehension Program|MSC Charge|MSC Charge Date|MSC Charge Code|MSC Conviction Date|MSC Criminal Charge Status|Port of Departure|Prior Deport Yes No|Processing Disposition|Arresting Agency|Alien File Number|Anonymized Unique Identifier'.split(
    '|'
  )
const detainers =
  'Apprehension Date|Case Category|Case Status|Citizenship Country|Departed Date|Departure Country|Detainer Lift Reason|Detainer Prepared Threat Level|Detainer Prepared Date|Detainer Prepared Criminality|Detainer Type|Entry Date|Final Order Date|Gender|Port of Departure|Processing Disposition|Anonymized Unique Identifier'.split(
    '|'
  )
const arrests =
  'AOR|County|Apprehension Criminality|Apprehension Date|Event Landmark|Apprehension Method|State|City|Birth Year|Case Category|Case Status|Case Threat Level|Citizenship Country|Departed Date|Departure Country|Final Order Yes No|Final Order Date|Final Program|Final Program Group|Gender|Alien File Number|Anonymized Unique Identifier'.split(
    '|'
  )
const detentions =
  'Bond Posted Amount|Bond Posted Date|Case Category|Case Status|Citizenship Country|Departed Date|Departure Country|Detention Book In Date Time|Detention Book Out Date Time|Detention Facility|Detention Release Reason|Stay Book In Date Time|Stay Book Out Date Time|Stay Release Reason|Initial Bond Set Amount|Anonymized Unique Identifier'.split(
    '|'
  )
const tables = { detainers, arrests, detentions }
/** Columns that several tables have: none of them says which it is. */
const shared = [
  'Departed Date',
  'Citizenship Country',
  'Departure Country',
  'Case Status',
  'Final Order Date'
]

const heading = (columns: readonly string[], is_named = false) =>
  removalHeader(columns, { file: 'made.csv' }, is_named)

type Cells = Record<string, string | { date: number }>
const row = (columns: readonly string[], cells: Cells) =>
  columns.map(name => cells[name] ?? ({ 'Citizenship Country': 'HAITI' } as Cells)[name])
const departure = (day: string, cells: Cells = {}): Cells => ({
  'Departed Date': { date: serialOf(day) },
  'Departure Country': 'HAITI',
  'Case Status': '8-Excluded/Removed - Inadmissibility',
  ...cells
})
const workbook = (columns: readonly string[], rows: Cells[]) =>
  book({ FY25: [...notices(6), [...columns], ...rows.map(cells => row(columns, cells))] })

t.test('each table of the newest release is known for what it is, and removals by their own column', t => {
  t.equal(removals.length, 35)
  t.type(heading(removals), 'object')
  for (const [table, columns] of Object.entries(tables)) t.equal(heading(columns), table)
  t.end()
})

t.test('any one column of another table tells it, whatever else of removals it has', t => {
  const marks = [
    ...['Detainer Prepare Date', 'Detainer Prepared Date', 'Detainer_Prepared_Threat_Level'],
    ...['Detainer Type', 'Detainer Lift Reason', 'Detainer Lift Reason Code'],
    ...['Detention Book In Date Time', 'Detention Book Out Date', 'Stay Book In Date', 'Detention ID'],
    ...['Apprehension Criminality', 'Apprehension Method', 'Event Landmark', 'Lead Event Type', 'RCA_AOR']
  ]
  for (const mark of marks)
    t.type(heading([...removals.slice(0, 20), mark, ...removals.slice(20)], true), 'string', mark)
  // A column of the removals of 2022, of another name.
  t.type(heading([...removals, 'Apprehension_Method_Code']), 'object')
  t.end()
})

t.test('departures of which nothing says that they are removals are refused, with the reason', async t => {
  t.match(heading(shared), /without saying/)
  t.type(heading(shared, true), 'object', 'the name of the file says it')
  t.type(heading([...shared, 'Port of Departure']), 'object')
  const rows = [shared, ['2024-03-05', 'HAITI', 'HAITI', 'ACTIVE', '']]
  const refusal = { code: 'malformed', message: /neither a column of removals .* nor a name/ }
  await t.rejects(imported({ 'table.csv': asText(rows, ',', 'iso') }), refusal)
  await t.rejects(
    imported({ 'removals/table.csv': asText(rows, ',', 'iso') }),
    refusal,
    'a folder’s name is none'
  )
  await t.rejects(imported({ 'table.xlsx': await book({ Removals: rows, 'FY 25': rows }) }), {
    ...refusal,
    file: 'table.xlsx/FY 25',
    line: 1
  })
  for (const file of ['removals.csv', 'Hausman_REM_FY24.csv', 'x/ICE_Removed.csv'])
    t.equal((await imported({ [file]: asText(rows, ',', 'iso') })).facts.length, 1, file)
})

t.test('no detainer of the newest release becomes a departure', async t => {
  for (const [table, columns] of Object.entries(tables)) {
    const rows = [departure('2025-01-02', { 'Anonymized Unique Identifier': person('a') })]
    await t.rejects(imported({ 'x.xlsx': await workbook(columns, rows) }), {
      message: new RegExp(`"FY25" holds ${table}`)
    })
  }
})

t.test('a file or sheet without any key says that repeats stay in', async t => {
  const unkeyed = removals.filter(name => name !== 'Anonymized Unique Identifier')
  const twice = [departure('2025-01-02'), departure('2025-01-02')]
  const without = await imported({ 'x.xlsx': await workbook(unkeyed, twice) })
  t.equal(without.facts.length, 2)
  t.same(without.issues, { 'duplicates-not-removed': 2 })
  const empty = await imported({ 'x.xlsx': await workbook(removals, twice) })
  t.same(empty.issues, { 'duplicates-not-removed': 2 }, 'a column in which nothing stands is none')
  const key = { 'Anonymized Unique Identifier': person('a') }
  const keyed = await imported({
    'x.xlsx': await workbook(removals, [...twice, departure('2025-01-02', key)])
  })
  t.same(keyed.issues, {}, 'rows without a key of a file with keys')
  const both = {
    'a.xlsx': await workbook(removals, [departure('2025-01-02', key)]),
    'b.csv': asText([[...unkeyed], row(unkeyed, departure('2025-01-02'))], ',', 'iso')
  }
  t.same((await imported(both)).issues, { 'duplicates-not-removed': 1 })
})

t.test('the new codes of the newest release are known, and say nothing of the departure', async t => {
  const rows = ['D-IJ/BIA Dismissed', 'P-Policy closure'].flatMap(status =>
    ['[2V] Voluntary Departure Granted by IJ', '[8V] Voluntary Departure Granted by IJ'].map(category =>
      departure('2025-01-02', { 'Case Status': status, 'Case Category': category })
    )
  )
  const { facts, unknown } = await imported({ 'x.xlsx': await workbook(removals, rows) })
  t.same(unknown, [])
  t.equal(facts.length, 4)
  for (const fact of facts) {
    t.match(fact, { return_type: 'not_stated' })
    t.notOk('via_credible_fear' in fact)
  }
})

t.test('a person of the newest release who stands twice on a day departed once', async t => {
  const key = (letter: string) => ({ 'Anonymized Unique Identifier': person(letter) })
  const { facts } = await imported({
    'x.xlsx': await workbook(removals, [
      departure('2025-01-02', key('a')),
      departure('2025-01-02', key('b')),
      departure('2025-01-02', key('a')),
      departure('2025-01-03', key('a'))
    ])
  })
  t.same(
    facts.map(fact => fact.grain === 'return' && fact.duplicate_of),
    [undefined, undefined, '1', undefined]
  )
})

t.test('a long number is a key where it is text, and none where a spreadsheet has rounded it', async t => {
  const long = '9876543210987654321'
  const cells = (...keys: (string | { date: number })[]) =>
    keys.map(key => departure('2025-01-02', { 'Anonymized Unique Identifier': key }))
  const text = await imported({ 'x.xlsx': await workbook(removals, cells(long, long)) })
  t.match(text.facts, [{}, { duplicate_of: '1' }])
  t.same(text.unknown, [])
  for (const rounded of ['9.87654321098765E+18', '9,87654321098765E+18', '9.87654321098765e18']) {
    const rows = [removals, ...cells(rounded, rounded).map(each => row(removals, each))].map(each => [
      ...each
    ])
    const { facts, unknown, issues } = await imported({ 'x.csv': asText(rows, ',', 'iso') })
    t.same(
      facts.map(fact => fact.grain === 'return' && fact.duplicate_of),
      [undefined, undefined],
      rounded
    )
    t.equal(unknown.length, 2)
    t.same(issues, { 'duplicates-not-removed': 2 }, 'so that no repeat of the file can be found')
  }
  // Beginning with a digit and an e, but a whole hash.
  const hash = `4e${'1'.repeat(38)}`
  const hashed = await imported({ 'x.xlsx': await workbook(removals, cells(hash, hash)) })
  t.match(hashed.facts, [{}, { duplicate_of: '1' }])
})
