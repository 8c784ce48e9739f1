import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import t from 'tap'
import { readJsonStat, type StatSeries } from '../../src/reading/json-stat.ts'
import { shared } from '../sources/released.ts'

const read = async (document: unknown) => {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return readJsonStat(Readable.from([Buffer.from(text)]), { along: 'time', maxBytes: 10_000, file: 'a.json' })
}
const series = async (document: unknown): Promise<StatSeries[]> => [...(await read(document)).series()]

/** Two countries and two years, of which one cell is confidential and one is not there. */
const cube = {
  ...{ version: '2.0', class: 'dataset', source: 'ESTAT', id: ['geo', 'time'], size: [2, 2] },
  dimension: {
    geo: { category: { index: { EL: 1, DE: 0 } } },
    time: { category: { index: ['2023', '2024'] } }
  },
  value: { 0: 5, 3: 10 },
  status: { 2: 'c', 3: 'bp' }
}
const told = [
  {
    place: 1,
    key: { geo: 'DE' },
    cells: [
      { along: '2023', value: 5, status: '' },
      { along: '2024', value: null, status: '' }
    ]
  },
  {
    place: 2,
    key: { geo: 'EL' },
    cells: [
      { along: '2023', value: null, status: 'c' },
      { along: '2024', value: 10, status: 'bp' }
    ]
  }
]

t.test('values and statuses as objects or as lists tell the same', async t => {
  t.same(await series(cube), told)
  t.same(await series({ ...cube, value: [5, null, null, 10], status: [null, null, 'c', 'bp'] }), told)
})

t.test('a series of which nothing is told is left out, and a status may be of all cells', async t => {
  t.same(
    (await series({ ...cube, value: { 3: 10 }, status: {} })).map(({ place }) => place),
    [2]
  )
  const [first] = await series({ ...cube, status: 'p' })
  t.same(
    first?.cells.map(({ status }) => status),
    ['p', 'p']
  )
})

t.test('the dimension that a series runs along may stand anywhere', async t => {
  const turned = { ...cube, id: ['time', 'geo'], value: { 0: 5, 3: 10 }, status: { 1: 'c', 3: 'bp' } }
  t.same(await series(turned), told)
})

const values = shared('data/eurostat/jsonstat_nama_10_gdp_DE-FR_2022-2023_real-values.json')
t.test('a real capture of Eurostat’s is read', { skip: values.missing }, async t => {
  const gdp = await series(readFileSync(values.path, 'utf8'))
  t.same(
    gdp.map(({ key, cells }) => [key.geo, cells.map(({ value }) => value)]),
    [
      ['DE', [3_989_390, 4_219_310]],
      ['FR', [2_653_997.2, 2_833_826.4]]
    ]
  )
})

const shape = shared('data/eurostat/jsonstat_shape_with_status_and_extension_MADE-UP-VALUES.json')
t.test('the shape with statuses and the name of the table is read', { skip: shape.missing }, async t => {
  const found = await read(readFileSync(shape.path, 'utf8'))
  t.equal(found.id, 'PRC_HICP_MINR')
  t.same([...found.series()][0]?.cells[1], { along: '2026-08', value: 128.41, status: 'p' })
})

t.test('what is no table says so, in the publisher’s own words where there are any', async t => {
  await t.rejects(series({ warning: { status: 413, label: 'ASYNCHRONOUS_RESPONSE' } }), {
    code: 'unreadable',
    message: /413.*ASYNCHRONOUS_RESPONSE/
  })
  await t.rejects(series({ error: [{ status: 400, label: 'no such dimension' }] }), {
    message: /no such dimension/
  })
  await t.rejects(series({ ...cube, size: [0, 2] }), { code: 'empty', message: /not known/ })
  await t.rejects(series({ class: 'dataset' }), { code: 'malformed' })
  await t.rejects(series({ ...cube, value: { 4: 1 } }), { code: 'malformed', message: /outside its 4 cells/ })
  await t.rejects(series({ ...cube, value: [1] }), { code: 'malformed' })
  await t.rejects(series({ ...cube, size: [3, 2] }), { code: 'malformed', message: /"geo"/ })
  await t.rejects(read({ ...cube, id: ['geo', 'year'] }), { code: 'malformed' })
  await t.rejects(read(`"${'x'.repeat(10_001)}"`), { code: 'unreadable' })
})
