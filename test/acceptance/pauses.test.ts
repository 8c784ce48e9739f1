import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { countryFromName } from '../../src/vocabulary/countries/country.ts'
import { service } from '../service.ts'
import { pathOf, withoutSharedData } from './published-files.ts'

// Every gap, pause and resumption of the Home Office's table of destinations, held against a count of its own: here the
// file is read again and each destination is a text of one letter a quarter, which is searched for runs.

const file = 'gb-home-office/returns_by_destination.csv.gz'
const types: Readonly<Record<string, string>> = {
  'Enforced return': 'enforced',
  'Voluntary return': 'voluntary',
  'Refused entry at port and subsequently departed': 'refused_entry'
}
const quarters = Array.from({ length: 80 }, (_, i) => `${2004 + Math.floor(i / 4)}-Q${(i % 4) + 1}`)

interface Gap {
  from: string
  to: string
  months: number
  next_in?: string
  next_value?: number
  usual_before: number
  is_pause: boolean
  is_resumed?: boolean
}

/** `CODE type` → the number of each of the 80 quarters. */
function numbersOf(): Map<string, number[]> {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(pathOf(file))), { columns: true })
  const found = new Map<string, number[]>()
  for (const row of rows) {
    const code = countryFromName('home-office-name', row['Return destination'] ?? '')
    const key = `${code} ${types[row['Return type group'] ?? '']}`
    const numbers = found.get(key) ?? quarters.map(() => 0)
    const place = (Number(row.Year) - 2004) * 4 + Number(row.Quarter) - 1
    numbers[place] = (numbers[place] ?? 0) + Number(row['Number of returns'])
    found.set(key, numbers)
  }
  return found
}

function runsOf(numbers: readonly number[]): { closed: Gap[]; open: Gap | null } {
  const letters = numbers.map(n => (n > 0 ? 'x' : '.')).join('')
  const gapAt = (at: number, length: number): Gap => {
    const usual_before = numbers.slice(Math.max(0, at - 4), at).reduce((sum, n) => sum + n, 0)
    return {
      ...{ from: String(quarters[at]), to: String(quarters[at + length - 1]), months: length * 3 },
      ...{ usual_before, is_pause: usual_before >= 8 && length >= 2 }
    }
  }
  const closed = [...letters.matchAll(/(?<=x)\.+(?=x)/g)].map(({ index, 0: run }) => {
    const gap = gapAt(index, run.length)
    const next_value = Number(numbers[index + run.length])
    const next_in = String(quarters[index + run.length])
    return { ...gap, next_in, next_value, is_resumed: gap.is_pause && next_value >= 3 }
  })
  const end = /(?<=x)\.+$/.exec(letters)
  return { closed, open: end ? gapAt(end.index, end[0].length) : null }
}

/** Counted with Python from the same file: gaps, of one quarter, after eight returns; pauses, resumed; open ones. */
const counted = {
  enforced: { closed: 1284, one: 606, after_eight: 315, pauses: 97, resumed: 18, open: [113, 3, 1] },
  voluntary: { closed: 1225, one: 613, after_eight: 328, pauses: 93, resumed: 27, open: [85, 6, 2] },
  refused_entry: { closed: 1333, one: 671, after_eight: 339, pauses: 104, resumed: 26, open: [87, 5, 4] }
}

