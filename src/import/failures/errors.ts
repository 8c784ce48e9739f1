import type { ImportReport } from '../report.ts'

/** Files that are not what the import was asked to read. Nothing was changed. The message says what to do next. */
export class ImportRefused extends Error {
  override name = 'ImportRefused'
}

/** Another import of the same source is running. */
export class SourceBusy extends Error {
  override name = 'SourceBusy'

  constructor(source: string) {
    super(`Another import of ${source} is running. Wait until it has ended, then try again.`)
  }
}

/** The release is not what the source is expected to publish. Nothing was changed; --force overrides. */
export class ImportStopped extends Error {
  override name = 'ImportStopped'
  readonly report: ImportReport

  constructor(report: ImportReport) {
    super(
      `The release was not published: ${report.unmet.join('; ')}. ` +
        'Look at the report; if the release is right all the same, import it again with --force.'
    )
    this.report = report
  }
}

/** A file that seems to name or number people. Nothing of it was kept, and nothing overrides. */
export class PeopleNamed extends Error {
  override name = 'PeopleNamed'

  constructor(file: string, columns: readonly string[]) {
    super(
      `${file}: ${columns.length > 1 ? 'the columns' : 'the column'} ` +
        `${columns.map(each => JSON.stringify(each)).join(', ')} seem${columns.length > 1 ? '' : 's'} to name or number people. ` +
        'Nothing of the file was kept, and --force does not change that. If a publisher released it so, tell him, and do ' +
        'not pass it on; to import it, remove these columns or what is in them.'
    )
  }
}
