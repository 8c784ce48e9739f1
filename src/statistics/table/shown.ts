import { said } from '../../vocabulary/labels/texts/texts.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import type { ResultColumn, ShownColumn } from '../../vocabulary/results/result-table.ts'
import type { Question } from '../question/question.ts'

/**
 * The number columns of an answer. n stands beside each share, and the part of the cell that n is; with intervals=true its bounds
 * do too.
 */
function numberColumns(measures: readonly ResultColumn[], { intervals }: Question): ShownColumn[] {
  return measures.flatMap(({ name, kind, rate }): ShownColumn[] => [
    { name, kind, of: name },
    ...(rate ? [{ name: rate.n, kind: 'count', of: name } as const] : []),
    ...(intervals && rate
      ? ([
          { name: rate.low, kind: 'share', of: name },
          { name: rate.high, kind: 'share', of: name }
        ] as const)
      : []),
    ...(rate?.n_share ? [{ name: rate.n_share, kind: 'share', of: rate.n_share } as const] : [])
  ])
}

/** The number columns that `fields` selects: all of them where it is absent. */
export const columnsShown = (measures: readonly ResultColumn[], question: Question): ShownColumn[] =>
  numberColumns(measures, question).filter(({ name }) => question.fields?.includes(name) ?? true)

/** Refuses a sort key or a field that is no column of the answer. `checked`: the parameters to check. */
export function checkColumns(
  question: Question,
  { dimensions, measures }: { dimensions: readonly string[]; measures: readonly ResultColumn[] },
  checked: readonly ('sort' | 'fields')[]
): void {
  const names = [...dimensions, ...numberColumns(measures, question).map(({ name }) => name)]
  const unknown = checked
    .flatMap(parameter =>
      (question[parameter] ?? []).map(text => [parameter, text.replace(/^-/, '')] as const)
    )
    .filter(([, name]) => !names.includes(name))
  if (unknown.length === 0) return
  throw new Problem(
    'unsupported-combination',
    said(checked.length === 1 ? 'answer_without_sort_keys' : 'answer_without_columns', {
      names: unknown.map(([, name]) => name).join(', '),
      has: names.join(', ')
    }),
    unknown.map(([parameter, name]) => ({
      parameter,
      code: 'unsupported-combination',
      did_you_mean: nearest(name, names)
    }))
  )
}
