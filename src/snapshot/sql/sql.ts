import type { Bindable } from '../release-set.ts'

/**
 * A piece of SQL for DuckDB: texts from the code, with other pieces and values between them. Values are bound; text of
 * a client is always a value. A piece carries the columns that it names (`columnsIn`), so that the tables that can
 * answer it are known before one is chosen.
 */
export interface Sql {
  /** One more than `parts`: each part stands between two texts. */
  readonly texts: readonly string[]
  readonly parts: readonly (Sql | Bindable)[]
  /** Set where the piece is the name of a column of the queried rows. */
  readonly column?: string
  /** Set where the piece is a placeholder for a property of the table that is chosen later. */
  readonly place?: keyof ChosenTable
}

/** A complete statement: SQL text with one `?` a bound value, in the order of `values`. */
export interface Statement {
  text: string
  values: Bindable[]
}

/** The table that a statement reads, either the records or a rollup, and the SQL that counts records in it. */
export interface ChosenTable {
  name: string
  /** The columns that are read, each followed by a comma, for the start of a select list. */
  columns: string
  /** The date column from which the periods of a request are cut. */
  date: string
  /** An aggregate: the number of records in a group of rows. */
  count: string
  /** An expression: the number of records that one row counts for. */
  weight: string
}

const isSql = (part: Sql | Bindable): part is Sql => typeof part === 'object' && part !== null

/** Template tag that makes a piece: pieces are inserted, all other values are bound. */
export const sql = (texts: TemplateStringsArray, ...parts: (Sql | Bindable)[]): Sql => ({ texts, parts })

/**
 * SQL from the code that names no column of the queried rows: keywords, and aliases that the statement defines. Never
 * for a text of a client.
 */
export const raw = (text: string): Sql => ({ texts: [text], parts: [] })

/** A column of the queried rows. */
export const column = (name: string): Sql => ({ texts: [name], parts: [], column: name })

const placeOf = (place: keyof ChosenTable): Sql => ({ texts: [], parts: [], place })

/** Placeholders for the properties of the table that is chosen when the piece is complete: see `readFrom`. */
export const chosenTable: Readonly<Record<keyof ChosenTable, Sql>> = {
  name: placeOf('name'),
  columns: placeOf('columns'),
  date: placeOf('date'),
  count: placeOf('count'),
  weight: placeOf('weight')
}

export const join = (parts: readonly Sql[], separator: string): Sql =>
  parts.length === 0
    ? raw('')
    : { texts: ['', ...Array<string>(parts.length - 1).fill(separator), ''], parts }

/** The columns of the queried rows that the pieces name, each once, in the order of the SQL. */
export function columnsIn(...pieces: readonly Sql[]): Set<string> {
  const found = new Set<string>()
  for (const piece of pieces) collect(piece, found)
  return found
}

function collect({ column, parts }: Sql, found: Set<string>): void {
  if (column !== undefined) found.add(column)
  for (const part of parts) if (isSql(part)) collect(part, found)
}

/** Replaces the placeholders of a piece by the chosen table. The result is plain text: `columnsIn` finds no columns. */
export function readFrom(from: ChosenTable, piece: Sql): Sql {
  const flat: Flat = { texts: [''], parts: [] }
  append(flat, piece, from)
  return flat
}

/** The statement of a complete piece. Throws where a placeholder of the chosen table is left. */
export function statementOf(piece: Sql): Statement {
  const flat: Flat = { texts: [''], parts: [] }
  append(flat, piece, undefined)
  return { text: flat.texts.join('?'), values: flat.parts }
}

/** Texts and bound values, without nested pieces. */
interface Flat {
  texts: string[]
  parts: Bindable[]
}

function append(flat: Flat, { texts, parts, place }: Sql, from: ChosenTable | undefined): void {
  if (place !== undefined) {
    if (from === undefined) throw new Error(`no table is chosen for the ${place} of this SQL`)
    write(flat, from[place])
    return
  }
  for (let i = 0; i < texts.length; i++) {
    write(flat, texts[i] as string)
    if (i === parts.length) return
    const part = parts[i] as Sql | Bindable
    if (isSql(part)) append(flat, part, from)
    else {
      flat.parts.push(part)
      flat.texts.push('')
    }
  }
}

function write({ texts }: Flat, text: string): void {
  texts[texts.length - 1] += text
}
