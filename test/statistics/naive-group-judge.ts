import type { Expected, Fact } from './brute-force.ts'
import { everIn, groupOn } from './naive-groups.ts'
import { isTold, periodsOf, word } from './naive-rules.ts'

/** A member of a group that a table has figures of, and a period that it does not tell. */
export interface Untold {
  from: string
  code: string
}

/**
 * Members of groups of reporting countries that do not tell a period although the scope of the question has other rows of
 * theirs as members (docs/rules/coverage.md §4), one by one. `scope`: the rows of all countries, in the unit that is counted.
 */
export function untoldMembers(
  scope: Fact[],
  ids: readonly string[],
  isIn: (span: { from: string; to: string }) => boolean
): Untold[] {
  const told = new Set<string>()
  const reporters = new Set<string>()
  for (const fact of scope.filter(isTold)) {
    const code = word(fact, 'country_of_asylum')
    // What it told before it joined is no figure of the group: it is in without_figures.
    if (groupOn(ids, code, fact.to) !== undefined) reporters.add(code)
    told.add(`${word(fact, 'country_of_asylum')} ${fact.from}`)
  }
  return [...periodsOf(scope)].flatMap(([from, to]) =>
    !isIn({ from, to })
      ? []
      : everIn(ids).flatMap(code =>
          reporters.has(code) && groupOn(ids, code, to) !== undefined && !told.has(`${code} ${from}`)
            ? [{ from, code }]
            : []
        )
  )
}

/** Counts of cells that lack a member are lower bounds. `cellOf`: the key of the cell in which a member would be. */
export function withoutMembers(
  expected: Expected,
  untold: readonly Untold[],
  cellOf: (untold: Untold) => string
): Expected {
  const lacking = new Set(untold.map(cellOf))
  const cells = [...expected.cells].map(
    ([key, sums]) =>
      [key, lacking.has(key) && sums.value !== null ? { ...sums, is_partial: true } : sums] as const
  )
  return { ...expected, cells: new Map(cells) }
}
