import { listsTables } from './counts.ts'
import { eoirColumnNames, tableWithColumns } from './header.ts'
import { appearancesTable, eoirTables, type TableName } from './tables.ts'

/** The kinds of files that are read from the release. */
export type ReleaseFile = TableName | 'counts'

/** Tables of the release that are not read, in lower case. Lookup tables are recognised by their folder too. */
const otherTables = new Set(
  'a_tblcaseidentifier b_tblproceedcharges d_tblassociatedbond eoirdb_schema eoir_db_schema tblaction tblappeal2 tblprobono tblthreembrreferrals tbl_casepriorityhistory tbl_court_motions tbl_custodyhistory tbl_eoir_attorney tbl_juvenilehistory tbl_lead_rider tbl_schedule tbldeccode tblinsoffice tbllanguage tblpanels tblteams tbltortureconvid tbl_br_deductcodes'.split(
    ' '
  )
)

/** Tables of records that are left unread, in lower case, and why. */
const unreadTables: Readonly<Record<string, string>> = {
  tbl_custodyhistory:
    'its codebook doubts that it is reliable, so detention is that of the proceeding (custody)',
  tbl_court_motions:
    'no column is known to tell what kind of motion it is, and most that are granted move a hearing or a venue',
  d_tblassociatedbond: 'its codes of decisions have no published meaning, and a bond decides no claim'
}

/** Why a table of records is left unread; undefined for any other file. */
export const reasonUnread = (name: string): string | undefined =>
  Object.hasOwn(unreadTables, baseName(name)) ? unreadTables[baseName(name)] : undefined

/**
 * Whether a file belongs to a release of EOIR's case data, and whether it is read. A table is recognised by its
 * columns, in any order and case. A file with the name of a table but other columns is read too, so that the error says
 * what is wrong with it.
 */
export function recogniseFile(head: string, name: string): 'read' | 'beside' | undefined {
  if (releaseFile(head, name)) return 'read'
  return isBeside(head, name) ? 'beside' : undefined
}

/** The kind of a file that is read; undefined for any other file. */
export function releaseFile(head: string, name: string): ReleaseFile | undefined {
  const plain = head.replaceAll('\0', '')
  if (/^count/.test(baseName(name)) && listsTables(plain)) return 'counts'
  const header = plain.split(/\r?\n/, 1)[0] as string
  return tableWithColumns(eoirColumnNames(header.split('\t'))) ?? tableNamed(name)
}

/** Whether the release is synthetic: one of its files is called `SYNTHETIC.txt`. */
export const isSynthetic = (names: readonly string[]): boolean => names.some(isSyntheticMark)

/**
 * Lists of files that can be read independently of each other: proceedings, appearances, which are a fifth of the bytes
 * each or more, and all others. In these federal courts come before the appeals, which name their case.
 */
export function lanes(names: readonly string[]): string[][] {
  const read = names.filter(name => !isSyntheticMark(name) && !isBeside('', name))
  const alone = (['B_TblProceeding', appearancesTable] as const).map(table =>
    read.filter(name => tableNamed(name) === table)
  )
  const others = read.filter(name => !alone.flat().includes(name)).sort((a, b) => turnOf(a) - turnOf(b))
  return [others, ...alone].filter(lane => lane.length > 0)
}

/** The place of a file in the order in which a lane is read. */
export const turn = (file: ReleaseFile | undefined): number =>
  file === undefined ? turns.length : turns.indexOf(file)

const turns: readonly ReleaseFile[] = [
  'counts',
  'A_TblCase',
  'B_TblProceeding',
  'tbl_Court_Appln',
  'tblAppealFedCourts',
  'tblAppeal',
  'tbl_RepsAssigned'
]

const turnOf = (name: string): number => (/^count/.test(baseName(name)) ? 0 : turn(tableNamed(name)))

function isBeside(head: string, name: string): boolean {
  const base = baseName(name)
  if (isSyntheticMark(name) || otherTables.has(base)) return true
  if (/^tbl_?look_?up/.test(base) || /(^|[/\\])lookups?[/\\]/i.test(name)) return true
  return (
    /^read ?_?-?me$|code ?_?-?key/.test(base) && /eoir|immigration review|A_TblCase/i.test(`${name} ${head}`)
  )
}

const isSyntheticMark = (name: string): boolean => /(^|[/\\])synthetic\.txt$/i.test(name)

const tableNamed = (name: string): TableName | undefined =>
  eoirTables.find(table => table.toLowerCase() === baseName(name))

/** The name without folders and extensions, in lower case. */
const baseName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/(\.(csv|tsv|txt|md|pdf|docx?|gz))+$/i, '')
    .toLowerCase()
