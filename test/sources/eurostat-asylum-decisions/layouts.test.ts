import t from 'tap'
import { eurostatDecisionsLayouts } from '../../../src/sources/eurostat-asylum-decisions/tables.ts'
import type { Layout } from '../../../src/sources/source.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { countsIn, type MappedRow, mapText } from '../released.ts'
import { jsonStat, rows, sdmx, sdmxBoth, sdmxLabelled, tsv } from './fixtures.ts'

const recognisedBy = (text: string, name: string): Layout[] =>
  eurostatDecisionsLayouts.filter(layout => layout.matches(text.slice(0, 65_536), name))

async function read(text: string, name: string, id: string): Promise<MappedRow[]> {
  const [layout, ...others] = recognisedBy(text, name)
  if (layout?.id !== id || others.length > 0)
    throw new Error(`${name} is read by ${[layout, ...others].map(each => each?.id)}`)
  return mapText(layout, text, name)
}

const loaded = (found: MappedRow[]): CountFact[] => countsIn(found.filter(({ mapped }) => 'facts' in mapped))
/** Without where it stood: the same figure in any format. */
const figures = (found: MappedRow[]) =>
  loaded(found)
    .map(({ line: _, source_table: __, ...fact }) => fact)
    .sort((a, b) => (a.count_key < b.count_key ? -1 : 1))

const bulk = () => read(tsv(), 'MIGR_ASYDCFSTA.tsv', 'asydcfsta-tsv')

t.test('the bulk table: totals, groups, flags and missing figures', async t => {
  const found = await bulk()
  t.equal(found.length, 16)
  t.same(
    found.flatMap(({ row, mapped }) => ('excluded' in mapped ? [[row.line, mapped.excluded]] : [])),
    [[15, 'aggregate']],
    'groups of citizens'
  )
  const at = (line: number, period: string) =>
    loaded(found).find(fact => fact.line === line && fact.period === period)
  t.match(at(2, '2024'), {
    ...{ nationality: 'not_split', country_of_asylum: 'GRC', sex: 'not_split', age_group: 'not_split' },
    ...{ outcome: 'not_split', unit: 'persons', decision_stage: 'first_instance', authority: 'government' },
    ...{ value: 43_000, status: 'rounded', source_flags: ['p'], source_code: 'TOTAL' },
    ...{ period_from: '2024-01-01', period_to: '2024-12-31' }
  })
  t.same(at(2, '2024')?.total_over?.toSorted(), ['age_group', 'nationality', 'outcome', 'sex'])
  t.same(at(3, '2023')?.total_over?.toSorted(), ['age_group', 'nationality', 'outcome_group', 'sex'])
  t.match(
    [16, 17].map(line => at(line, '2024')?.country_of_asylum),
    ['EU27_2020', 'EUROSTAT_TOTAL']
  )
  t.match(at(4, '2023'), { outcome: 'protection_granted', value: 80, source_flags: ['b', 'u'] })
  t.same(
    [4, 5, 6, 7].map(line => [at(line, '2024')?.value, at(line, '2024')?.status]),
    [
      [null, 'not_reported'],
      [null, 'suppressed'],
      [null, 'not_applicable'],
      [null, 'not_reported']
    ],
    'nothing, c, z, m'
  )
  t.match(at(7, '2023'), { outcome: 'humanitarian_status_granted', value: 0, status: 'rounded' })
  t.match(at(8, '2023'), { outcome: 'temporary_protection_granted', source_flags: ['e'] })
  t.match(at(9, '2023'), { sex: 'female', age_group: '14-17', country_of_asylum: 'GBR', total_over: [] })
  t.match(at(10, '2023'), { age_group: '0-17', country_of_asylum: 'XKX' })
  t.same(at(10, '2023')?.total_over?.toSorted(), ['sex', 'under_18'])
  t.match(at(11, '2023'), { nationality: 'UNK', source_label: 'RNC, Rejected' })
  t.match(at(13, '2023'), { nationality: 'XXA', sex: 'UNK', age_group: 'UNK', total_over: [] })
  t.match(at(14, '2023'), { nationality: 'OTHER' })
  const keys = loaded(found).map(({ count_key }) => count_key)
  t.equal(new Set(keys).size, keys.length, 'UNK and RNC have keys of their own')
})

