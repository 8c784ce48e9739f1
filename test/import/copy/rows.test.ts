import t from 'tap'
import { copyText, takeBytes } from '../../../src/import/copy/copy-text.ts'
import { columnNames, countId, factWriter } from '../../../src/import/copy/rows.ts'
import type { Fact } from '../../../src/vocabulary/fact.ts'
import { count } from '../made-up.ts'

function fieldsOf(fact: Fact, table: Parameters<typeof columnNames>[0]): Record<string, string> {
  const out = copyText()
  factWriter()(out, fact, 12, 'main')
  const cells = takeBytes(out).toString().trimEnd().split('\t')
  return Object.fromEntries(columnNames(table).map((name, i) => [name, cells[i] as string]))
}

t.test(
  'a dimension that a fact leaves out is not_split, and a number that is not there stays absent',
  async t => {
    const fields = fieldsOf(count('k', { value: null, status: 'suppressed' }), 'published_counts')
    t.match(fields, { release_id: '12', series: 'main', sex: 'not_split', source_level: 'not_split' })
    t.match(fields, {
      value: '\\N',
      status: 'suppressed',
      authority: '\\N',
      total_over: '{}',
      is_total: 'f'
    })
  }
)

t.test('a column that a layout says it never fills is left out, and a fact that fills it is refused', t => {
  const fact = count('k', { sex: 'female' })
  const out = copyText()
  factWriter(['source_label'])(out, fact, 12, 'main')
  const names = columnNames('published_counts', ['source_label'])
  const cells = takeBytes(out).toString().trimEnd().split('\t')
  t.notOk(names.includes('source_label'))
  t.equal(cells.length, names.length)
  t.equal(cells[names.indexOf('sex')], 'female')
  t.throws(() => factWriter(['sex'])(out, fact, 12, 'main'), /a fact tells sex/)
  t.end()
})

t.test('a total says over what, sorted, whatever order the source used', async t => {
  const fields = fieldsOf(count('k', { total_over: ['outcome', 'nationality'] }), 'published_counts')
  t.match(fields, { total_over: '{"nationality","outcome"}', is_total: 't' })
})

t.test(
  'the group and effect of an outcome follow from the vocabulary, and an appeal’s from who appealed',
  async t => {
    const appeal = { decision_stage: 'appeal', outcome: 'appeal_dismissed' } as const
    t.match(fieldsOf(count('k', { ...appeal, appealed_by: 'applicant' }), 'published_counts'), {
      outcome_group: 'appeal_dismissed',
      effect: 'unfavourable'
    })
    t.match(fieldsOf(count('k', { ...appeal, appealed_by: 'government' }), 'published_counts'), {
      effect: 'favourable'
    })
    t.match(fieldsOf(count('k', appeal), 'published_counts'), { effect: 'unknown' })
  }
)

t.test('a number’s id comes from its key alone, fits a bigint and is not negative', async t => {
  t.equal(countId({ count_key: 'RUS|DEU|2024' }), countId({ count_key: 'RUS|DEU|2024' }))
  t.not(countId({ count_key: 'RUS|DEU|2024' }), countId({ count_key: 'RUS|DEU|2025' }))
  const ids = Array.from({ length: 1000 }, (_, i) => BigInt(countId({ count_key: String(i) })))
  t.ok(ids.every(id => id >= 0n && id < 2n ** 63n))
})
