import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import t, { type Test } from 'tap'
import { syncCatalogue } from '../../src/import/catalogue.ts'
import { openClient } from '../../src/import/client.ts'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { type Service, service } from '../service.ts'
import { pathOf, withoutSharedData } from './published-files.ts'

// Where a series breaks (docs/rules/domain.md §7.6). Every figure of the small files is invented, and what is expected of
// them is added up by hand; column headers, codes and labels are the publishers'.

const folder = join(projectRoot, 'test/acceptance/breaks')
const unhcr = 'unhcr-asylum-decisions'

const serviceWith = (t: Test, ...files: [source: string, path: string][]): Promise<Service> =>
  service(t, {}, async (database, dataDir) => {
    const client = await openClient(database)
    await syncCatalogue(client, sourceRegistry).finally(() => client.end())
    for (const [source, path] of files)
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source, paths: [path], release: 'r', force: true }
      )
  })

interface Row {
  flags: Record<string, string[]>
  [name: string]: unknown
}

/** The cells of an answer by their words, `*` where they come after a break: `2021: 1100*`. */
const cellsOf = (rows: Row[], measure: string, ...names: string[]): string[] =>
  rows.map(row => {
    const words = names.map(name => row[name]).join(' ')
    return `${words}: ${row[measure]}${row.flags[measure]?.includes('break') ? '*' : ''}`
  })

interface Break {
  date: string
  changes: string
  scope: Record<string, string[]>
}
interface Block {
  return_type: string
  series_by_period: { period: string; value: number; flags: string[] }[]
  breaks: Break[]
}

/** The breaks of an answer: `2021-01-01 unit USA`. */
const breaksOf = (breaks: Break[]): string[] =>
  breaks.map(({ date, changes, scope }) => [date, changes, ...Object.values(scope).flat()].join(' '))

const first = `/v1/statistics/decisions?source=${unhcr}&decision_stage=first_instance`

