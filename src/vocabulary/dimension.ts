import { authorities } from './authority.ts'
import {
  ageGroups,
  applicantTypes,
  applicationTypes,
  caseOutcomeKinds,
  caseStatuses,
  claimTypes,
  custodies,
  returnTypes,
  screeningTypes,
  sexes,
  splitBooleans,
  waitingPlaces
} from './closed-lists.ts'
import { decisionStages } from './decision-stage.ts'
import { appellants, effects, outcomeGroups, outcomes } from './outcome.ts'
import type { Grain } from './unit.ts'

/**
 * `closed`: one of a list written in this vocabulary · `country`: alpha-3 or a special value ·
 * `code`: the source's own code · `boolean`: true or false · `period`: cut from a date, not stored.
 */
export type DimensionKind = 'closed' | 'country' | 'code' | 'boolean' | 'period'

export interface DimensionDefinition {
  kind: DimensionKind
  values?: readonly string[]
  /** The grains whose records have a column of this name. */
  grains: readonly Grain[]
  /** The word of a record that says nothing, where it is neither UNK nor not_split: see emptyValue. */
  empty?: string
  definition: string
}

const facts = ['decision', 'count'] as const
const records = ['case', 'decision'] as const

/** Every dimension there is: the word in the path is the word in the database, in JSON and in CSV. */
export const dimensions = {
  source: {
    kind: 'code',
    grains: ['case', 'decision', 'return', 'count'],
    definition: 'The publisher’s data set.'
  },
  series: {
    kind: 'code',
    grains: ['count'],
    definition:
      'One published table of a source. Two series of a source count the same people, so an answer uses one.'
  },
  release: {
    kind: 'code',
    grains: ['case', 'decision', 'return', 'count'],
    definition: 'One dated edition of a source.'
  },
  year: {
    kind: 'period',
    grains: ['decision', 'return', 'count', 'case'],
    definition:
      'The year by year_basis: 2024, or FY2024 for a fiscal year, named by the year in which it ends.'
  },
  quarter: {
    kind: 'period',
    grains: ['decision', 'return', 'count', 'case'],
    definition: 'The calendar quarter 2024-Q3, or FY2024-Q1 by a fiscal year_basis.'
  },
  month: {
    kind: 'period',
    grains: ['decision', 'return', 'count', 'case'],
    definition: 'The month, 2024-11.'
  },
  decision_stage: {
    kind: 'closed',
    values: decisionStages,
    grains: facts,
    definition: 'The stage of the procedure at which it was decided. Stages are never added.'
  },
  source_level: {
    kind: 'code',
    grains: ['count'],
    definition: 'The source’s own code of the stage or procedure, such as UNHCR’s FI, AR or JR.'
  },
  authority: { kind: 'closed', values: authorities, grains: facts, definition: 'Who decided.' },
  application_type: {
    kind: 'closed',
    values: applicationTypes,
    grains: facts,
    definition: 'The protection that was applied for. Types are never added.'
  },
  screening_type: {
    kind: 'closed',
    values: screeningTypes,
    grains: facts,
    definition: 'Credible or reasonable fear. The two are never added.'
  },
  protection_claim: {
    kind: 'boolean',
    grains: records,
    definition: 'Whether the case holds an application for protection.'
  },
  case_type: { kind: 'code', grains: ['case', 'decision'], definition: 'The authority’s own type of case.' },
  case_status: {
    kind: 'closed',
    values: caseStatuses,
    grains: ['case'],
    definition: 'Where the case stands at the date of the release.'
  },
  case_outcome: {
    kind: 'closed',
    values: outcomes,
    grains: ['case'],
    definition: 'The outcome of the case as a whole.'
  },
  case_outcome_kind: {
    kind: 'closed',
    values: caseOutcomeKinds,
    grains: ['case'],
    definition:
      'What case_outcome was decided about: protection, else the screening, else the return; none where nothing was.'
  },
  waiting_at: {
    kind: 'closed',
    values: waitingPlaces,
    grains: ['case'],
    empty: 'none',
    definition: 'What an open case waits for at the date of the release; none where it waits for nothing.'
  },
  outcome: { kind: 'closed', values: outcomes, grains: facts, definition: 'What was decided.' },
  outcome_group: {
    kind: 'closed',
    values: outcomeGroups,
    grains: facts,
    definition: 'Outcomes that a rate treats alike.'
  },
  effect: {
    kind: 'closed',
    values: effects,
    grains: facts,
    definition: 'What the outcome means for the applicant.'
  },
  appeal_type: { kind: 'code', grains: ['decision'], definition: 'The authority’s own type of appeal.' },
  appealed_by: { kind: 'closed', values: appellants, grains: facts, definition: 'Who appealed.' },
  claim_type: {
    kind: 'closed',
    values: claimTypes,
    grains: records,
    definition: 'Affirmative (asked for asylum by oneself) or defensive (against removal).'
  },
  nationality: {
    kind: 'country',
    grains: ['case', 'decision', 'return', 'count'],
    definition:
      'Nationality. UNHCR’s country of origin and the Canadian country of alleged persecution are served under it.'
  },
  country_of_asylum: {
    kind: 'country',
    grains: ['count'],
    definition: 'The country in which protection was asked for.'
  },
  country_of_return: {
    kind: 'country',
    grains: ['case', 'decision', 'return', 'count'],
    empty: 'not_designated',
    definition:
      'The country that an order names, or to which a person departed; return_status says which. Of decisions and cases: UNK where the order names none that is known; not_designated where no country is designated, by the order or since no return was ordered (null in the records). The outcome tells these two apart.'
  },
  same_country: {
    kind: 'closed',
    values: splitBooleans,
    grains: ['return', 'count'],
    definition: 'Whether the country of return is that of nationality.'
  },
  return_type: {
    kind: 'closed',
    values: returnTypes,
    grains: ['return', 'count'],
    definition: 'How the person departed.'
  },
  return_subtype: { kind: 'code', grains: ['count'], definition: 'The source’s own finer type of return.' },
  court: {
    kind: 'code',
    grains: records,
    definition: 'The court or asylum office, by the authority’s own code.'
  },
  represented: {
    kind: 'boolean',
    grains: records,
    definition: 'Whether a lawyer is on file today, which is not whether there was one at the decision.'
  },
  custody: { kind: 'closed', values: custodies, grains: records, definition: 'Detention.' },
  in_absentia: {
    kind: 'boolean',
    grains: ['decision'],
    definition: 'Whether it was decided in the person’s absence.'
  },
  sex: {
    kind: 'closed',
    values: sexes,
    grains: ['case', 'decision', 'count'],
    definition: 'Sex, as the source records it.'
  },
  age_group: {
    kind: 'closed',
    values: ageGroups,
    grains: ['count'],
    definition: 'Age. Each source has groups of its own; they are never added across sources.'
  },
  applicant_type: {
    kind: 'closed',
    values: applicantTypes,
    grains: ['count'],
    definition: 'Main applicants, or their dependants.'
  },
  unaccompanied: {
    kind: 'closed',
    values: splitBooleans,
    grains: ['count'],
    definition: 'Whether a child applied alone.'
  }
} as const satisfies Record<string, DimensionDefinition>

export type Dimension = keyof typeof dimensions
export const dimensionNames = Object.keys(dimensions) as Dimension[]

/**
 * Dimensions whose values are never added to one another (docs/rules/domain.md §1.4): where several are in scope and
 * no filter says which, the answer is split by them. `source_level` only inside the stage `mixed`.
 */
export const neverAdded = [
  'source',
  'series',
  'decision_stage',
  'application_type',
  'screening_type'
] as const satisfies readonly Dimension[]

/** What a dimension says where a row says nothing: not known, or not broken down. Special buckets are never null. */
export function emptyValue(name: Dimension): string {
  const { kind, values, empty }: DimensionDefinition = dimensions[name]
  if (empty !== undefined) return empty
  return kind === 'boolean' || kind === 'code' || values?.includes('UNK') ? 'UNK' : 'not_split'
}

/** Every word that a row of an answer can have for a dimension; undefined where the list is open. */
export function wordsOf(name: Dimension): string[] | undefined {
  const { kind, values }: DimensionDefinition = dimensions[name]
  if (kind === 'boolean') return ['true', 'false', 'UNK']
  return values && [...new Set([...values, emptyValue(name)])]
}
