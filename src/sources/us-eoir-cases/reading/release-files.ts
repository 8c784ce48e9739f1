import { listsTables } from './counts.ts'
import { eoirColumnNames, tableWithColumns } from './header.ts'
import { eoirTables, type TableName } from './tables.ts'

/** What a file of the release is, as far as it is read. */
export type ReleaseFile = TableName | 'counts'

/** Tables of the release that nothing is read of, in small letters. Lookup tables are known by their folder too. */
const otherTables = new Set(
  'a_tblcaseidentifier b_tblproceedcharges d_tblassociatedbond eoirdb_schema eoir_db_schema tblaction tblappeal2 tblprobono tblthreembrreferrals tbl_casepriorityhistory tbl_court_motions tbl_custodyhistory tbl_eoir_attorney tbl_juvenilehistory tbl_lead_rider tbl_repsassigned tbl_schedule tbldeccode tblinsoffice tbllanguage tblpanels tblteams tbltortureconvid tbl_br_deductcodes'.split(
    ' '
  )
)

/**
 * Whether a file belongs to a release of EOIR's case data, and whether it is read. The columns say which table it
 * is, in any order and case; a file that has the name of a table but not its columns is read too, so that what is
 * wrong with it is said in words.
 */
export function recogniseFile(head: string, name: string): 'read' | 'beside' | undefined {
  if (releaseFile(head, name)) return 'read'
  return isBeside(head, name) ? 'beside' : undefined
}

/** Which of the files that are read this is. */
export function releaseFile(head: string, name: string): ReleaseFile | undefined {
  const plain = head.replaceAll('\0', '')
  if (/^count/.test(baseName(name)) && listsTables(plain)) return 'counts'
  const header = plain.split(/\r?\n/, 1)[0] as string
  return tableWithColumns(eoirColumnNames(header.split('\t'))) ?? tableNamed(name)
}

/** Whether the files together say that all is made up: one of them is called `SYNTHETIC.txt`. */
export const isSynthetic = (names: readonly string[]): boolean => names.some(isSyntheticMark)

/**
 * The files that can be read independently of each other's: proceedings by themselves, since they are half of the
 * release, and all others, federal courts before the appeals through which their case is found.
 */
export function lanes(names: readonly string[]): string[][] {
  const read = names.filter(name => !isSyntheticMark(name) && !isBeside('', name))
  const proceedings = read.filter(name => tableNamed(name) === 'B_TblProceeding')
  const others = read.filter(name => !proceedings.includes(name)).sort((a, b) => turnOf(a) - turnOf(b))
  return [others, proceedings].filter(lane => lane.length > 0)
}

/** The order in which files of one lane are read. */
export const turn = (file: ReleaseFile | undefined): number =>
  file === undefined ? turns.length : turns.indexOf(file)

const turns: readonly ReleaseFile[] = [
  'counts',
  'A_TblCase',
  'B_TblProceeding',
  'tbl_Court_Appln',
  'tblAppealFedCourts',
  'tblAppeal'
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

/** The name without folders and endings, in small letters. */
const baseName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/(\.(csv|tsv|txt|md|pdf|docx?|gz))+$/i, '')
    .toLowerCase()
