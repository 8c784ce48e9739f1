import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { refusePeople } from '../../../src/import/people/refuse.ts'
import { openMembers } from '../../../src/reading/members.ts'
import { projectRoot } from '../../../src/root.ts'
import { shared } from '../../sources/released.ts'

/** Every person, number and address here is made up. */

async function refused(path: string, areRecords = true): Promise<string> {
  for await (const member of openMembers([path])) {
    const error = await refusePeople([member], areRecords).catch((error: Error) => error)
    if (error) return error.message
  }
  return ''
}

const rows = (header: string, value: (row: number) => string): string =>
  `id,${header},country\n${Array.from({ length: 40 }, (_, row) => `${row},${value(row)},Chad\n`).join('')}`

t.test('a column that names people is known by its header, in several languages', async t => {
  const dir = t.testdir({})
  const told: [string, string][] = [
    ...['Last_Name', 'FirstName', 'Surname', 'APELLIDOS', 'Prénom', 'Nom de famille', 'name'].map(
      header => [header, 'Example'] as [string, string]
    ),
    ['Alien Name 2', 'Example'],
    ['A-Number', '12345678'],
    ['anumber', 'A012345678'],
    ['Passport No.', 'X1234567'],
    ['DOB', '3/9/1990'],
    ['Fecha de nacimiento', '1990-03-09'],
    ['Phone', '555-0100-22'],
    ['Home Address', '1 Example Street'],
    ['e-mail', 'a@example.org']
  ]
  for (const [header, value] of told) {
    writeFileSync(
      join(dir, 'a.csv'),
      rows(header, () => value)
    )
    t.match(await refused(join(dir, 'a.csv')), JSON.stringify(header), header)
    writeFileSync(
      join(dir, 'a.csv'),
      rows(header, () => '(b)(6), (b)(7)(C)')
    )
    t.equal(await refused(join(dir, 'a.csv')), '', `${header} redacted`)
  }
})

t.test('numbers and addresses of people are known by themselves', async t => {
  const dir = t.testdir({})
  const about = async (header: string, value: (row: number) => string, areRecords = true) => {
    writeFileSync(join(dir, 'a.csv'), rows(header, value))
    return (await refused(join(dir, 'a.csv'), areRecords)) !== ''
  }
  t.ok(await about('ref', row => (row % 5 === 0 ? `A${200_000_000 + row}` : '')))
  t.ok(await about('ref', row => `A 012-345-6${10 + row}`, false), 'in tables of counts too')
  t.ok(await about('contact', row => `a${row}@example.org`))
  t.ok(await about('ref', row => String(200_000_000 + row)))
  t.notOk(await about('ref', row => String(200_000_000 + row), false), 'a figure')
  t.notOk(await about('IDNCASE', row => String(200_000_000 + row)), 'a key of the publisher')
  t.notOk(await about('day', row => String(20_240_101 + (row % 28))), 'a day')
  t.notOk(await about('note', row => (row === 0 ? 'stats@example.org' : 'x')), 'whom to ask')
})

t.test('what says too little of a person is no reason', async t => {
  const dir = t.testdir({})
  const fine: [string, string][] = [
    ...[
      ['C_BIRTHDATE', '3/1990'] as const,
      ['Date of birth', '3/1990'] as const,
      ['Birth Year', '1990'] as const
    ],
    ...[
      ['COURT_NAME', 'Boston'] as const,
      ['coa_name', 'Chad'] as const,
      ['nationality name', 'Chad'] as const
    ],
    ...[
      ['judge', 'ABC'] as const,
      ['ALIEN_CITY', 'Boston'] as const,
      ['ADDRESS_CHANGEDON', '2024-01-01'] as const
    ]
  ].map(([header, value]) => [header, value])
  for (const [header, value] of fine) {
    writeFileSync(
      join(dir, 'a.csv'),
      rows(header, () => value)
    )
    t.equal(await refused(join(dir, 'a.csv')), '', header)
  }
  writeFileSync(
    join(dir, 'a.csv'),
    rows('name', () => 'Chad')
  )
  t.equal(await refused(join(dir, 'a.csv'), false), '', 'of a country, in a table of counts')
})

t.test('a message repeats no value of a file without a header', async t => {
  const dir = t.testdir({ 'a.csv': Array.from({ length: 9 }, (_, row) => `A20000000${row},x\n`).join('') })
  const message = await refused(join(dir, 'a.csv'))
  t.match(message, /the column "\?" seems/)
  t.notMatch(message, /A20000/)
})

t.test('JSON is looked at too', async t => {
  const dir = t.testdir({ 'a.json': JSON.stringify({ cases: [{ country: 'TCD', last_name: 'Example' }] }) })
  t.match(await refused(join(dir, 'a.json')), /"last_name"/)
})

t.test('no file that the product ships or was tried with is refused', async t => {
  for (const name of readdirSync(join(projectRoot, 'starter')))
    t.equal(await refused(join(projectRoot, 'starter', name)), '', name)
  const data = shared('data')
  if (data.missing) return
  // Lists of codes and of columns are in the last folders: no release, and imported by nothing.
  for (const entry of readdirSync(data.path, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && !/us-(eoir|ice)|\.md$/.test(join(entry.parentPath, entry.name)))
      t.equal(await refused(join(entry.parentPath, entry.name), false), '', entry.name)
})
