import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  isSynthetic,
  lanes,
  recogniseFile
} from '../../../../src/sources/us-eoir-cases/reading/release-files.ts'
import { eoirTables } from '../../../../src/sources/us-eoir-cases/reading/tables.ts'
import { shared } from '../../released.ts'
import { headers } from '../released-rows.ts'

const head = (table: keyof typeof headers) => `${headers[table].replaceAll(' ', '\t')}\r\n1\t2\r\n`

t.test('the six tables are known by their columns, whatever the file is called', t => {
  for (const table of eoirTables) {
    t.equal(recogniseFile(head(table), `EOIR Case Data/${table}.csv`), 'read')
    t.equal(recogniseFile(head(table), 'download (1)'), 'read')
    t.equal(recogniseFile(head(table).toLowerCase(), 'x.csv'), 'read')
    t.equal(recogniseFile('<html>', `${table.toUpperCase()}.CSV`), 'read', 'so that the fault is told')
  }
  t.equal(recogniseFile('TableName\tContent\nA_TblCase\t7 rows copied.', 'EOIR Case Data\\Count.txt'), 'read')
  t.end()
})

t.test('what comes with the tables is known and not read', t => {
  for (const name of [
    'EOIR Case Data/tblAppeal2.csv',
    'tbl_schedule.csv',
    'D_TblAssociatedBond.csv',
    'EOIR Case Data/Lookup/tblDecCode.csv',
    'tblLookUp_Appln.csv',
    'tbllookupCharges.csv',
    'EOIR Case Data/Read_Me.txt',
    'SYNTHETIC.txt'
  ])
    t.equal(recogniseFile('a\tb\n', name), 'beside', name)
  t.end()
})

t.test('files of other releases are not claimed', t => {
  for (const [name, text] of [
    ['Count.txt', 'some words\t7'],
    ['README.md', '# Asylum decisions of UNHCR'],
    ['asylum-decisions.csv', 'Year,Country of origin,Decisions\n2020,AFG,7'],
    ['cases.json', '{"cases": []}'],
    ['case.csv', 'IDNCASE\tNAT\n1\tMX']
  ] as const)
    t.equal(recogniseFile(text, name), undefined, name)
  t.end()
})

const own = shared('data')
t.test('none of the files of other publishers is taken for EOIR’s', { skip: own.missing }, t => {
  let seen = 0
  for (const name of readdirSync(own.path, { recursive: true, encoding: 'utf8' })) {
    if (name.startsWith('us-eoir') || !/\.(csv|json)$/.test(name)) continue
    seen++
    const text = readFileSync(join(own.path, name)).subarray(0, 65536).toString()
    t.equal(recogniseFile(text, name), undefined, name)
  }
  t.ok(seen > 0)
  t.end()
})

t.test('proceedings are a lane of their own, and federal courts are read before appeals', t => {
  const folder = 'EOIR Case Data'
  const names = [...eoirTables.map(table => `${folder}/${table}.csv`), `${folder}/Count.txt`, 'SYNTHETIC.txt']
  const [others, proceedings] = lanes(names)
  t.same(proceedings, [`${folder}/B_TblProceeding.csv`])
  t.same(
    others,
    ['Count.txt', 'A_TblCase.csv', 'tbl_Court_Appln.csv', 'tblAppealFedCourts.csv', 'tblAppeal.csv'].map(
      name => `${folder}/${name}`
    )
  )
  t.same(lanes(['tblAppeal.csv', 'renamed.csv']), [['tblAppeal.csv', 'renamed.csv']])
  t.same(lanes(['b_tblproceeding.csv.gz']), [['b_tblproceeding.csv.gz']])
  t.end()
})

t.test('a release is made up if one of its files says so', t => {
  t.ok(isSynthetic(['a.csv', 'made up/SYNTHETIC.txt']))
  t.notOk(isSynthetic(['A_TblCase.csv', 'not-synthetic.txt']))
  t.end()
})
