import type { Bindable } from '../snapshot/release-set.ts'

/** SQL text with one `?` a bound value, in the order of `values`. */
export interface Sql {
  text: string
  values: Bindable[]
}

const isSql = (part: Sql | Bindable): part is Sql => typeof part === 'object' && part !== null

/** Puts SQL together: another piece of SQL is inserted, everything else is bound. What a client wrote is never text. */
export function sql(strings: TemplateStringsArray, ...parts: (Sql | Bindable)[]): Sql {
  const values: Bindable[] = []
  const text = strings.reduce((before, after, i) => {
    const part = parts[i - 1] as Sql | Bindable
    values.push(...(isSql(part) ? part.values : [part]))
    return before + (isSql(part) ? part.text : '?') + after
  })
  return { text, values }
}

/**
 * A text of our own as a value inside SQL, never what a client wrote: a word that a table has, a day that was read.
 * Where the values are known when a statement is planned, blocks of rows are passed over and it is planned once; with
 * bound texts it is planned again for them.
 */
export const literal = (text: string): Sql => raw(`'${text.replaceAll("'", "''")}'`)

/** A day, as `YYYY-MM-DD`. */
export const dayLiteral = (day: string): Sql => raw(`date ${literal(day).text}`)

/** Text of our own: names of columns and tables out of a catalogue. */
export const raw = (text: string): Sql => ({ text, values: [] })

export const join = (parts: readonly Sql[], separator: string): Sql => ({
  text: parts.map(part => part.text).join(separator),
  values: parts.flatMap(part => part.values)
})

/** `column in (?, ?)`; no value at all is false. */
export const isOneOf = (column: Sql, values: readonly Bindable[]): Sql =>
  values.length === 0
    ? raw('false')
    : sql`${column} in (${join(
        values.map(value => sql`${value}`),
        ', '
      )})`

/** All of these hold; nothing to hold is true. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('true') : sql`(${join(conditions, ' and ')})`

export const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' or ')})`
