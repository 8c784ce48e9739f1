import t from 'tap'
import { compareQuestionOf, putToEach } from '../../../src/statistics/compare/question.ts'
import { questionOf } from '../../../src/statistics/question/question.ts'
import { answer } from '../answered.ts'
import { type Count, refusalOf, releaseSet } from '../fixture.ts'

const counts: Count[] = [
  { decision_stage: 'first_instance', source_level: 'FI', value: 100 },
  { decision_stage: 'first_instance', source_level: 'NA', value: 20 },
  { decision_stage: 'appeal', source_level: 'AR', value: 7 },
  { decision_stage: 'mixed', source_level: 'FA', value: 3 },
  { decision_stage: 'mixed', source_level: 'TP', value: 5 }
]

t.test('the words of a row find its figure, also where levels are split inside one stage alone', async t => {
  const set = await releaseSet(t, [{ counts }])
  const { data, meta } = await answer(set, {})
  t.same(meta.query.split_by, ['decision_stage', 'source_level'])
  t.same(
    data.map(({ decision_stage, source_level, persons }) => [decision_stage, source_level, persons]),
    [
      ['first_instance', 'not_split', 120],
      ['appeal', 'not_split', 7],
      ['mixed', 'FA', 3],
      ['mixed', 'TP', 5]
    ]
  )
  for (const { decision_stage, source_level, persons } of data) {
    const words = { decision_stage: [decision_stage], source_level: [source_level] }
    const found = await answer(set, questionOf(words))
    t.same(
      found.data.map(row => row.persons),
      [persons],
      `${decision_stage} ${source_level}`
    )
    t.same(putToEach(compareQuestionOf(words)).filters, questionOf(words).filters, 'of /v1/compare too')
  }
  const stages = ['first_instance', 'appeal', 'mixed']
  const outside = await answer(set, questionOf({ decision_stage: stages, source_level: ['not_split'] }))
  t.same(
    outside.data.map(({ decision_stage, persons }) => [decision_stage, persons]),
    [
      ['first_instance', 120],
      ['appeal', 7]
    ]
  )
})

t.test('where a row has its own level, not_split is no level of the source', async t => {
  const set = await releaseSet(t, [{ counts }])
  for (const query of [
    { source_level: ['not_split'] },
    { decision_stage: ['mixed'], source_level: ['not_split'] },
    { source_level: ['not_split', 'FA'] },
    { source_level: ['not_split'], group_by: ['source_level'] }
  ])
    t.match(await refusalOf(answer(set, questionOf(query))), { type: 'unknown-code' })
})
