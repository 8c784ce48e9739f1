import type { About } from '../../vocabulary/about.ts'
import type { CodeEntry, Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { type ApplicationKind, applicationKinds, type LodgedLevel, lodgedAt, stageLodged } from './codes.ts'
import { applicationsOlderDownload } from './older-download.ts'
import { applicationsRestated, starterApplications } from './restated.ts'
import { applicationsAnswer, applicationsDownload, applicationsPage, applicationsTable } from './tables.ts'

const noteOf = (kind: ApplicationKind): Pick<CodeEntry, 'note'> => {
  const { note }: { label: string; note?: CodeEntry['note'] } = applicationKinds[kind]
  return note ? { note } : {}
}

/** Every type at every level, with the stage that the two become together. */
const lodgedEntries: CodeEntry[] = (Object.keys(applicationKinds) as ApplicationKind[]).flatMap(kind =>
  (Object.keys(lodgedAt) as LodgedLevel[]).map(level => ({
    field: 'app_type-dec_level',
    code: `${kind}-${level}`,
    label: `${applicationKinds[kind].label} · ${lodgedAt[level].label}`,
    dimension: 'decision_stage',
    value: stageLodged(kind, level),
    ...noteOf(kind)
  }))
)

/** UNHCR's published numbers of asylum applications, by year, origin, country of asylum, type and level. */
export const unhcrApplicationsSource: Source = {
  about: about as unknown as About,
  code_lists: [{ scheme: 'unhcr-application-level', entries: lodgedEntries }],
  layouts: [
    applicationsTable,
    applicationsRestated,
    starterApplications,
    applicationsAnswer,
    applicationsPage,
    applicationsDownload,
    applicationsOlderDownload
  ],
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