t.test('the same table has the same facts in each of today’s formats', async t => {
  const expected = figures(await bulk())
  t.same(figures(await read(sdmx(), 'download.csv', 'asydcfsta-sdmx-csv')), expected, 'SDMX-CSV')
  t.same(figures(await read(sdmxLabelled(), 'download.csv', 'asydcfsta-sdmx-csv')), expected, 'with labels')
  t.same(figures(await read(sdmxBoth(), 'download.csv', 'asydcfsta-sdmx-csv')), expected, 'code:label')
  t.same(figures(await read(jsonStat(), 'download.json', 'asydcfsta-json-stat')), expected, 'JSON-stat')
  const turned = ['freq', 'citizen', 'sex', 'unit', 'geo', 'age', 'decision']
  t.same(
    figures(await read(tsv(rows, undefined, turned), 'estat_migr_asydcfsta.tsv', 'asydcfsta-tsv')),
    expected,
    'dimensions in another order'
  )
})

const codes = {
  POS: 'TOTAL_POS',
  POS_RFG: 'GENCONV',
  POS_SPROT: 'SUB_PROT',
  POS_HUM: 'HUMSTAT',
  NEG: 'REJECTED'
}
t.test('the codes of earlier tables mean the same, and keep what they were', async t => {
  const older = rows.map(row => ({
    ...row,
    decision: row.decision === 'TEMP_PROT' ? 'TMP_PROT' : (codes[row.decision as 'POS'] ?? row.decision)
  }))
  const told = (found: MappedRow[]) => figures(found).map(({ source_code: _, ...fact }) => fact)
  const found = await read(tsv(older), 'MIGR_ASYDCFSTA.tsv', 'asydcfsta-tsv')
  t.same(told(found), told(await bulk()))
  t.ok(loaded(found).some(({ source_code }) => source_code === 'GENCONV'))
})

/** Made up in the layout of the old explorer’s quarterly file, which has no flags (docs/rules/sources.md §13.3). */
const oldQuarter = [
  '"TIME","GEO","CITIZEN","SEX","AGE","DECISION","UNIT","Value"',
  '"2008Q1","Germany (until 1990 former territory of the FRG)","Syria","Males","Less than 14 years","Geneva Convention status","Person","2,095"',
  '"2008Q1","Kosovo (under United Nations Security Council Resolution 1244/99)","Total","Females","Less than 18 years","Total positive decisions","Person",":"',
  '"2008Q2","European Union (28 countries)","Syria","Total","Total","Rejected","Person","5"',
  '"2008Q2","Greece","Extra-EU-28","Total","Total","Rejected","Person","5"',
  ''
].join('\n')

t.test('a quarterly file of the old explorer: labels, commas in thousands, no flags', async t => {
  const found = await read(oldQuarter, 'migr_asydcfstq_1_Data.csv', 'asydcfstq-explorer')
  t.match(
    found.map(({ mapped }) => ('excluded' in mapped ? mapped.excluded : undefined)),
    [undefined, undefined, undefined, 'aggregate']
  )
  t.match(loaded(found), [
    {
      ...{
        period: '2008-Q1',
        period_to: '2008-03-31',
        country_of_asylum: 'DEU',
        nationality: 'SYR',
        value: 2095
      },
      ...{
        sex: 'male',
        age_group: '0-13',
        outcome: 'refugee_status_granted',
        source_flags: [],
        total_over: []
      },
      source_code: 'Geneva Convention status'
    },
    { country_of_asylum: 'XKX', age_group: '0-17', value: null, status: 'not_reported' },
    { country_of_asylum: 'EU28', value: 5 }
  ])
})

