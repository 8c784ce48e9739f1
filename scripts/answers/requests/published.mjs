// Requests to a service with the published files (`published.txt`) and the data of a first start.
import { readFileSync } from 'node:fs'
import { got } from './contract.mjs'
import { everyCatalogue, everyList } from './records.mjs'
import {
  asWritten,
  everyGrouping,
  everyMeasure,
  everyParameter,
  everyShape,
  pinned,
  questionsOf,
  statistics
} from './statistics.mjs'

const bench = JSON.parse(
  readFileSync(new URL('../../../bench/questions/questions.json', import.meta.url), 'utf8')
)
const byHand = readFileSync(new URL('published-by-hand.txt', import.meta.url), 'utf8')

const unhcr = { source: 'unhcr-asylum-decisions', unit: 'persons' }
const eurostat = { source: 'eurostat-asylum-decisions' }
const britain = { source: 'gb-asylum-decisions' }
const canada = { source: 'ca-irb', series: 'claims' }
const offices = { source: 'us-uscis-asylum-office' }
const fear = { source: 'us-credible-fear' }
const partner = { source: 'partner-clinic' }
const court = { source: 'us-eoir-cases' }
const removals = { source: 'us-ice-removals' }
const returned = [
  { source: 'gb-returns', series: 'by-nationality' },
  { source: 'gb-returns', series: 'by-destination' },
  { source: 'eurostat-returns' },
  removals
]

const words = {
  source: [
    'unhcr-asylum-decisions',
    'gb-returns,eurostat-returns',
    'us-ice-removals',
    'partner-clinic',
    'us-eoir-cases',
    'nobody'
  ],
  series: ['decisions', 'by-destination', 'nothing'],
  release: ['2026-06', '2023-q4', 'synthetic-made-up', 'api-syr-2024', 'hdx', '2026-66'],
  nationality: ['RUS', 'AFG,SYR', 'UNK', 'STA', 'XKX'],
  country_of_asylum: ['DEU', 'GBR', 'USA,FRA'],
  country_of_return: ['RUS', 'MEX', 'UNK'],
  court: ['NYC'],
  case_type: ['RMV'],
  appeal_type: ['nothing'],
  source_level: ['FI', 'AR', 'EO'],
  return_subtype: ['nothing'],
  year: ['2019', 'FY2018'],
  quarter: ['2020-Q1'],
  month: ['2020-01'],
  as_of: ['2026-12-31', '2999-01-01'],
  filed_on_from: ['2020-01-01'],
  filed_on_to: ['2019-12-31'],
  decided_on_from: ['2018-11-01'],
  decided_on_to: ['2018-11-01'],
  last_decided_on_from: ['2021-05-01'],
  last_decided_on_to: ['2018-05-01'],
  returned_on_from: ['2021-01-01'],
  returned_on_to: ['2022-06-30'],
  pause_months: ['1', '24']
}
const few = Object.fromEntries(Object.entries(words).map(([name, values]) => [name, values.slice(0, 1)]))

const decisions = [
  ...[{ ...unhcr, nationality: 'RUS' }, eurostat, britain, offices, partner].flatMap(base =>
    everyGrouping('decisions', base, { pages: 2 })
  ),
  ...[{ ...unhcr, decision_stage: 'first_instance' }, eurostat, britain, canada, offices].flatMap(base =>
    everyMeasure('decisions', base)
  ),
  ...[
    {
      ...unhcr,
      nationality: 'RUS',
      country_of_asylum: 'DEU',
      decision_stage: 'first_instance',
      group_by: 'year,outcome'
    },
    {
      ...unhcr,
      decision_stage: 'first_instance',
      group_by: 'nationality',
      measures: 'persons,total_protection_rate',
      period_from: 2024
    },
    { ...eurostat, group_by: 'country_of_asylum,year' },
    { ...britain, nationality: 'IRN', group_by: 'quarter,outcome_group' },
    { ...partner, group_by: 'nationality,outcome' }
  ].flatMap(base => everyShape('decisions', base)),
  ...everyParameter('decisions', { ...unhcr, decision_stage: 'first_instance', group_by: 'outcome' }, words),
  ...everyParameter('decisions', { ...britain, group_by: 'year' }, few),
  ...pinned('decisions', { ...unhcr, nationality: 'SYR', group_by: 'year' }, 'api-syr-2024'),
  ...pinned('decisions', { ...fear, group_by: 'year' }, 'fy2021'),
  ...pinned('decisions', { ...court, group_by: 'outcome' }, 'synthetic-made-up-2')
]
const returns = [
  ...returned.flatMap(base => [
    ...everyGrouping('returns', base, { pages: 2 }),
    ...everyMeasure('returns', base),
    ...everyShape('returns', {
      ...base,
      group_by: base.series === 'by-destination' ? 'country_of_return,year' : 'nationality,year'
    })
  ]),
  ...everyParameter('returns', { source: 'gb-returns', series: 'by-nationality', group_by: 'year' }, words)
]
const clocks = ['pending', 'durations'].flatMap(name => [
  ...everyGrouping(name, { ...court, release: 'synthetic-made-up-2' }, { pages: 2 }),
  got(statistics(name), { ...court, release: 'synthetic-made-up-2,synthetic-sample', group_by: 'court' })
])
const lists = [
  ...everyList('/v1/cases', { ...court, release: 'synthetic-made-up-2' }, few),
  ...everyList('/v1/decisions', offices, few),
  ...everyList('/v1/returns', removals, words),
  ...everyList('/v1/published-counts', {}, words),
  ...everyList('/v1/countries-of-return', {}, words),
  ...everyList('/v1/countries-of-return/{country}/nationalities', {}, few).map(request => ({
    ...request,
    path: request.path.replace('{country}', 'RUS')
  })),
  ...everyCatalogue(
    ['/v1/measures', '/v1/dimensions', '/v1/decision-stages', '/v1/sources', '/v1/caveats'],
    words
  )
]

export default [...decisions, ...returns, ...clocks, ...lists, ...questionsOf(bench), ...asWritten(byHand)]
