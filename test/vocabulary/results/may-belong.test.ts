import t from 'tap'
import { builtInGroups } from '../../../src/vocabulary/countries/groups/country-group.ts'
import {
  daysOfAll,
  noRecord,
  type RejectedFields,
  readableFields
} from '../../../src/vocabulary/release/rejected-fields.ts'
import { type AskedRows, mayBelongTo } from '../../../src/vocabulary/results/may-belong.ts'
import { rejectedCaveats, rejectedIn } from '../../../src/vocabulary/results/rejected-rows.ts'

const mayBelong = (fields: RejectedFields, asked: AskedRows) => mayBelongTo(asked)(fields)
const of2022 = { nationality: 'SYR', period_from: '2022-01-01', period_to: '2022-12-31' }

t.test('a field that could be read must have one of the values asked for; another matches anything', t => {
  const filters = (given: Record<string, string[]>) => mayBelong(of2022, { filters: given })
  t.ok(filters({}))
  t.ok(filters({ nationality: ['AFG', 'SYR'] }))
  t.notOk(filters({ nationality: ['AFG'] }))
  t.ok(filters({ country_of_asylum: ['DEU'] }), 'which country is not known')
  t.notOk(mayBelong({ sex: 'not_split' }, { filters: { sex: ['female'] } }), 'a total is of no sex')
  t.ok(mayBelong({ outcome: ['rejected', 'not_split'] }, { filters: { outcome: ['rejected'] } }))
  t.ok(mayBelong({ unaccompanied: 'true' }, { filters: { unaccompanied: [true] } }))
  t.notOk(mayBelong({ unaccompanied: 'true' }, { filters: { unaccompanied: ['false'] } }))
  t.end()
})

t.test('a row that would have become no record belongs to no answer', t => {
  t.notOk(mayBelong(noRecord, { filters: {} }))
  t.notOk(mayBelong(noRecord, { filters: { nationality: ['SYR'] } }))
  const rejected = { source: 's', release: 'r', rows_rejected: 5, rejected: [{ fields: noRecord, rows: 3 }] }
  t.equal(rejectedIn(rejected, { filters: {} }), 2, 'of the two others nothing is known')
  t.end()
})

t.test('periods belong where they overlap, and open ends are open', t => {
  const days = (from?: string, to?: string) => mayBelong(of2022, { filters: {}, from, to })
  t.ok(days())
  t.ok(days('2022-12-31'))
  t.notOk(days('2023-01-01'))
  t.ok(days(undefined, '2022-01-01'))
  t.notOk(days(undefined, '2021-12-31'))
  const spans = [
    { from: '2020-01-01', to: '2020-12-31' },
    { from: '2022-01-01', to: '2022-03-31' }
  ]
  t.ok(mayBelong(of2022, { filters: {}, spans }))
  t.notOk(mayBelong(of2022, { filters: {}, spans: spans.slice(0, 1) }))
  t.ok(mayBelong({}, { filters: {}, from: '2023-01-01' }), 'the period could not be read')
  t.notOk(mayBelong({}, { filters: {}, is_outside: true }), 'and the release covers none of it')
  t.ok(mayBelong(of2022, { filters: {}, from: '2022-01-01', is_outside: true }))
  t.end()
})

t.test('groups of outcomes, effects and groups of countries follow from what was read', t => {
  const has = (fields: object, filters: Record<string, string[]>) => mayBelong(fields, { filters })
  t.ok(has({ outcome: 'rejected_inadmissible' }, { outcome_group: ['rejected'] }))
  t.notOk(has({ outcome: 'rejected' }, { outcome_group: ['refugee_status'] }))
  t.ok(has({ outcome: 'rejected' }, { effect: ['unfavourable'] }))
  t.notOk(has({ outcome: 'rejected' }, { effect: ['favourable'] }))
  const sustained = { outcome: 'appeal_sustained' }
  for (const effect of ['favourable', 'unfavourable', 'unknown'])
    t.ok(has(sustained, { effect: [effect] }), 'who appealed is not known')
  t.notOk(has({ ...sustained, appealed_by: 'government' }, { effect: ['favourable'] }))
  const eu = builtInGroups.filter(({ id }) => id === 'EU')
  const asylumIn = (country_of_asylum?: string) =>
    mayBelong(readableFields({ country_of_asylum }), {
      filters: { country_of_asylum_group: ['EU'] },
      memberships: { country_of_asylum_group: eu }
    })
  t.same([asylumIn('GBR'), asylumIn('KEN'), asylumIn()], [true, false, true], 'members on any day')
  t.end()
})

t.test('rows that are not described may belong to any answer', t => {
  const release = {
    ...{ source: 's', release: 'r', rows_rejected: 10 },
    rejected: [
      { fields: of2022, rows: 3 },
      { fields: { nationality: 'AFG' }, rows: 2 }
    ]
  }
  t.equal(rejectedIn(release, { filters: {} }), 10)
  t.equal(rejectedIn(release, { filters: { nationality: ['AFG'] } }), 7)
  t.equal(rejectedIn({ source: 's', release: 'r', rows_rejected: 4 }, { filters: { sex: ['male'] } }), 4)
  t.equal(rejectedIn({ source: 's', release: 'r' }, { filters: {} }), 0)
  t.same(rejectedCaveats(release, { rows: 0 }), [])
  t.match(rejectedCaveats(release, { rows: 7 }), [
    { id: 'rejected-rows', text: { en: /^7 rows of release r/ } }
  ])
  t.end()
})

t.test('of several periods the first and last day are kept, and none where one could not be read', t => {
  const [first, second] = [
    { from: '2021-01-01', to: '2021-12-31' },
    { from: '2020-01-01', to: '2020-12-31' }
  ]
  t.same(daysOfAll([first, second]), { period_from: '2020-01-01', period_to: '2021-12-31' })
  t.same(daysOfAll([first, undefined]), {})
  t.same(daysOfAll([]), {})
  t.same(readableFields({ sex: undefined, unaccompanied: true }), { unaccompanied: 'true' })
  t.end()
})
