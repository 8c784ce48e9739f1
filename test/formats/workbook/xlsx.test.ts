import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { xlsx } from '../../../src/formats/workbook/xlsx.ts'
import { libreOffice, sheetsOf } from '../libre-office.ts'
import { showing, told } from '../made-up-figures.ts'

const madeUp = 'MADE UP: these figures are about nobody'

t.test('the same figures are the same bytes, whenever they are written', async t => {
  const first = await xlsx(showing(), told)
  t.equal(first.subarray(0, 4).toString('latin1'), 'PK\u0003\u0004')
  // A zip tells time in steps of two seconds.
  await new Promise(resolve => setTimeout(resolve, 2100))
  t.ok(first.equals(await xlsx(showing(), told)))
})

t.test(
  'a spreadsheet program reads each number as it is, and nothing where there is none',
  { skip: libreOffice.missing },
  async t => {
    const file = path.join(t.testdir({}), 'figures.xlsx')
    writeFileSync(file, await xlsx(showing(), told))
    const [{ Data = [], About = [], Words = [] } = {}] = sheetsOf(file)
    t.same(Data, [
      [
        ...['made_up', 'nationality', 'year', 'court', 'decisions', 'decisions_flags'],
        ...['fear_found_rate', 'fear_found_rate_flags', 'fear_found_rate_n'],
        ...['fear_found_rate_low', 'fear_found_rate_high'],
        ...['waiting_days_median', 'waiting_days_median_flags'],
        ...['unit', 'year_basis', 'as_at', 'source', 'series', 'release', 'synthetic'],
        ...['date_basis', 'period_from', 'period_to', 'filter_nationality', 'filter_sex']
      ],
      [
        madeUp,
        ...['SYR', '2024', '=1+1', '1234567', '', '12.3457%', '', '1000', '10%', '15%', '1402', ''],
        ...['decisions', 'calendar', '2024-12-31', 'made-up', 'court', '2026-08', 'TRUE'],
        ...['decided', '2024-01-01', '2024-12-31', 'RUS;SYR', '=female']
      ],
      [
        madeUp,
        ...['RUS', '2024', '+43 "a", b', '0', '', '', 'low_n', '3', '', '', '', 'not_reported'],
        ...['decisions', 'calendar', '2024-12-31', 'made-up', 'court', '2026-08', 'TRUE'],
        ...['decided', '2024-01-01', '2024-12-31', 'RUS;SYR', '=female']
      ],
      [
        madeUp,
        ...['RUS', '2023', '@x & <b>', '', 'suppressed;partial', '', 'suppressed', '', '', '', '0', ''],
        ...['decisions', 'calendar', '2024-12-31', 'made-up', 'court', '2026-08', 'TRUE'],
        ...['decided', '2023-01-01', '2023-12-31', 'RUS;SYR', '=female']
      ]
    ])
    t.equal(About[0]?.[0], 'MADE UP', 'before all else')
    const about = Object.fromEntries(About)
    t.match(about, {
      Title: 'Decisions by nationality, year',
      Rows: '3',
      Unit: 'decisions: Acts of an authority.',
      From: '2023-01-01',
      To: '2024-12-31',
      'Only: nationality': 'RUS, SYR',
      Question: JSON.stringify(told.query),
      'Counting rule': 'made-up.v1',
      Source: 'made-up (court)',
      Release: '2026-08',
      'Retrieved on': '2026-08-31',
      Licence: 'CC0',
      'Cite as': told.citation,
      'Address of these figures': told.canonical,
      'Caveat: odd': 'Something is odd about 2023.',
      'Flag: suppressed': 'It is not zero.'
    })
    t.ok(Words.some(([column, word, label]) => `${column} ${word} ${label}` === 'nationality RUS Russia'))
  }
)

const unzip = spawnSync('unzip', ['-v']).status === 0 ? false : 'unzip is not installed'

t.test('the header stays in sight and filters, and nothing is a formula', { skip: unzip }, async t => {
  const file = path.join(t.testdir({}), 'figures.xlsx')
  writeFileSync(file, await xlsx(showing(['waiting_days_median']), told))
  const { stdout } = spawnSync('unzip', ['-p', file, 'xl/worksheets/sheet1.xml'], { encoding: 'utf8' })
  t.match(stdout, /<pane [^>]*ySplit="1"[^>]*state="frozen"/)
  // The warning, three dimensions, the measure asked for and its flags, seven constant columns,
  // three of days, two of filters; the header and three rows.
  t.match(stdout, '</sheetData><autoFilter ref="A1:R4"/>')
  t.notMatch(stdout, '<f>')
  const texts = spawnSync('unzip', ['-p', file, 'xl/sharedStrings.xml'], { encoding: 'utf8' }).stdout
  t.match(stdout + texts, madeUp)
})

t.test('figures that were not made up do not say so', { skip: libreOffice.missing }, async t => {
  const file = path.join(t.testdir({}), 'figures.xlsx')
  writeFileSync(file, await xlsx(showing(), { ...told, synthetic: false }))
  t.equal(sheetsOf(file)[0]?.About?.[0]?.[0], 'Title')
  t.equal(sheetsOf(file)[0]?.Data?.[0]?.[0], 'nationality')
})
