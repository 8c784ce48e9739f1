import t from 'tap'
import { gbDecisionsSource } from '../../../src/sources/gb-asylum-decisions/index.ts'
import type { Layout } from '../../../src/sources/source.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { odsBytes } from '../../reading/ods-writer.ts'
import { xlsxBytes } from '../../reading/xlsx-writer.ts'
import { countsIn, mapText } from '../released.ts'

// No workbook of the Home Office is here: those in these tests are synthetic, made by the documented layout.

const header = [
  ...['Year', 'Quarter', 'Nationality', 'Region', 'Case type', 'Case outcome group', 'Case outcome'],
  ...['Age', 'Sex', 'Applicant type', 'UASC', 'Host Country', 'Decisions']
]
type Cells = (string | number | undefined)[]
/** A row of Asy_D02 with the cells that a test is about. */
function decision(cells: Partial<Record<string, string | number>> = {}): Cells {
  const usual: Record<string, string | number> = {
    ...{ Year: 2024, Quarter: '2024 Q3', Nationality: 'Russia', Region: 'Europe Other' },
    ...{ 'Case type': 'Asylum Case', 'Case outcome group': 'Refused', 'Case outcome': 'Other Refusals' },
    ...{ Age: '18-29', Sex: 'Male', 'Applicant type': 'Main applicant', UASC: 'Non-UASC' },
    ...{ 'Host Country': 'Asylum case - N/A', Decisions: 7 }
  }
  return header.map(column => cells[column] ?? usual[column])
}
const title: Cells = ['Asy_D02: Outcomes of asylum applications at initial decision, by quarter']
const notes: Cells[] = [[], ['Notes:'], ['1. Figures are provisional.']]
const sheetsOf = (rows: Cells[], name = 'Data - Asy_D02') => [
  { name: 'Contents', rows: [['Asylum applications'], header] },
  { name: 'Pivot_Asy_D02', rows: [['a pivot'], header, decision({ Decisions: 999 })] },
  { name, rows }
]
const layout = (id: string): Layout => {
  const found = gbDecisionsSource.layouts.find(each => each.id === id)
  if (!found) throw new Error(`there is no layout ${id}`)
  return found
}
const csv = (rows: Cells[], head: Cells = header) =>
  mapText(
    layout('initial-decisions-csv'),
    [head, ...rows].map(cells => `${cells.map(cell => `"${cell ?? ''}"`).join(',')}\n`).join('')
  )
const brief = ({ count_key, source_table: _, line: __, ...fact }: CountFact) => fact

t.test('workbook, spreadsheet and text of the same rows make the same figures', async t => {
  const rows = [decision(), decision({ Decisions: 1234, Nationality: 'Bahamas, The' })]
  const sheets = sheetsOf([title, header, ...rows, ...notes])
  const xlsx = await mapText(layout('initial-decisions-workbook'), await xlsxBytes(sheets), 'a.xlsx')
  const ods = await mapText(layout('initial-decisions-ods'), odsBytes(sheets), 'a.ods')
  const text = await csv(rows)
  t.same(
    xlsx.map(({ row }) => row.line),
    [3, 4],
    'rows of the sheet'
  )
  const figures = countsIn(xlsx).map(brief)
  t.equal(figures.length, 2)
  t.match(figures[1], { nationality: 'BHS', value: 1234, period: '2024-Q3', outcome: 'rejected' })
  t.same(countsIn(ods).map(brief), figures)
  t.same(countsIn(text).map(brief), figures)
})

t.test('labels are read without case, footnote marks and odd spaces; figures with their commas', async t => {
  const [fact] = countsIn(
    await csv(
      [
        decision({
          ...{ Nationality: 'Congo  (Democratic Republic) [1]', Age: 'under 18', Sex: 'Unknown sex' },
          ...{ 'Applicant type': 'dependant', UASC: 'uasc', 'Case outcome': 'Other refusals (2)' },
          Decisions: '1,234'
        })
      ],
      header.map(column => (column === 'Decisions' ? 'decisions [note 3]' : column.toUpperCase()))
    )
  )
  t.match(fact, {
    ...{ nationality: 'COD', age_group: '0-17', sex: 'UNK', applicant_type: 'dependant' },
    ...{ unaccompanied: 'true', outcome: 'rejected', value: 1234, status: 'ok' }
  })
})

t.test(
  'labels make the key of a figure, whatever their case; a row that stands twice is refused',
  async t => {
    const facts = countsIn(await csv([decision(), decision({ Decisions: 2 }), decision({ Sex: 'MALE' })]))
    const [key] = facts.map(({ count_key }) => count_key)
    // The database refuses a key that stands twice, with both lines.
    t.same(
      facts.map(({ count_key, value }) => [count_key, value]),
      [
        [key, 7],
        [key, 2],
        [key, 7]
      ]
    )
    await t.rejects(csv([decision(), decision()]), { code: 'malformed', line: 3 })
  }
)

