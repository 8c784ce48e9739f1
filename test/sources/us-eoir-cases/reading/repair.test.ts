import t from 'tap'
import { at, fields, file, gathered, headers, type Released, row } from '../released-rows.ts'

const one = async (table: Released, line: string) => {
  const { parts, rejected } = await gathered([file(table, [line])])
  return parts[0] ?? rejected[0]
}
const isRepairOf = async (t: Tap, table: Released, sound: string, line: string, about = '') => {
  const expected = (await gathered([file(table, [sound])])).parts[0]
  t.same(await one(table, line), { ...expected, repaired: true }, about)
}
type Tap = Pick<typeof t, 'same'>
const isDamaged = async (t: Tap, table: Released, line: string, raw: string) =>
  t.same((await gathered([file(table, [line])])).rejected, [[tables.indexOf(table), 2, 'damaged', raw]])
const tables = Object.keys(headers) as Released[]
const place = (table: Released, column: string) => headers[table].split(' ').indexOf(column)

t.test('a city that was torn by tabs is put together again', async t => {
  for (const city of ['LOS\tANGELES', 'LOS ANGELES\t', '\tLOS ANGELES', 'L\tO\t\tS\tA\tN\tG\tE\tL'])
    await isRepairOf(t, 'A_TblCase', row('A_TblCase'), row('A_TblCase', { ALIEN_CITY: city }), city)
})

t.test('both cities of a row can be torn', async t => {
  const moved = { UPDATED_CITY: 'EL PASO', UPDATED_ZIPCODE: '79901' }
  const torn = { ALIEN_CITY: 'LOS\tANGELES', ...moved, UPDATED_CITY: 'EL\tPASO' }
  await isRepairOf(t, 'A_TblCase', row('A_TblCase', moved), row('A_TblCase', torn))
})

t.test('a stray tab beside a code is found where only one reading fits', async t => {
  const sound = row('B_TblProceeding')
  await isRepairOf(t, 'B_TblProceeding', sound, row('B_TblProceeding', { HEARING_LOC_CODE: 'LOS\t' }))
  await isRepairOf(t, 'B_TblProceeding', sound, row('B_TblProceeding', { IJ_CODE: '\tABC' }))
  await isRepairOf(
    t,
    'tbl_Court_Appln',
    row('tbl_Court_Appln'),
    row('tbl_Court_Appln', { APPL_CODE: '\tASYL' })
  )
})

t.test('where two readings fit and they differ, nobody chooses', async t => {
  // The tab may have torn DEC_TYPE (O) from DEC_CODE (X), or DEC_CODE may be blank and X be no country.
  const line = row('B_TblProceeding', { DEC_CODE: 'X', DEPORTED_1: '\t\t', APPEAL_RSVD: '', OTHER_COMP: 'A' })
  await isDamaged(t, 'B_TblProceeding', line, '8001: 40 fields where 38 are expected')
})

t.test('a number beside a torn city may be the end of a torn key, so nobody chooses', async t => {
  const line = row('A_TblCase', { IDNCASE: '70\t01' })
  await isDamaged(t, 'A_TblCase', line, '70: 40 fields where 39 are expected')
})

t.test('several tears in several codes are past repair', async t => {
  const line = row('A_TblCase', { ALIEN_CITY: 'A\tB', NAT: 'S\tP', C_BIRTHDATE: '7/\t1988' })
  await isDamaged(t, 'A_TblCase', line, '7001: 42 fields where 39 are expected')
})

t.test('a row of the right length that slipped is moved back, if what it lost is not needed', async t => {
  const torn = fields('A_TblCase', { ALIEN_CITY: 'LOS\tANGELES' }).join('\t').split('\t')
  await isRepairOf(t, 'A_TblCase', row('A_TblCase'), torn.slice(0, 39).join('\t'))
  const claim = ['9001', '8001', '', '7001', 'ASYL', at('2018-09-10')].join('\t')
  await isDamaged(t, 'tbl_Court_Appln', claim, '9001: 6 fields, not where they belong')
})

t.test('a row that slipped to the left is moved back, if there is one way only', async t => {
  const slipped = fields('B_TblProceeding')
  slipped.splice(place('B_TblProceeding', 'TRANS_IN_DATE'), 1)
  await isRepairOf(t, 'B_TblProceeding', row('B_TblProceeding'), [...slipped, ''].join('\t'))
  const withoutCourt = fields('B_TblProceeding')
  withoutCourt.splice(place('B_TblProceeding', 'BASE_CITY_CODE'), 1)
  await isDamaged(
    t,
    'B_TblProceeding',
    [...withoutCourt, ''].join('\t'),
    '8001: 38 fields, not where they belong'
  )
  const undecided = fields('tbl_Court_Appln', { APPL_DEC: '' })
  undecided.splice(1, 1)
  await isDamaged(
    t,
    'tbl_Court_Appln',
    [...undecided, ''].join('\t'),
    '9001: 6 fields, not where they belong'
  )
})

