import type { Bindable } from '../release-set.ts'

/**
 * A piece of SQL for DuckDB: text of our own, and between its texts other pieces and values. What a client wrote is
 * always a value, which is bound. A piece carries the columns that it names (`columnsIn`), so that it is known which
 * tables can answer it before one is chosen.
 */
export interface Sql {
  /** One more than there are parts. */
  readonly texts: readonly string[]
  readonly parts: readonly (Sql | Bindable)[]
  /** The piece is the name of this column of the rows that are asked about. */
  readonly column?: string
  /** The piece stands for this part of the table that is chosen later. */
  readonly place?: keyof ChosenTable
}

/** A complete statement: SQL text with one `?` a bound value, in the order of `values`. */
export interface Statement {
  text: string
  values: Bindable[]
}

/** The table that rows are read from, and how they are counted there: the records, or a rollup of them. */
export interface ChosenTable {
  name: string
  /** The columns that are read, each followed by a comma, to be selected before others. */
  columns: string
  /** The column of the date that a question goes by. */
  date: string
  /** How many records some rows stand for. */
  count: string
  /** How many records one row stands for. */
  weight: string
}

const isSql = (part: Sql | Bindable): part is Sql => typeof part === 'object' && part !== null

/** Puts a piece together: another piece is inserted, everything else is bound. */
export const sql = (texts: TemplateStringsArray, ...parts: (Sql | Bindable)[]): Sql => ({ texts, parts })

/**
 * Text of our own that names no column of the rows that are asked about: keywords, and names that the statement itself
 * gives.
 */
export const raw = (text: string): Sql => ({ texts: [text], parts: [] })

/** A column of the rows that are asked about. */
export const column = (name: string): Sql => ({ texts: [name], parts: [], column: name })

const placeOf = (place: keyof ChosenTable): Sql => ({ texts: [], parts: [], place })

/** Stands for the parts of a table that is chosen when the piece is complete: see `readFrom`. */
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

/** The columns of the rows that are asked about which the pieces name, each once, in the order of the SQL. */
export function columnsIn(...pieces: readonly Sql[]): Set<string> {
  const found = new Set<string>()
  for (const piece of pieces) collect(piece, found)
  return found
}

function collect({ column, parts }: Sql, found: Set<string>): void {
  if (column !== undefined) found.add(column)
  for (const part of parts) if (isSql(part)) collect(part, found)
}

/** The piece with the table that it reads. What it names is settled, so the result names no columns. */
export function readFrom(from: ChosenTable, piece: Sql): Sql {
  const flat: Flat = { texts: [''], parts: [] }
  append(flat, piece, from)
  return flat
}

/** Writes a complete piece out. Throws where it has a part of a table that was not chosen. */
export function statementOf(piece: Sql): Statement {
  const flat: Flat = { texts: [''], parts: [] }
  append(flat, piece, undefined)
  return { text: flat.texts.join('?'), values: flat.parts }
}

/** Text without pieces in it. */
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
