import t from 'tap'
import { checkQuestion } from '../../../src/statistics/question/check-question.ts'
import type { Question } from '../../../src/statistics/question/question.ts'
import type { Problem } from '../../../src/vocabulary/problem.ts'

function refused(question: unknown): Problem {
  try {
    checkQuestion(question as Question)
  } catch (error) {
    return error as Problem
  }
  throw new Error('it was accepted')
}

t.test('what is wrong whatever the release is, is refused, all at once', async t => {
  const problem = refused({
    group_by: ['year', 'year', 'case_status'],
    filters: { nationality: ['RU'], outcome: ['rejectd'] },
    measures: ['person'],
    sort: ['sex']
  })
  t.same(
    problem.errors.map(({ parameter, code }) => [parameter, code]),
    [
      ['group_by', 'invalid-parameter'],
      ['group_by', 'invalid-parameter'],
      ['outcome', 'unknown-code'],
      ['nationality', 'unknown-code'],
      ['measures', 'invalid-parameter'],
      ['sort', 'invalid-parameter']
    ]
  )
  t.match(problem.errors, [
    {},
    {},
    { did_you_mean: ['rejected'] },
    { did_you_mean: ['RUS'] },
    { did_you_mean: ['persons'] },
    {}
  ])
})

t.test('at most four dimensions, and a grid of them', async t => {
  t.match(refused({ group_by: ['year', 'outcome', 'sex', 'nationality', 'authority'] }).message, /at most 4/)
  t.doesNotThrow(() => checkQuestion({ fill: 'grid' }))
  t.equal(refused({ filters: { year: ['2021'] } }).type, 'invalid-parameter', 'periods have bounds')
  t.equal(refused({ filters: { nationality: [] } }).type, 'invalid-parameter')
  t.equal(refused({ min_n: 0 }).type, 'invalid-parameter')
})

t.test('dissolved states, special values and words of the rows are values', async t => {
  checkQuestion({
    filters: {
      nationality: ['SUN', 'YUG', 'XXA', 'UNK', 'OTHER'],
      represented: ['true', 'UNK'],
      country_of_return: ['not_designated']
    }
  })
  t.pass()
})
