import t from 'tap'
import { coloursOf, coloursOfBars } from '../../../src/formats/chart/colours.ts'
import { inDrawingOrder } from '../../../src/formats/chart/order.ts'
import { themes } from '../../../src/formats/chart/palette.ts'
import { svg } from '../../../src/formats/svg.ts'
import { vegaLite } from '../../../src/formats/vega-lite.ts'
import { outcomeGroups, outcomes } from '../../../src/vocabulary/outcome.ts'
import { bars } from './examples.ts'
import { count, figures, row, told } from './figures.ts'

const byName = (words: readonly string[]) => words.toSorted()
const { light } = themes
const [blue, vermilion, green] = light.palette

t.test('outcomes are drawn by their effect: protection, rejection, what is on neither side', t => {
  t.same(inDrawingOrder('outcome_group', byName(outcomeGroups)), [
    ...['fear_found', 'refugee_status', 'complementary_protection', 'protection_not_split'],
    ...['return_withheld', 'return_not_ordered'],
    ...['fear_not_found', 'rejected', 'return_ordered'],
    ...['referred', 'appeal_dismissed', 'appeal_sustained', 'remanded'],
    ...['closed', 'pending', 'unknown', 'not_split']
  ])
  t.same(inDrawingOrder('outcome', ['withdrawn', 'rejected', 'abandoned', 'protection_granted']), [
    ...['protection_granted', 'rejected', 'abandoned', 'withdrawn']
  ])
  t.same(inDrawingOrder('effect', ['neutral', 'unfavourable', 'favourable']), [
    ...['favourable', 'unfavourable', 'neutral']
  ])
  t.end()
})

t.test('other dimensions are drawn as the vocabulary lists them, and open lists as they come', t => {
  t.same(inDrawingOrder('decision_stage', ['appeal', 'first_instance', 'screening']), [
    ...['screening', 'first_instance', 'appeal']
  ])
  t.same(inDrawingOrder('nationality', ['SYR', 'AFG']), ['SYR', 'AFG'])
  t.same(inDrawingOrder(null, ['b', 'a']), ['b', 'a'])
  t.end()
})

t.test('rejected is vermilion and closed grey, whatever else is drawn', t => {
  for (const theme of Object.values(themes)) {
    const [, red] = theme.palette
    for (const others of [
      [],
      ['fear_not_found', 'return_ordered'],
      ['refugee_status', 'appeal_dismissed', 'unknown']
    ]) {
      const words = inDrawingOrder('outcome_group', ['closed', 'rejected', ...others])
      const colours = coloursOf('outcome_group', words, theme)
      t.equal(colours[words.indexOf('rejected')], red)
      t.equal(colours[words.indexOf('closed')], theme.grey)
      t.equal(new Set(colours).size, words.length, 'each its own')
    }
  }
  const granted = inDrawingOrder(
    'outcome',
    outcomes.filter(each => each.endsWith('_granted'))
  ).slice(0, 7)
  t.notOk(coloursOf('outcome', granted, light).includes(String(vermilion)), 'no protection is vermilion')
  t.same(coloursOf('nationality', ['SYR', 'AFG'], light), [blue, vermilion])
  t.end()
})

t.test('bars are named beside them: one colour for each standing', t => {
  t.same(coloursOfBars('outcome', ['protection_granted', 'rejected', 'abandoned', 'withdrawn'], light), [
    blue,
    vermilion,
    light.grey,
    light.grey
  ])
  t.equal(coloursOfBars('nationality', ['SYR'], light), undefined)
  t.end()
})

const domainOf = (specification: unknown): string[] =>
  /"y":\{"field":"place".*?"domain":(\[.*?\])/
    .exec(JSON.stringify(specification))
    ?.slice(1)
    .flatMap(each => JSON.parse(each)) ?? []

t.test('bars are in the order of the answer where the question sorts it by a number', t => {
  const asked = (sort: string[]) => domainOf(vegaLite(bars, told('en', { query: { sort } })))
  t.same(
    asked(['outcome']).map(text => text.split(' ')[0]),
    [...['Refugee', 'Protection', 'Rejected', 'Withdrawn', 'Closed', 'Not']]
  )
  t.same(asked(['-decisions'])[0], 'Rejected')
  t.end()
})

t.test('lines have the colours and the order of their outcomes, in the picture too', async t => {
  const answer = figures(
    ['year', 'outcome_group'],
    [count('decisions')],
    ['2024', '2025'].flatMap(year =>
      ['closed', 'complementary_protection', 'refugee_status', 'rejected'].map(outcome_group =>
        row({ year, outcome_group, decisions: 10 })
      )
    )
  )
  t.match(JSON.stringify(vegaLite(answer, told())), JSON.stringify([blue, green, vermilion, light.grey]))
  const labels = [
    ...(await svg(answer, told())).matchAll(
      />(Refugee status[^<]*|Complementary[^<]*|Rejected|Closed[^<]*)</g
    )
  ]
  t.same(
    labels.map(([, text = '']) => text.split(' ')[0]),
    ['Refugee', 'Complementary', 'Rejected', 'Closed']
  )
})
