import { type Static, Type } from 'typebox'
import { FigureSubject, returnStatuses } from './closed-lists.ts'
import { Text } from './labels/texts/text-schema.ts'
import { ReportingRule } from './measures/reporting.ts'
import { BreakFlag, SeriesBreak } from './measures/series-break.ts'
import { ContentChecks } from './release/content-checks.ts'
import { TakenBack } from './release/taken-back.ts'
import { yearBases } from './time/period.ts'
import { Grain, Unit } from './unit.ts'

const Scope = Type.Record(Type.String(), Type.Array(Type.String()))

/** A known issue, as data. An answer carries it only if its rows are in the scope. */
export const CaveatText = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    text: Text,
    /** The same statement without parameters, codes or addresses; left out where `text` has none. */
    plain: Type.Optional(Text),
    /**
     * Dimension → values. A row is in scope when every named dimension has one of the listed values. `["*"]` stands for
     * any value but the empty one, such as any country of return. An empty scope holds every row.
     */
    scope: Scope,
    /** `touches`: one row in scope is enough. `adds_up`: one cell adds several values of the scope. */
    when: Type.Enum(['touches', 'adds_up'], { type: 'string' }),
    /** First and last day of the rows in scope, where the issue has dates. */
    from: Type.Optional(Type.String({ format: 'date' })),
    to: Type.Optional(Type.String({ format: 'date' })),
    /** True: only releases have it whose coverage names it among its issues, with their own first and last day. */
    of_some_releases: Type.Optional(Type.Boolean())
  },
  { additionalProperties: false }
)
export type CaveatText = Static<typeof CaveatText>

/** Rows that are not comparable over a day, so that no trend goes across it. */
export const NotAcross = Type.Object(
  {
    /** First day of the first period that is told in the new way. */
    date: Type.String({ format: 'date' }),
    /** A question is refused that names a dimension of these by values of it only. */
    rows: Scope,
    /** Not refused is a question that names one of these by values of it only. */
    except: Type.Optional(Scope),
    reason: Text
  },
  { additionalProperties: false }
)
export type NotAcross = Static<typeof NotAcross>

/** Where a rate exists, and how it treats rows. Rows are selected by dimension → values. */
export const RateRule = Type.Object(
  {
    /** Rows left out of numerator and denominator, with the reason that is reported, such as no_final_negative. */
    left_out: Type.Optional(Type.Object({ reason: Type.String(), rows: Scope })),
    /** Rows for which the rate does not exist: a cell that holds one is null, not_applicable. */
    not_for: Type.Optional(Scope),
    /** The rate exists only for these rows, such as one application_type. */
    only_for: Type.Optional(Scope)
  },
  { additionalProperties: false }
)
export type RateRule = Static<typeof RateRule>

