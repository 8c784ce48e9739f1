import type { NumberKind, ResultColumn } from '../vocabulary/result-table.ts'

/** How the figures were asked for, which not every format shows. */
export interface AskedFigures {
  /** With the interval of each rate. */
  intervals?: boolean
  /** These measures only. */
  fields?: readonly string[]
  /** The question as it was understood, with its defaults. */
  query: Record<string, unknown>
  counting_rule: string | null
}

/** A column of numbers, and the measure whose flags say how they are: of a rate's n and bounds that is the rate. */
export interface ShownColumn {
  name: string
  kind: NumberKind
  of: string
}

/** The columns of numbers in their order, as the tables of the same answer have them. */
export function shownColumns(
  measures: readonly ResultColumn[],
  { intervals = false, fields }: Pick<AskedFigures, 'intervals' | 'fields'>
): ShownColumn[] {
  return measures
    .flatMap(measure =>
      [measure, ...(intervals ? ofRate(measure) : [])].map(each => ({ ...each, of: measure.name }))
    )
    .filter(({ name }) => fields?.includes(name) ?? true)
    .map(({ name, kind, of }) => ({ name, kind, of }))
}

const ofRate = ({ rate }: ResultColumn): ResultColumn[] =>
  rate === undefined
    ? []
    : [
        { name: rate.n, kind: 'count' },
        { name: rate.low, kind: 'share' },
        { name: rate.high, kind: 'share' }
      ]
