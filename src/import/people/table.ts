import { type HeaderTelling, headerTelling, tallyValues, type ValueTally } from './words.ts'

/** What is known of a table after some of its rows. */
export interface TableLook {
  row(cells: readonly string[]): void
  /** Whether a header says that people are told of, and no value under it has so far. */
  isDoubtful(): boolean
  /** The headers of the columns that tell of people. */
  told(): string[]
}

interface SeenColumn {
  headers: string[]
  tellings: { header: string; tells: HeaderTelling }[]
  values: ValueTally
  found: string | undefined
}

/** A header is sought in so many rows with more than one cell, since titles may stand above it. */
const headerRows = 5

/**
 * Looks at a table row by row. Another table may begin below: the row after one that is empty, or has one cell, can be
 * a header too.
 */
export function lookAtTable(areRecords: boolean): TableLook {
  const columns: SeenColumn[] = []
  let [rows, wide, isApart] = [0, 0, false]

  function see(cell: string, at: number, mayBeHeader: boolean): void {
    columns[at] ??= { headers: [], tellings: [], values: tallyValues(areRecords), found: undefined }
    const column = columns[at]
    column.values.add(cell)
    column.found ??= column.tellings.find(({ tells }) => tells(cell))?.header
    if (!mayBeHeader) return
    column.headers.push(cell)
    const tells = cell.length > 100 ? undefined : headerTelling(cell, areRecords)
    if (tells) column.tellings.push({ header: cell, tells })
  }

  return {
    row(cells) {
      const filled = cells.filter(cell => cell.trim() !== '').length
      const isWide = filled > 1
      const mayBeHeader = rows === 0 || (isWide && (wide < headerRows || isApart))
      cells.forEach((cell, at) => {
        const bare = cell.trim()
        if (bare !== '') see(bare, at, mayBeHeader)
      })
      rows++
      if (isWide) wide++
      isApart = !isWide
    },
    isDoubtful: () =>
      columns.some(column => column && column.found === undefined && column.tellings.length > 0),
    told: () =>
      columns.flatMap(({ headers, values, found }) => {
        if (found !== undefined) return [found]
        // Without a header the first row has values, which must not be repeated in a message.
        return values.tells(headers) ? [headers.find(each => !/[\d@]/.test(each)) ?? '?'] : []
      })
  }
}