export const SeriesAbout = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    title: Text,
    definition: Text,
    /** What one row of the series is. */
    grain: Grain,
    /**
     * Of published figures: what they are about. Left out, decisions where the series has rates, else returns; needed
     * where it has neither, or figures of several kinds.
     */
    figures_of: Type.Optional(Type.Array(FigureSubject, { minItems: 1 })),
    /** False: rows can be listed and compared, but no statistic may add two of them. */
    addable: Type.Boolean(),
    /** True: no release of this series is current while one of another series of the source is. */
    gives_way: Type.Boolean(),
    /** Another series with the same records by other dimensions. That series answers where both could. */
    same_as: Type.Optional(Type.String()),
    /**
     * Other series of the source, with other figures of the same subject, that answer where both could; but this one
     * answers where it covers more of the time that is asked for.
     */
    answers_after: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** With `answers_after`: it answers too where no time is asked for and it covers more. */
    goes_further: Type.Optional(Type.Boolean()),
    /** True: it answers a statistic only where the query names it, because it has a part of what another series has. */
    only_when_named: Type.Optional(Type.Boolean()),
    /** Dimensions whose values are never added in this series: an answer is always split by them. */
    never_added: Type.Optional(Type.Array(Type.String())),
    /**
     * Of published figures: true where what is not applicable did not exist then, so that it adds nothing to a sum. Left
     * out, a sum over it has no number.
     */
    not_applicable_adds_nothing: Type.Optional(Type.Boolean()),
    /** Of published figures: the multiple to which the publisher rounds each of them. */
    rounded_to: Type.Optional(Type.Integer({ minimum: 2 })),
    /** Where it is another publication than the others of the source: its citation and its address. */
    citation: Type.Optional(Text),
    url: Type.Optional(Type.String()),
    /** True: each release is for a range of days, and answers for those days that no newer release covers. */
    by_date_range: Type.Optional(Type.Boolean()),
    /**
     * True: each release has all records there are. What it covers is then told by the records of each year, and not by
     * the first and the last day, which one wrong date moves.
     */
    replaces_whole: Type.Optional(Type.Boolean()),
    year_basis: Type.Enum(yearBases, { type: 'string' }),
    /** Of published figures: when a row that is not there is a zero. Left out, it never is. */
    reporting: Type.Optional(ReportingRule),
    /** Of published figures: where the series breaks. A change of unit in the rows themselves is found without it. */
    breaks: Type.Optional(Type.Array(SeriesBreak)),
    /** Of published figures: where a trend is refused, and not only flagged. */
    not_across: Type.Optional(Type.Array(NotAcross)),
    /** Of published figures: the publisher's flags of a number that is the first after a break. */
    break_flags: Type.Optional(Type.Array(BreakFlag)),
    /** Of published figures in several units: where a row says its unit. */
    unit_told_in: Type.Optional(Text),
    /** Its rows name the country of return: of orders, or of departures that were carried out. */
    names_country_of_return: Type.Optional(
      Type.Object(
        {
          status: Type.Enum(returnStatuses, { type: 'string' }),
          /** Whether they tell the nationality too. */
          with_nationality: Type.Boolean()
        },
        { additionalProperties: false }
      )
    ),
    /** Of dimensions the values that no row of any release goes beyond: told before anything is imported. */
    tells_only: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 }))),
    /** Beside its records it has things that were reported: statements, figures, groups (docs/rules/domain.md §1.6). */
    reports_events: Type.Optional(Type.Boolean()),
    /** Of published figures: the last months of a release, which its publisher calls provisional. */
    provisional_months: Type.Optional(Type.Integer({ minimum: 1 })),
    /**
     * Of published figures by year, where an edition from the middle of a year looks like one of a whole year: the newest
     * year may be half where it has less than `share` of the rows and of the sum of the year before, or where the release
     * is older than the day `whole_from` (MM-DD) of the year after. `issue`: the caveat that says so.
     */
    newest_year: Type.Optional(
      Type.Object(
        {
          share: Type.Number({ minimum: 0, maximum: 1 }),
          whole_from: Type.String({ pattern: '^\\d\\d-\\d\\d$' }),
          issue: Type.String()
        },
        { additionalProperties: false }
      )
    ),
    /** Dimensions whose published total is shown beside the sum of its parts and does not replace it. */
    totals_beside: Type.Array(Type.String()),
    rates: Type.Record(Type.String(), RateRule),
    /** Of a partner source: the declared table. Only this table and its margins can be queried. */
    declared: Type.Optional(
      Type.Object(
        { decision_stage: Type.String(), dimensions: Type.Array(Type.String()) },
        { additionalProperties: false }
      )
    ),
    /** Rows counted in another unit than the rest of the table, where a query selects only them. */
    unit_of: Type.Optional(
      Type.Array(Type.Object({ unit: Unit, rows: Scope }, { additionalProperties: false }))
    ),
    /**
     * Rows that a statistic leaves out unless the query names the dimension, such as motions among appeals: of the rows
     * in `rows` those whose `dimension` has none of `values`. They are counted in left_out by `reason`.
     */
    usually: Type.Optional(
      Type.Array(
        Type.Object(
          { rows: Scope, dimension: Type.String(), values: Type.Array(Type.String()), reason: Type.String() },
          { additionalProperties: false }
        )
      )
    )
  },
  { additionalProperties: false }
)
export type SeriesAbout = Static<typeof SeriesAbout>

/**
 * A source's about.json: who publishes what, under which terms, with which known issues. What we wrote is in every
 * language; a plain string is a name or the publisher's own words, the same in all of them.
 */
export const About = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    title: Text,
    publisher: Text,
    description: Text,
    licence: Text,
    licence_url: Type.Union([Type.String(), Type.Null()]),
    attribution: Text,
    /** With {release} and {retrieved_on} to be filled in. */
    citation: Text,
    cadence: Text,
    url: Type.String(),
    counting_rule: Type.String(),
    /** Form of a record's id: `prefix:id`, or `prefix:release:id` where ids are unique only inside one release. */
    id_prefix: Type.String({ pattern: '^[a-z0-9-]+$' }),
    ids_hold: Type.Enum(['across_releases', 'inside_release'], { type: 'string' }),
    /** True: used by a statistic only when the query names the source (documented cases). */
    only_when_named: Type.Boolean(),
    disclosure: Type.Object({
      policy: Type.Enum(['public', 'partner'], { type: 'string' }),
      note: Text,
      /** Of a partner source: a number below this is withheld. */
      min_cell: Type.Optional(Type.Integer({ minimum: 1 }))
    }),
    series: Type.Array(SeriesAbout, { minItems: 1 }),
    /** How far the content of a release may differ from the current one; left out, the usual limits hold. */
    checks: Type.Optional(ContentChecks),
    caveats: Type.Array(CaveatText),
    /** Releases that the publisher took back. Each of them is withdrawn on import. */
    taken_back: Type.Optional(Type.Array(TakenBack))
  },
  { $id: 'About', additionalProperties: false }
)
export type About = Static<typeof About>

/** How a series is cited, and where it is published: as its source is, unless it is another publication. */
export function publicationOf(about: About, series: string): Pick<About, 'citation' | 'url'> {
  const { citation = about.citation, url = about.url } = about.series.find(({ id }) => id === series) ?? {}
  return { citation, url }
}
