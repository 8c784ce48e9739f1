import type { Static, TSchema } from 'typebox'
import type { DimensionSchema, MeasureSchema } from '../../schemas/catalogue.ts'
import type { CountryResolutionSchema, CountrySchema } from '../../schemas/countries.ts'
import type {
  CountryOfReturn,
  CountryOfReturnItem,
  CountryOfReturnMeta,
  NationalityToCountry
} from '../../schemas/countries-of-return.ts'
import type { GroupedMeta, Links, ListMeta, Meta } from '../../schemas/envelope.ts'
import type { ProblemDocument } from '../../schemas/problem.ts'
import type { TimelineSchema } from '../../schemas/records/case-timeline.ts'
import type { Case, EventSchema } from '../../schemas/records/records.ts'
import type { ChangeSchema } from '../../schemas/releases/changes.ts'
import type { ComparedRecordsSchema, FieldLedgerSchema } from '../../schemas/releases/differences.ts'
import type { LoadedSchema } from '../../schemas/releases/loaded.ts'
import type { Service } from '../../schemas/service.ts'
import type { CaveatSchema, Release, ReleaseItem, SourceItem, SourceSchema } from '../../schemas/sources.ts'
import type { OutcomeRow, Stage, StageItem } from '../../schemas/stages.ts'
import type { CompareMetaSchema, CompareRow } from '../../schemas/statistics/compare.ts'
import type { StatisticsMeta } from '../../schemas/statistics/statistics.ts'

/** What a question is asked with: values as in a query string; undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** A refusal of the API. */
export type ToldProblem = Static<typeof ProblemDocument>

/** An answer of the API (docs/rules/api.md §1). */
interface Answer<Data, Told> {
  data: Data
  meta: Told
  links: Static<typeof Links>
}

type One<Data extends TSchema, Told extends TSchema = typeof Meta> = Answer<Static<Data>, Static<Told>>
type Many<Row extends TSchema, Told extends TSchema = typeof Meta> = Answer<Static<Row>[], Static<Told>>

/** A cell of statistics: codes of dimensions, numbers of measures, and what stands behind each number. */
export interface StatisticsRow {
  readonly flags: Readonly<Record<string, readonly string[]>>
  readonly [column: string]: unknown
}
/** A row of one source in a comparison. */
type ComparedRow = Static<typeof CompareRow> & StatisticsRow
export type Statistics = Answer<StatisticsRow[], Static<typeof StatisticsMeta>>

/** What a page may ask, and the type of its answer: the schemas of the contract. */
interface Answers {
  '/v1': One<typeof Service>
  '/v1/statistics/decisions': Statistics
  '/v1/statistics/cases': Statistics
  '/v1/statistics/returns': Statistics
  '/v1/statistics/applications': Statistics
  '/v1/compare': Answer<ComparedRow[], Static<typeof CompareMetaSchema>>
  '/v1/measures': Many<typeof MeasureSchema>
  '/v1/dimensions': Many<typeof DimensionSchema>
  '/v1/cases': Many<typeof Case, typeof ListMeta>
  '/v1/cases/{case_id}': One<typeof Case>
  '/v1/cases/{case_id}/timeline': One<typeof TimelineSchema>
  '/v1/events': Many<typeof EventSchema, typeof ListMeta>
  '/v1/countries-of-return': Many<typeof CountryOfReturn, typeof CountryOfReturnMeta>
  '/v1/countries-of-return/{country}': One<typeof CountryOfReturnItem, typeof GroupedMeta>
  '/v1/countries-of-return/{country}/nationalities': Many<
    typeof NationalityToCountry,
    typeof CountryOfReturnMeta
  >
  '/v1/decision-stages': Many<typeof Stage>
  '/v1/decision-stages/{stage}': One<typeof StageItem>
  '/v1/outcomes': Many<typeof OutcomeRow>
  '/v1/countries': Many<typeof CountrySchema>
  '/v1/countries/{iso3}': One<typeof CountrySchema>
  '/v1/countries/resolve': One<typeof CountryResolutionSchema>
  '/v1/sources': Many<typeof SourceSchema>
  '/v1/sources/{id}': One<typeof SourceItem>
  '/v1/sources/{id}/releases': Many<typeof Release>
  '/v1/sources/{id}/releases/{release}': One<typeof ReleaseItem>
  '/v1/sources/{id}/fields': Many<typeof FieldLedgerSchema>
  '/v1/loaded': Many<typeof LoadedSchema>
  '/v1/caveats': Many<typeof CaveatSchema>
  '/v1/changes': Many<typeof ChangeSchema, typeof ListMeta>
  '/v1/sources/{id}/releases/{before}...{after}': One<typeof ComparedRecordsSchema>
}
export type ApiPath = keyof Answers
export type AnswerOf<Path extends ApiPath> = Answers[Path]
