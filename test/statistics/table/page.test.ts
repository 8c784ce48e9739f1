import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import type { JsonRow as Row } from '../../../src/vocabulary/results/result-rows.ts'
import { answer } from '../answered.ts'
import { type Count, refusalOf, releaseSet } from '../fixture.ts'

const countries = ['AFG', 'BRA', 'CUB', 'DEU', 'ERI', 'FRA', 'GEO']
const counts: Count[] = countries.flatMap((nationality, i): Count[] => [
  { nationality, value: i % 3 },
  {
    nationality,
    decision_stage: 'appeal',
    value: i === 2 ? null : 9 - i,
    status: i === 2 ? 'suppressed' : 'ok'
  }
])
const made = { counts, release: 'a' }

t.test('a walk by cursor gives every cell once, in the order of one page, whatever the sort', async t => {
  const set = await releaseSet(t, [made])
  for (const sort of [
    [],
    ['-persons'],
    ['persons', '-nationality'],
    ['-decision_stage'],
    ['decision_stage', '-persons']
  ]) {
    const question: Question = { group_by: ['nationality'], sort }
    const whole = (await answer(set, question)).data
    t.equal(whole.length, 14)
    for (const limit of [1, 3, 7, 13, 14]) {
      const walked: Row[] = []
      let cursor: string | null | undefined
      do {
        const page = await answer(set, { ...question, limit, ...(cursor ? { cursor } : {}) })
        walked.push(...page.data)
        cursor = page.next
      } while (cursor)
      t.same(walked, whole, `${limit} a page, by ${sort.join(',') || 'default'}`)
    }
  }
})

t.test(
  'numbers that are not told come last either way, and ties stand in the order of the groups',
  async t => {
    const set = await releaseSet(t, [made])
    const order = async (sort: string) =>
      (
        await answer(set, {
          group_by: ['nationality'],
          sort: [sort],
          filters: { decision_stage: ['appeal'] }
        })
      ).data.map(row => row.nationality)
    t.same(await order('persons'), ['GEO', 'FRA', 'ERI', 'DEU', 'BRA', 'AFG', 'CUB'])
    t.same(await order('-persons'), ['AFG', 'BRA', 'DEU', 'ERI', 'FRA', 'GEO', 'CUB'])
    const ties = await answer(set, {
      group_by: ['nationality'],
      sort: ['persons'],
      filters: { decision_stage: ['first_instance'] }
    })
    t.same(
      ties.data.map(row => row.nationality),
      ['AFG', 'DEU', 'GEO', 'BRA', 'ERI', 'CUB', 'FRA']
    )
  }
)

t.test('a cursor stays with its release and question, and is refused elsewhere', async t => {
  const newer = { counts: counts.map(count => ({ ...count, value: 77 })), release: 'b' }
  const before = await releaseSet(t, [made])
  const question: Question = { group_by: ['nationality'], limit: 2 }
  const { next } = await answer(before, question)
  const cursor = next as string
  const after = await releaseSet(t, [{ ...made, status: 'superseded' }, newer])
  const second = await answer(after, { ...question, cursor })
  t.equal(second.meta.query.release, 'a', 'a release that is published in mid-walk changes nothing')
  t.equal(
    (await answer(after, { ...question, cursor, source: 'made-up', release: ['a'] })).data.length,
    2,
    'also pinned'
  )
  const refused = async (more: Question) =>
    (await refusalOf(answer(after, { ...question, cursor, ...more }))).type
  t.equal(await refused({ filters: { nationality: ['AFG'] } }), 'invalid-cursor')
  t.equal(await refused({ release: ['b'] }), 'invalid-cursor')
  t.equal(await refused({ cursor: 'rubbish' }), 'invalid-cursor')
  const gone = await releaseSet(t, [newer])
  t.equal((await refusalOf(answer(gone, { ...question, cursor }))).type, 'outside-retention')
})

t.test('the last page has no next, and an answer without cells has none', async t => {
  const set = await releaseSet(t, [made])
  t.equal((await answer(set, { group_by: ['nationality'], limit: 14 })).next, null)
  t.equal((await answer(set, { filters: { nationality: ['IRN'] }, limit: 1 })).next, null)
})

t.test('sorting by what is not in the answer is refused', async t => {
  const set = await releaseSet(t, [made])
  t.equal((await refusalOf(answer(set, { sort: ['nationality'] }))).type, 'invalid-parameter')
  t.equal((await refusalOf(answer(set, { sort: ['screening_type'] }))).type, 'unsupported-combination')
  t.equal((await refusalOf(answer(set, { sort: ['cases'] }))).type, 'unsupported-combination')
})
