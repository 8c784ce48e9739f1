import type { Mapped, RawRow } from '../../source.ts'

/** A detailed table of the Home Office's immigration system statistics: one row a figure, quarter by quarter. */
export interface HomeOfficeTable {
  series: string
  title: string
  /** As the names of its sheets end: `Asy_D02`. */
  code: string
  /** Its figures are stocks: they have a Date in the place of Year and Quarter. */
  of_days?: true
  /** Columns of a figure's dimensions, beside Year and Quarter; others, such as Region, are not read. */
  labels: readonly string[]
  /** The column of the figure. */
  figure: string
  /** Whether rows may have the same labels, being parts of one figure. Elsewhere a row that stands twice is a fault. */
  has_parts: boolean
  /**
   * The columns that may stand beside those above, where rows are added: with another one a row may be a part, or a total,
   * of what is read.
   */
  besides?: readonly string[]
  /**
   * The name of its workbooks, whatever the quarter. A workbook that no table's pattern matches may be of any table.
   */
  workbook: RegExp
  /** The number of rows in the earliest edition that is known to be whole. */
  whole_from_rows: number
  /** The header of the table as the product ships it: our names, in the place of the publisher's columns. */
  restated?: Readonly<Record<string, string>>
  map(row: RawRow): Mapped
}

/** A row as read: its columns by the names above. */
export interface HomeOfficeFigure {
  fields: Record<string, string>
  /**
   * The key of its figure: folded labels, and an ordinal where a row repeats the labels of another. Such rows are parts
   * of one number.
   */
  key: string
}

/** A line of a table, whatever its format. */
