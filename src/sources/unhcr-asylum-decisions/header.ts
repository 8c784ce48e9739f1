/** Columns of row numbers, which programs put before a table. */
const unnamed = /^(unnamed: ?\d+)?$/i

/**
 * Whether the first line of a CSV file names all of the columns `needed`, quoted or not, in any order, and no others than
 * those `possible` beside them. With another column the file is another table, whose figures may be parts of these.
 */
export function hasHeader(
  head: string,
  needed: readonly string[],
  possible: readonly string[] = []
): boolean {
  const [first = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)
  const names = first.split(',').map(name => name.trim().replace(/^"(.*)"$/, '$1'))
  return (
    needed.every(column => names.includes(column)) &&
    names.every(name => needed.includes(name) || possible.includes(name) || unnamed.test(name))
  )
}
