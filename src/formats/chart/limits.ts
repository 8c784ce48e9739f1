import { Problem } from '../../vocabulary/problem.ts'
import { palette } from './palette.ts'

/** The largest numbers of marks and panels that are readable in one picture. */
const most = { bars: 120, points: 1000, panels: 16 } as const

interface Sized {
  time: string | null
  apart: readonly string[]
  panels: readonly { rows: readonly unknown[]; measures: readonly unknown[] }[]
}

/** Throws Problem where a picture has more panels or marks than are readable. */
export function checkSize({ time, panels, apart }: Sized): void {
  if (panels.length > most.panels)
    throw new Problem(
      'unsupported-combination',
      `This picture would have ${panels.length} panels${apart.length > 0 ? `, by ${apart.join(' and ')}` : ''}, and has at most ${most.panels}. ${apart.length > 0 ? `Ask for fewer values of ${apart.join(' or ')}, ` : ''}name fewer measures or group by fewer dimensions; format=csv has every row.`,
      (apart.length > 0 ? apart : ['measures']).map(parameter => ({
        parameter,
        code: 'unsupported-combination'
      }))
    )
  const marks = panels.reduce((sum, { rows, measures }) => sum + rows.length * measures.length, 0)
  const limit = time === null ? most.bars : most.points
  if (marks <= limit) return
  const what = time === null ? 'bars' : 'points'
  throw new Problem(
    'query-too-large',
    `This picture would have ${marks} ${what}, and has at most ${limit}. Set limit, ask for fewer values or a shorter time, or name one measure; format=csv has every row.`,
    [{ parameter: 'format', code: 'query-too-large' }],
    { estimate: marks, limit }
  )
}

/** The problem of more series than colours: further colours could not be distinguished. */
export const tooManySeries = (name: string, values: number): Problem =>
  new Problem(
    'unsupported-combination',
    `This picture would need ${values} colours for ${name}, and has ${palette.length}. Ask for at most ${palette.length} values of ${name}, or group by fewer dimensions; format=csv has every row.`,
    [{ parameter: name, code: 'unsupported-combination' }],
    { estimate: values, limit: palette.length }
  )
