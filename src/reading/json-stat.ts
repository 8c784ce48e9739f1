import { readJson } from './json.ts'
import { ReadingError } from './reading-error.ts'

/** A series of a cube: one category of each dimension but one, and a cell for each category of that one. */
export interface StatSeries {
  /** Its place among the series of the cube, from 1. */
  place: number
  key: Record<string, string>
  cells: { along: string; value: number | null; status: string }[]
}

export interface StatTable {
  /** The publisher's code of the table, where it states one. */
  id: string | undefined
  dimensions: string[]
  series(): Iterable<StatSeries>
}

interface Category {
  index?: Record<string, number> | string[]
  label?: Record<string, string>
}
type Sparse<value> = Record<string, value> | value[]

interface Document {
  id: string[]
  size: number[]
  dimension: Record<string, { category?: Category }>
  value: Sparse<number | null>
  status?: Sparse<string | null> | string
  extension?: { id?: string }
}

interface Axis {
  name: string
  codes: string[]
  stride: number
}

/**
 * A JSON-stat 2.0 dataset of at most maxBytes, read whole. Values and statuses may be lists or objects by flat index.
 * Cells that the publisher leaves out of a series are given as null, for lists and objects alike. A series without any
 * value or status is left out. Throws ReadingError, with the publisher's own words where it sent an error or queued
 * the request.
 */
export async function readJsonStat(
  stream: AsyncIterable<Buffer>,
  { along, maxBytes, file }: { along: string; maxBytes: number; file: string }
): Promise<StatTable> {
  const document = documentIn(await readJson(stream, maxBytes, file), file)
  const axes = axesOf(document, file)
  const runs = axes.find(({ name }) => name === along)
  if (!runs) throw new ReadingError('malformed', `has no dimension "${along}".`, { file })
  refuseOutside(document, axes, file)
  return {
    id: document.extension?.id,
    dimensions: document.id,
    series: () => seriesIn(document, axes, runs)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function documentIn(json: unknown, file: string): Document {
  const message = isObject(json) ? (json.error ?? json.warning) : undefined
  if (message !== undefined)
    throw new ReadingError(
      'unreadable',
      `is no table but a message of the publisher’s server: ${JSON.stringify(message).slice(0, 300)} Fetch it again; a table that is too large has another way.`,
      { file }
    )
  const { id, size, dimension, value } = (isObject(json) ? json : {}) as Partial<Document>
  const isOne = Array.isArray(id) && Array.isArray(size) && id.length === size.length && isObject(dimension)
  if (!isOne || !isObject(value))
    throw new ReadingError('malformed', 'is no JSON-stat dataset: it needs id, size, dimension and value.', {
      file
    })
  if (size.some(each => each === 0))
    throw new ReadingError(
      'empty',
      'is a table of size 0: a code that was asked for is not known to the publisher. Check the request and fetch it again.',
      { file }
    )
  return json as Document
}

function axesOf({ id, size, dimension }: Document, file: string): Axis[] {
  let stride = 1
  return id
    .map((name, i) => ({ name, length: size[i] as number }))
    .reverse()
    .map(({ name, length }) => {
      const codes = codesOf(dimension[name]?.category ?? {})
      if (codes.length !== length || codes.includes(undefined))
        throw new ReadingError('malformed', `the categories of "${name}" are not ${length}.`, { file })
      const axis = { name, codes: codes as string[], stride }
      stride *= length
      return axis
    })
    .reverse()
}

/** The codes of a dimension in order. A dimension of one category needs no index: the code is the key of its label. */
function codesOf({ index, label = {} }: Category): (string | undefined)[] {
  if (index === undefined) return Object.keys(label)
  if (Array.isArray(index)) return index
  const codes: (string | undefined)[] = Object.keys(index).map(() => undefined)
  for (const [code, place] of Object.entries(index)) codes[place] = code
  return codes
}

function refuseOutside({ value, status }: Document, axes: Axis[], file: string): void {
  const cells = axes.reduce((product, { codes }) => product * codes.length, 1)
  const isWrong = (list: unknown): boolean =>
    Array.isArray(list)
      ? list.length !== cells
      : isObject(list) && Object.keys(list).some(key => !/^\d+$/.test(key) || Number(key) >= cells)
  if (isWrong(value) || isWrong(status))
    throw new ReadingError('malformed', `has values outside its ${cells} cells: it is damaged.`, { file })
}

function* seriesIn({ value, status }: Document, axes: Axis[], runs: Axis): Iterable<StatSeries> {
  const others = axes.filter(axis => axis !== runs)
  const statusAt = (at: number): string =>
    typeof status === 'string' ? status : ((status as Sparse<string> | undefined)?.[at as never] ?? '')
  const starts = new Set<number>()
  for (const list of typeof status === 'string' ? [value] : [value, status ?? {}])
    for (const [key, each] of Object.entries(list))
      if (each !== null && each !== '') {
        const at = Number(key)
        starts.add(at - (Math.floor(at / runs.stride) % runs.codes.length) * runs.stride)
      }
  for (const first of [...starts].sort((a, b) => a - b)) {
    const places = others.map(({ codes, stride }) => Math.floor(first / stride) % codes.length)
    yield {
      place: 1 + places.reduce((place, at, i) => place * (others[i] as Axis).codes.length + at, 0),
      key: Object.fromEntries(
        others.map(({ name, codes }, i) => [name, codes[places[i] as number] as string])
      ),
      cells: runs.codes.map((code, i) => {
        const at = first + i * runs.stride
        return {
          along: code,
          value: (value as Sparse<number | null>)[at as never] ?? null,
          status: statusAt(at)
        }
      })
    }
  }
}
