import t from 'tap'
import { eurostatReturnsLayouts } from '../../../src/sources/eurostat-returns/tables.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { countsIn, type MappedRow, mapText } from '../released.ts'

// Synthetic but for the words: no current file of these tables is at hand, so figures are made up in the layout
// that Eurostat documents (docs/rules/sources.md §13.3), and names are those of the file of 2012–2016.

async function read(text: string | Buffer, name: string, id: string): Promise<MappedRow[]> {
  const [layout, ...others] = eurostatReturnsLayouts.filter(each => each.matches(text.toString(), name))
  if (layout?.id !== id || others.length > 0)
    throw new Error(`${name} is read by ${layout?.id} and ${others.length}`)
  return mapText(layout, text, name)
}
const loaded = (found: MappedRow[]): CountFact[] => countsIn(found.filter(({ mapped }) => 'facts' in mapped))

const line = (citizen: string, c_dest: string, geo: string, ...cells: string[]) =>
  [`A,PER,${citizen},TOTAL,T,${c_dest},${geo}`, ...cells].join('\t')
const bulk = [
  'freq,unit,citizen,age,sex,c_dest,geo\\TIME_PERIOD\t2023 \t2024 ',
  line('RU', 'TOTAL', 'EL', '105 ', '110 p'),
  line('RU', 'RU', 'EL', '60 ', ': c'),
  line('RU', 'GE', 'EL', '45 e', ': '),
  line('TOTAL', 'UNK', 'UK', ': z', '5 '),
  line('RU', 'TOTAL', 'EU27_2020', '900 ', '900 '),
  line('RU', 'EXT_EU27_2020', 'EL', '80 ', '80 '),
  ''
].join('\n')

t.test('a table with destinations: from where, to where, and no stage of a decision', async t => {
  const found = await read(bulk, 'MIGR_EIRTN.tsv', 'eirtn-tsv')
  t.same(
    found.flatMap(({ row, mapped }) => ('excluded' in mapped ? [[row.line, mapped.excluded]] : [])),
    [[7, 'aggregate']]
  )
  const facts = loaded(found)
  t.match(facts[0], {
    ...{ nationality: 'RUS', country_of_asylum: 'GRC', country_of_return: 'not_split', outcome: 'not_split' },
    ...{ return_type: 'not_split', unit: 'persons', value: 105, status: 'rounded', source_code: 'eirtn' }
  })
  t.same(facts[0]?.total_over?.toSorted(), [
    ...['age_group', 'country_of_return', 'return_subtype', 'same_country', 'sex']
  ])
  t.match(facts[1], { value: 110, status: 'provisional', source_flags: ['p'] })
  t.match(facts[2], { country_of_return: 'RUS', value: 60 })
  t.match(facts[3], { country_of_return: 'RUS', value: null, status: 'suppressed' })
  t.match(facts[4], { country_of_return: 'GEO', source_flags: ['e'] })
  t.match(facts[5], { value: null, status: 'not_reported' })
  t.match(facts[6], { country_of_return: 'UNK', country_of_asylum: 'GBR', status: 'not_applicable' })
  t.match(facts[8], { country_of_asylum: 'EU27_2020', value: 900 })
  for (const fact of facts) {
    t.equal(fact.decision_stage, undefined)
    const expected = fact.country_of_return === 'UNK' ? 'not_split' : undefined
    t.equal(fact.same_country, expected, 'a named destination does not tell it')
  }
  t.equal(new Set(facts.map(({ count_key }) => count_key)).size, facts.length)
})

