import t from 'tap'
import type { CaseFact, CountFact, DecisionFact } from '../../../src/vocabulary/fact.ts'
import {
  fieldsOfRecord,
  filterFields,
  rangeFields,
  rollupFields,
  storedFields,
  wireFields
} from '../../../src/vocabulary/records/record.ts'
import type { WireRecord } from '../../../src/vocabulary/records/types.ts'
import { grains } from '../../../src/vocabulary/unit.ts'

const names = (fields: readonly { name: string }[]): string[] => fields.map(({ name }) => name)

t.test('no field of a record is lost or doubled by its place', async t => {
  for (const grain of grains) {
    const all = names(fieldsOfRecord(grain))
    t.equal(new Set(all).size, all.length, grain)
    const wire = names(wireFields(grain))
    t.same(
      [...wire].sort(),
      fieldsOfRecord(grain)
        .filter(field => field.wire !== 'never')
        .map(({ name }) => name as string)
        .sort(),
      `${grain} on the wire`
    )
  }
})

t.test(
  'a field that stands after another in one record stands where the catalogue has it in others',
  async t => {
    const around = (grain: (typeof grains)[number], name: string) => {
      const all = names(fieldsOfRecord(grain))
      return all.slice(all.indexOf(name) - 1, all.indexOf(name) + 2)
    }
    t.same(around('case', 'country_of_return'), [
      'return_outcome',
      'country_of_return',
      'country_of_return_basis'
    ])
    t.same(around('decision', 'country_of_return'), [
      'nationality_raw',
      'country_of_return',
      'country_of_return_raw'
    ])
    t.same(around('count', 'outcome'), ['unaccompanied', 'outcome', 'outcome_group'])
    t.same(around('decision', 'outcome'), ['screening_type', 'outcome', 'outcome_group'])
  }
)

t.test(
  'the wire ends with where a record stands and whose it is, and tables begin with its keys',
  async t => {
    for (const grain of grains)
      t.same(names(wireFields(grain)).slice(-5), ['source_table', 'line', 'source', 'release', 'synthetic'])
    t.same(names(storedFields('decision')).slice(0, 6), [
      'release_id',
      'decision_id',
      'case_id',
      'source_table',
      'line',
      'sequence'
    ])
  }
)

t.test('filters, ranges and rollups are told by the entries', async t => {
  t.same(names(filterFields('case')), [
    ...['nationality', 'case_type', 'claim_type', 'protection_claim', 'claim_grounds', 'court', 'custody'],
    ...['represented', 'case_status', 'case_outcome', 'country_of_return', 'country_of_return_basis']
  ])
  t.same(names(filterFields('return')), [
    ...['nationality', 'country_of_return', 'return_type', 'same_country', 'country_of_return_basis']
  ])
  t.same(names(rangeFields('decision')), ['filed_on', 'decided_on'])
  t.same(rollupFields('case', 'trait'), ['claim_type', 'protection_claim', 'custody', 'represented'])
})

t.test('types follow from the entries', async t => {
  const fact: Pick<DecisionFact, 'outcome' | 'represented' | 'decision_stage'> = {
    outcome: 'rejected',
    decision_stage: 'appeal'
  }
  // @ts-expect-error an outcome is one of a closed list
  fact.outcome = 'refused'
  // @ts-expect-error a boolean is no word
  fact.represented = 'true'
  // @ts-expect-error a field that a decision always has cannot be left out
  const lacking: Pick<DecisionFact, 'outcome'> = {}
  // @ts-expect-error no case has an outcome: it has case_outcome
  const absent: CaseFact['outcome'] = undefined
  const value: CountFact['value'] = null
  const sex: WireRecord<'case'>['sex'] = null
  // @ts-expect-error a published count always says a sex, if only that it is not split
  const not_split: WireRecord<'count'>['sex'] = null
  t.same([lacking, absent, value, sex, not_split].length, 5)
})
