import { parse } from 'csv-parse/sync'
import type { Service } from '../../service.ts'
import type { Figure } from './attacker.ts'
import { type Name, names, type Table } from './made-up-partner.ts'

type Row = Record<string, string | number | null>

/** Subsets of a table's dimensions, its own set among them. */
const subsets = (list: readonly Name[]): Name[][] =>
  Array.from({ length: 2 ** list.length }, (_, set) => list.filter((_, i) => set & (1 << i)))

const atOf = (row: Row): Figure['at'] =>
  Object.fromEntries(
    names.flatMap(name => {
      const word =
        name === 'year' ? (row.year ?? (/^\d{4}$/.test(String(row.period)) ? row.period : null)) : row[name]
      return word === null || word === undefined || word === 'not_split' ? [] : [[name, [String(word)]]]
    })
  )

/**
 * All that the service tells of a partner source: its figures as published, in JSON and in CSV, and what statistics
 * make of them, by every grouping, with the n of rates. `withheld` are the figures that stand in a table without a number.
 */
export async function everyFigure({ json, get }: Service, source: string, tables: readonly Table[]) {
  const published: Figure[] = []
  const withheld: Figure[] = []
  const put = (at: Figure['at'], value: number | null) => {
    if (value !== null) published.push({ at, value })
  }
  const putFigure = (at: Figure['at'], value: number | null) => {
    put(at, value)
    if (value === null) withheld.push({ at, value })
  }
  const csvOf = async (url: string): Promise<Row[]> =>
    parse((await get(url)).body, {
      columns: true,
      cast: (text, { header }) => (header || text !== '' ? text : null) as string
    })
  for (const { series, dimensions } of tables) {
    const from = `source=${source}&series=${series}`
    for (const row of (await json(`/v1/published-counts?${from}&limit=1000`)).data)
      putFigure(atOf(row), row.value)
    for (const row of await csvOf(`/v1/published-counts.csv?${from}`))
      putFigure(atOf(row), row.value === null ? null : Number(row.value))
    for (const group of subsets(dimensions)) {
      const asked = `/v1/statistics/decisions?${from}${group.length > 0 ? `&group_by=${group}` : ''}`
      for (const row of (await json(asked)).data) put(atOf(row), row.decisions)
      for (const row of await csvOf(asked.replace('decisions?', 'decisions.csv?')))
        put(atOf(row), row.decisions === null ? null : Number(row.decisions))
      if (dimensions.includes('outcome') && !group.includes('outcome'))
        for (const row of (await json(`${asked}&measures=total_protection_rate&intervals=true&min_n=1`))
          .data) {
          const n = row.total_protection_rate_n
          put({ ...atOf(row), outcome: ['refugee_status_granted', 'rejected'] }, n)
          if (row.total_protection_rate !== null)
            put(
              { ...atOf(row), outcome: ['refugee_status_granted'] },
              Math.round(row.total_protection_rate * n)
            )
        }
    }
  }
  return { published: once(published), withheld: once(withheld) }
}

const once = (figures: Figure[]): Figure[] => [
  ...new Map(figures.map(figure => [JSON.stringify(figure), figure])).values()
]
