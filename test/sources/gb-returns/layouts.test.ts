import t from 'tap'
import { gbReturnsSource } from '../../../src/sources/gb-returns/index.ts'
import type { Layout } from '../../../src/sources/source.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { odsBytes } from '../../reading/ods-writer.ts'
import { xlsxBytes } from '../../reading/xlsx-writer.ts'
import { countsIn, mapText } from '../released.ts'

// No workbook of the Home Office is here: those in these tests are synthetic, made by the documented layout.

type Cells = (string | number)[]
const nationalityHeader = [
  ...['Year', 'Quarter', 'Nationality', 'Region', 'Return type group', 'Return type'],
  ...['Age', 'Sex', 'Return destination group', 'Number of returns']
]
const destinationHeader = [
  ...['Year', 'Quarter', 'Return type group', 'Return type'],
  ...['Return destination', 'Return destination region', 'Number of returns']
]
const refused = 'Refused entry at port and subsequently departed'
/** Year, quarter, nationality, region, group and type, then age, sex, destination group and number. */
const returned = (told: Cells, whom: Cells): Cells => [...told, ...whom]
const russians: Cells[] = [
  returned(
    [2023, '2023 Q4', 'Russia', 'Europe Other', 'Enforced return', 'Non-detained Enforced removals'],
    ['18 to 29', 'Male', 'Home Country', 3]
  ),
  returned(
    [2023, '2023 Q4', 'Russia', 'Europe Other', refused, 'Departed from UK Ports'],
    ['Unknown', 'Unknown', 'EU Member State', 2]
  ),
  returned(
    [2006, '1', 'Refugee', 'Other', 'Voluntary return', 'N/A - pre-2007'],
    ['17 and under', 'Female', 'Other country', 1]
  )
]
const toRussia: Cells[] = [
  [2023, '2023 Q4', 'Enforced return', 'Enforced removals', 'Russia', 'Europe Other', '1,003'],
  [2023, '2023 Q4', 'Voluntary return', 'Not available', 'Cyprus (Northern part of)', 'Europe Other', 4]
]
/** One workbook holds both tables. */
const sheets = [
  { name: 'Data - Ret_D01', rows: [['Ret_D01: Returns'], nationalityHeader, ...russians, ['Notes']] },
  { name: 'Data - Ret_D02', rows: [['Ret_D02: Returns by destination'], destinationHeader, ...toRussia] }
]
const layout = (id: string): Layout => {
  const found = gbReturnsSource.layouts.find(each => each.id === id)
  if (!found) throw new Error(`there is no layout ${id}`)
  return found
}
const told = ({ line: _, source_table: __, count_key: ___, ...fact }: CountFact) => fact

t.test('one workbook holds both tables, and each is read by its own sheet', async t => {
  const xlsx = await xlsxBytes(sheets)
  const matching = gbReturnsSource.layouts.filter(each =>
    each.matches(xlsx.toString('latin1'), 'returns-datasets-dec-2023.xlsx')
  )
  t.same(
    matching.map(({ series }) => series),
    ['by-nationality', 'by-destination'],
    'which of them, --series says'
  )
  for (const series of ['by-nationality', 'by-destination']) {
    const fromXlsx = countsIn(await mapText(layout(`${series}-workbook`), xlsx, 'r.xlsx'))
    const fromOds = countsIn(await mapText(layout(`${series}-ods`), odsBytes(sheets), 'r.ods'))
    t.same(fromOds.map(told), fromXlsx.map(told), series)
    t.equal(fromXlsx.length, series === 'by-nationality' ? 3 : 2)
  }
})

t.test('returns by nationality tell whether they were home, and never to where', async t => {
  const [home, elsewhere, refugee] = countsIn(
    await mapText(layout('by-nationality-workbook'), await xlsxBytes(sheets), 'r.xlsx')
  )
  t.same(home && told(home), {
    grain: 'count',
    period: '2023-Q4',
    period_from: '2023-10-01',
    period_to: '2023-12-31',
    country_of_asylum: 'GBR',
    outcome: 'not_split',
    unit: 'returns',
    source_code: 'Enforced return / Non-detained Enforced removals',
    source_label: 'Russia, to Home Country',
    total_over: [],
    value: 3,
    status: 'ok',
    nationality: 'RUS',
    same_country: 'true',
    return_type: 'enforced',
    return_subtype: 'Non-detained enforced removals',
    sex: 'male',
    age_group: '18-29'
  })
  t.match(elsewhere, {
    ...{ return_type: 'refused_entry', same_country: 'false', sex: 'UNK', age_group: 'UNK' },
    return_subtype: 'Departed from UK Ports'
  })
  t.notOk(elsewhere && 'country_of_return' in elsewhere)
  t.match(refugee, {
    ...{ period: '2006-Q1', nationality: 'OTHER', return_subtype: 'not_split', source_label: /^Refugee/ }
  })
})

t.test('returns by destination do not tell whose they were', async t => {
  const [russia, cyprus] = countsIn(
    await mapText(layout('by-destination-workbook'), await xlsxBytes(sheets), 'r.xlsx')
  )
  t.match(russia, { country_of_return: 'RUS', value: 1003, unit: 'returns', source_label: 'Russia' })
  t.notOk(russia && ('nationality' in russia || 'same_country' in russia))
  t.match(cyprus, {
    ...{ country_of_return: 'CYP', source_label: 'Cyprus (Northern part of)', return_subtype: 'not_split' }
  })
})

t.test('a kind of return that nobody knows is rejected with its name', async t => {
  const text = (group: string, type: string) =>
    `${destinationHeader.join(',')}\n2023,4,${group},${type},Russia,Europe Other,5\n`
  const [group] = await mapText(layout('by-destination-csv'), text('Other return', 'Other'))
  t.same(group?.mapped, {
    rejected: 'unknown_code',
    unknown_codes: [
      { field: 'Return type group', code: 'Other return' },
      { field: 'Return type', code: 'Other' }
    ],
    readable: {
      ...{ country_of_asylum: 'GBR', country_of_return: 'RUS', unit: 'returns' },
      ...{ period_from: '2023-10-01', period_to: '2023-12-31' }
    }
  })
})
