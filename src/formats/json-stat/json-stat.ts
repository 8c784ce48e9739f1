import { cellStatuses } from '../../vocabulary/cell-status.ts'
import { isCountry } from '../../vocabulary/labels/labels.ts'
import { statusMeaning, worded } from '../../vocabulary/labels/meanings.ts'
import { said, textsIn } from '../../vocabulary/labels/texts/texts.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensions,
  wordsOf
} from '../../vocabulary/measures/dimension.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { shownColumnsOf } from '../../vocabulary/results/result-rows.ts'
import type {
  Attribution,
  ResultRow,
  ResultTable,
  ShownColumn
} from '../../vocabulary/results/result-table.ts'
import type { ResultFormat } from '../format.ts'
import { type CubeDimension, cubeDimension, cubeMeasures } from '../wording/cube-dimensions.ts'
import { cubeTitle } from '../wording/title.ts'
import { jsonStatExample } from './json-stat-example.ts'

/** The largest cube, in places. A cube has a place for each combination of its categories, with or without a row. */
export const mostValues = 500_000

/** The status of a place without a row in the answer. All other statuses are cell statuses of the API. */
const noRow = 'no_row'
const metric = 'measure'

/** A JSON-stat 2.0 dataset (json-stat.org/full). */
export interface JsonStatDataset {
  version: '2.0'
  class: 'dataset'
  href: string
  label: string
  source: string
  updated?: string
  note: string[]
  id: string[]
  size: number[]
  role: { time?: string[]; geo?: string[]; metric: string[] }
  dimension: Record<string, CubeDimension>
  value: (number | null)[]
  /** Index in `value` → statuses, separated by semicolons. An index that is absent has an exact value. */
  status: Record<string, string>
  extension: Record<string, unknown>
}

/**
 * A result as a JSON-stat 2.0 dataset: its dimensions in order, then the measures. Rows rarely fill the whole cube; a
 * place without a row is null with the status `no_row`, because it is not zero. Throws query-too-large where the cube
 * has more than `mostValues` places.
 */
export function jsonStat(result: ResultTable, attribution: Attribution): JsonStatDataset {
  const columns = shownColumnsOf(result)
  const categories = result.dimensions.map(name => categoriesOf(name, result.rows))
  const size = [...categories.map(({ length }) => length), columns.length]
  checkSize(size, result)
  return {
    version: '2.0',
    class: 'dataset',
    href: attribution.canonical.replace(/(?=\?)|$/, '.json-stat'),
    label: labelOfAll(result, attribution),
    source: attribution.citation,
    ...updatedOn(attribution),
    note: attribution.caveats.map(({ text }) => text),
    id: [...result.dimensions, metric],
    size,
    role: rolesOf(result.dimensions),
    dimension: {
      ...Object.fromEntries(
        result.dimensions.map((name, i) => [
          name,
          cubeDimension(name, categories[i] ?? [], attribution.lang, result.country_groups)
        ])
      ),
      [metric]: cubeMeasures(columns, result.unit, attribution.lang)
    },
    ...cellsOf(result, categories, columns),
    extension: extensionOf(result, attribution)
  }
}

const definitionOf = (name: string): DimensionDefinition | undefined =>
  name in dimensions ? dimensions[name as Dimension] : undefined

/** The words of a dimension: periods in chronological order, closed lists in their order, others in that of the rows. */
function categoriesOf(name: string, rows: readonly ResultRow[]): string[] {
  const words = [...new Set(rows.map(row => row.words[name] ?? ''))]
  const definition = definitionOf(name)
  if (definition?.kind === 'period') return words.sort()
  const order = definition && wordsOf(name as Dimension)
  return order ? words.sort((a, b) => order.indexOf(a) - order.indexOf(b)) : words
}

function checkSize(size: readonly number[], { dimensions: names, rows }: ResultTable): void {
  const places = size.reduce((product, n) => product * n, 1)
  if (places <= mostValues) return
  const largest = names[size.indexOf(Math.max(...size.slice(0, -1)))]
  throw new Problem(
    'query-too-large',
    said('cube_too_large', {
      places,
      rows: rows.length,
      limit: mostValues,
      largest: largest ?? metric
    }),
    [{ parameter: 'format', code: 'query-too-large' }],
    { estimate: places, limit: mostValues, would_fit_with: largest === undefined ? [] : [largest] }
  )
}

