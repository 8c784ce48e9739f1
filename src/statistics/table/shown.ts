import { nearest, Problem } from '../../vocabulary/problem.ts'
import type { ResultColumn, ShownColumn } from '../../vocabulary/results/result-table.ts'
import type { Question } from '../question/question.ts'

/** The columns of numbers that an answer has: of a share, with intervals, n and its bounds beside it. */
function numberColumns(measures: readonly ResultColumn[], { intervals }: Question): ShownColumn[] {
  return measures.flatMap(({ name, kind, rate }): ShownColumn[] => [
    { name, kind, of: name },
    ...(intervals && rate
      ? ([
          { name: rate.n, kind: 'count', of: name },
          { name: rate.low, kind: 'share', of: name },
          { name: rate.high, kind: 'share', of: name }
        ] as const)
      : [])
  ])
}

/** Those that the question asks for by `fields`: all of them, unless it does. */
export const columnsShown = (measures: readonly ResultColumn[], question: Question): ShownColumn[] =>
  numberColumns(measures, question).filter(({ name }) => question.fields?.includes(name) ?? true)

/** Refuses a sort or a field that the answer has no column for, in the parameters that are checked here. */
export function checkColumns(
  question: Question,
  { dimensions, measures }: { dimensions: readonly string[]; measures: readonly ResultColumn[] },
  checked: readonly ('sort' | 'fields')[]
): void {
  const names = [...dimensions, ...numberColumns(measures, question).map(({ name }) => name)]
  const asked = checked
    .flatMap(parameter =>
      (question[parameter] ?? []).map(text => [parameter, text.replace(/^-/, '')] as const)
    )
    .filter(([, name]) => !names.includes(name))
  if (asked.length === 0) return
  throw new Problem(
    'unsupported-combination',
    `This answer has no ${asked.map(([, name]) => name).join(', ')}${checked.length === 1 ? ' to sort by' : ''}. It has ${names.join(', ')}.`,
    asked.map(([parameter, name]) => ({
      parameter,
      code: 'unsupported-combination',
      did_you_mean: nearest(name, names)
    }))
  )
}
