import { Type } from 'typebox'
import { CellStatus } from '../vocabulary/cell-status.ts'
import { ReturnType } from '../vocabulary/closed-lists.ts'
import { Unit } from '../vocabulary/unit.ts'
import { Break } from './break.ts'
import { exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'
import { MissingSchema } from './statistics/statistics.ts'

const text = Type.String()
const count = Type.Integer()
const partialDate = orNull(Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }))
const day = Type.String({ format: 'date' })
const period = (description: string) => orNull(text, { description })

/** Whose figure it is. */
export const whoseFigure = { source: text, series: text, release: text, synthetic: Type.Boolean() }
/** The figure itself. */
export const figureHead = {
  ...whoseFigure,
  unit: ref(Unit),
  value: orNull(count, { description: 'null is not 0: the flags say why.' }),
  flags: Type.Array(ref(CellStatus)),
  destination_inferred: orNull(count, {
    description:
      'Of how many the country is inferred by whoever reported the return; null where the source does not say what it rests on.'
  })
}

/** Beside the figures of one destination. */
export const rejectedMember = {
  rejected_rows: Type.Integer({
    description: 'Rows of the release that could not be read and may belong to this block.'
  })
}

export const spanMembers = {
  first_on: partialDate,
  last_on: partialDate,
  first_in: period('The first period with a return, where the source has periods and no days.'),
  last_in: period('The last one.')
}

export const sameCountryMembers = {
  same_country: orNull(count, {
    description: 'People who have this nationality; null where the source does not report it.'
  }),
  other_country: orNull(count, { description: 'People of another nationality.' }),
  same_country_unknown: orNull(count),
  other_country_share: orNull(Type.Number(), { description: 'Of those whose nationality is known.' })
}

const gap = {
  from: Type.String({ description: 'First period without a return.' }),
  to: Type.String({ description: 'Last period without a return.' }),
  periods: count,
  months: count,
  usual_before: Type.Integer({
    description: 'Returns in the four periods before it: the count that it rests on.'
  }),
  is_pause: Type.Boolean({
    description:
      'At least usual_min returns before it, and at least pause_periods long; pause_months too, where given.'
  }),
  flags: Type.Array(ref(CellStatus), {
    description: 'partial: usual_before or months is a lower bound. Others: those of the periods in it.'
  })
}

const OpenGapSchema = exactly(gap, {
  $id: 'OpenGap',
  description: 'A time without a return in this table, after a period with one.'
})

const ClosedGapSchema = exactly(
  {
    ...gap,
    next_in: period('The period after it; null where its number is not reported.'),
    next_value: orNull(count, { description: 'Returns in that period.' }),
    is_resumed: Type.Boolean({
      description: 'It was a pause, and at least resumed_min returns came after it.'
    })
  },
  { $id: 'ClosedGap', description: 'The same, where returns are reported after it.' }
)

export const ReturnBlock = exactly(
  {
    ...figureHead,
    ...rejectedMember,
    return_type: orNull(ref(ReturnType), { description: 'One type a block; null for orders.' }),
    undated: count,
    ...spanMembers,
    coverage: exactly(
      { from: day, to: day, complete: Type.Boolean() },
      { description: 'The days that this block covers, inside those asked for.' }
    ),
    series_by_period: Type.Array(
      exactly({ period: text, value: orNull(count), flags: Type.Array(ref(CellStatus)) }),
      {
        description:
          'By the source’s own period; records by month, or by year for what is known only to the year. Every period that is covered is listed, with 0 where nobody was returned and null where the table tells no return of the type to any country; of a source that does not have every return, only those with a row. null is not 0: the flags say why.'
      }
    ),
    breaks: Type.Array(ref(Break), {
      description: 'Where the series breaks: periods with the flag break come after one.'
    }),
    missing: Type.Array(ref(MissingSchema), {
      description: 'What the release does not tell of it, where it is partial.'
    }),
    ...sameCountryMembers,
    same_country_not_told: orNull(text, { description: 'Why the source reports nothing of it.' }),
    gaps: Type.Array(ref(ClosedGapSchema), { description: 'Every gap that is over, in order of time.' }),
    open_gap: orNull(ref(OpenGapSchema), { description: 'The gap that runs at the end of the coverage.' }),
    longest_pause: orNull(exactly({ last_before: day, first_after: day, days: count })),
    longest_pause_in: orNull(
      exactly({ last_before: text, first_after: text, periods: count, months: count }),
      { description: 'The same in whole periods, where the source has periods and no days.' }
    ),
    resumed_on: orNull(day, {
      description: 'First return after the newest pause, where at least resumed_min came in that month.'
    }),
    resumed_in: period('The same as a period, where the source has periods and no days.'),
    not_told: orNull(text, { description: 'Why resumed_on is null, and what makes the gaps less sure.' })
  },
  { $id: 'ReturnBlock', description: 'What one source says of one destination and one type of return.' }
)

/** The schemas of a block that the contract names. */
export const returnBlockSchemas = [OpenGapSchema, ClosedGapSchema, ReturnBlock]
