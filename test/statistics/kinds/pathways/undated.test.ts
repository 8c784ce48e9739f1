import t from 'tap'
import { answerStatistics } from '../../../../src/statistics/answer.ts'
import { kinds } from '../../../../src/statistics/kinds/kinds.ts'
import { textIn } from '../../../../src/vocabulary/labels/texts/texts.ts'
import { releaseSet } from '../../fixture.ts'

const remand = { decision_stage: 'judicial_review', outcome: 'remanded' } as const

t.test('decisions without a day are in no pathway, and how many these are is said', async t => {
  const set = await releaseSet(t, [
    {
      source: 'court',
      cases: [
        { case_id: '1', pathway: 'first_instance,appeal', filed_on: '2020-01-01' },
        { case_id: '2', pathway: 'first_instance', nationality: 'HND', filed_on: '2021-01-01' },
        { case_id: '3', nationality: 'HND' }
      ],
      decisions: [
        { case_id: '1', decided_on: '2020-05-01' },
        { case_id: '1' },
        { case_id: '1', ...remand },
        { case_id: '2', ...remand },
        { case_id: '2', ...remand },
        { case_id: '3' },
        { ...remand }
      ]
    }
  ])
  const said = async (query: object) =>
    (await answerStatistics(kinds.pathways, set, { source: 'court', ...query })).caveats
      .filter(({ id }) => id === 'pathways-without-undated-decisions')
      .map(({ text }) => /show: (.*)\.$/.exec(textIn(text, 'en'))?.[1])
  t.same(await said({}), ['1 at first_instance, 3 at judicial_review'])
  t.same(await said({ nationality: ['RUS'] }), ['1 at judicial_review'])
  t.same(await said({ period_from: '2021' }), ['2 at judicial_review'], 'of the cases that are drawn')
  t.same(await said({ nationality: ['UKR'] }), [])
})
