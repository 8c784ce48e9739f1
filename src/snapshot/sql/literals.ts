import { raw, type Sql } from './sql.ts'

/** A text inside SQL, for the places where DuckDB takes no parameters: paths and words of an ENUM. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * A text of our own as a value inside SQL, never what a client wrote: a word that a table has, a day that was read.
 * Where the values are known when a statement is planned, blocks of rows are passed over and it is planned once; with
 * bound texts it is planned again for them.
 */
export const literal = (text: string): Sql => raw(quoted(text))

/** A day, as `YYYY-MM-DD`. */
export const dayLiteral = (day: string): Sql => raw(`date ${quoted(day)}`)
