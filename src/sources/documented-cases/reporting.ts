import type { Reporting } from '../../vocabulary/fact.ts'
import type { RawRow } from '../source.ts'
import type { DocumentedCase, FileFormat, Report } from './schema.ts'

export type Reports = ReadonlyMap<string, Report>
export type ReportFields = Pick<DocumentedCase, 'report' | 'reported_by' | 'certainty'>

/** The row that something is told in, the reports of its file, and the file's format. */
export interface ToldIn {
  row: RawRow
  reports: Reports
  format: FileFormat
}

/** The report, who says so, and how certain it is. The day of a report stays unknown where it is not known. */
export function reportingOf({ report, reported_by, certainty }: ReportFields, reports: Reports): Reporting {
  const found = reports.get(report)
  return {
    ...(found ? { event_source: found.source, publisher: found.publisher } : {}),
    ...(found?.published_on === undefined ? {} : { published_on: found.published_on }),
    ...(found?.url === undefined ? {} : { event_url: found.url }),
    reported_by,
    certainty
  }
}

/** Whether a report was read itself, and who retold it; nothing of a report of format 1, which does not say it. */
export function retellingOf({ report }: Pick<ReportFields, 'report'>, reports: Reports) {
  const found = reports.get(report)
  if (found === undefined || !('is_read_in_original' in found)) return {}
  return {
    is_read_in_original: found.is_read_in_original,
    ...(found.retold_by === undefined ? {} : { retold_by: found.retold_by })
  }
}

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const
type Precision = (typeof precisions)[keyof typeof precisions]

/** `<what>_on`, the first day that a date can mean, and `<what>_precision`; nothing where there is no date. */
export function takenOn<what extends 'decided' | 'returned' | 'occurred'>(
  date: string | undefined,
  what: what
) {
  const fields =
    date === undefined
      ? {}
      : {
          [`${what}_on`]: `${date}${'-01-01'.slice(date.length - 4)}`,
          [`${what}_precision`]: precisions[date.length as keyof typeof precisions]
        }
  return fields as { [name in `${what}_on`]?: string } & { [name in `${what}_precision`]?: Precision }
}
