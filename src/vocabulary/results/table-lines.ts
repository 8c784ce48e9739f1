/** What lines of CSV are asked for: their columns in order, of which some have one value on all rows. */
export interface CsvLinesAsked {
  columns: readonly string[]
  same: Readonly<Record<string, unknown>>
  delimiter: ',' | ';'
}

/** Lines of CSV that are made where the rows are, in the bytes that the format would write. */
export interface ReadyLines<Row> {
  /** The first rows, which the format writes itself. */
  first: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>
  /** All lines after them. */
  rest(asked: CsvLinesAsked): AsyncIterable<Buffer>
}
