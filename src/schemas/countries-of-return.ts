import { Type } from 'typebox'
import { CellStatus } from '../vocabulary/cell-status.ts'
import { ReturnStatus } from '../vocabulary/closed-lists.ts'
import { Unit } from '../vocabulary/unit.ts'
import { exactly, metaMembers } from './envelope.ts'
import { OutcomeSummary, outcomeSummaryExample } from './outcome-summary.ts'
import { orNull, ref } from './reference.ts'

const text = Type.String()
const count = Type.Integer()
const partialDate = orNull(Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }))
const day = Type.String({ format: 'date' })
const period = (description: string) => orNull(text, { description })

const whose = { source: text, series: text, release: text, synthetic: Type.Boolean() }
const head = {
  ...whose,
  unit: ref(Unit),
  value: orNull(count, { description: 'null is not 0: the flags say why.' }),
  flags: Type.Array(ref(CellStatus))
}

const span = {
  first_on: partialDate,
  last_on: partialDate,
  first_in: period('The first period with a return, where the source has periods and no days.'),
  last_in: period('The last one.')
}

const sameCountry = {
  same_country: orNull(count, {
    description: 'People who have this nationality; null where the source does not tell.'
  }),
  other_country: orNull(count, { description: 'People of another nationality.' }),
  same_country_unknown: orNull(count),
  other_country_share: orNull(Type.Number(), { description: 'Of those whose nationality is known.' })
}

export const ReturnCount = exactly(head, { $id: 'ReturnCount' })

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
  { ...whose, return_status: ref(ReturnStatus), reason: text },
  { $id: 'NotAnswered', description: 'A table that has returns and cannot answer this, and why.' }
)

export const CountryOfReturnMeta = Type.Object(
  {
    total: orNull(Type.Integer(), { description: 'Rows of the whole list, over all pages.' }),
    total_reason: orNull(text),
    not_answered: Type.Array(ref(NotAnsweredSchema)),
    ...metaMembers
  },
  { $id: 'CountryOfReturnMeta', additionalProperties: false }
)

export const ReturnBlock = exactly(
  {
    ...head,
    undated: count,
    ...span,
    series_by_period: Type.Array(
      exactly({ period: text, value: orNull(count), flags: Type.Array(ref(CellStatus)) }),
      {
        description:
          'By the source’s own period; records by month, or by year for what is known only to the year. A period that is not listed has no row, which is 0 only where the release covers it and is complete.'
      }
    ),
    ...sameCountry,
    same_country_not_told: orNull(text, { description: 'Why the source tells nothing of it.' }),
    longest_pause: orNull(exactly({ last_before: day, first_after: day, days: count })),
    longest_pause_in: orNull(
      exactly({ last_before: text, first_after: text, periods: count, months: count }),
      { description: 'The same in whole periods, where the source has periods and no days.' }
    ),
    resumed_on: orNull(day, { description: 'First return after the newest pause of at least pause_months.' }),
    resumed_in: period('The same as a period, where the source has periods and no days.'),
    not_told: orNull(text, { description: 'Why resumed_on is null, and what makes resumed_in less sure.' })
  },
  { $id: 'ReturnBlock', description: 'What one source says of one destination.' }
)

export const NationalsReturned = exactly(
  { ...head, ...sameCountry },
  {
    $id: 'NationalsReturned',
    description: 'Departures of people of one nationality: to their own country, or to another.'
  }
)

export const NationalityReturns = exactly(
  {
    ...head,
    share: orNull(Type.Number(), {
      description: 'Of all nationalities of this source; null where any of its numbers is withheld.'
    }),
    ...span
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
    pause_months: count,
    ordered: Type.Array(ref(ReturnBlock)),
    executed: Type.Array(ref(ReturnBlock)),
    not_answered: Type.Array(ref(NotAnsweredSchema)),
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
  ReturnBlock,
  NationalsReturned,
  NationalityReturns,
  NationalityToCountry,
  CountryOfReturnItem
]

const headExample = {
  source: 'documented-cases',
  series: 'cases',
  release: '2023-03-starter',
  synthetic: false,
  unit: 'returns',
  value: 1,
  flags: []
}
const spanExample = { first_on: '2023-03', last_on: '2023-03', first_in: null, last_in: null }
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
  pause_months: 3,
  ordered: [],
  executed: [
    {
      ...headExample,
      undated: 0,
      ...spanExample,
      series_by_period: [{ period: '2023-03', value: 1, flags: [] }],
      ...sameCountryExample,
      same_country_not_told: null,
      longest_pause: null,
      longest_pause_in: null,
      resumed_on: null,
      resumed_in: null,
      not_told:
        'These are single returns that were reported, not all there were: a time without one is no pause.'
    }
  ],
  not_answered: [],
  nationals_returned: [{ ...headExample, ...sameCountryExample }],
  own_nationals: [outcomeSummaryExample]
}
