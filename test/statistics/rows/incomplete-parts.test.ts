import t from 'tap'
import type { ReportingRule } from '../../../src/vocabulary/measures/reporting.ts'
import { answer } from '../answered.ts'
import { type Count, releaseSet } from '../fixture.ts'

/** As Eurostat's tables: positive decisions in total, and status by status. */
const reporting: ReportingRule = {
  ...{ absent_row: 'not_told', reason: 'made up', unit: ['country_of_asylum', 'year'], reporters: 'own' },
  parts: {
    outcome: ['refugee_status_granted', 'subsidiary_protection_granted', 'rejected'].map(value => ({
      values: [value]
    }))
  }
}
const positive: Count = { outcome: 'protection_granted', total_over: ['outcome_group'], value: 100 }
const geneva: Count = { outcome: 'refugee_status_granted', value: 40 }
const subsidiary: Count = { outcome: 'subsidiary_protection_granted', value: 60 }
const rejected: Count = { outcome: 'rejected', value: 300 }
const declared = { reporting, rates: { total_protection_rate: {}, refugee_recognition_rate: {} } }

const asked = async (test: typeof t, counts: Count[], question: object) => {
  const set = await releaseSet(test as never, [{ counts, series_about: declared }])
  const { data, meta } = await answer(set, question)
  return { data, meta }
}

t.test('a published total stands in for parts that are not all there', async t => {
  const { data, meta } = await asked(t as never, [positive, geneva, rejected], {})
  t.match(data, [{ persons: 400, flags: {} }], 'the total of what was granted, and not Geneva alone')
  t.same(meta.missing, [])
  const rate = await asked(t as never, [positive, geneva, rejected], { measures: ['total_protection_rate'] })
  t.match(rate.data, [{ total_protection_rate: 0.25 }])
})

t.test('asked for by outcome, what the parts do not tell is left out by name', async t => {
  const { data, meta } = await asked(t as never, [positive, geneva, rejected], { group_by: ['outcome'] })
  t.match(data, [
    { outcome: 'refugee_status_granted', persons: 40 },
    { outcome: 'rejected', persons: 300 }
  ])
  t.match(meta.reconciliation.persons, {
    ...{ in_scope: 400, sum_of_cells: 340 },
    left_out: [{ reason: 'not_told', count: 60 }]
  })
})

t.test('where all parts are there the total is never added to them', async t => {
  const counts = [positive, geneva, subsidiary, rejected]
  const { data } = await asked(t as never, counts, {})
  t.match(data, [{ persons: 400, flags: {} }])
  const { meta } = await asked(t as never, counts, { group_by: ['outcome'] })
  t.match(meta.reconciliation.persons, { in_scope: 400, sum_of_cells: 400, left_out: [] })
})
