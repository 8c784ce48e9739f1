import t from 'tap'
import { at, file, gathered, headers, type Released, row } from '../released-rows.ts'

const only = async (table: Released, otherwise: Record<string, string> = {}) =>
  (await gathered([file(table, [row(table, otherwise)])])).parts[0]

t.test('each table keeps its case and the few fields that are needed, dates to the day', async t => {
  t.same(await only('A_TblCase'), {
    case_id: '7001',
    table: 0,
    line: 2,
    repaired: false,
    fields: ['SP', 'RMV', 'N', 'E', '1980', 'F', '1']
  })
  t.same((await only('B_TblProceeding', { DEPORTED_2: 'GT ' }))?.fields, [
    '8001',
    '2018-05-06',
    'LOS',
    'X',
    '',
    '2020-01-02',
    'N',
    'ES',
    'GT',
    'N',
    'RMV',
    'ES'
  ])
  t.same((await only('tbl_Court_Appln'))?.fields, ['9001', '8001', 'ASYL', '2018-09-10', 'D'])
  t.same((await only('tblAppeal'))?.fields, [
    '5001',
    '8001',
    'Case Appeal',
    '2020-01-30',
    'A',
    '2021-03-04',
    'DIS',
    'RMV'
  ])
})

t.test('the day of a timestamp is its day, at whatever time and between whatever blanks', async t => {
  const days = async (COMP_DATE: string) => (await only('B_TblProceeding', { COMP_DATE }))?.fields[5]
  for (const text of [
    '2020-01-02',
    '2020-01-02 00:00:00.000',
    ' 2020-01-02 00:00:00.000 ',
    '2020-01-02 13:14:15',
    '2020-01-02 00:00:00.001',
    '2020-01-02 00:00:00.0000000'
  ])
    t.equal(await days(text), '2020-01-02', text)
  t.equal(await days('2020-13-45 00:00:00.000'), '2020-13-45', 'one that cannot be stays, to be counted')
  t.equal(await days('2O20-01-02 00:00:00.000'), undefined, 'a letter is no digit')
})

t.test('nothing of where a person lives, who represents and who judges leaves the reader', async t => {
  const told = await gathered([
    file('A_TblCase', [
      row('A_TblCase'),
      `${row('A_TblCase')}\textra thing`,
      'SMITH\tLOS ANGELES',
      '12\tTULSA'
    ]),
    file('B_TblProceeding', [row('B_TblProceeding', { IDNPROCEEDING: 'JOHN', IDNCASE: '1' })])
  ])
  const all = JSON.stringify(told)
  for (const text of ['ANGELES', '90012', '7/1988', 'A1234', 'ABC', 'SMITH', 'TULSA', 'JOHN', 'extra'])
    t.notMatch(all, text)
  t.same(told.rejected, [
    [0, 3, 'damaged', '7001: 40 fields where 39 are expected'],
    [0, 4, 'damaged', '2 fields where 39 are expected'],
    [0, 5, 'damaged', '12: 2 fields where 39 are expected'],
    [1, 2, 'not_a_number', 'IDNPROCEEDING is no whole number, IDNCASE 1']
  ])
})

t.test('the code NA is kept, and what stands for nothing is no lawyer', async t => {
  const part = await only('A_TblCase', { NAT: 'NA', E_28_DATE: '', ATTY_NBR: '0000' })
  t.same([part?.fields[0], part?.fields[6]], ['NA', '0'])
  t.equal((await only('A_TblCase', { E_28_DATE: '' }))?.fields[6], '1')
  t.equal((await only('A_TblCase', { NAT: '??' }))?.fields[0], '??')
})

t.test('an unknown code, an impossible date and a blank case type are no damage', async t => {
  t.equal((await only('B_TblProceeding', { DEC_CODE: 'QQ' }))?.fields[3], 'QQ')
  t.equal((await only('B_TblProceeding', { COMP_DATE: '2020-02-31 00:00:00.000' }))?.fields[5], '2020-02-31')
  t.equal((await only('B_TblProceeding', { COMP_DATE: '0' }))?.fields[5], '0')
  t.equal((await only('B_TblProceeding', { CASE_TYPE: '' }))?.fields[10], '')
  t.equal((await only('A_TblCase', { CASE_TYPE: '00', CUSTODY: 'Z' }))?.fields[1], '00')
})

