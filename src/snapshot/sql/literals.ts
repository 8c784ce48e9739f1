import { raw, type Sql } from './sql.ts'

/** A text inside SQL, for the places where DuckDB takes no parameters: paths and words of an ENUM. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * A text as a literal in SQL: a word that a table has, a day that was parsed. Never for a text of a client. With
 * literals DuckDB skips row groups and plans the statement once; with bound texts it plans the statement again.
 */
export const literal = (text: string): Sql => raw(quoted(text))

/** A day, as `YYYY-MM-DD`. */
export const dayLiteral = (day: string): Sql => raw(`date ${quoted(day)}`)