t.test('figures that change their unit break the series, in the rows alone', async t => {
  const { json, get } = await serviceWith(t, [unhcr, join(folder, 'unhcr-units.csv')])
  const inUsa = `${first}&country_of_asylum=USA`
  const office = ['2021-01-01 unit USA IN', '2023-01-01 unit USA IN']

  const persons = await json(`${inUsa}&unit=persons&group_by=year`)
  t.same(cellsOf(persons.data, 'persons', 'year'), [
    ...['2019: 130', '2020: 200', '2021: 1100*', '2022: 1130', '2023: 240*']
  ])
  t.same(breaksOf(persons.meta.breaks), office)
  t.match(persons.meta.breaks[0], {
    ...{ unit_before: ['cases'], unit_after: ['persons'] },
    ...{ note: /USA, level IN/, told_in: /dec_pc/ }
  })
  const [french] = (await json(`${inUsa}&unit=persons&group_by=year&lang=fr`)).meta.breaks
  t.match(french, { note: /USA.*IN/, told_in: 'Tableau des décisions d’asile du HCR, colonne dec_pc' })
  t.notMatch(french.note, /level|cases|counted/)
  t.same(
    cellsOf((await json(`${inUsa}&unit=cases&group_by=year`)).data, 'cases', 'year'),
    ['2019: 350', '2020: 380', '2023: 380*'],
    'the line of cases has no point in between, and breaks at the next one'
  )

  const whose = await json(`${inUsa}&unit=persons&group_by=nationality,year&period_from=2020`)
  t.same(
    cellsOf(whose.data, 'persons', 'nationality', 'year'),
    [
      ...['AFG 2020: 150', 'AFG 2021: 1040*', 'AFG 2022: 1060', 'AFG 2023: 160*'],
      ...['HND 2020: 50', 'HND 2021: 60', 'HND 2022: 70', 'HND 2023: 80']
    ],
    'a line without rows of the office does not break'
  )

  t.same(
    cellsOf((await json(`${first}&unit=persons&group_by=year`)).data, 'persons', 'year'),
    ['2019: 9630', '2020: 9700', '2021: 10600*', '2022: 10675', '2023: 9790*'],
    'worldwide, Canada’s 45 of 10,675 in 2022 are less than one in a hundred'
  )
  t.same(
    cellsOf(
      (await json(`${first}&unit=persons&country_of_asylum=CAN&group_by=year`)).data,
      'persons',
      'year'
    ),
    ['2022: 45*', '2023: 50'],
    'and all of Canada’s own'
  )

  const rate = 'total_protection_rate'
  const rated = await json(`${inUsa}&unit=persons&measures=persons,${rate}&group_by=year`)
  t.notOk(
    rated.data.some(({ flags }: Row) => flags[rate]?.includes('break')),
    'a rate without the office on either side does not break'
  )

  const spans = (years: string) => json(`${inUsa}&unit=persons&${years}`)
  const across = await spans('period_from=2020&period_to=2021')
  t.same(cellsOf(across.data, 'persons'), [': 1300*'], 'a number over both ways of counting')
  t.same(breaksOf(across.meta.breaks), office.slice(0, 1))
  const within = await spans('period_from=2021&period_to=2022')
  t.same(cellsOf(within.data, 'persons'), [': 2230'])
  t.same(within.meta.breaks, [])

  const german = `${first}&country_of_asylum=DEU&group_by=year`
  const levels = async (words: string) =>
    cellsOf((await json(`${german}&source_level=${words}`)).data, 'persons', 'year')
  t.same((await levels('FI'))[0], '2021: 9500*', 'the heading of a first instance that moved')
  t.notOk(
    (await levels('FI,NA')).some(cell => cell.endsWith('*')),
    'not where both are asked for'
  )

  const compared = await json(
    '/v1/compare?of=decisions&country_of_asylum=USA&decision_stage=first_instance&group_by=year'
  )
  const answers: { unit: string; breaks: Break[] }[] = compared.meta.answers
  t.same(
    answers.map(({ unit, breaks }) => [unit, breaksOf(breaks)]),
    [
      ['cases', office],
      ['persons', office]
    ]
  )

  const asked = `${inUsa}&unit=persons&group_by=year&period_from=2020&period_to=2021`
  const bodyOf = async (format: string) => (await get(`${asked}&format=${format}`)).body
  const lines = (await bodyOf('csv')).split(/\r?\n/)
  t.match(lines[2], /^2021,1100,[a-z_;]*\bbreak,/, 'CSV')
  t.match(JSON.parse((await bodyOf('ndjson')).split('\n')[1] ?? '').persons_flags, ['rounded'], 'NDJSON')
  t.ok(JSON.parse((await bodyOf('ndjson')).split('\n')[1] ?? '').persons_flags.includes('break'))
  const cube = JSON.parse(await bodyOf('json-stat'))
  t.match(cube.status['1'], /\bbreak$/, 'JSON-stat')
  t.same(breaksOf(cube.extension.breaks), office.slice(0, 1))
  const since = 'the series breaks in 2021: United States (IN) counted in persons, no longer in cases'
  t.match(
    (await get(`${inUsa}&unit=persons&group_by=year&period_from=2021&period_to=2021&format=sentence`)).body,
    since
  )
  t.match((await get(`${inUsa}&unit=persons&format=sentence&lang=fr`)).body, /série est rompue en 2021/)
  const picture = await bodyOf('svg')
  t.match(picture, />break in series</, 'the mark in the picture')
  t.match(picture, /At a dotted rule the series breaks/)
  const ends: { place: string; stretch: number }[] = [
    ...JSON.stringify(JSON.parse(await bodyOf('vega-lite'))).matchAll(
      /{"place":"(\d+)"[^}]*"stretch":(\d+)}/g
    )
  ].map(([, place = '', stretch]) => ({ place, stretch: Number(stretch) }))
  t.same(ends, [], 'and no line from 2020 to 2021')
})