t.test('columns are found by name, in any order and case, under their earlier names too', async t => {
  const header = 'nat\tGENDER\tcasetype\tIDNCase\tcustody\te_28_date\tatty_nbr\tSOMETHING_NEW'
  const told = await gathered([['cases.csv', `${header}\nMX\tM\tRMV\t0042\tD\t\t\tx y\n`]])
  t.same(
    told.parts.map(part => [part.case_id, part.fields]),
    [['42', ['MX', 'RMV', 'D', '', '', 'M', '0']]]
  )
  const early = headers.B_TblProceeding.replace('DEPORTED_1', 'Dep1')
    .replace('DEPORTED_2', 'DEP2')
    .replace(' CASE_TYPE', ' CASETYPE')
    .replaceAll(' ', '\t')
  const { parts } = await gathered([['B_TblProceeding.csv', `${early}\n${row('B_TblProceeding')}`]])
  t.same([parts[0]?.fields[7], parts[0]?.fields[10]], ['ES', 'RMV'])
  const dated = headers.tblAppealFedCourts.replaceAll(' ', '\t')
  const court: [string, string] = [
    'tblAppealFedCourts.csv',
    `${dated}\tdatFedCourtDecision\n${row('tblAppealFedCourts')}\t2022-01-02 00:00:00.000\n`
  ]
  const told2 = await gathered([file('tblAppeal', [row('tblAppeal')]), court])
  t.same(told2.parts[0]?.fields, ['4001', '5001', '2021-06-07', 'REM', '2022-01-02'])
})

t.test('only claims of protection and appeals of rule 4 go on', async t => {
  const told = await gathered([
    file('tbl_Court_Appln', [
      row('tbl_Court_Appln', { APPL_CODE: 'ASYW ' }),
      row('tbl_Court_Appln', { APPL_CODE: 'WCAT' }),
      row('tbl_Court_Appln', { APPL_CODE: '42B', IDNCASE: '' })
    ]),
    file('tblAppeal', [
      row('tblAppeal', { strAppealCategory: 'ij', strAppealType: 'CASE APPEAL' }),
      row('tblAppeal', { strAppealType: 'MTR BIA', strCaseType: '' }),
      row('tblAppeal', { strAppealType: 'Appeal of IJ MTR', strCaseType: 'WHO' }),
      row('tblAppeal', { strAppealType: 'Circuit Court Remand', strBIADecision: '', datBIADecision: '' }),
      row('tblAppeal', { strAppealCategory: 'DD', strAppealType: 'DD Visa', idncase: '' }),
      row('tblAppeal', { strAppealType: 'Bond Appeal' }),
      row('tblAppeal', { strCaseType: 'CFR' }),
      row('tblAppeal', { strCaseType: 'nul' }),
      row('tblAppeal', { idncase: '' })
    ])
  ])
  t.same(
    told.parts.map(part => [part.table, part.line]),
    [
      [2, 2],
      [2, 3],
      [3, 2],
      [3, 3],
      [3, 4],
      [3, 5]
    ]
  )
  t.same(
    told.excluded.map(([table, reason]) => `${table} ${reason}`),
    ['2 not_protection', ...Array(4).fill('3 other_appeal')]
  )
  t.same(told.rejected, [[3, 10, 'no_key', 'IDNAPPEAL 5001, IDNCASE is blank']])
})

