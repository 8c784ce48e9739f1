import { authorities } from '../../src/vocabulary/authority.ts'
import * as closed from '../../src/vocabulary/closed-lists.ts'
import { decisionStages } from '../../src/vocabulary/decision-stage.ts'
import type { CaseFact, CountFact, DecisionFact, EventFact, ReturnFact } from '../../src/vocabulary/fact.ts'
import { appellants, outcomes } from '../../src/vocabulary/outcome.ts'
import { units } from '../../src/vocabulary/unit.ts'

/** Made-up facts in which every column that a list is filtered by has several values, and none in some rows. */

const at = { source_table: 'made-up.json', line: 1, source_code: 'X' }
const countries = ['RUS', 'HND', 'AFG', 'UNK'] as const
const pad = (n: number): string => String(n).padStart(2, '0')

/** A number that looks like chance and is the same each time; `salt` keeps columns from going in step. */
function dice(i: number, salt: string): number {
  let hash = 2166136261
  for (const letter of `${salt}:${i}:${salt}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619)
  return ((hash ^ (hash >>> 15)) >>> 0) % 9973
}

/** One of the first few values, so that two filters together still find rows. */
const one = <T>(values: readonly T[], i: number, salt: string): T =>
  values[dice(i, salt) % Math.min(values.length, 4)] as T

/** The fields in three of four rows each. */
function some<T extends object>(i: number, fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(([name]) => dice(i, `has ${name}`) % 4 > 0)
  return Object.fromEntries(kept) as Partial<T>
}

const bool = (i: number, salt: string): boolean => dice(i, salt) % 2 === 0
const day = (i: number, salt: string): string =>
  `202${dice(i, salt) % 4}-${pad(1 + (dice(i, `${salt} month`) % 12))}-0${1 + (dice(i, `${salt} day`) % 3)}`

const ofTheCase = (i: number) =>
  some(i, {
    case_type: one(['RMV', 'AOC', 'WHO'], i, 'case type'),
    claim_type: one(closed.claimTypes, i, 'claim'),
    protection_claim: bool(i, 'protection'),
    court: one(['NYC', 'SFR', 'MIA'], i, 'court'),
    custody: one(closed.custodies, i, 'custody'),
    represented: bool(i, 'lawyer'),
    sex: one(closed.sexes, i, 'sex'),
    filed_on: day(i, 'filed'),
    impossible_dates: one(['COMP_DATE 2925-01-01', 'OSC_DATE 0201-05-06'], i, 'impossible')
  })

/** A decision. */
export function anyDecision(i: number): DecisionFact {
  const outcome = one(['rejected', 'appeal_dismissed', 'pending', 'removal_ordered'] as const, i, 'outcome')
  return {
    ...at,
    ...ofTheCase(i),
    ...some(i, {
      authority: one(authorities, i, 'authority'),
      application_type: one(closed.applicationTypes, i, 'application'),
      screening_type: one(closed.screeningTypes, i, 'screening'),
      country_of_return: one(countries, i, 'return'),
      country_of_return_raw: one(['??', 'QQ'], i, 'raw'),
      alternate_country: one(countries, i, 'second'),
      requested_on: day(i, 'requested'),
      application_decisions: 1 + (dice(i, 'again') % 2),
      appeal_type: one(['A', 'B', 'C'], i, 'appeal'),
      appealed_by: one(appellants, i, 'appellant'),
      in_absentia: bool(i, 'absent'),
      represented_at_decision: bool(i, 'appeared'),
      case_id: String(i)
    }),
    ...(dice(i, 'dated') % 5 ? { decided_on: day(i, 'decided'), decided_precision: 'day' as const } : {}),
    grain: 'decision',
    decision_id: String(dice(i, 'id') * 1000 + i),
    decision_stage: outcome === 'removal_ordered' ? 'return_decision' : one(decisionStages, i, 'stage'),
    outcome,
    nationality: one(countries, i, 'nationality')
  }
}

/** A case. When it was last decided and where it ends come from the decisions with its number. */
export function anyCase(i: number): CaseFact {
  return {
    ...at,
    ...ofTheCase(i),
    grain: 'case',
    case_id: String(i),
    nationality: one(countries, i, 'nationality'),
    ...some(i, {
      birth_decade: one([1970, 1980, 1990], i, 'born'),
      country_of_return_basis: one(closed.destinationBases, i, 'basis'),
      first_return_decided_on: day(i, 'first return'),
      screening_outcome: one(['fear_found', 'fear_not_found'] as const, i, 'screening'),
      protection_outcome: one(['rejected', 'withholding_granted'] as const, i, 'protection outcome'),
      return_outcome: one(['removal_ordered', 'terminated'] as const, i, 'return outcome'),
      case_type_conflict: bool(i, 'conflict'),
      waiting_at: one(closed.waitingPlaces, i, 'waiting'),
      waiting_since: day(i, 'waiting since'),
      open_asylum_since: day(i, 'open asylum'),
      open_withholding_since: day(i, 'open withholding'),
      open_torture_convention_since: day(i, 'open torture'),
      open_appeal_since: day(i, 'open appeal'),
      first_return_completed_on: day(i, 'first completion'),
      closed_on: day(i, 'closed'),
      further_appeals_open_since: [day(i, 'second appeal'), 'unknown'],
      lapsed_asylum_since: day(i, 'lapsed asylum'),
      lapsed_withholding_since: day(i, 'lapsed withholding'),
      lapsed_torture_convention_since: day(i, 'lapsed torture')
    }),
    application_types: closed.applicationTypes
      .slice(0, 3)
      .filter(each => dice(i, `applied ${each}`) % 3 === 0),
    claim_grounds: ['religion', 'conscription', 'family'].filter(each => dice(i, `ground ${each}`) % 3 === 0),
    case_status: one(closed.caseStatuses, i, 'status'),
    case_outcome: one(outcomes, i, 'outcome')
  }
}

/** A return; every fifth repeats the one before. */
export function anyReturn(i: number): ReturnFact {
  return {
    ...at,
    ...some(i, {
      same_country: bool(i, 'same'),
      country_of_return_raw: one(['KOREA', 'QQ'], i, 'raw'),
      country_of_return_basis: one(closed.destinationBases, i, 'basis')
    }),
    ...(dice(i, 'dated') % 5 ? { returned_on: day(i, 'returned'), returned_precision: 'day' as const } : {}),
    grain: 'return',
    return_id: String(dice(i, 'id') * 1000 + i),
    nationality: one(countries, i, 'nationality'),
    country_of_return: one(countries, i, 'return'),
    return_type: one(closed.returnTypes, i, 'type'),
    ...(i % 5 === 4 ? { duplicate_of: String(dice(i - 1, 'id') * 1000 + i - 1) } : {})
  }
}

const spans = [
  ['2021', '2021-01-01', '2021-12-31'],
  ['2022', '2022-01-01', '2022-12-31'],
  ['2022-Q3', '2022-07-01', '2022-09-30'],
  ['2022-08', '2022-08-01', '2022-08-31'],
  ['2023-11', '2023-11-01', '2023-11-30']
] as const

/** A published number; some are withheld, some totals. */
export function anyCount(i: number): CountFact {
  const [period, period_from, period_to] = spans[dice(i, 'period') % spans.length] as (typeof spans)[number]
  const withheld = dice(i, 'withheld') % 3 === 0
  return {
    ...at,
    ...some(i, {
      decision_stage: one(decisionStages, i, 'stage'),
      source_level: one(['FI', 'AR', 'JR'], i, 'level'),
      authority: one(authorities, i, 'authority'),
      application_type: one(closed.applicationTypes, i, 'application'),
      screening_type: one(closed.screeningTypes, i, 'screening'),
      appealed_by: one(appellants, i, 'appellant'),
      nationality: one(countries, i, 'nationality'),
      country_of_asylum: one(['DEU', 'USA', 'CAN'], i, 'asylum'),
      country_of_return: one(countries, i, 'return'),
      same_country: one(closed.splitBooleans, i, 'same'),
      return_type: one(closed.returnTypes, i, 'type'),
      return_subtype: one(['a', 'b'], i, 'subtype'),
      sex: one(closed.sexes, i, 'sex'),
      age_group: one(closed.ageGroups, i, 'age'),
      applicant_type: one(closed.applicantTypes, i, 'applicant'),
      unaccompanied: one(closed.splitBooleans, i, 'alone'),
      applicant_history: one(closed.applicantHistories, i, 'history'),
      subject: one(closed.figureSubjects, i, 'subject'),
      waiting_at: one(closed.waitingPlaces, i, 'awaited'),
      waiting_time: one(['under_6_months', '6_months_or_more'] as const, i, 'wait'),
      as_at: one(['2023-12-31', '2024-06-30'], i, 'as at')
    }),
    ...(dice(i, 'total') % 3 ? {} : { total_over: ['sex'] }),
    ...{ grain: 'count', count_key: `count ${i}`, period, period_from, period_to },
    ...{ value: withheld ? null : dice(i, 'value') % 7, status: withheld ? 'suppressed' : 'ok' },
    outcome: one(['rejected', 'appeal_dismissed', 'pending', 'protection_granted'] as const, i, 'outcome'),
    unit: one(units, i, 'unit')
  }
}

/** What was reported beside records and figures. */
export function anyEvent(i: number): EventFact {
  return {
    ...some(i, {
      case_id: String(i),
      group_id: String(i % 3),
      nationality: one(countries, i, 'nationality'),
      country_of_asylum: one(['DEU', 'USA', 'CAN'], i, 'asylum'),
      country_of_return: one(countries, i, 'return'),
      said_by: 'A speaker',
      said_by_kind: one(closed.speakerKinds, i, 'speaker'),
      speech: one(closed.speechKinds, i, 'speech'),
      action: one(closed.eventActions, i, 'action'),
      at_port_of_entry: bool(i, 'port'),
      is_read_in_original: bool(i, 'read'),
      value: dice(i, 'value') % 7,
      unit: one(units, i, 'unit')
    }),
    ...(dice(i, 'dated') % 5 ? { occurred_on: day(i, 'occurred'), occurred_precision: 'day' as const } : {}),
    ...{ source_table: 'made-up.json', line: 1, grain: 'event', summary: 'Made up.' },
    event_id: String(dice(i, 'id') * 1000 + i),
    event_kind: one(closed.eventKinds, i, 'kind')
  }
}