t.test('the eras of a table break the answers that name what they are about', async t => {
  const source = 'gb-asylum-decisions'
  const { json } = await serviceWith(t, [source, join(folder, 'gb-eras.csv')])
  const asked = `/v1/statistics/decisions?source=${source}&decision_stage=first_instance&group_by=quarter`
  const ofQuarters = async (query: string, measure: string) => {
    const { data, meta } = await json(`${asked}&${query}`)
    return [cellsOf(data, measure, 'quarter').filter(cell => cell.endsWith('*')), breaksOf(meta.breaks)]
  }
  t.same(
    await ofQuarters('', 'persons'),
    [
      ['2002-Q1: 39*', '2023-Q1: 35*'],
      ['2002-01-01 coverage dependant', '2023-01-01 coverage closed_administratively closed_other']
    ],
    'all persons: dependants since 2002, administrative outcomes since 2023'
  )
  t.same(
    (await ofQuarters('applicant_type=main_applicant', 'cases'))[0],
    ['2023-Q1: 35*'],
    'main applicants alone are the same before and after 2002'
  )
  t.same(await ofQuarters('sex=female', 'persons'), [['2009-Q1: 7*'], ['2009-01-01 coverage']])
  t.same(
    (await ofQuarters('outcome=otherwise_closed', 'persons'))[0],
    ['2010-Q1: 3*'],
    'one kind of withdrawal'
  )
  t.same(
    (await ofQuarters('outcome=withdrawn,abandoned,otherwise_closed', 'persons'))[0],
    [],
    'all kinds of withdrawal together'
  )
  const { data } = await json(`/v1/sources/${source}`)
  const [decisions] = data.series
  t.equal(decisions.series, 'initial-decisions')
  t.same(
    decisions.breaks.map(({ date }: { date: string }) => date),
    ['2002-01-01', '2006-01-01', '2009-01-01', '2010-01-01', '2023-01-01']
  )
})

t.test('the publisher’s own flag of a break comes through', async t => {
  const source = 'eurostat-asylum-decisions'
  const { json } = await serviceWith(t, [source, join(folder, 'es-flag-b.csv')])
  const asked = `/v1/statistics/decisions?source=${source}&group_by=year&measures=persons,total_protection_rate`
  const { data, meta } = await json(asked)
  t.same(cellsOf(data, 'persons', 'year'), ['2020: 200', '2021: 220', '2022: 600*', '2023: 620'])
  t.same(cellsOf(data, 'total_protection_rate', 'year')[2], '2022: 0.5*')
  t.same(breaksOf(meta.breaks), ['2022-01-01 definition GRC'])
  const sweden = await json(`${asked}&country_of_asylum=SWE`)
  t.same(sweden.meta.breaks, [])
})

t.test('returns to a country break by their type', async t => {
  const { json, get } = await serviceWith(t, ['gb-returns', join(folder, 'gb-returns-2004.csv')])
  const { data } = await json('/v1/countries-of-return/ERI?source=gb-returns')
  const marked = data.executed.map(({ return_type, series_by_period, breaks }: Block) => [
    return_type,
    series_by_period
      .filter(({ flags }) => flags.includes('break'))
      .map(({ period, value }) => `${period}: ${value}`),
    breaksOf(breaks)
  ])
  t.same(marked, [
    ['enforced', [], []],
    ['voluntary', ['2005-Q1: 16'], ['2005-01-01 coverage voluntary']]
  ])
  const address = '/v1/countries-of-return/ERI'
  t.match((await get(`${address}.sentence?source=gb-returns`)).body, /The series breaks in 2005: /)
  t.match((await get(`${address}.svg?source=gb-returns`)).body, />break in series</)
})

type FileRow = Record<string, string>

const rowsOfFile = (): FileRow[] =>
  parse(gunzipSync(readFileSync(pathOf('unhcr/asylum_decisions.csv.gz'))), { columns: true })