t.test('a court decision finds its case through its appeal, whichever file comes first', async t => {
  const court = (id: string, appeal: string, decision: string) =>
    row('tblAppealFedCourts', { idnAppealFedCourts: id, lngAppealID: appeal, strFedCourtDecision: decision })
  const told = await gathered([
    file('tblAppeal', [
      row('tblAppeal', { idnAppeal: '1', idncase: '11' }),
      row('tblAppeal', { idnAppeal: '2', idncase: '22', strAppealType: 'Bond Appeal' }),
      row('tblAppeal', { idnAppeal: '3', idncase: '' })
    ]),
    file('tblAppealFedCourts', [
      court('901', '1', 'REM'),
      court('902', '0001', 'DIS'),
      court('903', '2', 'REM '),
      court('904', '1', ''),
      court('905', '', ''),
      court('906', '', 'REM'),
      court('907', '3', 'REM'),
      court('908', '4', 'REM')
    ])
  ])
  t.same(
    told.parts.filter(part => part.table === 4).map(part => [part.fields[0], part.case_id, part.line]),
    [
      ['901', '11', 2],
      ['902', '11', 3],
      ['903', '22', 4]
    ]
  )
  t.same(told.excluded, [
    [4, 'no_decision', false],
    [4, 'no_decision', false],
    [3, 'other_appeal', false]
  ])
  t.same(
    told.rejected.map(([table, line, reason]) => [table, line, reason]),
    [
      [3, 4, 'no_key'],
      [4, 7, 'no_key'],
      [4, 8, 'orphan'],
      [4, 9, 'orphan']
    ]
  )
})

t.test('every row of a mixture is told exactly once', async t => {
  const torn = row('A_TblCase', { ALIEN_CITY: 'SAN\tANTONIO', ALIEN_STATE: 'TX' })
  const short = row('A_TblCase').replace(/\t+$/, '')
  const cases = [row('A_TblCase'), torn, short, row('A_TblCase', { IDNCASE: '' }), 'x', '7\tcut\toff']
  const claims = [
    row('tbl_Court_Appln'),
    row('tbl_Court_Appln', { APPL_CODE: '42A' }).replace('42A', '42A\t'),
    row('tbl_Court_Appln', { IDNPROCEEDINGAPPLN: 'FC' })
  ]
  const counts: [string, string] = ['Count.txt', 'A_TblCase\t6\ntbl_Court_Appln\t3 rows copied.\n']
  const told = await gathered([counts, file('A_TblCase', cases), file('tbl_Court_Appln', claims)])
  t.equal(told.parts.length + told.excluded.length + told.rejected.length, 9)
  t.same(
    told.parts.map(part => [part.table, part.line, part.repaired]),
    [
      [0, 2, false],
      [0, 3, true],
      [0, 4, true],
      [2, 2, false]
    ]
  )
  t.same(told.excluded, [[2, 'not_protection', true]])
  t.same(
    told.rejected.map(([table, line, reason]) => [table, line, reason]),
    [
      [0, 5, 'no_key'],
      [0, 6, 'damaged'],
      [0, 7, 'damaged'],
      [2, 4, 'not_a_number']
    ]
  )
  t.same(told.published, [
    [0, 6],
    [2, 3]
  ])
  t.same(told.unknown, [
    ['Count.txt', 'B_TblProceeding'],
    ['Count.txt', 'tblAppeal'],
    ['Count.txt', 'tblAppealFedCourts']
  ])
})

t.test('a file that cannot be that table is refused in words', async t => {
  const name = 'A_TblCase.csv'
  await t.rejects(gathered([[name, '<html><body>Error 404</body></html>']]), { message: /web page/ })
  await t.rejects(gathered([[name, 'IDNCASE\tNAT\n1\tMX\n']]), {
    code: 'malformed',
    message: /lacks CASE_TYPE, CUSTODY, E_28_DATE, ATTY_NBR/
  })
  await t.rejects(gathered([[name, 'IDNCASE,NAT\n1,MX\n']]), { message: /not separated by tabs/ })
  await t.rejects(gathered([[name, `${headers.A_TblCase.replaceAll(' ', '\t')}\n`]]), { code: 'empty' })
  await t.rejects(gathered([[name, `${headers.A_TblCase.replaceAll(' ', '\t')}\tNAT\n1\n`]]), {
    message: /column NAT twice/
  })
})

