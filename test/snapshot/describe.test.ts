import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { readPublished } from '../../src/snapshot/opening/published.ts'
import type { CountFact, DecisionFact } from '../../src/vocabulary/fact.ts'
import { database } from '../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../import/made-up.ts'

t.test('the card of a table says what can be asked of its rows', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  const quarter = { period: '2024-Q1', period_to: '2024-03-31' }
  const facts: CountFact[] = [
    count('a', { authority: 'government' }),
    count('b', { nationality: 'not_split', total_over: ['nationality'] }),
    count('c', { outcome: 'not_split', total_over: ['outcome', 'nationality'], nationality: 'not_split' }),
    count('d', { ...quarter, decision_stage: 'appeal', unit: 'cases' })
  ]
  const undated: DecisionFact = {
    ...{ grain: 'decision', decision_id: '1', source_table: 's', line: 1, decision_stage: 'screening' },
    ...{ outcome: 'fear_found', nationality: 'RUS', source_code: 'F', represented: false }
  }
  const paths = [await madeUpFile(t, 'made-up.whole', [...rowsOf(...facts), { facts: [undated] }])]
  await importRelease(context, { source: 'made-up', paths })
  const [card] = (await readPublished(db.pool)).releases
  const { published_counts, decisions } = card?.tables ?? {}
  t.strictSame(published_counts?.dimensions, [
    ...['source', 'series', 'release', 'year', 'quarter', 'decision_stage', 'authority'],
    ...['outcome', 'outcome_group', 'effect', 'nationality', 'country_of_asylum']
  ])
  t.strictSame(published_counts?.units, ['cases', 'persons'])
  t.strictSame(
    published_counts?.decision_stages,
    ['first_instance', 'appeal'],
    'in the order of the procedure'
  )
  t.strictSame(published_counts?.total_sets, [['nationality'], ['nationality', 'outcome']])
  t.strictSame(published_counts?.period_kinds, ['quarter', 'calendar_year'])
  t.match(decisions, { rows: 1, units: ['decisions'], period_kinds: [], total_sets: [] })
  t.strictSame(
    decisions?.dimensions,
    [
      'source',
      'release',
      'decision_stage',
      'outcome',
      'outcome_group',
      'effect',
      'nationality',
      'represented'
    ],
    'false says something; what has no date has no year'
  )
})
