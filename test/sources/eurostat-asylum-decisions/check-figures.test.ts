import t from 'tap'
import { eurostatDecisionsSource } from '../../../src/sources/eurostat-asylum-decisions/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { mapFile, shared } from '../released.ts'

const file = shared('data/eurostat/migr_asydcfsta_2017-04-26.csv')

// The figures are those of docs/rules/sources.md §12; test/independent/check-figures.py counts the same.
t.test('Eurostat’s first-instance decisions 2008–2016, whole', { skip: file.missing }, async t => {
  const facts: CountFact[] = []
  const kinds: Record<string, number> = {}
  for await (const { mapped } of mapFile(eurostatDecisionsSource, file.path)) {
    const kind = 'facts' in mapped ? 'loaded' : 'excluded' in mapped ? mapped.excluded : mapped.rejected
    kinds[kind] = (kinds[kind] ?? 0) + 1
    if ('facts' in mapped) facts.push(...(mapped.facts as CountFact[]))
  }
  t.same(kinds, { loaded: 918, aggregate: 918 }, '1,836 rows, and no name that is not known')
  const germany = facts.filter(fact => fact.country_of_asylum === 'DEU' && fact.period === '2015')
  t.same(
    germany.map(({ outcome, value, status, total_over }) => [outcome, value, status, total_over?.at(-1)]),
    [
      ['not_split', 249_350, 'rounded', 'outcome'],
      ['protection_granted', 140_915, 'rounded', 'outcome_group'],
      ['rejected', 108_440, 'rounded', 'age_group']
    ]
  )
  t.equal(new Set(facts.map(({ count_key }) => count_key)).size, 918)
  t.same([...new Set(facts.map(({ nationality }) => nationality))], ['not_split'])
})
