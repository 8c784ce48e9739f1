import type { Fact } from './brute-force.ts'

/** The label of the year, quarter or month that a day lies in. */
export const cuts: Record<string, (day: string, fiscal: boolean) => string> = {
  year(day, fiscal) {
    const year = Number(day.slice(0, 4))
    return fiscal ? `FY${Number(day.slice(5, 7)) > 9 ? year + 1 : year}` : String(year)
  },
  quarter(day, fiscal) {
    const month = Number(day.slice(5, 7))
    const quarter = fiscal ? [2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 1, 1][month - 1] : Math.ceil(month / 3)
    return `${cuts.year?.(day, fiscal)}-Q${quarter}`
  },
  month: day => day.slice(0, 7)
}

/** Facts by a key, in their order. */
export function gather(facts: Fact[], keyOf: (fact: Fact) => string): Map<string, Fact[]> {
  const gathered = new Map<string, Fact[]>()
  for (const fact of facts) {
    const key = keyOf(fact)
    const others = gathered.get(key)
    if (others) others.push(fact)
    else gathered.set(key, [fact])
  }
  return gathered
}
