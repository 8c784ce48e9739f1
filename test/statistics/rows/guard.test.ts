import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { cellLimit } from '../../../src/statistics/rows/guard.ts'
import { countryCodes } from '../../../src/vocabulary/countries/country.ts'
import { answer } from '../answered.ts'
import { refusalOf, releaseSet } from '../fixture.ts'

/** Every pair of 240 places in two years: 115,200 rows, made in the database. */
async function large(t: Parameters<typeof releaseSet>[0]) {
  const places = countryCodes.slice(0, 240)
  const counts = places.map(place => ({ nationality: place, country_of_asylum: place }))
  const set = await releaseSet(t, [{ counts: [...counts, { period: '2022' }] }])
  await set.query(`create table r1.many as select a.* replace (b.country_of_asylum as country_of_asylum, c.period_from as period_from, c.period_to as period_to)
    from r1.published_counts a, r1.published_counts b, (select distinct period_from, period_to from r1.published_counts) c
    where a.nationality <> 'not_split' and b.country_of_asylum <> 'not_split'`)
  await set.query('drop table r1.published_counts')
  await set.query('alter table r1.many rename to published_counts')
  return set
}

t.test('an answer of too many cells is refused with its size and the filters that help', async t => {
  const set = await large(t)
  const question: Question = { group_by: ['nationality', 'country_of_asylum', 'year'] }
  const problem = await refusalOf(answer(set, question))
  t.match(problem, {
    type: 'query-too-large',
    extra: {
      estimate: 115_200,
      limit: cellLimit,
      would_fit_with: ['nationality', 'country_of_asylum', 'period_from and period_to']
    }
  })
  t.equal((await answer(set, { ...question, period_to: '2021' })).meta.total, 57_600, 'and with one it fits')
})

t.test('dry_run tells the size and counts nothing', async t => {
  const set = await large(t)
  const asked: string[] = []
  const watched = {
    ...set,
    query: (text: string, values?: never[]) => {
      asked.push(text)
      return set.query(text, values)
    }
  }
  const { data, meta } = await answer(watched, {
    group_by: ['nationality', 'country_of_asylum', 'year'],
    dry_run: true
  })
  t.same(data, [])
  t.match(meta, {
    total: null,
    estimate: { cells: 115_200, limit: cellLimit, fits: false },
    query: { group_by: ['nationality', 'country_of_asylum', 'year'] }
  })
  t.notOk(asked.some(text => /sum\(/.test(text)))
  const small = await answer(set, { group_by: ['year'], dry_run: true })
  t.same(small.meta.estimate, { cells: 2, limit: cellLimit, fits: true, would_fit_with: [] })
})