const decidedIn = (row: FileRow): number =>
  ['dec_recognized', 'dec_other', 'dec_rejected', 'dec_closed'].reduce(
    (sum, name) => sum + Number(row[name]),
    0
  )

/**
 * Persons with a first decision by country and year, `*` after a break, counted from the file in another way: each
 * country, level and year is one text of its units and numbers.
 */
function linesOfFile(rows: readonly FileRow[]): Map<string, string> {
  const sums = new Map<string, number>()
  const levels = new Map<string, Set<string>>()
  for (const row of rows) {
    const { year, coa_iso, dec_level = '', dec_pc } = row
    if (!['IN', 'EO', 'FI', 'NA'].includes(dec_level)) continue
    levels.set(`${coa_iso}`, (levels.get(`${coa_iso}`) ?? new Set()).add(dec_level))
    for (const id of [`${coa_iso} ${year} ${dec_level} ${dec_pc}`, `${coa_iso} ${year} ${dec_pc}`])
      sums.set(id, (sums.get(id) ?? 0) + decidedIn(row))
  }
  const found = new Map<string, string>()
  for (const [country, own] of levels) {
    const total = (year: number) => sums.get(`${country} ${year} P`) ?? 0
    let isOpen = false
    const before = new Map<string, number>()
    for (let year = 2000; year <= 2025; year++) {
      for (const level of own) {
        const at = (when: number, unit: string) => sums.get(`${country} ${when} ${level} ${unit}`)
        const unitsAt = (when: number) => ['C', 'P'].filter(unit => at(when, unit) !== undefined).join('')
        const [last, has] = [before.get(level), unitsAt(year)]
        if (has === '') continue
        before.set(level, year)
        if (last === undefined || unitsAt(last) === has) continue
        // What came or went: persons themselves, or cases beside persons that stay.
        const moved = unitsAt(last).includes('P') && has.includes('P') ? 'C' : 'P'
        const isNoticed = (when: number) =>
          (at(when, moved) ?? 0) > 0 && (at(when, moved) ?? 0) * 100 >= total(when)
        if (isNoticed(last) || isNoticed(year)) isOpen = true
      }
      if (!sums.has(`${country} ${year} P`)) continue
      found.set(`${country} ${year}`, `${total(year)}${isOpen ? '*' : ''}`)
      isOpen = false
    }
  }
  return found
}

t.test(
  'the countries at UNHCR: the United States has 45,323 in 2020, 101,343 in 2021, and a break between them',
  { skip: withoutSharedData, timeout: 800_000 },
  async t => {
    const { json, get } = await serviceWith(t, [unhcr, pathOf('unhcr/asylum_decisions.csv.gz')])
    const lines = linesOfFile(rowsOfFile())
    t.same([lines.get('USA 2020'), lines.get('USA 2021')], ['45323', '101343*'])
    const { data, meta } = await json(`${first}&country_of_asylum=USA&unit=persons&group_by=year`)
    t.same(
      cellsOf(data, 'persons', 'year'),
      [...lines].flatMap(([id, text]) => (id.startsWith('USA ') ? [`${id.slice(4)}: ${text}`] : []))
    )
    t.same(breaksOf(meta.breaks), [
      ...['2002-01-01 unit USA EO', '2021-01-01 unit USA IN', '2025-01-01 unit USA IN']
    ])
    const all: Record<string, string>[] = parse(
      (await get(`${first}&unit=persons&group_by=country_of_asylum,year&format=csv`)).body,
      { columns: true }
    )
    const marks = (cells: string[]) => cells.filter(cell => cell.endsWith('*')).sort()
    const told = marks(
      all.map(
        ({ country_of_asylum, year, persons, persons_flags = '' }) =>
          `${country_of_asylum} ${year}: ${persons}${/\bbreak\b/.test(persons_flags) ? '*' : ''}`
      )
    )
    const counted = marks([...lines].map(([id, text]) => `${id}: ${text}`))
    t.ok(counted.length > 30, `${counted.length} breaks`)
    t.same(told, counted, 'every country and year')
  }
)