t.test('gaps, pauses and resumptions of all destinations', { skip: withoutSharedData }, async t => {
  const { json } = await service(t, {}, (database, dataDir) =>
    importRelease(
      { database, dataDir, sources: sourceRegistry },
      {
        ...{ source: 'gb-returns', series: 'by-destination', release: '2023-12', makeCurrent: true },
        paths: [pathOf(file)]
      }
    )
  )
  const numbers = numbersOf()
  const codes = [...new Set([...numbers.keys()].map(key => String(key.split(' ')[0])))].sort()
  t.equal(codes.length, 223, '224 names, of which two are Cyprus')
  const blocks = new Map<string, Record<string, unknown>>()
  for (const code of codes) {
    const { data } = await json(
      `/v1/countries-of-return/${code}?source=gb-returns&return_type=enforced,voluntary,refused_entry`
    )
    for (const block of data.executed) blocks.set(`${code} ${block.return_type}`, block)
  }
  t.same([...blocks.keys()].sort(), [...numbers.keys()].sort(), 'one block a destination and type')

  const shown = ({ periods, flags, ...gap }: Gap & { periods: number; flags: string[] }) => gap
  const wrong = [...numbers].filter(([key, own]) => {
    const block = blocks.get(key) as never as {
      value: number
      gaps: Parameters<typeof shown>[0][]
      open_gap: Parameters<typeof shown>[0] | null
      series_by_period: { period: string; value: number }[]
      resumed_in: string | null
    }
    const { closed, open } = runsOf(own)
    const newest = open?.is_pause ? undefined : closed.findLast(({ is_pause }) => is_pause)
    const said = {
      value: block.value,
      gaps: block.gaps.map(shown),
      open: block.open_gap && shown(block.open_gap),
      series: block.series_by_period.map(({ period, value }) => [period, value]),
      resumed_in: block.resumed_in
    }
    const right = {
      value: own.reduce((sum, n) => sum + n, 0),
      gaps: closed,
      open,
      series: own.map((value, i) => [quarters[i], value]),
      resumed_in: newest?.is_resumed ? newest.next_in : null
    }
    const sorted = (each: object) =>
      JSON.stringify(each, (_, value) => (isObject(value) ? inOrder(value) : value))
    return sorted(said) !== sorted(right)
  })
  t.same(
    wrong.map(([key]) => key),
    [],
    'every block equals the count'
  )

  for (const [type, right] of Object.entries(counted)) {
    const own = [...blocks.values()].filter(({ return_type }) => return_type === type)
    const closed = own.flatMap(({ gaps }) => gaps as Gap[])
    const open = own.flatMap(({ open_gap }) => (open_gap as Gap | null) ?? [])
    t.same(
      {
        closed: closed.length,
        one: closed.filter(({ months }) => months === 3).length,
        after_eight: closed.filter(({ usual_before }) => usual_before >= 8).length,
        pauses: closed.filter(({ is_pause }) => is_pause).length,
        resumed: closed.filter(({ is_resumed }) => is_resumed).length,
        open: [open, open.filter(gap => gap.usual_before >= 8), open.filter(({ is_pause }) => is_pause)].map(
          each => each.length
        )
      },
      right,
      type
    )
  }
  const ended = [...blocks].filter(
    ([key, { open_gap }]) => key.endsWith('enforced') && ((open_gap as Gap | null)?.months ?? 0) >= 6
  )
  t.equal(ended.filter(([key]) => !key.endsWith('refused_entry')).length, 90, 'none in the last two quarters')

  await t.test('Syria: enforced returns apart from voluntary ones', async t => {
    const { data } = await json('/v1/countries-of-return/SYR')
    const [enforced, voluntary, ...others] = data.executed
    t.same(others, [], 'people refused entry count only where they are asked for')
    t.match([enforced.return_type, voluntary.return_type], ['enforced', 'voluntary'])
    t.match(enforced.gaps.at(-1), {
      ...{ from: '2012-Q2', to: '2021-Q3', months: 114, next_in: '2021-Q4', next_value: 1 },
      ...{ usual_before: 1, is_pause: false }
    })
    t.match(enforced.open_gap, { from: '2022-Q1', to: '2023-Q4', months: 24, flags: ['provisional'] })
    t.match(enforced.gaps.at(-2), {
      from: '2011-Q2',
      to: '2011-Q4',
      usual_before: 26,
      next_value: 1,
      is_pause: true
    })
    t.match(enforced, { resumed_in: null, longest_pause_in: { first_after: '2012-Q1', months: 9 } })
    t.match(
      enforced.not_told,
      'After the pause from 2011-Q2 to 2011-Q4 there was 1 return in 2012-Q1, fewer than 3.'
    )
    t.match(voluntary.gaps.at(-1), { from: '2021-Q3', to: '2022-Q3', next_in: '2022-Q4', next_value: 1 })
    t.equal(voluntary.open_gap, null)
    t.match(enforced.coverage, { from: '2004-01-01', to: '2023-12-31', complete: true })
    t.same(
      enforced.series_by_period.slice(-5).map(({ flags }: { flags: string[] }) => flags),
      [[], ...Array.from({ length: 4 }, () => ['provisional'])]
    )
    t.match([data.usual_min, data.pause_periods, data.pause_months, data.resumed_min], [8, 2, null, 3])
  })
})

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const inOrder = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
