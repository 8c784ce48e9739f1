import type { Member, ReleasedFile } from '../../reading/members.ts'
import type { CaseLayout, Layout, ReleaseFindings } from '../../sources/source.ts'

/** What a layout says of the coverage. */
export type Declared = Pick<Layout, 'coverage' | 'whole_from_rows' | 'all_from_rows'>

/** A file of a release, and the layout that reads it. */
export interface Recognised {
  member: Member
  layout: Layout
}

/** What both kinds of recognised releases have. All files of a release are of one series. */
interface Known {
  series: string
  layout: string
  starter: boolean
  synthetic: boolean
  files: ReleasedFile[]
  /** Files that belong to such a release and are not read, by name. */
  not_read: string[]
  /** What the layouts say of the coverage. */
  declared: Declared[]
  /** SHA-256 over the hashes of the files, in the order of the files' names. */
  content_sha256: string
}

/** A release whose rows are mapped one by one. */
export interface RowsRelease extends Known {
  kind: 'rows'
  parts: Recognised[]
}

/** A release of several tables, whose rows are assembled case by case. */
export interface CasesRelease extends Known {
  kind: 'cases'
  case_layout: CaseLayout
  /** The files that are read. Files of one lane are read in order; lanes are independent of each other. */
  lanes: Member[][]
  /** Tables of the layout that the files do not hold. */
  missing: string[]
  findings: ReleaseFindings
}

export type RecognisedRelease = RowsRelease | CasesRelease

/** The files of a release that are read. */
export const membersOf = (recognised: RecognisedRelease): Member[] =>
  recognised.kind === 'rows' ? recognised.parts.map(({ member }) => member) : recognised.lanes.flat()

/** A file with its first bytes as text. */
export interface SeenFile {
  member: Member
  head: string
}
