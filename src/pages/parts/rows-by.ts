/** Rows under their key, in the order in which the keys come first. */
export function rowsBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string
): ReadonlyMap<string, readonly [Row, ...Row[]]> {
  const groups = new Map<string, [Row, ...Row[]]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
