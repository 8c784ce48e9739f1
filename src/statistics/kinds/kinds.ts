import { subjectKinds } from './decisions/kind.ts'
import { durationKind } from './durations/kind.ts'
import { pathwayKind } from './pathways/kind.ts'
import { pendingKind } from './pending/kind.ts'

/** Every kind of statistic. */
export const kinds = {
  ...subjectKinds,
  pending: pendingKind,
  durations: durationKind,
  pathways: pathwayKind
}
