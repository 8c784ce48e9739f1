import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { columns } from '../../../bench/eoir/layouts.ts'
import { type Wanted, type Written, writeRelease } from '../../../bench/eoir/release.ts'
import { tables } from '../../../bench/eoir/tally.ts'
import { openMembers } from '../../../src/reading/members.ts'
import { projectRoot } from '../../../src/root.ts'

const usual: Omit<Wanted, 'out'> = { cases: 3_000, seed: 11, layout: 'current', damage_rate: 2_000 }
const published = path.resolve(projectRoot, '../shared/data/us-eoir')

function release(t: Test, wanted: Partial<Wanted> = {}): Written & { folder: string } {
  const out = t.testdir({})
  return { ...writeRelease({ ...usual, ...wanted, out }), folder: path.join(out, 'release') }
}

function hash(folder: string): string {
  const all = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort())
    if (/\.\w+$/.test(name)) all.update(name).update(readFileSync(path.join(folder, name)))
  return all.digest('hex')
}

const tableFile = (folder: string, table: string) => path.join(folder, 'EOIR Case Data', `${table}.csv`)

const independent = 'awk'

/** One number by awk, which knows nothing of the generator. Bytes, not characters. */
function awk(program: string, ...files: string[]): number {
  const env = { ...process.env, LC_ALL: 'C' }
  return Number(execFileSync(independent, ['-F\t', program, ...files], { env, encoding: 'utf8' }))
}

t.test('the same seed makes the same bytes, another seed others', async t => {
  const first = hash(release(t).folder)
  t.equal(hash(release(t).folder), first)
  t.not(hash(release(t, { seed: 12 }).folder), first)
})

t.test('a case is the same in a small release and in a large one', async t => {
  const small = readFileSync(tableFile(release(t, { cases: 1_000 }).folder, 'A_TblCase'), 'latin1')
  const large = readFileSync(tableFile(release(t, { cases: 2_000 }).folder, 'A_TblCase'), 'latin1')
  t.ok(large.startsWith(small))
})

t.test('each table has as many rows as Count.txt says and as the tally accounts for', async t => {
  for (const layout of ['current', '2021'] as const) {
    const { folder, tally } = release(t, { layout })
    const count = readFileSync(path.join(folder, 'Count.txt'), 'latin1')
    for (const table of tables) {
      const { read, loaded, excluded, rejected } = tally.rows[table]
      t.equal(awk('END { print NR - 1 }', tableFile(folder, table)), read, `${table}: rows read`)
      t.match(count, new RegExp(`^${table}\t${read}${layout === '2021' ? ' rows copied.' : '\r'}$`, 'm'))
      const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
      t.equal(loaded + sum(excluded) + sum(rejected), read, `${table}: every row becomes one thing`)
    }
  }
})

t.test('orders of removal in the tally are those that awk finds, read by case type', async t => {
  const { folder, tally } = release(t, { cases: 8_000, damage_rate: 0 })
  const orders = tally.decisions
    .filter(([stage, , outcome]) => stage === 'return_decision' && outcome === 'removal_ordered')
    .reduce((sum, row) => sum + row[5], 0)
  const found = awk(
    `NR == FNR { type = $13; sub(/ +$/, "", type); cases[$1] = type; next }
     !($2 in cases) { next }
     { type = $29; gsub(/ +$/, "", type); if (type == "") type = cases[$2] }
     seen[$1]++ { next }
     (type == "RMV" && $16 == "X") || (type == "DEP" && $16 == "D") || (type == "EXC" && $16 == "E") { n++ }
     END { print n + 0 }`,
    ...['A_TblCase', 'B_TblProceeding'].map(table => tableFile(folder, table))
  )
  t.ok(orders > 1_000)
  t.equal(found, orders)
})

t.test('without appearances all other tables are the same in every byte', async t => {
  const [having, lacking] = [release(t), release(t, { appearances: false })]
  for (const table of tables)
    if (table === 'tbl_RepsAssigned') t.notOk(existsSync(tableFile(lacking.folder, table)))
    else
      t.ok(
        readFileSync(tableFile(lacking.folder, table)).equals(readFileSync(tableFile(having.folder, table))),
        table
      )
})

