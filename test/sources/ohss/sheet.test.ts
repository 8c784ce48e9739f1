import t from 'tap'
import type { Layout } from '../../../src/sources/source.ts'
import { credibleFearSource } from '../../../src/sources/us-credible-fear/index.ts'
import { repatriationsSource } from '../../../src/sources/us-dhs-repatriations/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import type { WrittenCell } from '../../reading/xlsx-writer.ts'
import { type MappedRow, mapText } from '../released.ts'
import { byTypeSheet, madeSheets, madeWorkbook, resultSheet } from './made-workbook.ts'

const layout = (id: string): Layout => {
  const found = [...credibleFearSource.layouts, ...repatriationsSource.layouts].find(each => each.id === id)
  if (!found) throw new Error(`there is no layout ${id}`)
  return found
}
const counts = (rows: MappedRow[]): CountFact[] =>
  rows.flatMap(({ mapped }) => ('facts' in mapped ? (mapped.facts as CountFact[]) : []))
const reasons = (rows: MappedRow[]): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const { mapped } of rows)
    if ('excluded' in mapped) found[mapped.excluded] = (found[mapped.excluded] ?? 0) + 1
  return found
}

t.test(
  'every figure of the workbook is a row: of the table, of other periods, or of another sheet',
  async t => {
    const workbook = await madeWorkbook()
    // 29 rows of figures: 26 months, 2 years, and one year that is not over.
    const all = 29 * madeSheets.reduce((sum, { columns }) => sum + columns.length, 0)
    const months = await mapText(layout('by-type-monthly'), workbook)
    t.equal(months.length, all)
    t.equal(counts(months).length, 26 * 13, '16 columns, of which three are sums of several types')
    t.same(reasons(months), { other_table: all - 29 * 16, aggregate: 3 * 16 + 26 * 3 })
    const years = await mapText(layout('by-type-yearly'), workbook)
    t.equal(counts(years).length, 2 * 13)
    t.same(reasons(years), { other_table: all - 29 * 16, part_of_total: 26 * 16, aggregate: 16 + 2 * 3 })
    t.same(
      months.filter(({ mapped }) => 'rejected' in mapped),
      []
    )
  }
)

t.test(
  'a month is that of its fiscal year, the newest is provisional, and a zero is a rounded number',
  async t => {
    const facts = counts(await mapText(layout('by-type-monthly'), await madeWorkbook()))
    t.same(
      [...new Set(facts.map(({ period }) => period))],
      [...months(2021, 10, 3), ...months(2022, 1, 12), ...months(2023, 1, 11)]
    )
    const of = (subtype: string, at: string) =>
      facts.find(({ return_subtype, period }) => return_subtype === subtype && period === at)
    t.match(of('voluntary_departure', '2022-04'), { value: 0, status: 'rounded', return_type: 'voluntary' })
    t.match(of('title_42_expulsion', '2023-05'), { value: 60, status: 'rounded', return_type: 'expulsion' })
    t.match(of('title_42_expulsion', '2023-06'), { value: null, status: 'not_applicable' })
    t.match(of('expedited_removal', '2023-10'), { value: 30, status: 'rounded' })
    t.match(of('expedited_removal', '2023-11'), { value: 30, status: 'provisional' })
    t.equal(new Set(facts.map(({ count_key }) => count_key)).size, facts.length)
  }
)

t.test('columns of one name are told apart by their group, and marks are no part of a name', async t => {
  const facts = counts(await mapText(layout('by-type-yearly'), await madeWorkbook()))
  const of = (source_code: string) => facts.find(each => each.source_code === source_code)
  t.match(of('DHS Enforcement Returns: Withdrawals'), {
    ...{ value: 480, return_type: 'withdrawal_of_application', return_subtype: 'enforcement_withdrawal' }
  })
  t.match(of('DHS Administrative Returns: Withdrawals'), {
    ...{ value: 600, return_type: 'refused_entry', return_subtype: 'administrative_withdrawal' }
  })
  t.match(of('Total Repatriations: Title 42 Expulsions'), { return_type: 'expulsion', value: 720 })
  t.match(of('DHS Removals: Total Removals'), { return_type: 'enforced', total_over: ['return_subtype'] })
  t.match(of('Total Repatriations: Total Repatriations'), { total_over: ['return_type', 'return_subtype'] })
})

