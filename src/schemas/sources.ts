import { Type } from 'typebox'
import { ReleaseStatus } from '../vocabulary/closed-lists.ts'
import { BreakFlag, SeriesBreak } from '../vocabulary/measures/series-break.ts'
import { ReleaseHoldings } from '../vocabulary/release/holdings.ts'
import { Coverage } from '../vocabulary/time/coverage.ts'
import { YearBasis } from '../vocabulary/time/period.ts'
import { Grain } from '../vocabulary/unit.ts'
import { exactly, plainForm } from './envelope.ts'
import { orNull, ref } from './reference.ts'
import { ReleaseDownload } from './releases/downloads.ts'

const text = Type.String()
const textOrNull = orNull(text)
const count = Type.Integer()
const counts = Type.Record(text, count)
const instant = Type.String({ format: 'date-time' })

/** A break as it is declared, with its texts in the language of the answer. */
const inOneLanguage = (declared: typeof SeriesBreak | typeof BreakFlag) =>
  exactly({ ...declared.properties, note: text, told_in: text })

/** A known issue, with the rows that it touches. */
export const CaveatSchema = exactly(
  {
    id: text,
    source: text,
    text,
    plain: plainForm,
    scope: Type.Record(text, Type.Array(text), { description: 'Dimension → values; empty: every row.' }),
    scope_words: orNull(
      Type.String({
        description: 'The rows and the days that it is about, in words; null where it is about all.'
      })
    ),
    when: Type.Enum(['touches', 'adds_up'], {
      type: 'string',
      description: 'Attached where one row is touched, or where several values of the scope are added.'
    }),
    from: orNull(Type.String({ format: 'date' })),
    to: orNull(Type.String({ format: 'date' })),
    of_some_releases: Type.Boolean({
      description:
        'True: only of releases whose coverage names it among its issues, for the days named there.'
    })
  },
  { $id: 'Caveat' }
)

const sourceMembers = {
  source: text,
  title: text,
  publisher: text,
  description: text,
  licence: text,
  licence_url: textOrNull,
  cadence: text,
  url: text,
  answers_only_when_named: Type.Boolean(),
  synthetic: Type.Boolean({ description: 'All that is held of the source is made up, about nobody.' }),
  current_releases: Type.Array(text)
}
export const SourceSchema = exactly(sourceMembers, { $id: 'Source' })

export const SourceItem = exactly(
  {
    ...sourceMembers,
    counting_rule: text,
    attribution: text,
    citation: text,
    disclosure_policy: Type.Enum(['public', 'partner'], { type: 'string' }),
    disclosure_note: text,
    disclosure_min_cell: orNull(
      Type.Integer({ description: 'Of a partner source: a number from 1 to below this is withheld.' })
    ),
    series: Type.Array(
      exactly({
        series: text,
        title: text,
        definition: text,
        grain: ref(Grain),
        addable: Type.Boolean(),
        year_basis: ref(YearBasis),
        rates: Type.Array(text),
        rounded_to: orNull(
          Type.Integer({
            description: 'The multiple to which the publisher rounds each figure; null: to none.'
          })
        ),
        declared_dimensions: orNull(
          Type.Array(text, {
            description: 'Of a partner source: the table that was declared. It and its margins can be asked.'
          })
        ),
        declared_stage: textOrNull,
        breaks: Type.Array(inOneLanguage(SeriesBreak), {
          description:
            'Where the series breaks (docs/rules/domain.md §7.6). A change of unit in its rows is found beside these.'
        }),
        break_flags: Type.Array(inOneLanguage(BreakFlag), {
          description: 'The publisher’s flags of a number that is the first after a break.'
        })
      })
    ),
    caveats: Type.Array(ref(CaveatSchema))
  },
  { $id: 'SourceItem' }
)

const releaseMembers = {
  source: text,
  release: text,
  series: text,
  status: ref(ReleaseStatus),
  status_reason: textOrNull,
  synthetic: Type.Boolean(),
  starter: Type.Boolean(),
  retrieved_on: orNull(Type.String({ format: 'date', description: 'null: nobody stated it.' })),
  released_on: orNull(
    Type.String({
      format: 'date',
      description:
        'The day of the publisher’s edition; null where nobody stated it. None of its dates lies after it.'
    })
  ),
  data_as_of: orNull(
    Type.String({
      format: 'date',
      description: 'The day as of which the files say that their data are current; null where they say none.'
    })
  ),
  published_at: orNull(instant),
  superseded_at: orNull(instant),
  rows_read: count,
  rows_loaded: count,
  rows_rejected: count,
  rows_excluded: count,
  sha256: text,
  url: text
}
export const Release = exactly(releaseMembers, {
  $id: 'Release',
  description: 'read = loaded + rejected + excluded.'
})

/** The row counts of one table of a release, by what became of the rows. */
const releaseTable = exactly(
  {
    read: count,
    loaded: count,
    rejected: count,
    excluded: count,
    repaired: Type.Integer({ description: 'Damaged rows that were put right, whatever became of them.' }),
    rejected_by_reason: counts,
    excluded_by_reason: counts,
    published: orNull(
      Type.Integer({
        description: 'How many rows the publisher says the table has; null where it does not say.'
      })
    )
  },
  { description: 'read = loaded + rejected + excluded.' }
)

export const ReleaseItem = exactly(
  {
    ...releaseMembers,
    layout: text,
    imported_at: instant,
    coverage: orNull(ref(Coverage)),
    holdings: orNull(ref(ReleaseHoldings)),
    licence: text,
    citation: text,
    publisher_url: text,
    files: Type.Array(exactly({ name: text, bytes: count, sha256: text, retrieved_at: orNull(instant) })),
    excluded_by_reason: counts,
    rejected_by_reason: counts,
    facts: counts,
    rows_by_table: Type.Record(text, releaseTable, {
      description: 'For a release of several tables: what became of the rows of each. Empty for others.'
    }),
    impossible_dates: Type.Record(text, count, {
      description: 'Dates that cannot be, by field: they are null, and kept as text in their records.'
    }),
    downloads: Type.Array(ref(ReleaseDownload), {
      description: 'Its files, to download whole; none of a release that is withdrawn or kept no longer.'
    }),
    unknown_codes: Type.Array(exactly({ field: text, code: text, count })),
    compared: Type.Array(exactly({ before: text, url: textOrNull }), {
      description: 'Earlier releases that it was compared with, and where; url null: it could not be.'
    }),
    forced: Type.Array(text),
    generated_by: text
  },
  { $id: 'ReleaseItem' }
)
