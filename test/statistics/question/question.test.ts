import t from 'tap'
import { subjects } from '../../../src/statistics/kinds/subject.ts'
import {
  identityOf,
  parametersOf,
  type Question,
  queryString,
  questionOf
} from '../../../src/statistics/question/question.ts'
import { answer } from '../answered.ts'
import { releaseSet } from '../fixture.ts'

t.test('the same question is the same text, however it is written', async t => {
  const text = (question: Question) => queryString(parametersOf(question))
  const one: Question = {
    filters: { nationality: ['RUS', 'AFG', 'RUS'], outcome: ['rejected'] },
    min_n: 25,
    intervals: false
  }
  const two: Question = {
    filters: { outcome: ['rejected'], nationality: ['AFG', 'RUS'] },
    include_unknown: true
  }
  t.equal(text(one), 'outcome=rejected&nationality=AFG,RUS')
  t.equal(text(two), text(one))
  t.not(
    text({ group_by: ['year', 'outcome'] }),
    text({ group_by: ['outcome', 'year'] }),
    'the order of columns is asked'
  )
})

t.test('a cursor is bound to what is asked, not to the page or to the spelling of the release', async t => {
  const question: Question = {
    group_by: ['outcome'],
    source: 'un',
    release: ['a'],
    limit: 3,
    cursor: 'x',
    fields: ['outcome']
  }
  t.equal(identityOf(question), '/v1/statistics/decisions?group_by=outcome')
  t.match(identityOf({ ...question, sort: ['-persons'] }), /group_by=outcome&sort=-persons$/)
  t.match(
    identityOf({ ...question, subject: subjects.returns }),
    /^\/v1\/statistics\/returns/,
    'nor to another endpoint'
  )
})

t.test('parameters that are dimensions are filters', async t => {
  t.same(questionOf({ source: 'un', nationality: ['RUS'], group_by: ['year'], min_n: 5 }), {
    subject: subjects.decisions,
    source: 'un',
    group_by: ['year'],
    min_n: 5,
    filters: { nationality: ['RUS'] }
  })
  const ofCases = questionOf({ case_status: ['pending'], outcome: ['rejected'] }, subjects.cases)
  t.same(ofCases.filters, { case_status: ['pending'] }, 'by what is counted')
})

t.test('meta.query asked again gives the same answer, byte for byte', async t => {
  const set = await releaseSet(t, [
    {
      counts: [
        { nationality: 'RUS', value: 5 },
        { nationality: 'AFG', decision_stage: 'appeal' },
        { period: '2022' }
      ]
    }
  ])
  const first = await answer(set, { group_by: ['nationality'], period: 'latest', sort: ['-persons'] })
  const { split_by: _, period: __, limit: ___, release, ...query } = first.meta.query
  const again = await answer(set, questionOf({ ...query, release: [release] }))
  t.equal(JSON.stringify(again.data), JSON.stringify(first.data))
  t.same({ ...again.meta.query, period: 'latest' }, first.meta.query)
})
