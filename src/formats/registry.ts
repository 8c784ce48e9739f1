import { csv } from './csv.ts'
import { atom } from './feed/atom.ts'
import { jsonFeedFormat } from './feed/json-feed.ts'
import type { Format, FormatOptions } from './format.ts'
import { json } from './json.ts'
import { jsonLdFormat } from './json-ld/json-ld.ts'
import { jsonStatFormat } from './json-stat/json-stat.ts'
import { ndjson } from './ndjson.ts'
import { parquet } from './parquet.ts'
import { pngFormat, returnsPngFormat } from './png.ts'
import { returnsSentenceFormat } from './returns-sentence.ts'
import { returnsSvgFormat } from './returns-svg.ts'
import { sentenceFormat } from './sentence.ts'
import { svgFormat } from './svg.ts'
import { vegaLiteFormat } from './vega-lite.ts'
import { xlsxFormat } from './workbook/xlsx.ts'

/** All formats, in the order of the contract. A new format is an entry here and a file in this folder. */
export const formats: readonly Format[] = [
  json,
  csv,
  ndjson,
  parquet,
  xlsxFormat,
  jsonStatFormat,
  vegaLiteFormat,
  svgFormat,
  pngFormat,
  sentenceFormat,
  jsonFeedFormat,
  atom,
  jsonLdFormat
]

/** Formats of endpoints that give one record. */
export const documentFormats = formats.filter(({ writes }) => writes === 'document')
/** Formats of lists and tables. */
export const listFormats = formats.filter(({ writes }) => writes === 'document' || writes === 'table')
/** Formats of statistics: all but feeds, and what describes sources. */
export const statisticsFormats = formats.filter(({ writes }) => writes !== 'feed' && writes !== 'description')
/** Formats of lists of what changed. */
export const changesFormats = formats.filter(({ writes }) => writes === 'document' || writes === 'feed')
/** Formats of the catalogue of sources. */
export const catalogueFormats: readonly Format[] = [...listFormats, jsonLdFormat]
/** Formats of one source of it. */
export const sourceFormats: readonly Format[] = [...documentFormats, jsonLdFormat]
/** Formats of returns to one destination over time: pictures and sentences of their own. */
export const timelineFormats: readonly Format[] = [
  ...listFormats,
  returnsSvgFormat,
  returnsPngFormat,
  returnsSentenceFormat
]

/** The formats that this computer can write. */
export const thoseThere = (asked: readonly Format[]): readonly Format[] =>
  asked.filter(({ isThere }) => isThere?.() ?? true)

/** Whether a format has a parameter that only some formats have. */
export const hasOption = (format: Format, name: string): boolean =>
  (format.options as readonly string[]).includes(name)

const optionNames: ReadonlySet<string> = new Set(formats.flatMap(({ options }) => options))

/** Whether a parameter is an option of some format. */
export const isOption = (name: string): name is keyof FormatOptions => optionNames.has(name)
