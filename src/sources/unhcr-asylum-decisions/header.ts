/** Whether the first line of a CSV file names all of these columns, quoted or not, in any order. */
export function hasHeader(head: string, columns: readonly string[]): boolean {
  const [first = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)
  const names = first.split(',').map(name => name.trim().replace(/^"(.*)"$/, '$1'))
  return columns.every(column => names.includes(column))
}
