import t from 'tap'
import { eurostatReturnsSource } from '../../../src/sources/eurostat-returns/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { mapFile, shared } from '../released.ts'

const file = shared('data/eurostat/migr_eirtn_Data_allcitizens.csv.gz')

// The figures are those of docs/rules/sources.md §12; test/independent/check-figures.py counts the same.
t.test('Eurostat’s persons returned 2012–2016, whole', { skip: file.missing }, async t => {
  const facts: CountFact[] = []
  const kinds: Record<string, number> = {}
  for await (const { mapped } of mapFile(eurostatReturnsSource, file.path)) {
    const kind = 'facts' in mapped ? 'loaded' : 'excluded' in mapped ? mapped.excluded : mapped.rejected
    kinds[kind] = (kinds[kind] ?? 0) + 1
    if ('facts' in mapped) facts.push(...(mapped.facts as CountFact[]))
  }
  t.same(kinds, { loaded: 28_545 }, 'and no name that is not known')
  const union = facts.filter(({ country_of_asylum }) => country_of_asylum === 'EU28')
  t.equal(union.length, 865, '173 citizenships in five years')
  const sumOf = (rows: CountFact[]) => {
    const told = rows.filter(({ value }) => value !== null)
    const missing = rows.filter(({ status }) => status === 'not_reported').length
    return [told.length, missing, told.reduce((sum, { value }) => sum + (value ?? 0), 0)]
  }
  const ofCountries = facts.filter(fact => !union.includes(fact))
  const named = ofCountries.filter(({ total_over }) => total_over?.length === 0)
  t.same(sumOf(named), [24_725, 2_795, 1_095_645], 'named citizenships')
  t.same(
    sumOf(ofCountries.filter(fact => !named.includes(fact))),
    [149, 11, 1_113_345],
    'the total over them'
  )
  t.equal(sumOf(named.filter(({ nationality }) => nationality === 'RUS'))[2], 40_280)
  t.equal(new Set(facts.map(({ count_key }) => count_key)).size, facts.length)
  t.same([...new Set(facts.map(({ decision_stage }) => decision_stage))], [undefined])
})
