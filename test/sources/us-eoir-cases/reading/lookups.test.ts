import { Readable } from 'node:stream'
import t from 'tap'
import { inspectFiles } from '../../../../src/sources/us-eoir-cases/reading/inspect.ts'
import { compareLookup } from '../../../../src/sources/us-eoir-cases/reading/lookups.ts'
import { headers } from '../released-rows.ts'

const inspect = (...files: [name: string, text: string][]) =>
  inspectFiles(
    files.map(([name, text]) => ({ name, open: async () => Readable.from([Buffer.from(text, 'latin1')]) }))
  )
const applications = (...rows: string[]) =>
  compareLookup(
    'Lookup/tblLookupCourtAppDecisions.csv',
    ['strCode\tstrDescription', ...rows, ''].join('\r\n')
  )

t.test('a code with another text is told with both; case, blanks and signs make no other text', async t => {
  t.same(applications('D\tGRANT', 'G\tGrant \0', 'T\tCOV / TRANSFER'), {
    changed: ['APPL_DEC D is “DENY” here, and “GRANT” in Lookup/tblLookupCourtAppDecisions.csv'],
    notes: []
  })
})

t.test('a code of a judge is compared by its case type and its field', async t => {
  const rows = [
    'strCaseType\tstrDecCode\tstrDecDescription\tstrDecType',
    ...[
      'RMV\tX\tRemove\tC',
      'RMV\tX\tZERO BOND\tO',
      'EXC\tE\tExclude\tC',
      'RMV\tE\tExclude\tC',
      'BND\tX\tOther\tC'
    ],
    ...['RMV\tC\tChange of Venue\tO', 'RMV\t9\tNobody knows\tC']
  ]
  t.same(compareLookup('tblLookupCourtDecision.csv', rows.join('\n')), {
    changed: [
      'RMV DEC_CODE E is “Remove-INA Withholding Granted” here, and “Exclude” in tblLookupCourtDecision.csv'
    ],
    notes: ['tblLookupCourtDecision.csv has RMV DEC_CODE 9 (“Nobody knows”), which no code list has']
  })
})

t.test('a code that stands twice agrees where one of its texts does, and a new one is told', async t => {
  t.same(applications('D\tDENY', 'D\tDENIED IN PART', 'Q\tQUASHED'), {
    changed: [],
    notes: ['Lookup/tblLookupCourtAppDecisions.csv has APPL_DEC Q (“QUASHED”), which no code list has']
  })
  t.same(compareLookup('tblLookUp_Appln.csv', 'strCode\tstrDescription\n42A\tEOIR42A\nASYL\tAsylum'), {
    ...{ changed: [], notes: [] }
  })
  t.match(compareLookup('tblLookupFiledBy.csv', 'a\tb\n1\t2'), { changed: [], notes: [/was not compared/] })
})

t.test('tables that are known and left unread are named with the reason', async t => {
  const unread = ['tbl_CustodyHistory', 'tbl_Court_Motions', 'D_TblAssociatedBond']
  for (const table of unread) {
    const file = `EOIR Case Data/${table}.csv`
    const { left_unread, ...others } = await inspect([file, 'A\tB\r\n1\t2\r\n'])
    t.match(left_unread, [{ file, reason: /^[a-z].{40,}[^.]$/ }], table)
    t.same(others, { changed: [], notes: [], compared: [] })
  }
  t.same((await inspect(['tbl_schedule.csv', 'A\tB\r\n'])).left_unread, [], 'not each table that is not read')
})

t.test('new, missing and renamed columns of a table are told', async t => {
  const cases = headers.A_TblCase.split(' ')
  const changed = cases
    .filter(name => !['C_ASY_TYPE', 'LPR'].includes(name))
    .map(name => (name === 'Sex' ? 'GENDER' : name))
  const file = (names: string[]): [string, string] => [
    'EOIR Case Data/A_TblCase.csv',
    `${names.join('\t')}\r\n`
  ]
  t.same(await inspect(file(cases)), { changed: [], notes: [], compared: [], left_unread: [] })
  t.match(await inspect(['tblLookupFiledBy.csv', 'strCode\tstrDescription\nA\tAlien']), {
    ...{ changed: [], notes: [], compared: ['tblLookupFiledBy.csv'] }
  })
  t.same((await inspect(file([...changed, 'NEW_ONE']))).notes, [
    'EOIR Case Data/A_TblCase.csv has new columns: NEW_ONE',
    'EOIR Case Data/A_TblCase.csv lacks columns that are read: C_ASY_TYPE',
    'EOIR Case Data/A_TblCase.csv lacks columns that are not read: LPR',
    'EOIR Case Data/A_TblCase.csv has other headers: GENDER for SEX'
  ])
})
