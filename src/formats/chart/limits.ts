import { alternatives, said } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { shapes } from './palette.ts'

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
      said(apart.length > 0 ? 'too_many_panels_by' : 'too_many_panels', {
        panels: panels.length,
        most: most.panels,
        names: apart.join(', '),
        choice: alternatives(apart)
      }),
      (apart.length > 0 ? apart : ['measures']).map(parameter => ({
        parameter,
        code: 'unsupported-combination'
      }))
    )
  const marks = panels.reduce((sum, { rows, measures }) => sum + rows.length * measures.length, 0)
  const limit = time === null ? most.bars : most.points
  if (marks <= limit) return
  throw new Problem(
    'query-too-large',
    said('too_many_marks', { marks, what: said(time === null ? 'bars' : 'points'), limit }),
    [{ parameter: 'format', code: 'query-too-large' }],
    { estimate: marks, limit }
  )
}

/** The problem of more series than colours: further colours could not be distinguished. */
export const tooManySeries = (name: string, values: number): Problem =>
  new Problem(
    'unsupported-combination',
    said('too_many_colours', { values, name, most: shapes.length }),
    [{ parameter: name, code: 'unsupported-combination' }],
    { estimate: values, limit: shapes.length }
  )
