/** A question of questions.json as SQL on the rows of a release. One text serves DuckDB and Postgres. */
export interface ByHand {
  /** The question, as questions.json words it. */
  asks: string
  /** The columns that a row of the answer is known by; all others are figures, under the names that the answer has for them. */
  by: readonly string[]
  /** The text for a release of this day (`YYYY-MM-DD`). It orders its rows and takes all of them. */
  sql(as_at: string): string
}

export const year = (day: string): string => `extract(year from ${day})`

/** The United States' year that begins in October, by the year in which it ends. */
export const fiscalYear = (day: string): string => `extract(year from ${day} + interval '3 months')`

/** A month as one number: 202411. */
export const month = (day: string): string => `extract(year from ${day}) * 100 + extract(month from ${day})`

/** A rate and its denominator, from two columns. */
export const rate = (name: string, numerator: string, denominator: string): string =>
  `${denominator} as "${name}_n", 1.0 * ${numerator} / nullif(${denominator}, 0) as "${name}"`

/** The bounds of the Wilson score interval at 95 %, from two columns of a share and its denominator. */
export function wilson(name: string, numerator: string, denominator: string): string {
  const [n, p] = [`nullif(${denominator}, 0)`, `(1.0 * ${numerator} / nullif(${denominator}, 0))`]
  const bound = (sign: '+' | '-') =>
    `(${p} + ${z2} / (2 * ${n}) ${sign} ${z} * sqrt((${p} * (1 - ${p}) + ${z2} / (4 * ${n})) / ${n})) / (1 + ${z2} / ${n})`
  return `${bound('-')} as "${name}_low", ${bound('+')} as "${name}_high"`
}

const z = 1.959963984540054
const z2 = z * z
