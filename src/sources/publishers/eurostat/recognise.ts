import { seriesHeader } from '../../../reading/series-tsv.ts'
import { type Frequency, frequencies, periodOf } from './cells.ts'

/** What distinguishes a Eurostat table from others, in any format. */
export interface TableShape {
  /** In lower case: `migr_asydcfsta`. */
  code: string
  frequency: Frequency
  /** Dimensions that it must have, and those that it may have beside `freq` and `unit`. */
  needed: readonly string[]
  possible: readonly string[]
  /**
   * Dimensions that no other table of Eurostat has beside those: one of them tells the table. Without any, the file has
   * to name it, since orders to leave and persons found staying illegally have the dimensions of returns.
   */
  own: readonly string[]
  /** Columns of the old data explorer beside TIME, UNIT and Value. */
  explorer: Record<string, string>
}

/**
 * Whether a text that may name tables names this one, or none where a dimension of its own tells it (`names`: those of
 * the file).
 */
export function isTold({ code, own }: TableShape, text: string, names: readonly string[]): boolean {
  const named: string[] = text.toLowerCase().match(/migr_[a-z0-9]+/g) ?? []
  return named.length === 0 ? names.some(name => own.includes(name)) : named.includes(code)
}

/** Whether the dimensions are those of the table. With any other dimension its parts would be added unnoticed. */
export const hasDimensions = ({ needed, possible }: TableShape, names: readonly string[]): boolean =>
  needed.every(name => names.includes(name)) &&
  names.every(name => [...needed, ...possible, 'freq', 'unit'].includes(name))

const firstLines = (head: string): [string, string] => {
  const [first = '', second = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/, 2)
  return [first, second]
}

/** The cells of a line of CSV that has no line breaks inside. */
const csvCells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted?.replaceAll('""', '"') ?? bare ?? '').trim()
  )

export function isTsv(shape: TableShape, head: string, name: string): boolean {
  const header = seriesHeader(firstLines(head)[0])
  return (
    header !== undefined &&
    hasDimensions(shape, header.dimensions) &&
    header.periods.every(period => periodOf(period, shape.frequency)) &&
    isTold(shape, name, header.dimensions)
  )
}

/** The code of a cell or column name, which with `labels=both` is `code:label`. */
export const codeIn = (text: string): string => text.split(':', 1)[0]?.trim() ?? ''

/** The columns of codes: labels have columns of their own, whose names begin with a capital. */
export const dimensionHeadings = (columns: readonly string[]): string[] =>
  columns.filter(column => /^[a-z][a-z0-9_]*$/.test(codeIn(column)))

/** Whether an SDMX-CSV file has codes in its dimensions or only labels: Eurostat's data browser offers both. */
export function sdmxKind(shape: TableShape, head: string): 'codes' | 'labels' | undefined {
  const [first, second] = firstLines(head)
  const [columns, cells] = [csvCells(first), csvCells(second)]
  const dimensions = dimensionHeadings(columns)
  const isSdmx =
    /^(DATAFLOW|STRUCTURE)\b/.test(first) &&
    columns.some(column => codeIn(column) === 'OBS_VALUE') &&
    hasDimensions(shape, dimensions.map(codeIn)) &&
    isTold(shape, second, dimensions.map(codeIn))
  if (!isSdmx) return undefined
  const freq = cells[columns.findIndex(column => codeIn(column) === 'freq')] ?? ''
  if (codeIn(freq) === shape.frequency) return 'codes'
  return freq.toLowerCase() === frequencies[shape.frequency] ? 'labels' : undefined
}

/**
 * The table's name stands in the extension or in the file's name, or its dimensions tell it. These may stand after all
 * values, beyond this head, so they are checked against the table when it is read.
 */
export function isJsonStat(shape: TableShape, head: string, name: string): boolean {
  const isDataset =
    /^\s*\{/.test(head) && /"class"\s*:\s*"dataset"/.test(head) && /"source"\s*:\s*"ESTAT"/.test(head)
  const id = /"extension"[^{]*\{[^{}]*"id"\s*:\s*"([^"]*)"/.exec(head)?.[1] ?? ''
  if (!isDataset || id !== '') return isDataset && id.toLowerCase() === shape.code
  const dimensions = /"id"\s*:\s*\[([^\]]*)\]/
    .exec(head)?.[1]
    ?.match(/\w+/g)
    ?.filter(each => each !== 'time')
  return isTold(shape, name, dimensions ?? []) && (!dimensions || hasDimensions(shape, dimensions))
}

export function isExplorer(shape: TableShape, head: string, name: string): boolean {
  const [first, second] = firstLines(head)
  const columns = csvCells(first)
  const known = ['TIME', 'UNIT', 'Value', 'Flag and Footnotes', ...Object.keys(shape.explorer)]
  return (
    columns[0] === 'TIME' &&
    ['Value', ...Object.keys(shape.explorer)].every(column => columns.includes(column)) &&
    columns.every(column => known.includes(column)) &&
    periodOf(csvCells(second)[0] ?? '', shape.frequency) !== undefined &&
    isTold(shape, name, Object.values(shape.explorer))
  )
}
