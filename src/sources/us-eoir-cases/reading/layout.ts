import type { CaseLayout } from '../../source.ts'
import { assembleCase } from '../rules/assemble.ts'
import { gatherEoirLane } from './gather.ts'
import { inspectFiles } from './inspect.ts'
import { isSynthetic, lanes, recogniseFile } from './release-files.ts'
import { appearancesTable, eoirTables } from './tables.ts'

/** The agency's release as published: a folder of tab-separated tables with all cases. */
export const caseData: CaseLayout = {
  id: 'eoir-case-data',
  title: 'EOIR Case Data: the whole release (tab-separated)',
  series: 'cases',
  tables: eoirTables,
  optional_tables: { [appearancesTable]: 'us-eoir-no-appearances' },
  recognise: recogniseFile,
  synthetic: isSynthetic,
  inspect: inspectFiles,
  lanes,
  gather: gatherEoirLane,
  assemble: assembleCase,
  // An agency's own records have no reporting fields, and it publishes no grounds of a claim.
  untold: [
    ...['claim_grounds', 'summary', 'event_source', 'event_url'],
    ...['publisher', 'published_on', 'reported_by', 'certainty']
  ],
  // Each release has all cases of one country's courts, so a nationality without a row had no case.
  coverage: { nationality: 'all', country_of_asylum: ['USA'] },
  needs_day: true,
  starter: false
}
