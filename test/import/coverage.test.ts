import t from 'tap'
import { coverageFinder, coverageOf, missingFrom } from '../../src/import/coverage.ts'
import type { Fact } from '../../src/vocabulary/fact.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import type { Coverage } from '../../src/vocabulary/time/coverage.ts'
import { count, madeUpSource } from './made-up.ts'

const found = (...facts: Fact[]) => {
  const finder = coverageFinder()
  for (const fact of facts) finder.see(fact)
  return finder.found
}
const layoutWith = (coverage: Partial<Coverage>) => madeUpSource({ layouts: [{ id: 'a', coverage }] }).layouts

t.test('the countries and days that facts name are covered, in order and once', async t => {
  t.strictSame(
    found(
      count('a', { nationality: 'SYR', country_of_asylum: 'DEU', period_from: '2020-01-01' }),
      count('b', { nationality: 'RUS', country_of_asylum: 'AUT', period_to: '2025-12-31' }),
      count('c', { nationality: 'SYR' })
    ),
    { nationality: ['RUS', 'SYR'], country_of_asylum: ['AUT', 'DEU'], from: '2020-01-01', to: '2025-12-31' }
  )
})

t.test('totals, groups and the unknown name no nationality; stateless people are one', async t => {
  const facts = ['not_split', 'OTHER', 'UNK', 'XXA', 'RUS'].map(nationality =>
    count(nationality, { nationality })
  )
  t.strictSame(found(...facts).nationality, ['RUS', 'XXA'])
})

t.test('a table that does not split by a country covers all of them', async t => {
  const facts = found(count('a', { nationality: 'not_split', country_of_asylum: undefined }))
  t.strictSame([facts.nationality, facts.country_of_asylum], ['all', 'all'])
})

t.test('what a layout declares comes before what its facts show', async t => {
  const facts = found(count('a'))
  const coverage = coverageOf(layoutWith({ nationality: 'all', complete: false }), facts, '2026-08-31', 1)
  t.strictSame(coverage, {
    nationality: 'all',
    country_of_asylum: ['DEU'],
    from: '2024-01-01',
    to: '2024-12-31',
    complete: false
  })
})

t.test('fewer rows than a whole edition has are an excerpt, whatever the layout declares', async t => {
  const layouts = madeUpSource({
    layouts: [{ id: 'a', coverage: { complete: true }, whole_from_rows: 1000 }]
  }).layouts
  t.equal(coverageOf(layouts, found(count('a')), '2026-08-31', 999).complete, false)
  t.equal(coverageOf(layouts, found(count('a')), '2026-08-31', 1000).complete, true)
})

t.test('records without any date cover the day on which they were fetched', async t => {
  const undated: Fact = {
    ...{ grain: 'decision', decision_id: '1', source_table: 's', line: 1, decision_stage: 'screening' },
    ...{ outcome: 'fear_found', nationality: 'RUS', source_code: 'F' }
  }
  t.match(coverageOf(layoutWith({}), found(undated), '2026-08-31', 1), {
    from: '2026-08-31',
    to: '2026-08-31'
  })
})

t.test('what one coverage lacks of another is named', async t => {
  const lackOf = (...both: Parameters<typeof missingFrom>) =>
    missingFrom(...both).map(each => textIn(each, 'en'))
  const whole = coverageOf(layoutWith({}), found(count('a')), '2026-08-31', 1)
  t.strictSame(lackOf(whole, whole), [])
  t.strictSame(lackOf({ ...whole, nationality: [], complete: false }, whole), [
    'nationalities',
    'all parts of the table'
  ])
  const without = (...missing_tables: string[]) => ({ ...whole, complete: false, missing_tables })
  t.strictSame(lackOf(without('B'), whole), ['all parts of the table', 'the table B'])
  t.strictSame(lackOf(without('B'), without('A')), ['the table B'])
  t.strictSame(lackOf(without('B'), without('A', 'B')), [])
  t.strictSame(lackOf(whole, without('A')), [])
})