t.test('a short row is filled up with blanks, unless it was cut', async t => {
  const sound = row('A_TblCase')
  await isRepairOf(t, 'A_TblCase', sound, sound.replace(/\t+$/, ''))
  await isDamaged(
    t,
    'A_TblCase',
    fields('A_TblCase').slice(0, 12).join('\t'),
    '7001: 12 fields where 39 are expected'
  )
  const cutInDate = fields('B_TblProceeding', { DATE_DETAINED: at('2018-01-01') }).slice(0, 37)
  cutInDate[36] = '2018-01'
  await isDamaged(t, 'B_TblProceeding', cutInDate.join('\t'), '8001: 37 fields where 38 are expected')
})

t.test('a date among the codes that no shift explains is damage', async t => {
  const line = row('B_TblProceeding', { DEC_CODE: at('1996-05-21') })
  await isDamaged(t, 'B_TblProceeding', line, '8001: 38 fields, not where they belong')
  const letters = row('B_TblProceeding', { COMP_DATE: 'KRO' })
  await isDamaged(t, 'B_TblProceeding', letters, '8001: 38 fields, not where they belong')
})

t.test('a row that slipped where no date shows it is seen by its codes', async t => {
  const slipped = fields('B_TblProceeding', { CUSTODY: '', NAT: '??', HEARING_TIME: '' })
  slipped.splice(place('B_TblProceeding', 'CUSTODY'), 1)
  const line = [...slipped, ''].join('\t')
  await isDamaged(t, 'B_TblProceeding', line, '8001: 38 fields, not where they belong')
})

t.test('a row that a line break inside a text split into two lines is one row', async t => {
  const split = (otherwise: Record<string, string>) => row('A_TblCase', otherwise)
  for (const city of ['LOS\nANGELES', 'LOS\r\nANGELES', 'LOS ANGELES\n', '\nLOS ANGELES', 'LOS\n\nANGELES'])
    for (const column of ['ALIEN_CITY', 'UPDATED_CITY', 'INMATE_HOUSING'])
      await isRepairOf(t, 'A_TblCase', row('A_TblCase'), split({ [column]: city }), column)
  const told = await gathered([
    file('A_TblCase', [
      split({ ALIEN_CITY: 'LOS\nANGELES' }),
      row('A_TblCase', { IDNCASE: '7002' }),
      split({ IDNCASE: '7003', ALIEN_CITY: 'EL\nPASO' })
    ])
  ])
  t.same(
    told.parts.map(part => [part.case_id, part.line, part.repaired]),
    [
      ['7001', 2, true],
      ['7002', 4, false],
      ['7003', 5, true]
    ]
  )
  t.same(told.rejected, [])
})

t.test('two short lines that do not make one sound row are two', async t => {
  const start = '7001\tLOS'
  const end = fields('A_TblCase', { ALIEN_CITY: 'ANGELES' }).slice(1)
  const refused = async (...lines: string[]) =>
    (await gathered([file('A_TblCase', lines)])).rejected.map(([, line, reason]) => `${line} ${reason}`)
  const strange = [...end]
  strange[place('A_TblCase', 'NAT') - 1] = 'XYZ'
  t.same(await refused(start, strange.join('\t')), ['2 damaged', '3 damaged'], 'a code that is none')
  t.same(await refused(start, end.slice(0, -1).join('\t')), ['2 damaged', '3 damaged'], 'a field is missing')
  t.same(await refused(start, row('A_TblCase'), end.join('\t')), ['2 damaged', '4 damaged'], 'a row between')
  t.same(await refused(start), ['2 damaged'], 'the last line')
  const short = ['9001', '8001', '7001', 'ASYL', at('2018-09-10')].join('\t')
  const { parts } = await gathered([file('tbl_Court_Appln', [short, short.replace('9001', '9002'), short])])
  t.same(
    parts.map(part => [part.line, part.fields[0]]),
    [
      [2, '9001'],
      [3, '9002'],
      [4, '9001']
    ],
    'rows whose blank end was not written'
  )
})

