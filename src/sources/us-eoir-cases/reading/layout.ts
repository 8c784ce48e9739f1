import type { CaseLayout } from '../../source.ts'
import { assembleCase } from '../rules/assemble.ts'
import { gatherEoirLane } from './gather.ts'
import { isSynthetic, lanes, recogniseFile } from './release-files.ts'
import { eoirTables } from './tables.ts'

/** The agency's release as published: a folder of tab-separated tables, of all cases there are. */
export const caseData: CaseLayout = {
  id: 'eoir-case-data',
  title: 'EOIR Case Data: the whole release (tab-separated)',
  series: 'cases',
  tables: eoirTables,
  recognise: recogniseFile,
  synthetic: isSynthetic,
  lanes,
  gather: gatherEoirLane,
  assemble: assembleCase,
  // An agency's own records: nobody else reports them, and no grounds of a claim are published.
  untold: [
    ...['claim_grounds', 'summary', 'event_source', 'event_url'],
    ...['publisher', 'published_on', 'reported_by', 'certainty']
  ],
  // Each release has all cases of one country's courts: a nationality without a row had none.
  coverage: { nationality: 'all', country_of_asylum: ['USA'] },
  starter: false
}
