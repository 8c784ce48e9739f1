import type { Authority } from '../../vocabulary/authority.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'

interface Level {
  label: string
  decision_stage: DecisionStage
  /** The authority, where the level determines it; otherwise the procedure type does. */
  authority?: Authority
  note?: Translated
}

/** `dec_level`: the stage of the procedure, as UNHCR codes it. */
export const levels = {
  FI: { label: 'First instance', decision_stage: 'first_instance' },
  NA: {
    label: 'New applications',
    decision_stage: 'first_instance',
    note: said('level_na')
  },
  IN: {
    label: 'US Citizenship and Immigration Services',
    decision_stage: 'first_instance',
    authority: 'us_uscis',
    note: said('level_in')
  },
  EO: {
    label: 'US Executive Office of Immigration Review',
    decision_stage: 'first_instance',
    authority: 'us_eoir_ij',
    note: said('level_eo')
  },
  RA: {
    label: 'Repeat/reopened',
    decision_stage: 'repeat_application',
    note: said('level_ra')
  },
  AR: {
    label: 'Administrative Review',
    decision_stage: 'appeal',
    note: said('level_ar')
  },
  JR: { label: 'Judicial Review', decision_stage: 'judicial_review' },
  FA: {
    label: 'First instance and appeal',
    decision_stage: 'mixed',
    note: said('level_fa')
  },
  BL: { label: 'Backlog', decision_stage: 'mixed' },
  SP: {
    label: 'Subsidiary protection',
    decision_stage: 'mixed',
    note: said('beside_refugee_procedure')
  },
  TA: {
    label: 'Temporary asylum',
    decision_stage: 'mixed',
    note: said('level_ta')
  },
  TP: {
    label: 'Temporary protection',
    decision_stage: 'mixed',
    note: said('beside_refugee_procedure')
  },
  TR: { label: 'Temporary outside the asylum procedure', decision_stage: 'mixed' },
  CA: { label: 'Cantonal regulations in Switzerland', decision_stage: 'mixed' }
} as const satisfies Record<string, Level>
export type LevelCode = keyof typeof levels

/** The value columns of the whole table and the API; columns of other layouts are renamed to these. */
export const columns = ['dec_recognized', 'dec_other', 'dec_rejected', 'dec_closed', 'dec_total'] as const
export type CountColumn = (typeof columns)[number]

export const columnLabels = {
  dec_recognized: 'Recognized decisions',
  dec_other: 'Complementary protection',
  dec_rejected: 'Rejected decisions',
  dec_closed: 'Otherwise closed',
  dec_total: 'Total decisions'
} as const satisfies Record<CountColumn, string>

/** The columns of one fact: one, or two of the same meaning that are added. */
export interface OutcomeOfColumns {
  columns: readonly CountColumn[]
  outcome: Outcome
}

const recognizedAndOther = ['dec_recognized', 'dec_other'] as const

/** Levels whose "recognized" is no refugee status: both columns become the one protection they give. */
export const besideRefugeeStatus = {
  TA: 'temporary_protection_granted',
  TP: 'temporary_protection_granted',
  TR: 'temporary_protection_granted',
  SP: 'subsidiary_protection_granted',
  CA: 'humanitarian_status_granted'
} as const satisfies Partial<Record<LevelCode, Outcome>>

const grantsAt = (level: LevelCode): OutcomeOfColumns[] =>
  level in besideRefugeeStatus
    ? [
        {
          columns: recognizedAndOther,
          outcome: besideRefugeeStatus[level as keyof typeof besideRefugeeStatus]
        }
      ]
    : [
        { columns: ['dec_recognized'], outcome: 'refugee_status_granted' },
        { columns: ['dec_other'], outcome: 'complementary_protection_granted' }
      ]

const outcomesAt = (level: LevelCode): OutcomeOfColumns[] => [
  ...grantsAt(level),
  // Referrals to a judge moved between "rejected" and "closed" by year, so IN has no final negative.
  { columns: ['dec_rejected'], outcome: level === 'IN' ? 'denied_or_referred' : 'rejected' },
  { columns: ['dec_closed'], outcome: 'otherwise_closed' },
  { columns: ['dec_total'], outcome: 'not_split' }
]

/** What each column becomes at each level; `dec_total` is the total over outcome. */
export const columnOutcomes = Object.fromEntries(
  (Object.keys(levels) as LevelCode[]).map(level => [level, outcomesAt(level)])
) as Record<LevelCode, OutcomeOfColumns[]>

/** Outcomes of the columns of the site download, which has no level and so no known stage. */
export const siteColumns = {
  'Recognized decisions': { column: 'dec_recognized', outcome: 'refugee_status_granted' },
  'Complementary protection': { column: 'dec_other', outcome: 'complementary_protection_granted' },
  'Rejected decisions': { column: 'dec_rejected', outcome: 'rejected' },
  'Otherwise closed': { column: 'dec_closed', outcome: 'otherwise_closed' },
  'Total decisions': { column: 'dec_total', outcome: 'not_split' }
} as const satisfies Record<string, { column: CountColumn; outcome: Outcome }>