const quarters = [
  'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,citizen,Country of citizenship,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG,Observation status (Flag) V2 structure,CONF_STATUS,Confidentiality status (flag)',
  'dataflow,ESTAT:MIGR_EIRTN1(1.0),"Returned, quarterly",Q,Quarterly,PER,Person,RU,Russia,DE,Germany,2024-Q3,,35,,bp,,,',
  ''
].join('\n')
t.test('the quarterly table is a series of its own, known by its name and its periods', async t => {
  const [fact] = loaded(await read(quarters, 'x.csv', 'eirtn1-sdmx-csv'))
  t.match(fact, {
    ...{ period: '2024-Q3', period_from: '2024-07-01', value: 35, status: 'provisional' },
    ...{ source_flags: ['b', 'p'], total_over: [], count_key: /^quarterly\// }
  })
  const named = bulk.replaceAll('A,PER', 'Q,PER').replace('2023 \t2024 ', '2023-Q1 \t2023-Q2 ')
  t.equal(loaded(await read(named, 'MIGR_EIRTN1.tsv', 'eirtn1-tsv'))[0]?.period, '2023-Q1')
})

// Codes of the quarterly table as another project reads it, 2021-Q1 to 2025-Q2; figures are made up.
const grouped = [
  'freq,unit,citizen,c_dest,geo\\TIME_PERIOD\t2024-Q1 \t2024-Q2 ',
  'Q,PER,RU,TOTAL,DE\t100 \t80 ',
  'Q,PER,RU,THRD_CTZ,DE\t60 \t: c',
  'Q,PER,RU,THRD_OTH,DE\t25 \t20 ',
  'Q,PER,RU,EU27_2020_EFTA_FOR,DE\t10 \t5 ',
  'Q,PER,RU,UNK,DE\t5 \t0 ',
  'Q,PER,RU,EU27_2020,DE\t10 \t5 ',
  'Q,PER,RU,THRD,DE\t10 \t5 ',
  ''
].join('\n')
t.test(
  'groups of destinations tell whether it was the country of citizenship, and name no country',
  async t => {
    const found = await read(grouped, 'selection.tsv', 'eirtn1-tsv')
    const first = loaded(found).filter(({ period }) => period === '2024-Q1')
    t.same(
      first.map(({ country_of_return, same_country, return_subtype, value, total_over }) => [
        ...[country_of_return, same_country, return_subtype, value, total_over]
      ]),
      [
        ['not_split', undefined, undefined, 100, ['country_of_return', 'same_country', 'return_subtype']],
        ['not_split', 'true', undefined, 60, ['country_of_return']],
        ['not_split', 'false', 'Other third country', 25, ['country_of_return']],
        ['not_split', 'false', 'Country of the EU or EFTA', 10, ['country_of_return']],
        ['UNK', 'not_split', undefined, 5, []]
      ]
    )
    t.equal(new Set(loaded(found).map(({ count_key }) => count_key)).size, 10)
    t.match(
      found.slice(5).map(({ mapped }) => mapped),
      [
        { excluded: 'aggregate' },
        { rejected: 'unknown_code', unknown_codes: [{ field: 'c_dest', code: 'THRD' }] }
      ]
    )
  }
)

t.test('a file that names no table is returns only with a column that no other table has', t => {
  const known = (head: string, name: string) =>
    eurostatReturnsLayouts.filter(each => each.matches(head, name)).map(({ id }) => id)
  // The dimensions of orders to leave, of people found to stay illegally, and of returns in a selection.
  const orders = 'freq,unit,citizen,geo\\TIME_PERIOD\t2023 \nA,PER,RU,DE\t5 \n'
  t.same(known(orders, 'estat.tsv'), [])
  t.same(known(orders, 'estat_migr_eiord.tsv'), [])
  t.same(known(orders, 'estat_migr_eirtn.tsv'), ['eirtn-tsv'])
  t.same(known(orders.replace('citizen,', 'citizen,c_dest,'), 'estat.tsv'), ['eirtn-tsv'])
  t.same(known(orders.replace('citizen,', 'citizen,c_dest,reason,'), 'estat_migr_eirtn.tsv'), [])
  const sdmx =
    'DATAFLOW,freq,unit,citizen,geo,TIME_PERIOD,OBS_VALUE\nESTAT:MIGR_EIORD(1.0),A,PER,RU,DE,2023,5\n'
  t.same(known(sdmx, 'migr_eirtn.csv'), [])
  t.same(known(sdmx.replace('EIORD', 'EIRTN'), 'x.csv'), ['eirtn-sdmx-csv'])
  t.end()
})

const old = (citizen: string, geo: string, value: string, indicator = 'Total number of persons returned') =>
  `"2014","${geo}","${citizen}","${indicator}","Person","${value}",""`
const names: [string, string][] = [
  ['China (including Hong Kong)', 'CHN'],
  ['Kosovo (under United Nations Security Council Resolution 1244/99)', 'XKX'],
  ['Former Yugoslav Republic of Macedonia, the', 'MKD'],
  ['São Tomé and Príncipe', 'STP'],
  ["Côte d'Ivoire", 'CIV'],
  ['Gambia, The', 'GMB'],
  ['Congo', 'COG'],
  ['Cook Islands (NZ)', 'COK'],
  ['Myanmar/Burma', 'MMR'],
  ['Swaziland', 'SWZ']
]
t.test('a file of the old explorer: Latin-1, names of its own, part of the total left out', async t => {
  const text = [
    '"TIME","GEO","CITIZEN","INDIC_MG","UNIT","Value","Flag and Footnotes"',
    ...names.map(([name]) => old(name, 'Germany (until 1990 former territory of the FRG)', '1,095')),
    old('Russia', 'Greece', ':'),
    old('Russia', 'Greece', '40', 'Persons returned to a third country'),
    old('Russia', 'European Union (28 countries)', '40'),
    old('Russia', 'Greece', '40', 'Persons returned to the Moon'),
    old('Ruritania', 'Greece', '40'),
    old('Total', 'Greece', '40'),
    ''
  ].join('\n')
  const found = await read(Buffer.from(text, 'latin1'), 'migr_eirtn_Data.csv', 'eirtn-explorer')
  t.same(
    loaded(found)
      .slice(0, names.length)
      .map(({ nationality }) => nationality),
    names.map(([, code]) => code)
  )
  t.match(
    found.slice(names.length).map(({ mapped }) => mapped),
    [
      { facts: [{ value: null, status: 'not_reported', nationality: 'RUS', source_code: /^Total number/ }] },
      { excluded: 'part_of_total' },
      { facts: [{ country_of_asylum: 'EU28', value: 40 }] },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'INDIC_MG' }] },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'citizen', code: 'Ruritania' }] },
      { facts: [{ total_over: ['nationality'], nationality: 'not_split' }] }
    ]
  )
  t.match(loaded(found)[0], { country_of_asylum: 'DEU', value: 1095, status: 'rounded' })
  t.equal(loaded(found)[0]?.country_of_return, undefined, 'the table has no destinations')
})
