import t from 'tap'
import { sharedService } from '../service.ts'
import { readPage, unescaped } from './read-page.ts'

const court =
  '/explore?source=us-eoir-cases&decision_stage=first_instance&application_type=asylum&group_by=nationality,outcome_group'

t.test('of many groups a page leads to the largest, and says how many others are together', async t => {
  const served = await sharedService()
  const many = await readPage(served, court)
  const [, to = ''] = many.html.match(/<a href="([^"]*)">The 10 largest, and all others together/) ?? []
  t.match(to, /top=10/)
  const largest = await readPage(served, unescaped(to))
  t.equal(largest.status, 200)
  t.match(largest.text, /All others: \d+ groups, counted together/)
  t.notMatch(largest.text, 'The 10 largest, and')
  const lines = [...largest.html.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, name]) => name)
  t.equal(lines.length, 11)
  t.equal(lines.at(-1), 'All others')
  // The rate of all others is one of theirs: it stands with what it is of.
  const [, last = ''] = largest.html.match(/<th scope="row">All others<\/th>(.*?)<\/tr>/s) ?? []
  t.match(last, /<data value="0\.\d+">[\d.]+%<\/data>/)
  t.notMatch(last, /not reported|does not apply/)
})

t.test('of few groups, and of parts that are never added, no page offers the largest', async t => {
  const served = await sharedService()
  for (const path of [
    '/explore?source=unhcr-asylum-decisions&group_by=country_of_asylum&decision_stage=first_instance',
    '/explore?source=us-eoir-cases&group_by=nationality',
    '/explore?source=us-credible-fear&group_by=year,outcome_group'
  ])
    t.notMatch((await readPage(served, path)).text, /The 10 largest/, path)
})
