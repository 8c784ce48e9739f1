import type { Unit } from '../../vocabulary/unit.ts'
import { type Chosen, isRecords } from './chosen.ts'
import type { Question } from './question.ts'

type Rule = NonNullable<Chosen['series']['unit_of']>[number]

/**
 * The unit of the filtered rows where it differs from the unit of the table (about.ts `unit_of`); else undefined. A
 * rule applies where the question filters every dimension of the rule, by values of the rule only.
 */
export function unitOfRows(question: Question, chosen: Chosen): Unit | undefined {
  if (isRecords(chosen)) return undefined
  const filters: Record<string, readonly string[] | undefined> = question.filters ?? {}
  const isMet = ({ rows }: Rule): boolean =>
    Object.entries(rows).every(([name, values]) => filters[name]?.every(value => values.includes(value)))
  return chosen.series.unit_of?.find(isMet)?.unit
}

/** The units in which a table counts the rows of a question. */
export function ownUnits(question: Question, chosen: Chosen): Unit[] {
  const unit = unitOfRows(question, chosen)
  return unit === undefined ? chosen.card.units : [unit]
}

/** The filters by which a table counts in a unit that is not its own, as parameters; undefined where none do. */
export function filtersFor(unit: Unit, chosen: Chosen): string | undefined {
  const rule = isRecords(chosen) ? undefined : chosen.series.unit_of?.find(each => each.unit === unit)
  return (
    rule &&
    Object.entries(rule.rows)
      .map(([name, values]) => `${name}=${values.join(',')}`)
      .join('&')
  )
}
