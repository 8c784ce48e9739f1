import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import { dimensionLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { inEach, said } from '../../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { largestPageSize } from '../../vocabulary/page-size.ts'
import { restWord } from '../../vocabulary/results/rest.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { KindMeta, StatisticsAnswer } from '../kinds/kind.ts'
import type { Question } from '../question/question.ts'
import { compareWords } from '../table/page.ts'
import { type AskedTop, rankingQuestion, refusedTop, restQuestion } from './asked-top.ts'

interface Asking<Answered> {
  question: Question
  /** The limit that the request named. */
  limit: number | undefined
  is_paged: boolean
  ask(question: Question): Promise<Answered>
}

/**
 * The largest groups of a dimension, and all others in one row each (`rest`), counted from the facts: never added up from rows
 * that are shown. The three questions are asked of one release. One other group alone is shown itself.
 */
export async function largestOf<Member extends keyof KindMeta>(
  { top, by }: AskedTop,
  { question, limit, is_paged, ask }: Asking<StatisticsAnswer<Member>>
): Promise<StatisticsAnswer<Member>> {
  const { limit: _, ...unpaged } = question
  const base = await ask(unpaged)
  const { source, series, release } = base.releases[0]
  const { as_of: __, ...same } = unpaged
  const pinned: Question = { ...same, source, series, release: [release] }
  const groups = new Set(base.result.rows.map(({ words }) => words[by] ?? ''))
  const ranked = rank([...groups], by, await ask(rankingQuestion(pinned, by, base.result.unit)))
  const kept = ranked.length === top + 1 ? ranked : ranked.slice(0, top)
  const others = ranked.slice(kept.length)
  const rest = others.length === 0 ? undefined : await ask(restQuestion(pinned, by, kept))
  const together = rest?.result.rows.map(row => ({ ...row, words: { ...row.words, [by]: restWord } })) ?? []
  const own = base.result.rows.filter(({ words }) => !others.includes(words[by] ?? ''))
  const places = new Map([...ranked, restWord].map((word, place) => [word, place]))
  const rows = [...own, ...together].sort((a, b) => compareRows(a, b, base.result.dimensions, { by, places }))
  const most = is_paged ? (limit ?? largestPageSize) : rows.length
  if (rows.length > most)
    throw refusedTop('limit', said('top_is_one_page', { rows: rows.length, limit: most }))
  return {
    ...base,
    result: { ...base.result, rows, total: rows.length },
    caveats: withFurther(base.caveats, rest?.caveats ?? []),
    meta: {
      ...base.meta,
      total: rows.length,
      top: { dimension: by, groups: kept.length, rest: others.length }
    },
    next: null
  }
}

/**
 * The groups of an answer, the largest first by its ranking; those without a number there come last. The ranking need not have
 * them all: a dimension that is named can bring rows into an answer that are left out without it (refused_entry).
 */
function rank(
  groups: readonly string[],
  by: Dimension,
  { result }: Pick<StatisticsAnswer, 'result'>
): string[] {
  const others = result.dimensions.filter(name => name !== by)
  const parts = new Set(result.rows.map(({ words }) => JSON.stringify(others.map(name => words[name]))))
  if (parts.size > 1)
    throw refusedTop('top', said('top_of_parts', { split_by: inEach(lang => namesIn(others, lang)) }))
  const [measure] = result.measures
  const sizes = new Map(
    result.rows.map(({ words, numbers }) => [words[by] ?? '', numbers[measure?.name ?? ''] ?? -1])
  )
  const sizeOf = (word: string): number => sizes.get(word) ?? -1
  return groups.toSorted((a, b) => sizeOf(b) - sizeOf(a) || compareWords(by, a, b))
}

/** Dimensions in words, each with the name that a filter has. */
const namesIn = (dimensions: readonly string[], lang: Language): string =>
  dimensions.map(name => `${dimensionLabel(name, lang)}, ${name}`).join('; ')

/** In the order of the dimensions, the ranked one by its places. */
function compareRows(
  a: ResultRow,
  b: ResultRow,
  dimensions: readonly string[],
  { by, places }: { by: Dimension; places: ReadonlyMap<string, number> }
): number {
  for (const name of dimensions) {
    const [one, other] = [a.words[name] ?? '', b.words[name] ?? '']
    const difference =
      name === by ? (places.get(one) ?? 0) - (places.get(other) ?? 0) : compareWords(name, one, other)
    if (difference !== 0) return difference
  }
  return 0
}

function withFurther(caveats: readonly CaveatNote[], further: readonly CaveatNote[]): CaveatNote[] {
  const known = new Set(caveats.map(({ id, source }) => `${source} ${id}`))
  return [...caveats, ...further.filter(({ id, source }) => !known.has(`${source} ${id}`))]
}