t.test('what a table does not say of itself, its name says, or the operator', async t => {
  const series = (text: string, name: string) => recognisedBy(text, name).map(layout => layout.series)
  t.same(series(tsv(), 'migr_asydcfina-2024.tsv'), ['final-annual'])
  t.same(series(tsv(), 'table.tsv'), ['first-instance-annual', 'final-annual'])
  t.same(series(tsv(rows, ['2023-Q1', '2023-Q2']), 'table.tsv'), ['first-instance-quarterly'])
  t.same(series(tsv(), 'migr_asyappctza.tsv'), [], 'another table')
  t.same(series(sdmx(rows, 'MIGR_ASYDCFINA'), 'x.csv'), ['final-annual'])
  t.same(series(sdmx(rows, 'MIGR_EIRTN'), 'x.csv'), [])
  t.same(series(jsonStat(rows, { id: 'MIGR_ASYDCFINA' }), 'x.json'), ['final-annual'])
  const another = tsv().replaceAll('decision,', 'decision,asyl_app,')
  t.same(series(another, 'MIGR_ASYDCFSTA.tsv'), [], 'another dimension, whose parts would be added')
  const final = await read(tsv(rows.slice(0, 1)), 'migr_asydcfina.tsv', 'asydcfina-tsv')
  t.match(loaded(final), [{ decision_stage: 'appeal', count_key: /^final-annual\// }, {}])
})

t.test('codes that nobody knows are rejected with what they are, and figures that are none', async t => {
  const rejected = async (row: Partial<(typeof rows)[number]>, from = 'PER', to = 'PER') => {
    const text = tsv([{ ...(rows[7] as (typeof rows)[number]), ...row }]).replace(from, to)
    const [first] = await read(text, 'MIGR_ASYDCFSTA.tsv', 'asydcfsta-tsv')
    return first?.mapped
  }
  const readable = {
    ...{ decision_stage: 'first_instance', authority: 'government', outcome: 'rejected', unit: 'persons' },
    ...{ nationality: 'SYR', country_of_asylum: 'GBR', sex: 'female', age_group: '14-17' },
    ...{ period_from: '2023-01-01', period_to: '2024-12-31' }
  }
  const columns: Record<string, string> = {
    ...{ citizen: 'nationality', geo: 'country_of_asylum', decision: 'outcome', age: 'age_group' }
  }
  const unknown = (field: string, code: string) => ({
    rejected: 'unknown_code',
    unknown_codes: [{ field, code }],
    readable: Object.fromEntries(
      Object.entries(readable).filter(([name]) => name !== (columns[field] ?? field))
    )
  })
  t.same(await rejected({ citizen: 'CN_X_HK' }), unknown('citizen', 'CN_X_HK'))
  t.same(await rejected({ geo: 'GR' }), unknown('geo', 'GR'), 'ISO has it, and Eurostat has not')
  t.same(await rejected({ decision: 'POS_NEW' }), unknown('decision', 'POS_NEW'))
  t.same(await rejected({ age: 'Y_GE18' }), unknown('age', 'Y_GE18'))
  t.same(await rejected({ sex: 'X' }), unknown('sex', 'X'))
  t.same(await rejected({}, 'A,PER', 'A,PC'), unknown('unit', 'PC'))
  t.same(await rejected({ cells: ['12.5 ', ': '] }), { rejected: 'unreadable_figure', readable })
})

t.test('labels without codes, another table’s cube and a message are refused in words', async t => {
  const labels = sdmx().replaceAll(',A,PER,', ',Annual,Person,')
  const [layout] = recognisedBy(labels, 'x.csv')
  t.equal(layout?.id, 'asydcfsta-sdmx-labels')
  if (layout) await t.rejects(mapText(layout, labels), { code: 'unreadable', message: /labels.*with codes/ })
  const json = eurostatDecisionsLayouts.find(({ id }) => id === 'asydcfsta-json-stat') as Layout
  await t.rejects(mapText(json, jsonStat(rows, { id: 'MIGR_ASYDCFINA' })), { message: /MIGR_ASYDCFINA/ })
  await t.rejects(mapText(json, jsonStat().replaceAll('"decision"', '"citizenship"')), { code: 'malformed' })
  await t.rejects(mapText(json, jsonStat().replace('"size":[1,', '"size":[0,')), { code: 'empty' })
})
