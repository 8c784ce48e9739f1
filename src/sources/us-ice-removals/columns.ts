import { ReadingError } from '../../reading/reading-error.ts'

/** The columns that are kept, and their names in the releases. Every other column is dropped unread. */
const printedNames = {
  departed: ['departed date', 'departure date'],
  citizenship: ['citizenship country', 'country of citizenship'],
  country: ['departure country', 'departed to country'],
  status: ['case status'],
  category: ['case category'],
  disposition: ['processing disposition'],
  disposition_code: ['processing disposition code'],
  // "Identifer" is the agency's own, in its release of 2012 to 2023.
  person: [
    ...['unique identifier', 'anonymized identifier', 'anonymized identifer', 'unique id'],
    ...['anonymized unique identifier', 'anonymized unique identifer', 'anonymized unique id']
  ]
} as const
type Kept = keyof typeof printedNames

/** The place of each kept column in a row. */
export type RemovalColumns = { departed: number; citizenship: number } & Partial<Record<Kept, number>>

/**
 * Columns that no table of removals has, and each of the other tables of a release: these have departures too. Detainers
 * have columns of detentions and arrests, and so come before them.
 */
const otherTables = {
  'risk classification assessments': [/^rca /],
  // `Detainer Prepare Date` until 2025, `Detainer Prepared Date` since.
  detainers: [/^detainer prepare/, /^detainer type$/, /^detainer lift reason/],
  detentions: [
    /^stay book (in|out) date/,
    /^detention (book in|book out|id$|release reason)/,
    /^book in date/
  ],
  encounters: [/^lead event type$/, /^lead source$/, /^encounter criminality$/],
  arrests: [
    ...[/^apprehension (type|criminality|method|site landmark)$/, /^arrest created by$/],
    /^event landmark$/
  ]
} as const
export type OtherTable = keyof typeof otherTables

/** Columns that all known layouts of removals have one of, and no other table that is not told by a column of its own. */
const ofRemovals = ['port of departure', 'removal date']
const removalNames = /remov|_REM_/i

/** Whether a file, by the last part of its path, or a sheet of it is called a table of removals. */
export const isNamedRemovals = (file: string, sheet = ''): boolean =>
  removalNames.test(file.slice(file.lastIndexOf('/') + 1)) || removalNames.test(sheet)

/** A table of departures of which neither a column nor a name says whether it is of removals. */
export const notSaid = 'departures, without saying of which table'

/** Releases write `Departed Date`, `Departed_Date` and `DEPARTED DATE`. */
const words = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()

/**
 * The table of which a row is the header: the columns of removals, the name of another ICE table, `notSaid`, or undefined
 * for a row that is no header. Removals are never told by what they are not: they have a column of their own, or are
 * called so (`is_named`). Throws ReadingError for a kept column that occurs twice.
 */
export function removalHeader(
  cells: readonly string[],
  place: { file: string; line?: number },
  is_named: boolean
): RemovalColumns | OtherTable | typeof notSaid | undefined {
  const names = cells.map(words)
  const other = (Object.keys(otherTables) as OtherTable[]).find(table =>
    names.some(name => otherTables[table].some(pattern => pattern.test(name)))
  )
  if (other) return other
  const places = (kept: Kept): number[] =>
    names.flatMap((name, index) => ((printedNames[kept] as readonly string[]).includes(name) ? [index] : []))
  const [departed] = places('departed')
  const [citizenship] = places('citizenship')
  if (departed === undefined || citizenship === undefined) return undefined
  if (!is_named && !ofRemovals.some(name => names.includes(name))) return notSaid
  const found: RemovalColumns = { departed, citizenship }
  for (const kept of Object.keys(printedNames) as Kept[]) {
    const [column, again] = places(kept)
    if (again !== undefined)
      throw new ReadingError('malformed', `the column "${cells[again]}" stands twice in the header.`, place)
    if (column !== undefined) found[kept] = column
  }
  return found
}
