import { Type } from 'typebox'
import { ReturnStatus } from '../vocabulary/closed-lists.ts'
import { exactly, groupsMember, metaMembers } from './envelope.ts'
import { OutcomeSummary, outcomeSummaryExample } from './outcome-summary.ts'
import { figureExample, statementExample } from './records/event-examples.ts'
import { EventSchema } from './records/records.ts'
import { orNull, ref } from './reference.ts'
import {
  figureHead,
  ReturnBlock,
  rejectedMember,
  returnBlockSchemas,
  sameCountryMembers,
  spanMembers,
  whoseFigure
} from './return-block.ts'

const text = Type.String()
const count = Type.Integer()

export const ReturnCount = exactly(figureHead, { $id: 'ReturnCount' })

export const CountryOfReturn = exactly(
  {
    country_of_return: text,
    name: text,
    ordered: Type.Array(ref(ReturnCount), {
      description: 'Orders that name the country. No proof of departure.'
    }),
    executed: Type.Array(ref(ReturnCount), { description: 'Departures to the country.' })
  },
  { $id: 'CountryOfReturn' }
)

export const NotAnsweredSchema = exactly(
  {
    ...whoseFigure,
    release: orNull(text, { description: 'null where nothing of it is imported.' }),
    return_status: ref(ReturnStatus),
    reason: text,
    plain: { ...text, description: 'The same in plain words, without the command that imports it.' },
    other_series: Type.Array(text, { description: 'Other series of the source of which the same is true.' })
  },
  {
    $id: 'NotAnswered',
    description: 'A table that has returns and does not answer this, and why; or what to import that could.'
  }
)

export const CountryOfReturnMeta = Type.Object(
  {
    total: orNull(Type.Integer(), { description: 'Rows of the whole list, over all pages.' }),
    total_reason: orNull(text),
    not_answered: Type.Array(ref(NotAnsweredSchema)),
    ...metaMembers,
    groups: groupsMember
  },
  { $id: 'CountryOfReturnMeta', additionalProperties: false }
)

export const NationalsReturned = exactly(
  { ...figureHead, ...rejectedMember, ...sameCountryMembers },
  {
    $id: 'NationalsReturned',
    description: 'Departures of people of one nationality: to their own country, or to another.'
  }
)

export const NationalityReturns = exactly(
  {
    ...figureHead,
    share: orNull(Type.Number(), {
      description: 'Of all nationalities of this source; null where any of its numbers is withheld.'
    }),
    ...spanMembers
  },
  { $id: 'NationalityReturns', description: 'What one source says of one nationality and destination.' }
)

export const NationalityToCountry = exactly(
  {
    country_of_return: text,
    nationality: text,
    name: text,
    ordered: Type.Array(ref(NationalityReturns), {
      description: 'Orders that name the country. No proof of departure.'
    }),
    executed: Type.Array(ref(NationalityReturns), { description: 'Departures to the country.' })
  },
  { $id: 'NationalityToCountry' }
)

export const CountryOfReturnItem = exactly(
  {
    country_of_return: text,
    name: text,
    usual_min: Type.Integer({ description: 'Returns in the four periods before a pause, at least.' }),
    pause_periods: Type.Integer({ description: 'Periods that a pause lasts, at least.' }),
    pause_months: orNull(count, { description: 'Months that it lasts, at least, where that was asked for.' }),
    resumed_min: Type.Integer({ description: 'Returns after a pause, at least, to say that they resumed.' }),
    ordered: Type.Array(ref(ReturnBlock)),
    executed: Type.Array(ref(ReturnBlock)),
    not_answered: Type.Array(ref(NotAnsweredSchema)),
    statements: Type.Array(ref(EventSchema), {
      description: 'What was said about returns to it, by whom and in which report: words, and no findings.'
    }),
    reported_figures: Type.Array(ref(EventSchema), {
      description:
        'Figures that were stated outside tables, about it or about its nationals. They are in no number above, and in no statistic.'
    }),
    nationals_returned: Type.Array(ref(NationalsReturned), {
      description:
        'Departures of people of this nationality, to it or to another country, which a source need not name.'
    }),
    own_nationals: Type.Array(ref(OutcomeSummary), {
      description:
        'What was decided on people of this nationality, wherever they asked, one block a source and unit.'
    })
  },
  { $id: 'CountryOfReturnItem' }
)

/** The schemas of this resource that the contract names. */
export const returnSchemas = [
  ReturnCount,
  CountryOfReturn,
  NotAnsweredSchema,
  CountryOfReturnMeta,
  ...returnBlockSchemas,
  NationalsReturned,
  NationalityReturns,
  NationalityToCountry,
  CountryOfReturnItem
]

const headExample = {
  source: 'documented-cases',
  series: 'cases',
  release: 'story-starter',
  synthetic: false,
  unit: 'returns',
  value: 1,
  flags: [],
  destination_inferred: 1
}
const spanExample = { first_on: null, last_on: null, first_in: null, last_in: null }
const sameCountryExample = {
  same_country: 1,
  other_country: 0,
  same_country_unknown: 0,
  other_country_share: 0
}
export const countryOfReturnExample = {
  country_of_return: 'RUS',
  name: 'Russia',
  ordered: [],
  executed: [headExample]
}
export const nationalityToCountryExample = {
  country_of_return: 'RUS',
  nationality: 'RUS',
  name: 'Russia',
  ordered: [],
  executed: [{ ...headExample, share: 1, ...spanExample }]
}
export const countryOfReturnMetaExample = { total: 1, total_reason: null, not_answered: [] }
export const countryOfReturnItemExample = {
  country_of_return: 'RUS',
  name: 'Russia',
  ...{ usual_min: 8, pause_periods: 2, pause_months: null, resumed_min: 3 },
  ordered: [],
  executed: [
    {
      ...headExample,
      rejected_rows: 0,
      return_type: 'enforced',
      undated: 1,
      ...spanExample,
      coverage: { from: '2022-10-01', to: '2023-08-31', complete: false },
      series_by_period: [],
      breaks: [],
      missing: [],
      ...sameCountryExample,
      same_country_not_told: null,
      gaps: [],
      open_gap: null,
      longest_pause: null,
      longest_pause_in: null,
      resumed_on: null,
      resumed_in: null,
      not_told:
        'These are single returns that were reported, not all there were: a time without one is no pause.'
    }
  ],
  not_answered: [],
  statements: [statementExample],
  reported_figures: [figureExample],
  nationals_returned: [{ ...headExample, rejected_rows: 0, ...sameCountryExample }],
  own_nationals: [outcomeSummaryExample]
}
