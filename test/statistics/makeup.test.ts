import t from 'tap'
import { sharedService } from '../service.ts'

const say = async (path: string): Promise<string> => (await (await sharedService()).get(path)).body

t.test('a sentence is asked again for what its number is made of', async t => {
  const cases = '/v1/statistics/decisions.sentence?source=us-credible-fear&group_by=year'
  // Fiscal year 2016 of the shipped table: 72,466 found, 9,140 not found, 9,432 closed.
  t.match(await say(cases), 'closures in 91,038 cases: 81,606 decided and 9,432 closed without a decision')
  t.match(await say(`${cases}&outcome_group=fear_found`), 'there were decisions in 72,466 cases (')
  const grouped = await say(`${cases}&group_by=outcome_group&sort=-outcome_group`)
  t.notMatch(grouped, 'decided and')
})

t.test('records without any date are of no time, and of no number of groups that is too many', async t => {
  const cases = await say('/v1/statistics/cases.sentence?source=documented-cases')
  t.match(cases, /^In the United States, there were at least 5 cases .*; without a date of filing;/)
  t.notMatch(cases, '2023,')
  const bounded = await say('/v1/statistics/cases.sentence?source=documented-cases&period_from=2023')
  t.notMatch(bounded, 'without a date of filing')
  const four = 'outcome,nationality,authority,country_of_asylum'
  t.match(
    await say(`/v1/statistics/decisions.sentence?source=us-credible-fear&group_by=${four}`),
    'in the United States, there were'
  )
})

t.test('pictures, cubes and workbooks have the title of what they count', async t => {
  const picture = await say('/v1/statistics/decisions.svg?source=us-credible-fear&group_by=year')
  t.match(picture, '<title>Decisions and closures in the United States by year · ')
  const cube = await say('/v1/statistics/decisions.json-stat?source=us-credible-fear&group_by=year')
  t.match(JSON.parse(cube).label, /^Decisions and closures in the United States by year, /)
})
