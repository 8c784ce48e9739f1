import t from 'tap'
import { reportText } from '../../src/commands/report.ts'
import { emptyTally, type ImportReport } from '../../src/import/report.ts'

const report: ImportReport = {
  ...emptyTally(),
  ...{ result: 'published', source: 'made-up', series: 'main', release: '2026-08', status: 'current' },
  ...{ reason: 'it covers all that 2026-07 did', read: 12_345, loaded: 12_300, rejected: 40, excluded: 5 },
  ...{ rejected_by_reason: { unknown_country: 40 }, excluded_by_reason: { not_a_decision: 5 } },
  ...{
    facts: { published_counts: 49_200 },
    unmet: ['40 rows were rejected, at most 0 are expected'],
    seconds: 1.234
  },
  coverage: {
    nationality: 'all',
    country_of_asylum: ['DEU'],
    from: '2020-01-01',
    to: '2025-12-31',
    complete: false
  },
  compared: null,
  against: { release: '2026-07', rows_before: 12_000, rows_now: 12_300 },
  unknown_codes: Array.from({ length: 22 }, (_, i) => ({ field: 'outcome', code: `X${i}`, count: 1_000 })),
  dropped: ['2026-05'],
  without_downloads: null,
  breaches: [],
  known_issues: ['Its newest year may be half.'],
  differences: [],
  left_unread: [],
  not_read: [],
  missing: ['tblAppeal', 'tblAppealFedCourts']
}

t.test('the report accounts for every row and names what was odd', async t => {
  const lines = Object.fromEntries(
    reportText(report)
      .split('\n')
      .map(line => [line.slice(0, 14).trim(), line.slice(14).trim()])
  )
  t.match(lines, {
    release: 'made-up 2026-08, series main',
    result: 'published, current (it covers all that 2026-07 did)',
    rows: '12,345 read = 12,300 loaded + 40 rejected + 5 excluded',
    facts: '49,200 published counts',
    rejected: '40 unknown country',
    excluded: '5 not a decision',
    'unknown codes': /^outcome "X0" \(1,000\), .*, and 2 others$/,
    'missing tables': 'tblAppeal, tblAppealFedCourts',
    covers: 'all nationalities, countries of asylum DEU, 2020-01-01 to 2025-12-31, with parts missing',
    before: '2026-07 has 12,000 rows, this 12,300',
    forced: '40 rows were rejected, at most 0 are expected',
    'no longer kept': '2026-05',
    time: '1.2 s'
  })
})

t.test(
  'figures that are hard to believe are listed, the worst first, and one line says who answers',
  async t => {
    const breach = { kind: 'changed' as const, reporter: 'DEU', year: 2024, what: 'first_instance rejected' }
    const breaches = Array.from({ length: 12 }, () => ({ ...breach, before: 250_000, now: 2500 }))
    const text = reportText({ ...report, status: 'beside', breaches })
    t.match(text, /^answers +no: 2026-07 goes on answering$/m)
    t.match(text, /^hard to believe +DEU 2024 first_instance rejected: 250,000 before, 2,500 now$/m)
    t.match(text, /^ +and 2 more$/m)
    t.match(reportText(report), /^answers +yes$/m)
  }
)

t.test('a dry run says what would come of it, in the line of an import', async t => {
  const beside = { ...report, result: 'dry_run' as const, status: 'beside' as const, reason: 'It lacks FRA.' }
  const text = reportText(beside)
  t.match(text, /^result +dry run: nothing was written; it would be beside \(It lacks FRA\.\)$/m)
  t.match(text, /^answers +no/m)
  const stopped = reportText({ ...beside, status: null })
  t.match(stopped, /^result +dry run: nothing was written; it would not be published$/m)
  t.notMatch(stopped, /^answers/m)
})

t.test('where these bytes are published already there is nothing to count', async t => {
  const text = reportText({ ...report, result: 'unchanged', dropped: [] })
  t.match(text, /unchanged: these bytes are published already, current/)
  t.notMatch(text, /rows|facts/)
})

t.test('a release that its publisher took back is said to answer nothing', async t => {
  const taken = { ...report, status: 'withdrawn' as const, reason: 'It lacks 170,000 rows.' }
  t.match(reportText(taken), /^result +loaded and WITHDRAWN at once, so it answers nothing .*: It lacks/m)
  const rehearsed = reportText({ ...taken, result: 'dry_run' })
  t.match(rehearsed, /^result +dry run: nothing was written; it would be WITHDRAWN at once: It lacks/m)
})

t.test('a release of several tables has a line a table, and names what it did not read', async t => {
  const rows = { read: 9, loaded: 6, rejected: 1, excluded: 2, repaired: 3, published: 10 }
  const text = reportText({
    ...report,
    rows_by_table: { Cases: { ...rows, rejected_by_reason: {}, excluded_by_reason: {} } },
    impossible_dates: { COMP_DATE: 4 },
    left_unread: [{ file: 'Bonds.csv', reason: 'its codes mean nothing' }],
    not_read: Array.from({ length: 10 }, (_, i) => `Lookup/${i}.csv`)
  })
  t.match(text, /^ {2}Cases +9 = 6 \+ 1 \+ 2, 3 repaired, its publisher says 10$/m)
  t.match(text, /^impossible dates +4 COMP DATE$/m)
  t.match(text, /^left unread +Bonds\.csv: its codes mean nothing$/m)
  t.match(text, /^not read +Lookup\/0\.csv, .*Lookup\/7\.csv, and 2 others$/m)
})
