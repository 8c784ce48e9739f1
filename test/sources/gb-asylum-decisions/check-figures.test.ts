import t from 'tap'
import { gbDecisionsSource } from '../../../src/sources/gb-asylum-decisions/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { mapFile, shared } from '../released.ts'

// The figures are those of docs/rules/sources.md §12; test/independent/check-figures.py counts them with another
// program.
const file = shared('data/gb-home-office/decisions_resettlement.csv.gz')

t.test('the Home Office’s decisions give the figures counted by hand', { skip: file.missing }, async t => {
  const persons: Record<string, number> = {}
  const mainApplicants: Record<string, number> = {}
  const keys = new Set<string>()
  const dropped: Record<string, number> = {}
  const unnamed = new Set<string>()
  let read = 0
  let facts = 0
  let resettled = 0
  let first: CountFact | undefined
  let last: CountFact | undefined
  for await (const { row, mapped } of mapFile(gbDecisionsSource, file.path)) {
    read++
    for (const { field, code } of mapped.unknown_codes ?? []) unnamed.add(`${field}: ${code}`)
    if (!('facts' in mapped)) {
      const reason = 'excluded' in mapped ? mapped.excluded : mapped.rejected
      dropped[reason] = (dropped[reason] ?? 0) + 1
      resettled += Number((row.record as { fields: Record<string, string> }).fields.Decisions)
      continue
    }
    for (const fact of mapped.facts as CountFact[]) {
      facts++
      keys.add(fact.count_key)
      persons[fact.outcome] = (persons[fact.outcome] ?? 0) + (fact.value ?? 0)
      if (fact.applicant_type === 'main_applicant')
        mainApplicants[fact.outcome] = (mainApplicants[fact.outcome] ?? 0) + (fact.value ?? 0)
      first ??= fact
      last = fact
    }
  }
  t.equal(read, 125_009)
  t.same([...unnamed], [], 'every name and code is known')
  t.same(dropped, { resettlement: 4154 })
  t.equal(resettled, 63_682, 'persons who were resettled')
  t.equal(facts, 120_855)
  t.equal(keys.size, facts, 'each figure has a key of its own')
  t.same(persons, {
    refugee_status_granted: 246_602,
    subsidiary_protection_granted: 13_087,
    humanitarian_status_granted: 82_331,
    rejected: 606_876,
    rejected_inadmissible: 33_960,
    withdrawn: 27_788,
    abandoned: 49_447,
    otherwise_closed: 25_149,
    closed_administratively: 19_508,
    closed_other: 493
  })
  t.match(mainApplicants, {
    refugee_status_granted: 196_377,
    rejected: 489_184,
    rejected_inadmissible: 31_527
  })
  t.same(first, {
    decision_stage: 'first_instance',
    authority: 'gb_home_office',
    nationality: 'AFG',
    sex: 'not_split',
    age_group: 'not_split',
    applicant_type: 'main_applicant',
    unaccompanied: 'not_split',
    value: 15,
    status: 'ok',
    grain: 'count',
    source_table: 'decisions_resettlement.csv.gz',
    line: 2,
    count_key:
      'initial-decisions/2001-Q1/afghanistan/asylum case/refused/3rd country refusal/total (pre-2009)/total (pre-2009)/main applicant/total (pre-2006)',
    period: '2001-Q1',
    period_from: '2001-01-01',
    period_to: '2001-03-31',
    country_of_asylum: 'GBR',
    outcome: 'rejected_inadmissible',
    unit: 'persons',
    source_code: 'Refused / 3rd Country Refusal',
    source_label: 'Afghanistan',
    total_over: []
  })
  t.match(last, { period: '2024-Q3', nationality: 'ZWE', applicant_type: 'dependant', age_group: '0-17' })
})
