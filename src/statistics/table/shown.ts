import { nearest, Problem } from '../../vocabulary/problem.ts'
import type { ResultColumn, ShownColumn } from '../../vocabulary/result-table.ts'
import type { Question } from '../question.ts'

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

/** Refuses a sort, and where `ofFields` a field, that the answer has no column for. */
export function checkColumns(
  question: Question,
  { dimensions, measures }: { dimensions: readonly string[]; measures: readonly ResultColumn[] },
  ofFields: boolean
): void {
  const names = [...dimensions, ...numberColumns(measures, question).map(({ name }) => name)]
  const { sort = [], fields = [] } = question
  const asked = [
    ...sort.map(key => ['sort', key.replace(/^-/, '')] as const),
    ...(ofFields ? fields.map(name => ['fields', name] as const) : [])
  ].filter(([, name]) => !names.includes(name))
  if (asked.length === 0) return
  throw new Problem(
    'unsupported-combination',
    `This answer has no ${asked.map(([, name]) => name).join(', ')}. It has ${names.join(', ')}.`,
    asked.map(([parameter, name]) => ({
      parameter,
      code: 'unsupported-combination',
      did_you_mean: nearest(name, names)
    }))
  )
}
