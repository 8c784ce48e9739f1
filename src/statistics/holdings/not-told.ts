import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { asTotalled, subtotals } from '../rows/subtotals.ts'

/** Publishers round to the next multiple of this. */
const roundedTo = 5

/**
 * The question without those of its groups that a published total leaves open, where it is to be asked what the cells of
 * these groups do not tell; undefined where nothing can be left out so.
 */
export function withoutParts(plan: Plan): Plan | undefined {
  const { question, frame } = plan
  const parts = frame.chosen.series.reporting?.parts ?? {}
  const totals = new Set(frame.chosen.card.total_sets.flat())
  const isPart = (name: Dimension): boolean => {
    const whole = asTotalled(name) as Dimension
    return Array.isArray(parts[whole]) && isTotalled(whole) && !isFiltered(whole)
  }
  const isTotalled = (whole: Dimension): boolean =>
    [...totals].some(word => word === whole || subtotals[word]?.of === whole)
  const isFiltered = (whole: Dimension): boolean =>
    Object.keys(question.filters ?? {}).some(name => asTotalled(name) === whole)
  const groups = frame.groups.filter(name => !isPart(name))
  if (groups.length === frame.groups.length) return undefined
  const group_by = question.group_by?.filter(name => groups.includes(name))
  return { ...plan, question: { ...question, group_by }, frame: { ...frame, groups } }
}

/**
 * How many of a published total stand in no cell, because the parts that they are in are not told. Rounding alone makes
 * a difference of half a step for each figure that is added.
 */
export function notTold(
  total: number | null,
  sum: number | null,
  { records, is_rounded }: { records: number; is_rounded: boolean }
): number {
  if (total === null || sum === null) return 0
  const noise = is_rounded ? ((records + 1) * roundedTo) / 2 : 0
  return total - sum > noise ? total - sum : 0
}
