// Requests to a service with the data of a first start. All of it is in the repository.
import { readFileSync } from 'node:fs'
import { endpoints, everyFault, everyFormat, everyManner, got, usualManner } from './contract.mjs'
import { everyCatalogue, everyList } from './records.mjs'
import {
  asWritten,
  everyGrouping,
  everyMeasure,
  everyParameter,
  everyShape,
  pinned,
  questionsOf
} from './statistics.mjs'

const bench = JSON.parse(
  readFileSync(new URL('../../../bench/questions/questions.json', import.meta.url), 'utf8')
)
const byHand = readFileSync(new URL('starter.txt', import.meta.url), 'utf8')

const court = { source: 'us-eoir-cases' }
const fear = { source: 'us-credible-fear' }
const documented = { source: 'documented-cases' }
const unhcr = { source: 'unhcr-asylum-decisions', unit: 'persons' }
const asylum = { ...court, decision_stage: 'first_instance', application_type: 'asylum' }

const words = {
  source: [
    'us-eoir-cases',
    'us-credible-fear',
    'documented-cases',
    'unhcr-asylum-decisions',
    'ca-irb',
    'us-eoir-case'
  ],
  series: ['cases', 'by-nationality', 'nothing'],
  release: ['synthetic-sample', 'story-starter', 'synthetic-sampel'],
  nationality: ['RUS', 'MEX,GTM', 'UNK', 'XXX', 'rus'],
  country_of_asylum: ['DEU', 'USA', 'ZZZ'],
  country_of_return: ['RUS', 'MEX', 'UNK'],
  court: ['NYC', 'LOS,MIA', 'nowhere'],
  case_type: ['RMV', 'CFR', 'nothing'],
  appeal_type: ['Case Appeal', 'nothing'],
  source_level: ['FI', 'nothing'],
  return_subtype: ['nothing'],
  year: ['2020', 'FY2018'],
  quarter: ['2020-Q1'],
  month: ['2020-01'],
  status: undefined,
  filed_on_from: ['2020-01-01'],
  filed_on_to: ['2019-12-31'],
  decided_on_from: ['2021-05-01'],
  decided_on_to: ['2018-05-01'],
  last_decided_on_from: ['2021-05-01'],
  last_decided_on_to: ['2018-05-01'],
  returned_on_from: ['2023-01-01'],
  returned_on_to: ['2023-06-30'],
  pause_months: ['1', '12', '121']
}

/** Only the first value of each parameter. */
const few = each =>
  Object.fromEntries(Object.entries(each).map(([name, values]) => [name, values?.slice(0, 1)]))

/** For endpoints of the contract an address that exists, and the query parameters that it needs. */
const places = {
  '/v1/cases/{case_id}': ['/v1/cases/documented:1'],
  '/v1/cases/{case_id}/timeline': ['/v1/cases/us-eoir:synthetic-2003793/timeline'],
  '/v1/decisions/{decision_id}': ['/v1/decisions/documented:201'],
  '/v1/countries-of-return/{country}': ['/v1/countries-of-return/RUS'],
  '/v1/countries-of-return/{country}/nationalities': ['/v1/countries-of-return/RUS/nationalities'],
  '/v1/decision-stages/{stage}': ['/v1/decision-stages/screening_review'],
  '/v1/countries/resolve': ['/v1/countries/resolve', { name: 'Russia' }],
  '/v1/countries/{iso3}': ['/v1/countries/SUN'],
  '/v1/code-lists/{scheme}': ['/v1/code-lists/eoir-custody'],
  '/v1/sources/{id}': ['/v1/sources/us-eoir-cases'],
  '/v1/sources/{id}/releases': ['/v1/sources/us-eoir-cases/releases'],
  '/v1/sources/{id}/releases/{release}': ['/v1/sources/us-eoir-cases/releases/synthetic-sample'],
  '/v1/statistics/decisions': ['/v1/statistics/decisions', { ...fear, group_by: 'outcome,year' }],
  '/v1/statistics/cases': ['/v1/statistics/cases', { ...documented, group_by: 'case_outcome' }],
  '/v1/statistics/returns': ['/v1/statistics/returns', { ...documented, group_by: 'country_of_return' }],
  '/v1/statistics/pending': ['/v1/statistics/pending', { ...court, group_by: 'waiting_time' }],
  '/v1/statistics/durations': ['/v1/statistics/durations', { ...court, group_by: 'year' }],
  '/v1/statistics/pathways': ['/v1/statistics/pathways', court],
  '/v1/compare': ['/v1/compare', { nationality: 'RUS', group_by: 'year' }],
  '/v1/published-counts': ['/v1/published-counts', { ...fear, limit: 20 }]
}

