/**
 * Synthetic: the layouts are those of Eurostat’s documentation and captures (docs/rules/sources.md §13.3), the
 * figures are made up, chosen for their oddness: flags, missing figures, groups, totals, citizenships that are none.
 */
export interface Row {
  citizen: string
  sex?: string
  age?: string
  decision: string
  geo: string
  /** One a period, as in TSV. */
  cells: string[]
}
export const periods = ['2023', '2024']

export const rows: Row[] = [
  { citizen: 'TOTAL', decision: 'TOTAL', geo: 'EL', cells: ['42825 ', '43000 p'] },
  { citizen: 'TOTAL', decision: 'POS', geo: 'EL', cells: ['18655 ', '19000 '] },
  { citizen: 'SY', decision: 'POS', geo: 'EL', cells: ['80 bu', ': '] },
  { citizen: 'SY', decision: 'POS_RFG', geo: 'EL', cells: ['50 ', ': c'] },
  { citizen: 'SY', decision: 'POS_SPROT', geo: 'EL', cells: ['30 ', ': z'] },
  { citizen: 'SY', decision: 'POS_HUM', geo: 'EL', cells: ['0 ', ': m'] },
  { citizen: 'SY', decision: 'TEMP_PROT', geo: 'EL', cells: ['5 e', '5 d'] },
  { citizen: 'SY', decision: 'NEG', geo: 'UK', sex: 'F', age: 'Y14-17', cells: ['20 ', '25 '] },
  { citizen: 'SY', decision: 'NEG', geo: 'XK', age: 'Y_LT18', cells: ['20 ', '25 '] },
  { citizen: 'RNC', decision: 'NEG', geo: 'LV', cells: ['10 ', '15 '] },
  { citizen: 'UNK', decision: 'NEG', geo: 'LV', cells: ['5 ', '5 '] },
  { citizen: 'STLS', decision: 'NEG', geo: 'LV', sex: 'UNK', age: 'UNK', cells: ['5 ', '5 '] },
  { citizen: 'UK_OCT', decision: 'NEG', geo: 'LV', cells: ['5 ', '5 '] },
  { citizen: 'EXT_EU27_2020', decision: 'NEG', geo: 'EL', cells: ['900 ', '950 '] },
  { citizen: 'SY', decision: 'NEG', geo: 'EU27_2020', cells: ['900 ', '950 '] },
  { citizen: 'SY', decision: 'NEG', geo: 'TOTAL', cells: ['900 ', '950 '] }
]

const filled = ({ citizen, sex = 'T', age = 'TOTAL', decision, geo }: Row): Record<string, string> => ({
  ...{ freq: 'A', unit: 'PER', citizen, sex, age, decision, geo }
})
const dimensions = ['freq', 'unit', 'citizen', 'sex', 'age', 'decision', 'geo']

/** Bulk layout; the order of the dimensions differs by table. */
export const tsv = (of: Row[] = rows, labels = periods, order = dimensions): string =>
  [
    [`${order.join(',')}\\TIME_PERIOD`, ...labels.map(period => `${period} `)].join('\t'),
    ...of.map(row => [order.map(name => filled(row)[name]).join(','), ...row.cells].join('\t')),
    ''
  ].join('\n')

const observations = (of: Row[]) =>
  of.flatMap(row =>
    row.cells.map((cell, i) => {
      const [value = '', flags = ''] = cell.split(' ')
      return { key: filled(row), period: periods[i] as string, value: value === ':' ? '' : value, flags }
    })
  )

export const sdmx = (of: Row[] = rows, code = 'MIGR_ASYDCFSTA'): string =>
  [
    `DATAFLOW,LAST UPDATE,${dimensions.join(',')},TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS`,
    ...observations(of).map(({ key, period, value, flags }) =>
      [
        ...[`ESTAT:${code}(1.0)`, '12/05/26 11:00:00', ...dimensions.map(name => key[name])],
        ...(flags === 'c' ? [period, value, '', 'C'] : [period, value, flags, ''])
      ].join(',')
    ),
    ''
  ].join('\r\n')

/** `labels=both`: a column of labels behind each of codes. */
export const sdmxLabelled = (of: Row[] = rows): string =>
  [
    `STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,${dimensions.map(name => `${name},Label of ${name}`).join(',')},TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG,Observation status (Flag) V2 structure,CONF_STATUS,Confidentiality status (flag)`,
    ...observations(of).map(({ key, period, value, flags }) =>
      [
        ...['dataflow', 'ESTAT:MIGR_ASYDCFSTA(1.0)', '"First instance decisions, by citizenship"'],
        ...dimensions.map(name => `${key[name]},"Label, of ${key[name]}"`),
        ...[period, '', value, '', flags, '', '', '']
      ].join(',')
    ),
    ''
  ].join('\n')

/** `code:label` in every cell, seen in some downloads. */
export const sdmxBoth = (of: Row[] = rows): string =>
  sdmx(of).replace(/,(TOTAL|SY|EL|NEG|POS)(?=,)/g, (_, code) => `,${code}:Label of ${code}`)

export function jsonStat(of: Row[] = rows, extension: object | undefined = { id: 'MIGR_ASYDCFSTA' }): string {
  const codes = Object.fromEntries(
    dimensions.map(name => [name, [...new Set(of.map(row => filled(row)[name] as string))]])
  ) as Record<string, string[]>
  codes.time = periods
  const id = [...dimensions, 'time']
  const size = id.map(name => codes[name]?.length as number)
  const value: Record<string, number> = {}
  const status: Record<string, string> = {}
  for (const row of of)
    for (const [i, cell] of row.cells.entries()) {
      const key: Record<string, string> = { ...filled(row), time: periods[i] as string }
      const at = id.reduce(
        (place, name, d) =>
          place * (size[d] as number) + (codes[name]?.indexOf(key[name] as string) as number),
        0
      )
      const [number = '', flags = ''] = cell.split(' ')
      if (number !== ':') value[at] = Number(number)
      if (flags) status[at] = flags
    }
  const dimension = Object.fromEntries(
    id.map(name => [
      name,
      { category: { index: Object.fromEntries((codes[name] as string[]).map((code, i) => [code, i])) } }
    ])
  )
  const label = 'First instance decisions on asylum applications'
  return JSON.stringify({
    ...{ version: '2.0', class: 'dataset', label, source: 'ESTAT', updated: '2026-05-12T11:00:00+0200' },
    ...{ value, status, id, size, dimension, ...(extension ? { extension } : {}) }
  })
}