t.test('a small release has all that is odd in a real one', async t => {
  const { folder, tally } = release(t, { cases: 40_000, damage_rate: 6_000 })
  const file = (table: string) => tableFile(folder, table)
  const kinds = new Set(tally.damaged.map(({ kind }) => kind))
  for (const kind of [
    ...['a_overflow', 'a_scattered', 'a_shifted', 'a_short', 'a_cut', 'b_overflow', 'b_scattered'],
    ...['b_letters_for_a_key', 'b_short', 'b_cut', 'appln_overflow', 'appln_short']
  ])
    t.ok(kinds.has(kind as never), `damage: ${kind}`)
  const odd: [string, string, string][] = [
    ['a row of eight fields too many', 'NF == 47', 'A_TblCase'],
    ['a key that is none', '$1 == "FC"', 'B_TblProceeding'],
    ['the Netherlands Antilles', '$7 ~ /^NA *$/', 'A_TblCase'],
    ['a dissolved state', '$7 ~ /^UR *$/', 'A_TblCase'],
    ['nobody’s nationality', '$7 ~ /^SS *$/', 'A_TblCase'],
    ['an unknown nationality', '$7 ~ /^[?][?] *$/', 'A_TblCase'],
    ['no nationality', '$7 == ""', 'A_TblCase'],
    ['a quotation mark', '/"/', 'A_TblCase'],
    ['a padded code', '$13 == "RMV  "', 'A_TblCase'],
    ['a type out of scope', '$13 ~ /^DDC/', 'A_TblCase'],
    ['a removal order by its own letter', '$29 ~ /^RMV/ && $16 == "X"', 'B_TblProceeding'],
    ['a letter unknown for its type', '$29 ~ /^DEP/ && $16 == "X"', 'B_TblProceeding'],
    ['a zero bond', '$19 == "X"', 'B_TblProceeding'],
    ['a change of venue', '$19 == "C"', 'B_TblProceeding'],
    ['no type of its own', '$29 == ""', 'B_TblProceeding'],
    ['an order that names no country', '$17 ~ /^ND *$/', 'B_TblProceeding'],
    ['an order withheld, with a country', '$16 == "E" && $29 ~ /^RMV/ && $17 != ""', 'B_TblProceeding'],
    ['a second country', '$18 ~ /[A-Z]/', 'B_TblProceeding'],
    ['in absentia', '$23 == "Y"', 'B_TblProceeding'],
    ['a year before the courts', '$22 ~ /^19[0-4]/', 'B_TblProceeding'],
    ['a year to come', '$22 ~ /^(2925|9999|2205)/', 'B_TblProceeding'],
    ['two codes beside each other', '$16 != "" && $19 != "" && NF == 38', 'B_TblProceeding'],
    ['a claim that moved', '$6 ~ /^T/', 'tbl_Court_Appln'],
    ['a claim reserved', '$6 ~ /^R/', 'tbl_Court_Appln'],
    ['an application for other relief', '$4 == "42B"', 'tbl_Court_Appln'],
    ['a category in small letters', '$4 == "ij"', 'tblAppeal'],
    ['a type in capitals', '$5 == "CASE APPEAL"', 'tblAppeal'],
    ['an appeal of the government', '$7 == "I"', 'tblAppeal'],
    ['a bond appeal', '$5 == "Bond Appeal"', 'tblAppeal'],
    ['a remand of the Board', '$10 == "REM"', 'tblAppeal'],
    ['a court that names no appeal', '$2 == ""', 'tblAppealFedCourts'],
    ['a remand of a court', '$4 ~ /^REM/', 'tblAppealFedCourts'],
    ['an appearance for the government', '$4 == "INS"', 'tbl_RepsAssigned'],
    ['an appearance before the Board', '$3 == "BOARD" && $9 != ""', 'tbl_RepsAssigned'],
    ['one before the Board without a day', '$3 == "BOARD" && $9 == "" && $10 == ""', 'tbl_RepsAssigned'],
    ['one before the court without a day', '$3 == "COURT" && $4 == "ALIEN" && $10 == ""', 'tbl_RepsAssigned'],
    ['an appearance on a day to come', '/2925/', 'tbl_RepsAssigned'],
    ['one spelling of its table', '$5 == "a_tblcase"', 'tbl_RepsAssigned'],
    ['another', '$5 == "A_Tblcase"', 'tbl_RepsAssigned'],
    ['a third', '$5 == "A_TblCase"', 'tbl_RepsAssigned'],
    ['a row that lost its end', 'NF == 10', 'tbl_RepsAssigned'],
    ['a row that is past repair', 'NF == 13', 'tbl_RepsAssigned']
  ]
  for (const [name, condition, table] of odd)
    t.ok(awk(`NR > 1 && (${condition}) { n++ } END { print n + 0 }`, file(table)) > 0, name)
  t.ok(readFileSync(file('A_TblCase')).includes(0), 'NUL bytes')
  const { B_TblProceeding, tbl_Court_Appln, tblAppeal, A_TblCase, tbl_RepsAssigned } = tally.rows
  t.match(tbl_RepsAssigned, {
    excluded: { government: Number, orphan: Number, no_date: Number, case_not_counted: Number },
    rejected: { damaged: Number },
    repaired: { loaded: Number }
  })
  t.match(B_TblProceeding.rejected, { orphan: Number, duplicate_key: Number, damaged: Number })
  t.match(tbl_Court_Appln.rejected, { orphan: Number, duplicate_key: Number, no_proceeding: Number })
  t.match(tblAppeal, { rejected: { orphan: Number }, excluded: { other_appeal: Number } })
  t.match(A_TblCase, { rejected: { duplicate_key: Number }, excluded: { zero_bond: Number } })
  t.ok(B_TblProceeding.excluded.decided_by_application, 'applications decide for their proceeding')
  t.ok(tally.case_type_conflict > 0, 'proceedings that disagree')
  for (const path of [
    'first_instance,return_decision,appeal,first_instance,return_decision',
    'screening_review'
  ])
    t.ok(tally.pathways[path], path)
})

