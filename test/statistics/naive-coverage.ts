import { type Asking, type Cell, ofCells, periodsOf, type Verdict } from './naive-rules.ts'
import { zeroRule } from './naive-zero-rule.ts'

export { periodsOf, type Verdict }

export function naiveCoverage(asking: Asking): (cell: Cell) => Verdict {
  const periods = [...periodsOf(asking.all).keys()]
  return asking.reporting.absent_row === 'not_told'
    ? cell => ofCells(asking, cell, periods)
    : zeroRule(asking, periods)
}
