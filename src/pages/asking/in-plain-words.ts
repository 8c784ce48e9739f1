import type { ToldProblem } from './answers.ts'

/** Of a refusal, what each source says that does not answer. */
interface RefusedSource {
  source: string
  series: string
  reasons: readonly string[]
  plain?: readonly string[]
  url?: string
}

/** The sources that a refusal names, with their reasons. */
export const refusedSources = ({ sources }: ToldProblem & { sources?: unknown }): readonly RefusedSource[] =>
  Array.isArray(sources) ? (sources as RefusedSource[]) : []

/** A refusal as pages tell it: in plain words where the API has them. */
export function inPlainWords(problem: ToldProblem): ToldProblem {
  const sources = refusedSources(problem).map(({ reasons, plain = reasons, ...each }) => ({
    ...each,
    reasons: plain
  }))
  const { plain = problem.detail } = problem
  return { ...problem, detail: plain, ...(sources.length > 0 && { sources }) }
}
