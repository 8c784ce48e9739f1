/** Rows of text in aligned columns; the first row has their names. The last column is not padded. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)))
  return rows
    .map(row =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd()
    )
    .map(line => `${line}\n`)
    .join('')
}

/** A whole number with commas. */
export const grouped = (value: number): string => value.toLocaleString('en-GB')