t.test('free text among the codes is counted and told to nobody', async t => {
  const name = 'SMITH JOHN'
  const told = await gathered([
    file('A_TblCase', [
      row('A_TblCase', { Sex: 'JOHN' }),
      row('A_TblCase', { NAT: name }),
      row('A_TblCase', { Sex: 'X', NAT: 'XYZ', CUSTODY: '' }),
      row('A_TblCase', { NAT: 'XYZ' })
    ]),
    file('B_TblProceeding', [
      row('B_TblProceeding', { BASE_CITY_CODE: name }),
      row('B_TblProceeding', { BASE_CITY_CODE: 'Joe' }),
      row('B_TblProceeding', { BASE_CITY_CODE: 'LOS2' }),
      row('B_TblProceeding', { OTHER_COMP: name }),
      row('B_TblProceeding', { BASE_CITY_CODE: name, NAT: name })
    ])
  ])
  t.notMatch(JSON.stringify(told), /SMITH|JOHN|Joe/)
  t.same(
    told.parts.filter(part => part.table === 0).map(part => [part.line, part.fields[0], part.fields[5]]),
    [
      [2, 'SP', '(text)'],
      [3, '(text)', 'F'],
      [5, 'XYZ', 'F']
    ]
  )
  t.same(
    told.parts.filter(part => part.table === 1).map(part => [part.line, part.fields[2], part.fields[4]]),
    [
      [2, '', ''],
      [3, '', ''],
      [4, 'LOS2', ''],
      [5, 'LOS', '(text)']
    ]
  )
  t.same(
    told.rejected.map(([table, line, reason]) => [table, line, reason]),
    [
      [0, 4, 'damaged'],
      [1, 6, 'damaged']
    ]
  )
  t.same(told.unknown, Array(2).fill(['BASE_CITY_CODE', '(text)']))
})

t.test('free text that slipped into a code is moved back where that alone fits', async t => {
  const blank = { RELEASE_MONTH: '', RELEASE_YEAR: '', DATE_OF_ENTRY: '', LPR: '' }
  const values = { ...blank, INMATE_HOUSING: 'BLOCK NORTH', C_ASY_TYPE: '', C_BIRTHDATE: '', Sex: '' }
  const slipped = fields('A_TblCase', values)
  slipped.splice(place('A_TblCase', 'UP_BOND_RSN'), 0, '', '')
  t.equal(slipped[place('A_TblCase', 'C_ASY_TYPE')], 'BLOCK NORTH')
  await isRepairOf(t, 'A_TblCase', row('A_TblCase', values), slipped.slice(0, 39).join('\t'))
})

t.test('tabs anywhere in a city never change what is kept of the row', async t => {
  const random = lcg(20260601)
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value
  const sound: string[] = []
  const torn: string[] = []
  for (let index = 0; index < 600; index++) {
    const maybe = (value: string): string => (random() < 0.5 ? value : '')
    const values = {
      IDNCASE: String(7000 + index),
      ALIEN_CITY: pick(['EL PASO', 'MIAMI', 'ST', 'LA', '12TH N CITY', 'M', 'SAN JUAN CAPISTRANO', '33463']),
      ALIEN_STATE: maybe(pick(['TX', 'FL'])),
      ALIEN_ZIPCODE: maybe(pick(['33463', '`79901', '12345-6789'])),
      UPDATED_CITY: random() < 0.1 ? 'TULSA' : '',
      NAT: maybe(pick(['MX', 'NA', '??', 'ES'])),
      LANG: maybe(pick(['SP', 'ENG', '???'])),
      CUSTODY: maybe(pick(['D', 'N', 'R'])),
      SITE_TYPE: maybe('M'),
      E_28_DATE: maybe(at('2020-01-01')),
      ATTY_NBR: maybe('A12'),
      CASE_TYPE: pick(['RMV', 'CFR', '00', 'DEP']),
      UPDATE_SITE: maybe('MIA'),
      LATEST_HEARING: maybe(at('1900-01-01')),
      LATEST_TIME: maybe('0000'),
      C_ASY_TYPE: maybe('I'),
      C_BIRTHDATE: maybe('12/1979'),
      Sex: maybe('M'),
      LPR: maybe('0')
    }
    const letters = [...values.ALIEN_CITY]
    const tears = 1 + Math.floor(random() * 4)
    for (let tear = 0; tear < tears; tear++)
      letters.splice(Math.floor(random() * (letters.length + 1)), 0, '\t')
    sound.push(row('A_TblCase', values))
    torn.push(row('A_TblCase', { ...values, ALIEN_CITY: letters.join('') }))
  }
  const expected = await gathered([file('A_TblCase', sound)])
  const told = await gathered([file('A_TblCase', torn)])
  t.equal(expected.parts.filter(part => !part.repaired).length, 600)
  t.equal(told.parts.length + told.rejected.length, 600)
  t.ok(told.parts.length > 450, `${told.parts.length} of 600 rows are repaired`)
  const byId = new Map(expected.parts.map(part => [part.case_id, part]))
  t.same(
    told.parts,
    told.parts.map(part => ({ ...byId.get(part.case_id), repaired: true }))
  )
  t.ok(told.rejected.every(([, , reason]) => reason === 'damaged'))
})

/** Numbers from 0 to 1, the same for the same seed. */
function lcg(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
