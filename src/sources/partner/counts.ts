import type { CountFact } from '../../vocabulary/fact.ts'
import type { Period } from '../../vocabulary/time/period.ts'
import type { Declaration, DeclaredTable } from './declaration.ts'
import { isPeriod, type SplitDimension } from './dimensions.ts'
import type { PublishedMargin } from './published-tables.ts'

/** One number of a margin with its period and dimensions. */
export interface MarginCell {
  period: Pick<Period, 'label' | 'from' | 'to'>
  words: Partial<Record<SplitDimension, string>>
  /** null where it is withheld. */
  value: number | null
}

/**
 * The key of a number, the same in each edition and for every table that shows it. A number of the whole period keeps
 * its key when that period is extended.
 */
export const countKey = (
  stage: string,
  margin: PublishedMargin,
  { period, words }: Pick<MarginCell, 'period' | 'words'>
): string =>
  [
    stage,
    margin.period === undefined ? 'all' : period.label,
    ...margin.splits.map(name => `${name}=${words[name]}`)
  ].join('|')

/** A number as it is published in one table. It contains nothing of the private records but the number. */
export function countFact(
  declaration: Declaration,
  table: DeclaredTable,
  margin: PublishedMargin,
  cell: MarginCell,
  line: number
): CountFact {
  const { unit, authority, country_of_asylum } = declaration
  const { outcome = 'not_split', ...words } = cell.words
  const total_over = table.dimensions.filter(
    name => !isPeriod(name) && !margin.splits.some(each => each === name)
  )
  return {
    ...{ grain: 'count', source_table: table.series, line },
    count_key: countKey(table.decision_stage, margin, cell),
    ...{ period: cell.period.label, period_from: cell.period.from, period_to: cell.period.to },
    decision_stage: table.decision_stage,
    ...(authority === undefined ? {} : { authority }),
    ...(country_of_asylum === undefined ? {} : { country_of_asylum }),
    ...(words as Partial<CountFact>),
    outcome: outcome as CountFact['outcome'],
    unit,
    value: cell.value,
    status: cell.value === null ? 'suppressed' : 'ok',
    source_code: table.series,
    total_over
  }
}