/** Endpoints that get `everyManner`; the others get `usualManner`. */
const negotiated = new Set([
  '/v1',
  '/v1/statistics/decisions',
  '/v1/statistics/pathways',
  '/v1/cases',
  '/v1/cases/{case_id}',
  '/v1/measures'
])

const everyEndpoint = endpoints.flatMap(each => {
  const [at, base = {}] = places[each.path] ?? [each.path]
  const manner = negotiated.has(each.path) ? everyManner : usualManner
  return [
    got(at, base, { again: true }),
    ...everyFault(each, at, base),
    ...manner(at, base),
    ...everyFormat(each, at, base)
  ]
})

const decisions = [
  ...[court, asylum, fear, documented, unhcr].flatMap(base => everyGrouping('decisions', base)),
  ...[asylum, fear, { ...court, decision_stage: 'return_decision' }].flatMap(base =>
    everyMeasure('decisions', base, 'nationality')
  ),
  ...[
    { ...asylum, group_by: 'year,outcome' },
    { ...fear, group_by: 'nationality,year', measures: 'cases,fear_found_rate' },
    {
      ...unhcr,
      nationality: 'RUS',
      country_of_asylum: 'DEU',
      decision_stage: 'first_instance',
      group_by: 'year,outcome'
    },
    { ...asylum, group_by: 'court', measures: 'decisions,grant_rate.merits' }
  ].flatMap(base => everyShape('decisions', base)),
  ...everyParameter('decisions', { ...court, group_by: 'outcome' }, words),
  ...everyParameter('decisions', { ...unhcr, group_by: 'year' }, few(words)),
  ...pinned('decisions', { ...asylum, group_by: 'year' }, 'synthetic-sample')
]
const cases = [
  ...everyGrouping('cases', court),
  ...everyMeasure('cases', court),
  ...everyShape('cases', { ...court, group_by: 'year,case_status' }),
  ...everyShape('cases', { ...documented, group_by: 'case_outcome' }),
  ...everyParameter('cases', { ...court, group_by: 'case_status' }, words),
  ...pinned('cases', { ...court, group_by: 'nationality' }, 'synthetic-sample')
]
const returns = [
  ...everyGrouping('returns', documented),
  ...everyMeasure('returns', documented),
  ...everyShape('returns', { ...documented, group_by: 'country_of_return,year' }),
  ...everyParameter('returns', { ...documented, group_by: 'country_of_return' }, words)
]
const clocks = [
  ...everyGrouping('pending', court),
  ...everyMeasure('pending', court, 'court'),
  ...everyShape('pending', { ...court, group_by: 'court,waiting_time' }),
  ...everyParameter('pending', { ...court, group_by: 'waiting_time' }, words),
  ...pinned('pending', { ...court, group_by: 'custody' }, 'synthetic-sample'),
  ...everyGrouping('durations', court),
  ...everyMeasure('durations', court, 'nationality'),
  ...everyShape('durations', { ...asylum, group_by: 'year' }),
  ...everyShape('durations', { ...court, decision_stage: 'appeal', group_by: 'nationality', min_n: 2 }),
  ...everyParameter('durations', { ...court, group_by: 'nationality' }, words),
  ...pinned('durations', { ...court, group_by: 'custody' }, 'synthetic-sample'),
  ...everyShape('pathways', court),
  ...everyShape('pathways', { ...court, nationality: 'RUS', protection_claim: 'true' }),
  ...everyParameter('pathways', court, words),
  ...pinned('pathways', court, 'synthetic-sample')
]
const lists = [
  ...everyList('/v1/cases', {}, words),
  ...everyList('/v1/cases', documented, few(words)),
  ...everyList('/v1/decisions', {}, words),
  ...everyList('/v1/decisions', documented, few(words)),
  ...everyList('/v1/returns', {}, words),
  ...everyList('/v1/published-counts', {}, words),
  ...everyList('/v1/countries-of-return', {}, words),
  ...everyList('/v1/countries-of-return/{country}/nationalities', {}, words).map(request => ({
    ...request,
    path: request.path.replace('{country}', 'MEX')
  })),
  ...everyCatalogue(
    [
      '/v1/measures',
      '/v1/dimensions',
      '/v1/decision-stages',
      '/v1/outcomes',
      '/v1/countries',
      '/v1/code-lists',
      '/v1/sources',
      '/v1/caveats'
    ],
    words
  )
]

const raw = [
  'GET /v1 HTTP/9.9\r\n\r\n',
  'nonsense\r\n\r\n',
  `GET /v1?a=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`
].map(text => ({ raw: text }))

export default [
  ...everyEndpoint,
  ...decisions,
  ...cases,
  ...returns,
  ...clocks,
  ...lists,
  ...questionsOf(bench),
  ...asWritten(byHand),
  ...raw
]
