import { emptyOf, presences } from '../../vocabulary/records/field.ts'
import { wireFields } from '../../vocabulary/records/record.ts'
import type { StatedField, WireRecord } from '../../vocabulary/records/types.ts'
import type { Grain } from '../../vocabulary/unit.ts'

/** The fields that an example states. A field that is left out is null or has the empty value of its type. */
type Said<G extends Grain> = Partial<WireRecord<G>> & Pick<WireRecord<G>, StatedField<G>>

/** A complete example record, in the order of the wire. Throws where a field that every record has is left out. */
export function whole<G extends Grain>(grain: G, said: Said<G>): WireRecord<G> {
  const given = said as Record<string, unknown>
  const values = wireFields(grain).map(({ name, type, presence }) => {
    if (name in given) return [name, given[name]]
    const { column } = presences[presence]
    if (column === 'nullable') return [name, null]
    if (column === 'default') return [name, emptyOf(type)]
    throw new Error(`the example of a ${grain} lacks ${name}, which every ${grain} has`)
  })
  return Object.fromEntries(values) as WireRecord<G>
}

export const ofRussian = {
  ...{ nationality: 'RUS', source_table: 'documented-cases.json', line: 1 },
  ...{ source: 'documented-cases', release: 'story-starter', synthetic: false }
}
export const reporting = {
  event_source: 'A report of The Guardian, as retold by Archyworldys',
  publisher: 'The Guardian',
  reported_by: 'press',
  certainty: 'reported'
} as const

export const decisionExample = whole('decision', {
  ...ofRussian,
  ...reporting,
  decision_id: 'documented:202',
  case_id: 'documented:2',
  decision_stage: 'screening_review',
  authority: 'us_eoir_ij',
  screening_type: 'credible_fear',
  outcome: 'fear_not_found',
  outcome_group: 'fear_not_found',
  effect: 'unfavourable',
  protection_claim: true,
  represented: true,
  source_code: 'screening_review'
})

export const caseExample = whole('case', {
  ...ofRussian,
  ...reporting,
  case_id: 'documented:2',
  protection_claim: true,
  claim_grounds: ['conscription'],
  represented: true,
  case_status: 'unknown',
  case_outcome: 'fear_not_found',
  case_outcome_kind: 'screening',
  pathway: 'screening,screening_review',
  summary: 'Officers found no credible fear, and an immigration judge agreed.'
})

export const returnExample = whole('return', {
  ...ofRussian,
  ...reporting,
  reported_by: 'counsel',
  return_id: 'documented:101',
  case_id: 'documented:1',
  country_of_return: 'RUS',
  country_of_return_basis: 'inferred',
  same_country: true,
  return_status: 'executed',
  return_type: 'enforced',
  source_code: 'return'
})

export const countExample = whole('count', {
  count_id: 'unhcr:271',
  series: 'decisions',
  subject: 'decisions',
  period: '2023',
  period_from: '2023-01-01',
  period_to: '2023-12-31',
  decision_stage: 'first_instance',
  source_level: 'FI',
  authority: 'government',
  nationality: 'RUS',
  country_of_asylum: 'DEU',
  outcome: 'refugee_status_granted',
  outcome_group: 'refugee_status',
  effect: 'favourable',
  unit: 'persons',
  value: null,
  status: 'not_applicable',
  source_code: 'dec_recognized',
  is_total: false,
  source_table: 'asylum_decisions.csv',
  line: 271,
  source: 'unhcr-asylum-decisions',
  release: '2026-06',
  synthetic: false
})