t.test('it says in plain words that it is made up', async t => {
  const { folder } = release(t, { cases: 10 })
  t.match(readFileSync(path.join(folder, 'SYNTHETIC.txt'), 'utf8'), /^All of this is made up\./)
  const weights = readFileSync(path.resolve(projectRoot, 'bench/eoir/weights.json'), 'utf8')
  t.match(weights, /^\{\s*"about": "MADE UP\./)
})

t.test('the release that a first start loads is what the generator writes', async t => {
  const { folder } = release(t, { cases: 5_000, seed: 2026, damage_rate: 500, appearances: false })
  const zip = path.resolve(projectRoot, 'starter/us-eoir-cases-synthetic.zip')
  let members = 0
  for await (const member of openMembers([zip])) {
    const chunks: Buffer[] = []
    for await (const chunk of await member.open()) chunks.push(chunk as Buffer)
    const name = member.name.replace(/^.*\.zip[!:/]/, '')
    t.ok(Buffer.concat(chunks).equals(readFileSync(path.join(folder, name))), name)
    members++
  }
  t.equal(members, 15)
})

t.test(
  'the facts of the generator are those published',
  { skip: !existsSync(published) && 'no ../shared/data' },
  async t => {
    const order = JSON.parse(readFileSync(path.join(published, 'eoir_columns_in_file_order.json'), 'utf8'))
    for (const table of tables)
      t.strictSame(
        columns[table],
        order[table].map(({ name }: { name: string }) => name),
        table
      )
    const weights = JSON.parse(readFileSync(path.resolve(projectRoot, 'bench/eoir/weights.json'), 'utf8'))
    const crosswalk = new Map(
      readFileSync(path.join(published, 'nationality_to_iso3.csv'), 'utf8')
        .split('\n')
        .map(line => [line.slice(0, line.indexOf(',')), / *,([A-Za-z_]+),(?:name|manual),/.exec(line)?.[1]])
    )
    for (const [code, country] of weights.nationalities) {
      // XX is no nationality; Q9 and an empty field are none that anybody knows.
      if (!['XX', 'Q9', ''].includes(code)) t.equal(country, crosswalk.get(code), code)
      else t.equal(country, 'UNK', code)
    }
    const { frequencies } = JSON.parse(
      readFileSync(path.resolve(projectRoot, 'bench/eoir/marginals.json'), 'utf8')
    )
    const values = readFileSync(path.join(published, 'value_frequencies_by_field_v685c975.csv'), 'utf8')
    for (const [field, counts] of Object.entries<Record<string, number>>(frequencies)) {
      const [table, column] = field.split('.')
      for (const [value, n] of Object.entries(counts))
        t.ok(values.includes(`${table},${value},${n},${column},`), `${field} ${value}`)
    }
  }
)
