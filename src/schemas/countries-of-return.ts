import { Type } from 'typebox'
import { Unit } from '../vocabulary/unit.ts'
import { exactly } from './envelope.ts'
import { OutcomeSummary, outcomeSummaryExample } from './outcome-summary.ts'
import { orNull, ref } from './reference.ts'

const text = Type.String()
const count = Type.Integer()
const partialDate = orNull(Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }))
const day = Type.String({ format: 'date' })

const head = {
  source: text,
  series: text,
  release: text,
  synthetic: Type.Boolean(),
  unit: ref(Unit),
  value: orNull(count, { description: 'null is not 0.' })
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

export const ReturnBlock = exactly(
  {
    ...head,
    undated: count,
    first_on: partialDate,
    last_on: partialDate,
    series_by_period: Type.Array(exactly({ period: text, value: orNull(count) }), {
      description: 'By month, or by year for what is known only to the year.'
    }),
    same_country: orNull(count, { description: 'People who have this nationality.' }),
    other_country: orNull(count, { description: 'People of another nationality.' }),
    same_country_unknown: orNull(count),
    other_country_share: orNull(Type.Number(), { description: 'Of those whose nationality is known.' }),
    longest_pause: orNull(exactly({ last_before: day, first_after: day, days: count })),
    resumed_on: orNull(day, { description: 'First return after the newest pause of at least pause_months.' }),
    resumed_in: orNull(text, {
      description: 'The same as a period, where the source has periods and no days.'
    }),
    not_told: orNull(text, { description: 'Why resumed_on is null.' })
  },
  { $id: 'ReturnBlock', description: 'What one source says of one destination.' }
)

export const CountryOfReturnItem = exactly(
  {
    country_of_return: text,
    name: text,
    pause_months: count,
    ordered: Type.Array(ref(ReturnBlock)),
    executed: Type.Array(ref(ReturnBlock)),
    own_nationals: Type.Array(ref(OutcomeSummary), {
      description:
        'What was decided on people of this nationality, wherever they asked, one block a source and unit.'
    })
  },
  { $id: 'CountryOfReturnItem' }
)

const headExample = {
  source: 'documented-cases',
  series: 'cases',
  release: '2023-03-starter',
  synthetic: false,
  unit: 'returns',
  value: 1
}
export const countryOfReturnExample = {
  country_of_return: 'RUS',
  name: 'Russia',
  ordered: [],
  executed: [headExample]
}
export const countryOfReturnItemExample = {
  country_of_return: 'RUS',
  name: 'Russia',
  pause_months: 3,
  ordered: [],
  executed: [
    {
      ...headExample,
      undated: 0,
      first_on: '2023-03',
      last_on: '2023-03',
      series_by_period: [{ period: '2023-03', value: 1 }],
      same_country: 1,
      other_country: 0,
      same_country_unknown: 0,
      other_country_share: 0,
      longest_pause: null,
      resumed_on: null,
      resumed_in: null,
      not_told:
        'These are single returns that were reported, not all there were: a time without one is no pause.'
    }
  ],
  own_nationals: [outcomeSummaryExample]
}