t.test(
  'a nationality is a country, all that are not selected are OTHER, and the total is of all',
  async t => {
    const facts = counts(
      await mapText(layout('administrative-returns-by-nationality-yearly'), await madeWorkbook())
    )
    t.match(
      facts.filter(({ period }) => period === 'FY2023'),
      [
        { value: 1800, total_over: ['nationality'], return_type: 'refused_entry' },
        { nationality: 'PHL', value: 960, total_over: [], return_type: 'refused_entry' },
        { nationality: 'RUS', value: 240 },
        { nationality: 'CHN', value: 120 },
        { nationality: 'OTHER', value: 480 }
      ]
    )
  }
)

t.test(
  'a number that is not rounded, a column and a nationality that are not known are rejected',
  async t => {
    const odd = await madeWorkbook(madeSheets, (rows, name) => {
      if (name === 'DHS Removals by Citizenship') return changed(rows, 2, 3, 'Atlantis')
      return name === 'Nationwide CF by Result' ? changed(rows, 4, 2, 1234) : rows
    })
    const removals = await mapText(layout('removals-by-nationality-yearly'), odd)
    t.match(
      removals.flatMap(({ mapped }) => ('rejected' in mapped ? [mapped] : [])),
      [
        { rejected: 'unknown_code', unknown_codes: [{ field: 'nationality', code: 'Atlantis' }] },
        { rejected: 'unknown_code', readable: { period_from: '2022-10-01', return_type: 'enforced' } }
      ]
    )
    const results = await mapText(layout('monthly-results'), odd)
    t.match(
      results.flatMap(({ mapped }) => ('rejected' in mapped ? [mapped] : [])),
      [{ rejected: 'unreadable_figure', readable: { outcome: 'not_split', period_from: '2021-10-01' } }]
    )
  }
)

t.test('a sheet that is not as it is published is refused with the reason', async t => {
  const refused = async (
    change: (rows: WrittenCell[][]) => WrittenCell[][],
    expected: { code: string; message: RegExp },
    sheets = [resultSheet]
  ) => {
    const workbook = await madeWorkbook(sheets, change)
    const id = sheets[0]?.name === byTypeSheet.name ? 'by-type-yearly' : 'monthly-results'
    await t.rejects(mapText(layout(id), workbook), expected, String(expected.message))
  }
  const header = 2
  await refused(rows => changed(rows, 1, 0, 'Credible Fear: Fiscal Years 2022 to 2024'), {
    ...{ code: 'malformed', message: /is not headed "Nationwide Credible Fear .* another table/ }
  })
  await refused(rows => changed(rows, header, 0, 'Year'), { code: 'malformed', message: /"Fiscal Year"/ })
  await refused(rows => changed(rows, header, 3, 'Fear'), {
    ...{ code: 'malformed', message: /lacks the column "Positive Fear"/ }
  })
  await refused(rows => changed(rows, header, 3, 'Total'), { code: 'malformed', message: /lacks|twice/ })
  await refused(
    rows => [...rows.slice(0, header), [...(rows[header] ?? []), 'Total'], ...rows.slice(header + 1)],
    {
      ...{ code: 'malformed', message: /has the column "Total" twice/ }
    }
  )
  await refused(rows => rows.filter((_, at) => at !== 8), {
    code: 'malformed',
    message: /next month should stand/
  })
  // Of a year that is over, September is missing.
  await refused(rows => rows.filter((_, at) => at !== 15), {
    code: 'malformed',
    message: /has 11 months of the fiscal year 2022/
  })
  await refused(rows => [...rows, [undefined, 'December', 10]], {
    code: 'malformed',
    message: /below the notes/
  })
  await refused(rows => rows.slice(0, -1), { code: 'truncated', message: /without the note on its source/ })
  await refused(
    rows => rows,
    {
      ...{ code: 'malformed', message: /lacks the column "Total Repatriations: Title 42 Expulsions"/ }
    },
    [{ ...byTypeSheet, columns: byTypeSheet.columns.map((name, at) => (at === 3 ? 'Expulsions' : name)) }]
  )
})

t.test('a workbook without the sheet is another one, and says which sheets it has', async t => {
  await t.rejects(mapText(layout('by-type-monthly'), await madeWorkbook([resultSheet])), {
    ...{
      code: 'malformed',
      message: /has no sheet "DHS Repats by Type", but "TOC", "Nationwide CF by Result"/
    }
  })
})

/** The rows with another cell at a place. */
const changed = (rows: WrittenCell[][], row: number, column: number, cell: WrittenCell): WrittenCell[][] =>
  rows.map((cells, at) => (at === row ? cells.map((old, i) => (i === column ? cell : old)) : cells))

const months = (year: number, from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${year}-${String(from + i).padStart(2, '0')}`)
