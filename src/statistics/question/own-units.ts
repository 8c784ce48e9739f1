import type { Unit } from '../../vocabulary/unit.ts'
import { type Chosen, isRecords } from './chosen.ts'
import type { Question } from './question.ts'

type Rule = NonNullable<Chosen['series']['unit_of']>[number]

/**
 * The unit that the rows which the filters let through are counted in, where that is another than the table's
 * (about.ts `unit_of`): every dimension of the rule is asked for, with its values alone.
 */
export function unitOfRows(question: Question, chosen: Chosen): Unit | undefined {
  if (isRecords(chosen)) return undefined
  const asked: Record<string, readonly string[] | undefined> = question.filters ?? {}
  const isMet = ({ rows }: Rule): boolean =>
    Object.entries(rows).every(([name, values]) => asked[name]?.every(value => values.includes(value)))
  return chosen.series.unit_of?.find(isMet)?.unit
}

/** The units in which a table counts what is asked of it. */
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
