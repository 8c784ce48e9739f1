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

/** Columns that no table of removals has. They identify the other tables of a release, which have a departure too. */
const otherTables = {
  arrests: ['apprehension type', 'apprehension criminality', 'arrest created by'],
  detentions: ['stay book in date time', 'stay book in date', 'detention book in date time', 'detention id'],
  detainers: ['detainer prepare date', 'detainer prepared date', 'detainer type', 'detainer lift reason'],
  encounters: ['lead event type'],
  'risk classification assessments': ['rca aor', 'rca decision date']
} as const
export type OtherTable = keyof typeof otherTables

/** Releases write `Departed Date`, `Departed_Date` and `DEPARTED DATE`. */
const words = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()

/**
 * The table of which a row is the header: the columns of removals, the name of another ICE table, or undefined for a
 * row that is no header. Throws ReadingError for a kept column that occurs twice.
 */
export function removalHeader(
  cells: readonly string[],
  place: { file: string; line?: number }
): RemovalColumns | OtherTable | undefined {
  const names = cells.map(words)
  const other = (Object.keys(otherTables) as OtherTable[]).find(table =>
    otherTables[table].some(name => names.includes(name))
  )
  if (other) return other
  const places = (kept: Kept): number[] =>
    names.flatMap((name, index) => ((printedNames[kept] as readonly string[]).includes(name) ? [index] : []))
  const [departed] = places('departed')
  const [citizenship] = places('citizenship')
  if (departed === undefined || citizenship === undefined) return undefined
  const found: RemovalColumns = { departed, citizenship }
  for (const kept of Object.keys(printedNames) as Kept[]) {
    const [column, again] = places(kept)
    if (again !== undefined)
      throw new ReadingError('malformed', `the column "${cells[again]}" stands twice in the header.`, place)
    if (column !== undefined) found[kept] = column
  }
  return found
}
