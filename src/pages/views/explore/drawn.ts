import { designOf } from '../../../formats/chart/design.ts'
import { largestPageSize } from '../../../vocabulary/page-size.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import type { Query, Statistics } from '../../asking/answers.ts'
import type { Ask } from '../../asking/ask.ts'
import type { Asked } from './asked.ts'
import { listIn, wordIn } from './cells.ts'
import { isRateName } from './rates.ts'

/** An answer: its first page, and all of its rows in one, where they are few enough. */
export interface AnswerShown {
  /** Its links name pictures only where they can be drawn. */
  main: Statistics
  whole: Statistics
}

/** Asks for an answer and all of its rows. Throws Refused where the question has none. */
export async function askShown(ask: Ask, path: Asked['path'], query: Query): Promise<AnswerShown> {
  const main = await ask.json(path, query)
  const { total } = main.meta
  const isPage = query.limit !== undefined || query.cursor !== undefined
  const isAll = main.links.next === null && query.cursor === undefined
  const { cursor: _, ...question } = query
  const all =
    isAll || total === null || total > largestPageSize
      ? main
      : await ask.json(path, { ...question, limit: largestPageSize })
  return {
    main: isDrawable(all) ? main : { ...main, links: withoutPictures(main.links) },
    // Who asks for a page of rows gets that page; its picture is of all rows.
    whole: isPage ? main : all
  }
}

/** The address of the picture of an answer; undefined where nothing is in it, or it cannot be drawn. */
export const pictureOfAnswer = ({ data, links }: Statistics): string | undefined =>
  data.length > 0 ? (links.svg ?? undefined) : undefined

function withoutPictures({ svg: _, png: __, ...others }: Statistics['links']): Statistics['links'] {
  return others
}

/** Whether all rows are there, and few enough to be told apart in a picture: what the picture's own design says. */
function isDrawable({ data, links, meta: { query } }: Statistics): boolean {
  if (links.next !== null) return false
  const grouped = [...listIn(query, 'group_by'), ...listIn(query, 'split_by')]
  const dimensions = Object.keys(data[0] ?? {}).filter(name => grouped.includes(name))
  const rows = data.map(row => ({
    words: Object.fromEntries(dimensions.map(name => [name, wordIn(row, name)])),
    numbers: {},
    flags: {}
  }))
  const measures = listIn(query, 'measures').map(name => ({
    name,
    kind: isRateName(name) ? ('share' as const) : ('count' as const)
  }))
  try {
    designOf({ dimensions, measures, rows })
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
