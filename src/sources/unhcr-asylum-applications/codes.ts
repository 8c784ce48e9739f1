import type { Authority } from '../../vocabulary/authority.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'

/** `app_type`: what was lodged, as UNHCR codes it. */
export const applicationKinds = {
  N: { label: 'New applications' },
  R: { label: 'Repeat applications' },
  A: { label: 'Appeals' },
  J: { label: 'Judicial review' },
  V: { label: 'Various', note: said('types_not_told') },
  NR: { label: 'New and repeat applications' },
  NA: { label: 'New applications and appeals' },
  RA: { label: 'Repeat and reopened applications' },
  FA: { label: 'First instance and appeal' },
  SP: { label: 'Subsidiary protection' }
} as const satisfies Record<string, { label: string; note?: Translated }>
export type ApplicationKind = keyof typeof applicationKinds

/** `dec_level`: the level at which it was lodged, and who handles it where the level says so. */
export const lodgedAt = {
  FI: { label: 'First instance' },
  NA: { label: 'New applications' },
  FA: { label: 'First instance and appeal' },
  IN: { label: 'US Citizenship and Immigration Services', authority: 'us_uscis' },
  EO: { label: 'US Executive Office of Immigration Review', authority: 'us_eoir_ij' },
  RA: { label: 'Repeat/reopened' },
  AR: { label: 'Administrative Review' },
  JR: { label: 'Judicial Review' },
  SP: { label: 'Subsidiary protection' },
  TA: { label: 'Temporary asylum' }
} as const satisfies Record<string, { label: string; authority?: Authority }>
export type LodgedLevel = keyof typeof lodgedAt

/** Levels at which the stage is the level's, whatever was lodged but `V`. */
const ofLevel: Partial<Record<LodgedLevel, DecisionStage>> = {
  // The United States wrote A-EO in 2007 and 2010–12 between years of N-EO.
  IN: 'first_instance',
  EO: 'first_instance',
  RA: 'repeat_application',
  // Norway's N-AR and Sweden's N-JR are appeals typed as new.
  AR: 'appeal',
  JR: 'judicial_review'
}

/** What was lodged at levels where the stage depends on it. What is not here is of several stages. */
const ofKind: Partial<Record<LodgedLevel, Partial<Record<ApplicationKind, DecisionStage>>>> = {
  FI: {
    N: 'first_instance',
    R: 'repeat_application',
    RA: 'repeat_application',
    A: 'appeal'
  },
  NA: { N: 'first_instance' },
  FA: { N: 'first_instance' }
}

/** The stage at which an application was lodged; `mixed` where UNHCR does not tell stages apart. */
export const stageLodged = (kind: ApplicationKind, level: LodgedLevel): DecisionStage =>
  kind === 'V' ? 'mixed' : (ofLevel[level] ?? ofKind[level]?.[kind] ?? 'mixed')