t.test('a name that nobody knows is rejected with the name, and an outcome is kept as unknown', async t => {
  const [named, outcome, sex] = (
    await csv([
      decision({ Nationality: 'Freedonia' }),
      decision({ 'Case outcome': 'New kind of refusal' }),
      decision({ Sex: 'X' })
    ])
  ).map(({ mapped }) => mapped)
  t.match(named, { rejected: 'unknown_code', unknown_codes: [{ field: 'Nationality', code: 'Freedonia' }] })
  t.match(named, { readable: { nationality: undefined, outcome: 'rejected', country_of_asylum: 'GBR' } })
  t.match(outcome, {
    facts: [{ outcome: 'unknown', value: 7, source_code: 'Refused / New kind of refusal' }],
    unknown_codes: [{ field: 'Case outcome', code: 'Refused / New kind of refusal' }]
  })
  t.match(sex, { rejected: 'unknown_code', unknown_codes: [{ field: 'Sex', code: 'X' }] })
  t.match(sex, { readable: { sex: undefined, decision_stage: 'first_instance', unit: 'persons' } })
})

t.test('only asylum cases are counted, and a total over withdrawals is one of withdrawals', async t => {
  const rows = await csv([
    decision({ 'Case type': 'Resettlement Case', UASC: 'Resettlement - N/A', Nationality: 'Freedonia' }),
    decision({ 'Case outcome group': 'Withdrawn', 'Case outcome': 'Total (pre-2010)' }),
    decision({ 'Case outcome group': 'Refused', 'Case outcome': 'Total (pre-2010)' })
  ])
  t.same(rows[0]?.mapped, { excluded: 'resettlement' })
  t.match(rows[1]?.mapped, { facts: [{ outcome: 'otherwise_closed' }] })
  t.match(rows[2]?.mapped, { facts: [{ outcome: 'unknown' }] }, 'of another group it is not known')
})

t.test('what is no quarter or no figure is rejected; what is not available is no zero', async t => {
  const rows = await csv([
    decision({ Quarter: '2023 Q3' }),
    decision({ Quarter: '2024 Q5' }),
    decision({ Decisions: 'z' }),
    decision({ Decisions: ':' })
  ])
  t.match(
    rows.map(({ mapped }) => mapped),
    [
      { rejected: 'unreadable_period', readable: { period_from: undefined } },
      { rejected: 'unreadable_period' },
      { rejected: 'unreadable_figure', readable: { period_from: '2024-07-01', period_to: '2024-09-30' } },
      { facts: [{ value: null, status: 'not_reported' }] }
    ]
  )
})

t.test('appeals determined are the results of appeals, whoever appealed', async t => {
  const columns = ['Year', 'Quarter', 'Nationality', 'Region', 'Outcome', 'Sex', 'Appeals determined']
  const appeal = (outcome: string, figure: number): Cells => {
    return [2023, '2023 Q1', 'Stateless', 'Other', outcome, 'Female', figure]
  }
  const sheets = [
    {
      name: 'Data - Asy_D07',
      rows: [title, columns, appeal('Allowed', 5), appeal('dismissed', 6), appeal('Withdrawn', 1)]
    }
  ]
  const facts = countsIn(
    await mapText(
      layout('appeals-workbook'),
      await xlsxBytes(sheets),
      'asylum-appeals-datasets-mar-2023.xlsx'
    )
  )
  t.same(
    facts.map(({ outcome, value }) => [outcome, value]),
    [
      ['appeal_sustained', 5],
      ['appeal_dismissed', 6],
      ['withdrawn', 1]
    ]
  )
  t.match(facts[0], {
    ...{ decision_stage: 'appeal', authority: 'gb_tribunal', appealed_by: 'not_split', unit: 'persons' },
    ...{ nationality: 'XXA', sex: 'female', period_from: '2023-01-01', period_to: '2023-03-31' }
  })
})

t.test('a workbook is known by its name; one of another name may be either table', async t => {
  const head = (await xlsxBytes(sheetsOf([title, header]))).toString('latin1')
  const by = (name: string) =>
    gbDecisionsSource.layouts.filter(each => each.matches(head, name)).map(({ id }) => id)
  t.same(by('asylum-applications-datasets-sep-2024.xlsx'), ['initial-decisions-workbook'])
  t.same(by('uk/asylum-claims-datasets-mar-2026.xlsx'), ['initial-decisions-workbook'])
  t.same(by('asylum-appeals-datasets-mar-2023.xlsx'), ['appeals-workbook'])
  t.same(by('download.xlsx'), ['initial-decisions-workbook', 'appeals-workbook'])
})

t.test('another workbook, a file that is cut off and a second table below the notes are refused', async t => {
  const read = async (rows: Cells[], name?: string) =>
    mapText(layout('initial-decisions-workbook'), await xlsxBytes(sheetsOf(rows, name)), 'a.xlsx')
  await t.rejects(read([title, header, decision()], 'Data - Asy_D01'), {
    code: 'malformed',
    message: /no sheet "Data - Asy_D02", but "Contents", "Pivot_Asy_D02", "Data - Asy_D01"/
  })
  await t.rejects(read([title, header.slice(0, -1)]), { code: 'malformed', message: /no header/ })
  await t.rejects(read([title, header, decision(), ...notes, decision()]), {
    code: 'malformed',
    line: 7,
    message: /below the notes/
  })
  const text = `${header.join(',')}\n${decision().join(',')}\n`
  const cut = (length: number) => mapText(layout('initial-decisions-csv'), text.slice(0, length))
  await t.rejects(cut(text.length - 1), { code: 'truncated' })
  await t.rejects(mapText(layout('initial-decisions-csv'), `${text.slice(0, -30)}\n`), {
    code: 'malformed',
    message: /fields where the header has 13/
  })
})
