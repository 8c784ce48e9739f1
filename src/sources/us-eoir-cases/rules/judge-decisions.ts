import type { DecisionFact } from '../../../vocabulary/fact.ts'
import { stagesByCaseType } from '../codes/codes.ts'
import { returnCountryFrom } from '../codes/countries.ts'
import { keptCode } from '../reading/kept-code.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import type { RowReading } from '../reading/reading.ts'
import { decisionFact } from './decision-fact.ts'
import type { Person } from './person.ts'
import { type Proceeding, type Ruling, screeningTypeOf } from './proceedings.ts'

const fields = partFields.proceeding

/**
 * The one decision of a decided proceeding: a review of a screening, a return decision, or under AOC and WHO, where no
 * application is decided, the decision on the claim (docs/rules/domain.md §8.1, §8.2 and §8.3).
 */
export function judgeDecision(
  proceeding: Proceeding,
  ruling: Ruling,
  person: Person,
  reading: RowReading
): DecisionFact {
  const { part, case_type } = proceeding
  const decision_stage = stagesByCaseType[case_type]
  const fact = decisionFact(part, person, {
    impossible_dates: proceeding.impossible_dates,
    decision_stage,
    authority: 'us_eoir_ij',
    screening_type: screeningTypeOf(case_type),
    outcome: ruling.outcome,
    case_type,
    court: proceeding.court,
    custody: proceeding.custody,
    filed_on: proceeding.opened_on,
    decided_on: proceeding.completed_on,
    source_code: ruling.source_code,
    source_label: ruling.label
  })
  if (decision_stage === 'return_decision') addReturn(fact, proceeding, ruling, reading)
  return fact
}

/** Adds the country of a return decision, by its outcome. An order that was withheld is no order to that country. */
function addReturn(fact: DecisionFact, { part }: Proceeding, { outcome }: Ruling, reading: RowReading): void {
  fact.in_absentia = absentiaFrom(keptField(part, fields.ABSENTIA), reading)
  const is_ordered = outcome === 'removal_ordered' || outcome === 'voluntary_departure_ordered'
  if (!is_ordered && outcome !== 'removal_ordered_withheld') return
  const { country, raw } = returnCountryFrom('DEPORTED_1', keptField(part, fields.DEPORTED_1), reading.into)
  if (is_ordered) {
    fact.country_of_return = country
    fact.country_of_return_raw = raw
  } else fact.withheld_from = country
  const second = keptField(part, fields.DEPORTED_2)
  if (second !== '') fact.alternate_country = returnCountryFrom('DEPORTED_2', second, reading.into).country
}

function absentiaFrom(code: string, { into }: RowReading): boolean | undefined {
  if (code === 'Y') return true
  if (code === 'N') return false
  if (code !== '') into.unknown('ABSENTIA', keptCode(code))
  return undefined
}