t.test('a table of which no row fits its header is another layout', async t => {
  const wrong = row('B_TblProceeding', { COMP_DATE: 'KRO', DEC_CODE: at('2020-01-01') })
  await t.rejects(gathered([file('B_TblProceeding', Array(1000).fill(wrong))]), {
    code: 'malformed',
    message: /B_TblProceeding\.csv, line 1001: the first 1,000 rows do not fit its header/
  })
  const told = await gathered([file('B_TblProceeding', [row('B_TblProceeding'), ...Array(1000).fill(wrong)])])
  t.equal(told.rejected.length, 1000)
})

t.test('a table is no longer read once 1,000 rows and one in twenty do not fit its header', async t => {
  const wrong = row('tbl_Court_Appln', { APPL_RECD_DATE: 'KRO' })
  const rows = (sound: number, damaged: number) => [
    file('tbl_Court_Appln', [...Array(sound).fill(row('tbl_Court_Appln')), ...Array(damaged).fill(wrong)])
  ]
  t.equal((await gathered(rows(19_019, 1001))).rejected.length, 1001)
  await t.rejects(gathered(rows(19_018, 1001)), {
    code: 'malformed',
    message: /tbl_Court_Appln\.csv, line 20020: 1,001 of the first 20,019 rows do not fit its header/
  })
})

t.test('the last line needs no break, and LF does for CRLF', async t => {
  const [name, text] = file('A_TblCase', [row('A_TblCase'), row('A_TblCase')], '\n')
  t.equal((await gathered([[name, text.trimEnd()]])).parts.length, 2)
  t.equal((await gathered([[name, text.replaceAll('SP', 'S\0P')]])).parts[1]?.fields[0], 'SP')
  t.equal((await only('A_TblCase', { C_BIRTHDATE: '' }))?.fields[4], '')
  t.equal((await only('A_TblCase', { E_28_DATE: at('1900-01-01') }))?.fields[6], '1')
})

t.test(
  'of appearances only the side, the level and the two days are kept, and none of the government',
  async t => {
    const table = 'tbl_RepsAssigned'
    t.same((await only(table, { E_27_DATE: at('2020-02-03') }))?.fields, [
      ...['COURT', 'ALIEN', '2020-02-03', '2019-02-03']
    ])
    const told = await gathered([
      file(table, [
        row(table, {
          STRATTYTYPE: 'INS',
          PARENT_TABLE: 'B_TblProceeding',
          INS_TA_DATE_ASSIGNED: at('2020-01-01')
        }),
        row(table, { STRATTYTYPE: 'ins', PARENT_TABLE: 'b_tblproceeding' }),
        ...['a_tblcase', 'A_Tblcase', 'A_TblCase', 'tblappeal', 'tblAppeal'].map(PARENT_TABLE =>
          row(table, { PARENT_TABLE })
        )
      ])
    ])
    t.same(told.excluded, [
      [5, 'government', false],
      [5, 'government', false]
    ])
    t.same(
      told.parts.map(({ repaired, line }) => [repaired, line]),
      [4, 5, 6, 7, 8].map(line => [false, line])
    )
    t.same(told.rejected, [])
  }
)

t.test('an appearance whose columns moved is rejected, unless they can be put back', async t => {
  const table = 'tbl_RepsAssigned'
  const shifted = row(table).split('\t')
  shifted.splice(4, 0, 'ROE')
  const told = await gathered([
    file(table, [
      shifted.join('\t'),
      row(table, { IDNREPSASSIGNED: 'ROE' }),
      row(table, { IDNCASE: '' }),
      row(table).replace(/\t[^\t]*$/, '')
    ])
  ])
  t.same(told.rejected, [
    [5, 2, 'damaged', '3001: 12 fields where 11 are expected'],
    [5, 3, 'not_a_number', 'IDNREPSASSIGNED is no whole number, IDNCASE 7001'],
    [5, 4, 'no_key', 'IDNREPSASSIGNED 3001, IDNCASE is blank']
  ])
  t.same(
    told.parts.map(({ line, repaired }) => [line, repaired]),
    [[5, true]]
  )
  t.notMatch(JSON.stringify(told), 'ROE')
})
