import { jsonStat } from '../formats/json-stat.ts'
import { sentence } from '../formats/sentence.ts'
import type { AskedFigures } from '../formats/shown-columns.ts'
import { svg } from '../formats/svg.ts'
import { vegaLite } from '../formats/vega-lite.ts'
import { xlsx } from '../formats/xlsx.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Attribution, ResultTable } from '../vocabulary/result-table.ts'
import type { Format } from './formats.ts'

interface FiguresFormat {
  /** Rows that it can hold, or that can still be read in it. */
  most_rows: number
  /** The figures in this format; throws Problem where they cannot be said in it. */
  write(
    figures: ResultTable,
    told: Attribution,
    asked: AskedFigures
  ): string | Buffer | Promise<string | Buffer>
}

export type FiguresFormatName = Exclude<Format, 'json' | 'csv' | 'ndjson'>

/** The formats that only statistics have. A new one is an entry here and a file in formats/. */
const figuresFormats: Partial<Record<FiguresFormatName, FiguresFormat>> = {
  // A sheet could have 1,048,575 rows, but more than this keep the service from other answers for seconds.
  xlsx: { most_rows: 25_000, write: xlsx },
  'json-stat': {
    most_rows: 100_000,
    write: (figures, told, asked) => JSON.stringify(jsonStat(figures, told, asked))
  },
  'vega-lite': {
    most_rows: 1000,
    write: (figures, told, asked) => JSON.stringify(vegaLite(askedFor(figures, asked), told))
  },
  svg: { most_rows: 1000, write: (figures, told, asked) => svg(askedFor(figures, asked), told) },
  sentence: {
    most_rows: 100_000,
    write: (figures, told, asked) => `${sentence(askedFor(figures, asked), told)}\n`
  }
}

/** ResultTable with the measures that `fields` names; with all of them where it names dimensions alone. */
function askedFor(figures: ResultTable, { fields }: AskedFigures): ResultTable {
  const measures = figures.measures.filter(({ name }) => fields?.includes(name) ?? true)
  return measures.length === 0 ? figures : { ...figures, measures }
}

export const figuresFormatNames = Object.keys(figuresFormats) as FiguresFormatName[]

export const isFiguresFormat = (format: Format): format is FiguresFormatName => format in figuresFormats

/** ResultTable in one of their formats. Throws query-too-large where they are more than it can show. */
export async function writeFigures(
  format: FiguresFormatName,
  figures: ResultTable | undefined,
  told: Attribution,
  asked: AskedFigures
): Promise<string | Buffer> {
  const found = figuresFormats[format]
  if (!found || !figures) throw new Error(`an answer without figures in ${format}`)
  const { most_rows, write } = found
  const rows = figures.rows.length
  if (rows > most_rows)
    throw new Problem(
      'query-too-large',
      `This answer has ${rows} rows, and ${format} shows at most ${most_rows}. Set limit=${Math.min(most_rows, 1000)}, group by fewer dimensions or ask for fewer values; format=csv has every row.`,
      [{ parameter: 'format', code: 'query-too-large' }],
      { estimate: rows, limit: most_rows }
    )
  return write(figures, told, asked)
}
