import { csv } from './csv.ts'
import type { Format, FormatOptions } from './format.ts'
import { json } from './json.ts'
import { jsonStatFormat } from './json-stat.ts'
import { ndjson } from './ndjson.ts'
import { parquet } from './parquet.ts'
import { sentenceFormat } from './sentence.ts'
import { svgFormat } from './svg.ts'
import { vegaLiteFormat } from './vega-lite.ts'
import { xlsxFormat } from './xlsx.ts'

/** Every format there is, in the order of the contract; a new one is an entry here and a file beside this one. */
export const formats: readonly Format[] = [
  json,
  csv,
  ndjson,
  parquet,
  xlsxFormat,
  jsonStatFormat,
  vegaLiteFormat,
  svgFormat,
  sentenceFormat
]

/** Of endpoints that give one record. */
export const documentFormats = formats.filter(({ writes }) => writes === 'document')
/** Of lists and tables. */
export const listFormats = formats.filter(({ writes }) => writes !== 'result')
/** Of statistics: all of them. */
export const statisticsFormats = [...formats]

/** Whether a format has a parameter that only some formats have. */
export const hasOption = (format: Format, name: string): boolean =>
  (format.options as readonly string[]).includes(name)

const optionNames: ReadonlySet<string> = new Set(formats.flatMap(({ options }) => options))

/** Whether a parameter says how a format is written. */
export const isOption = (name: string): name is keyof FormatOptions => optionNames.has(name)
