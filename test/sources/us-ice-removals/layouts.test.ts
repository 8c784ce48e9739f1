import t from 'tap'
import { removalHeader } from '../../../src/sources/us-ice-removals/columns.ts'
import { removalFiles } from '../../../src/sources/us-ice-removals/release-files.ts'
import { asText, book, imported, layoutOf, layouts, missing, notices, tableOf } from './synthetic.ts'

const skip = missing
/** What each of the other documented layouts holds. */
const others: [RegExp, string][] = [
  [/arrests/, 'arrests'],
  [/detention/, 'detentions'],
  [/detainers/, 'detainers'],
  [/encounters/, 'encounters'],
  [/rca/, 'risk classification assessments']
]
const removals = Object.keys(layouts).filter(name => name.startsWith('removals'))
const otherOf = (name: string) => others.find(([pattern]) => pattern.test(name))?.[1]

t.test('all seventeen documented layouts are told apart, five of them removals', { skip }, t => {
  t.equal(Object.keys(layouts).length, 17)
  t.equal(removals.length, 5)
  for (const [name, columns] of Object.entries(layouts)) {
    const header = removalHeader(
      columns.map(column => column.name),
      { file: name },
      false
    )
    if (removals.includes(name)) t.type(header, 'object', name)
    else t.equal(header, otherOf(name), name)
  }
  t.end()
})

for (const name of removals)
  t.test(`${name} is read from a workbook, commas and pipes alike`, { skip }, async t => {
    const columns = layouts[name] ?? []
    const table = tableOf(columns, [
      { country: 'MEXICO', citizenship: 'EL SALVADOR', person: 'a'.repeat(40) },
      { status: '3-Voluntary Departure Confirmed', departed: { date: 45_365.75, with_time: true } },
      { citizenship: 'b(6), b(7)C', category: '[8G] Expedited Removal - Credible Fear Referral' }
    ])
    const { facts, rejected } = await imported({
      'made.xlsx': await book({ Notice: notices(9), Data: table })
    })
    const hasCountry = !name.includes('UWCHR')
    const hasStatus = hasCountry
    t.same(rejected, [])
    t.match(facts, [
      {
        grain: 'return',
        return_id: '1',
        source_table: 'made.xlsx/Data',
        line: 8,
        returned_on: '2024-03-05',
        returned_precision: 'day',
        nationality: 'SLV',
        country_of_return: hasCountry ? 'MEX' : 'not_split',
        same_country: hasCountry ? false : undefined,
        return_type: hasStatus ? 'enforced' : 'not_stated',
        source_code: hasStatus ? '8-Excluded/Removed - Inadmissibility' : ''
      },
      { return_id: '2', returned_on: '2024-03-14', return_type: hasStatus ? 'voluntary' : 'not_stated' },
      { return_id: '3', nationality: 'UNK', nationality_raw: undefined }
    ])
    const same = async (file: string, text: Buffer) => {
      const bare = (list: typeof facts) => list.map(({ source_table, ...fact }) => fact)
      t.same(bare((await imported({ [file]: text })).facts), bare(facts), file)
    }
    await same('made.csv', asText(table, ',', 'iso'))
    await same('made.txt', asText(table, '|', 'american'))
    await same('inline.xlsx', await book({ Data: table }, { inline: true }))
    t.notMatch(JSON.stringify(facts), /PERSONAL|1977|aaaa/, 'nothing else of a row is kept')
  })

t.test('the header is found below any number of notices that a release may have', { skip }, async t => {
  const columns = layoutOf('removals_2026')
  for (const above of [0, 5, 7, 20, 99])
    t.equal(
      (await imported({ 'a.xlsx': await book({ Data: tableOf(columns, [{}], above) }) })).facts.length,
      1
    )
  await t.rejects(imported({ 'a.xlsx': await book({ Data: tableOf(columns, [{}], 100) }) }), {
    message: /^a.xlsx: has no sheet of removals: "Data" has no header/
  })
})

t.test(
  'a workbook without a sheet of removals is refused, and each sheet named for what it is',
  { skip },
  async t => {
    const header = layoutOf('arrests_latest').map(({ name }) => name)
    const sheets = {
      Notice: notices(3),
      'FY24 ': [...notices(6), header, header.map(() => 'x')],
      Codes: [['A', 'B']]
    }
    await t.rejects(imported({ 'arrests.xlsx': await book(sheets) }), {
      name: 'ReadingError',
      code: 'malformed',
      message: /"Notice" has no header of a table, "FY24 " holds arrests, "Codes" has no header/
    })
    const arrests = asText([header], ',', 'iso')
    await t.rejects(imported({ 'a.csv': arrests }), { message: /is a table of arrests, not of removals/ })
  }
)

t.test('a sheet that goes on without a header is refused, not lost', { skip }, async t => {
  const columns = layoutOf('FY12-23')
  const [, ...rows] = tableOf(columns, [{}, {}], 0)
  await t.rejects(imported({ 'a.xlsx': await book({ One: tableOf(columns, [{}]), Two: rows }) }), {
    file: 'a.xlsx/Two',
    line: 1,
    message: /goes on with the rows of the sheet before it/
  })
})

t.test(
  'the files of a release are known by what they hold; what explains it stands beside',
  { skip },
  async t => {
    const columns = layoutOf('LateJul2025')
    const workbook = (await book({ Data: tableOf(columns, [{}]) })).toString()
    const text = asText(tableOf(columns, [{}]), '|', 'american').toString()
    const arrests = asText([layoutOf('arrests-7-25').map(({ name }) => name)], ',', 'iso').toString()
    const cases: [head: string, name: string, 'read' | 'beside' | undefined][] = [
      [workbook, 'hrofkgyefmmvki95f487rpk1wigcefd5.xlsx', 'read'],
      [
        workbook,
        'release/2025-ICLI-00019_2024-ICFO-39357_ICE Removals_LESA-STU_FINAL Redacted_raw.xlsx',
        'read'
      ],
      [workbook, 'release/Hausman_REM_FY2024_LESA-STU_FINAL.xlsx', 'read'],
      [workbook, 'arrests and detentions/Removals.xlsx', 'read'],
      [workbook, 'release/2025-ICLI-00019_2024-ICFO-39357_ERO Admin Arrests_LESA-STU_FINAL.xlsx', 'beside'],
      [workbook, 'release/Hausman_DET_FY2024_LESA-STU_FINAL.xlsx', 'beside'],
      [text, 'ice_removals.csv', 'read'],
      [arrests, 'arrests.csv', 'beside'],
      ['made up', 'release/SYNTHETIC.txt', 'beside'],
      ['%PDF-1.7', 'Definitions.pdf', 'beside'],
      ['<html><body>Sign in</body></html>', 'removals.xlsx', undefined],
      ['year,decisions\n2024,1\n', 'other.csv', undefined]
    ]
    for (const [head, name, expected] of cases) t.equal(removalFiles.recognise(head, name), expected, name)
    t.ok(removalFiles.synthetic(['a/SYNTHETIC.txt', 'a/removals.xlsx']))
    t.notOk(removalFiles.synthetic(['a/removals.xlsx']))
  }
)
