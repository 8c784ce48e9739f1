import type {
  CaseEvent,
  CaseGroup,
  CaseStatement,
  DocumentedCase,
  DocumentedCasesFile,
  ReportedFigure
} from './schema.ts'

/** One thing that a file tells, and where it stands in it, such as `cases/0/events/1`. */
export interface FileItem {
  where: string
  item: DocumentedCase | CaseEvent | CaseGroup | CaseStatement | ReportedFigure
  /** A case has ids of its own; all others share theirs. */
  isCase: boolean
}

/** All that a file tells: cases, their events, groups, statements and figures. */
export const itemsOf = (file: DocumentedCasesFile): FileItem[] => [
  ...file.cases.flatMap((each, at) => [
    { where: `cases/${at}`, item: each, isCase: true },
    ...each.events.map((item, index) => ({ where: `cases/${at}/events/${index}`, item, isCase: false }))
  ]),
  ...(['groups', 'statements', 'reported_figures'] as const).flatMap(list =>
    (file[list] ?? []).map((item, at) => ({ where: `${list}/${at}`, item, isCase: false }))
  )
]
