import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { refusePeople } from '../../../src/import/people/refuse.ts'
import { type Member, openMembers } from '../../../src/reading/members.ts'
import { projectRoot } from '../../../src/root.ts'
import { writeXlsx } from '../../reading/xlsx-writer.ts'
import { writeZip } from '../../reading/zip-writer.ts'
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

const filler = (rows: number, cells: string) =>
  Array.from({ length: rows }, (_, row) => `${row},${cells}\n`).join('')

t.test('what comes after the first megabyte is looked at too', async t => {
  const dir = t.testdir({})
  const whole = async (text: string, areRecords = true) => {
    writeFileSync(join(dir, 'a.csv'), text)
    return refused(join(dir, 'a.csv'), areRecords)
  }
  const head = 'id,ref,LAST_NAME,note\n'
  const before = head + filler(120_000, ',,nothing of anybody')
  t.equal(await whole(before + filler(20_000, ',,nothing')), '')
  t.match(await whole(`${before}1,,Example,x\n`), /"LAST_NAME"/, 'one name under an empty header')
  const numbers = Array.from({ length: 30 }, (_, row) => `${row},A 200 300 ${100 + row},,x\n`).join('')
  t.match(await whole(before + numbers), /"ref"/, 'numbers')
  t.match(await whole(before + numbers + filler(400_000, 'x,,x')), /"ref"/, 'few among many')
  t.match(await whole(before + numbers, false), /"ref"/, 'in tables of counts too')
  const inText = Array.from({ length: 30 }, (_, row) => `${row},,,see A200-300-${100 + row} too\n`).join('')
  t.match(await whole(before + inText), /"note"/, 'in a longer text')
  t.match(await whole(`${head}1,x,,y\n\nid,Surname,x\n1,Example,y\n`), /"Surname"/, 'a table below')
  const latin1 = Buffer.from(`id,Pr\u00e9nom\n${filler(9, 'Example')}`, 'latin1')
  writeFileSync(join(dir, 'a.csv'), latin1)
  t.match(await refused(join(dir, 'a.csv')), /"Pr\u00e9nom"/, 'in the code of Windows')
})

t.test('names with a comma are known by themselves, and places and codes are none', async t => {
  const dir = t.testdir({})
  const letters = (row: number) => String.fromCharCode(65 + (row % 26), 65 + ((row * 7) % 26))
  const about = async (header: string, value: (row: number) => string, areRecords = true) => {
    writeFileSync(
      join(dir, 'a.tsv'),
      rows(header, value).replaceAll(', ', ';').replaceAll(',', '\t').replaceAll(';', ', ')
    )
    return refused(join(dir, 'a.tsv'), areRecords)
  }
  t.match(await about('subject', row => `EXAMPLE${letters(row)}, MARIA`), /"subject"/)
  t.match(await about('party', row => `Example${letters(row)}, Jos\u00e9 Maria`), /"party"/)
  t.equal(await about('hearing city', row => `Town${letters(row)}, Georgia`), '', 'a place')
  t.equal(await about('where', row => `TOWN${letters(row)}, GA`), '', 'a state')
  t.equal(await about('nat', row => (row % 2 ? 'KOREA, SOUTH' : 'CONGO, REPUBLIC')), '', 'few words')
  t.equal(await about('subject', row => `EXAMPLE${letters(row)}, MARIA`, false), '', 'in a table of counts')
})

t.test('all parts of a zip are looked at, the last one too', async t => {
  const dir = t.testdir({})
  const script = ['a', 'b', 'c'].map(
    name =>
      `z.writestr('${name}.csv', '${rows(name === 'c' ? 'Surname' : 'ref', () => 'Chad').replaceAll('\n', '\\n')}')`
  )
  writeZip(join(dir, 'a.zip'), script.join('; '))
  const seen: Member[] = []
  for await (const member of openMembers([join(dir, 'a.zip')])) seen.push(member)
  await t.rejects(refusePeople(seen, true), { name: 'PeopleNamed', message: /c\.csv.*"Surname"/ })
})

t.test('all sheets of a workbook are looked at to their ends', async t => {
  const dir = t.testdir({})
  const data = (last: string) => [
    ['id', 'Surname'],
    ...Array.from({ length: 900 }, (_, row) => [row, row === 899 ? last : ''])
  ]
  for (const last of ['', 'Example']) {
    const file = join(dir, `a${last}.xlsx`)
    await writeXlsx(file, [
      { name: 'One', rows: [['country', 'note']] },
      { name: 'Two', rows: data(last) }
    ])
    t.match(await refused(file), last === '' ? /^$/ : /"Surname"/)
  }
})

const data = shared('data')
t.test('the columns of the court and of its lookups are no reason', { skip: data.missing }, async t => {
  for (const folder of ['us-eoir', 'us-ice', 'us-credible-fear'])
    for (const entry of readdirSync(join(data.path, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && !/\.md$/.test(entry.name))
        t.equal(await refused(join(entry.parentPath, entry.name), false), '', entry.name)
})