function rolesOf(names: readonly string[]): JsonStatDataset['role'] {
  const time = names.filter(name => definitionOf(name)?.kind === 'period')
  const geo = names.filter(isCountry)
  return {
    ...(time.length > 0 ? { time } : {}),
    ...(geo.length > 0 ? { geo } : {}),
    metric: [metric]
  }
}

function cellsOf(
  { dimensions: names, rows }: ResultTable,
  categories: readonly string[][],
  columns: readonly ShownColumn[]
): Pick<JsonStatDataset, 'value' | 'status'> {
  const places = categories.map(words => new Map(words.map((word, i) => [word, i])))
  const cells = categories.reduce((product, { length }) => product * length, 1)
  const value: (number | null)[] = new Array(cells * columns.length).fill(null)
  const statuses: string[] = new Array(value.length).fill(noRow)
  for (const row of rows) {
    const cell = names.reduce(
      (at, name, i) => at * (categories[i]?.length ?? 0) + (places[i]?.get(row.words[name] ?? '') ?? 0),
      0
    )
    for (const [i, column] of columns.entries()) {
      const place = cell * columns.length + i
      value[place] = row.numbers[column.name] ?? null
      statuses[place] = statusOf(row, column)
    }
  }
  return {
    value,
    status: Object.fromEntries(statuses.flatMap((status, i) => (status === '' ? [] : [[String(i), status]])))
  }
}

/** The statuses of a place. The n of a rate is exact even where the rate itself is `low_n`. */
function statusOf({ numbers, flags }: ResultRow, { name, of, kind }: ShownColumn): string {
  const isExactPart = name !== of && kind === 'count' && (numbers[name] ?? null) !== null
  return isExactPart ? '' : (flags[of] ?? []).join(';')
}

function labelOfAll(result: ResultTable, { synthetic, lang }: Attribution): string {
  const label = cubeTitle(result, lang)
  return synthetic ? worded('made_up', lang, { label }) : label
}

function updatedOn({ sources }: Attribution): { updated?: string } {
  const newest = sources
    .flatMap(({ retrieved_on }) => retrieved_on ?? [])
    .sort()
    .at(-1)
  return newest === undefined ? {} : { updated: newest }
}

function extensionOf(result: ResultTable, attribution: Attribution): Record<string, unknown> {
  const { unit, from, to, year_basis, date_basis, total, left_out, not_added, missing, breaks, constants } =
    result
  const { country_groups } = result
  return {
    unit,
    counting_rule: attribution.counting_rule,
    period: { from, to, date_basis, year_basis },
    left_out,
    not_added,
    ...(missing && { missing }),
    ...(breaks && { breaks: textsIn(breaks, attribution.lang) }),
    ...(country_groups && { groups: country_groups }),
    total,
    constants,
    synthetic: attribution.synthetic,
    sources: attribution.sources,
    caveats: attribution.caveats,
    citation: attribution.citation,
    canonical: attribution.canonical,
    query: attribution.query,
    statuses: Object.fromEntries(
      ([...cellStatuses, noRow] as const).map(status => [status, statusMeaning(status, attribution.lang)])
    ),
    generated_by: attribution.generated_by
  }
}

export const jsonStatFormat: ResultFormat = {
  id: 'json-stat',
  // JSON-stat has no registered media type. `+json` lets clients that do not know it read JSON.
  type: 'application/vnd.json-stat+json',
  accepts: ['application/vnd.json-stat+json', 'application/json-stat+json', 'application/json-stat'],
  ending: 'json-stat.json',
  is_shown: true,
  is_paged: false,
  is_binary: false,
  options: [],
  example: jsonStatExample,
  has_counting_rule: true,
  is_costly: true,
  writes: 'result',
  makeup_of: 'whole',
  largest: 100_000,
  write: (result, attribution) => JSON.stringify(jsonStat(result, attribution))
}
