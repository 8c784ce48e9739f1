import { rowsBy } from '../parts/rows-by.ts'
import type { AnswerOf } from './answers.ts'
import { type Ask, orRefused } from './ask.ts'
import { Refused } from './refused.ts'

/** What sources and their tables are called, in the language of the page. */
export interface SourceNames {
  titleOf(source: string): string
  /** Undefined where a source has one table alone: its title says all. */
  tableOf(source: string, series: string): string | undefined
  /** Both, with a comma between them. */
  nameOf(source: string, series: string): string
}

/** By their ids, for pages that must stand without an answer. */
export const namedByIds: SourceNames = {
  titleOf: source => source,
  tableOf: (_, series) => series,
  nameOf: (source, series) => `${source}, ${series}`
}

/** Asks what they are called. */
export async function askSourceNames(ask: Ask): Promise<SourceNames> {
  const answer = await orRefused(ask.json('/v1/loaded'))
  return answer instanceof Refused ? namedByIds : namedIn(answer.data)
}

function namedIn(tables: AnswerOf<'/v1/loaded'>['data']): SourceNames {
  const titles = new Map(tables.map(({ source, title }) => [source, title]))
  const tablesOf = rowsBy(tables, ({ source }) => source)
  const titleOf = (source: string) => titles.get(source) ?? source
  const tableOf = (source: string, series: string) => {
    const own = tablesOf.get(source) ?? []
    if (own.every(each => each.series === series)) return undefined
    return own.find(each => each.series === series)?.series_title ?? series
  }
  const nameOf = (source: string, series: string) =>
    [titleOf(source), tableOf(source, series)].filter(Boolean).join(', ')
  return { titleOf, tableOf, nameOf }
}
