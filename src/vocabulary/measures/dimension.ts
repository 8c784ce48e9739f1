import type { FieldDefinition, FieldType } from '../records/field.ts'
import { recordFields } from '../records/fields.ts'
import type { DimensionField } from '../records/types.ts'
import { wordLists } from '../records/words.ts'
import type { Grain } from '../unit.ts'

/**
 * `closed`: one of a list written in this vocabulary · `country`: alpha-3 or a special value · `country_group`: a group
 * of countries, derived from a country and a day, not stored · `code`: the source's own code · `boolean`: true or false ·
 * `period`: derived from a date, not stored.
 */
export type DimensionKind = 'closed' | 'country' | 'country_group' | 'code' | 'boolean' | 'period'

export interface DimensionDefinition {
  kind: DimensionKind
  values?: readonly string[]
  /** The grains whose records have a column of this name. */
  grains: readonly Grain[]
  /** The value of a record that has none, where it is neither UNK nor not_split: see emptyValue. */
  empty?: string
  definition: string
}

const dated = ['decision', 'return', 'count', 'case'] as const

/** Periods are derived from the dates of records. */
const periods = {
  year: {
    kind: 'period',
    grains: dated,
    definition:
      'The year by year_basis: 2024, or FY2024 for a fiscal year, named by the year in which it ends.'
  },
  quarter: {
    kind: 'period',
    grains: dated,
    definition: 'The calendar quarter 2024-Q3, or FY2024-Q1 by a fiscal year_basis.'
  },
  month: { kind: 'period', grains: dated, definition: 'The month, 2024-11.' }
} as const satisfies Record<string, DimensionDefinition>

/** Whether the values of a dimension can be many, so that an answer may have the largest of them alone (`top`). */
export const isRanked = (name: Dimension): boolean => ['country', 'code'].includes(dimensions[name].kind)

/** The country that each dimension of country groups is derived from. */
export const groupedCountries = {
  nationality_group: 'nationality',
  country_of_asylum_group: 'country_of_asylum',
  country_of_return_group: 'country_of_return'
} as const satisfies Record<string, DimensionField>
export type CountryGroupDimension = keyof typeof groupedCountries

export type Dimension = DimensionField | keyof typeof periods | CountryGroupDimension

/** The order of dimensions in the contract and in answers. A dimension that is not named here follows after them. */
const firstDimensions = [
  'source',
  'series',
  'release',
  'year',
  'quarter',
  'month',
  'decision_stage',
  'source_level',
  'authority',
  'application_type',
  'screening_type',
  'protection_claim',
  'case_type',
  'case_status',
  'case_outcome',
  'case_outcome_kind',
  'waiting_at',
  'waiting_time',
  'as_at',
  'outcome',
  'outcome_group',
  'effect',
  'appeal_type',
  'appealed_by',
  'claim_type',
  'nationality',
  'nationality_group',
  'country_of_asylum',
  'country_of_asylum_group',
  'country_of_return',
  'country_of_return_group',
  'country_of_return_basis',
  'same_country',
  'return_type',
  'return_subtype',
  'court',
  'represented',
  'represented_at_decision',
  'custody',
  'in_absentia',
  'sex',
  'age_group',
  'applicant_type',
  'applicant_history',
  'unaccompanied'
] as const satisfies readonly Dimension[]

const fieldDimensions = (Object.entries(recordFields) as [DimensionField, FieldDefinition][]).filter(
  ([, { dimension }]) => dimension !== undefined
)
export const dimensionNames: Dimension[] = [
  ...new Set([...firstDimensions, ...fieldDimensions.map(([name]) => name)])
]

function kindOf(type: FieldType): DimensionKind {
  if (typeof type === 'object') return 'closed'
  return type === 'country' || type === 'boolean' ? type : 'code'
}

/** The grains that statistics count. Reported events are listed by the same fields, and no statistic has them. */
const countedGrains = (of: FieldDefinition['of']): Grain[] =>
  (Object.keys(of) as Grain[]).filter(grain => grain !== 'event')

function ofField({ type, meaning, of, dimension }: FieldDefinition): DimensionDefinition {
  const values =
    typeof type !== 'object' ? undefined : 'list' in type ? wordLists[type.list].enum : type.words
  return {
    kind: kindOf(type),
    ...(values && { values }),
    grains: countedGrains(of),
    ...(typeof dimension === 'object' && dimension),
    definition: meaning
  }
}

const ofGroups = (name: CountryGroupDimension): DimensionDefinition => ({
  kind: 'country_group',
  grains: countedGrains(recordFields[groupedCountries[name]].of),
  empty: 'none',
  definition: `A group of countries that ${groupedCountries[name]} belongs to on the day of the record, or on the last day of the published period: see /v1/country-groups. As a filter, countries in any of the groups; as a grouping, the groups that the filter names.`
})

const definitionOf = (name: Dimension): DimensionDefinition =>
  name in periods
    ? periods[name as keyof typeof periods]
    : isCountryGroup(name)
      ? ofGroups(name)
      : ofField(recordFields[name as DimensionField])

/** Whether a dimension is of country groups. */
export const isCountryGroup = (name: string): name is CountryGroupDimension =>
  Object.hasOwn(groupedCountries, name)

type KindOf<T> = T extends 'boolean' ? 'boolean' : Exclude<DimensionKind, 'boolean' | 'period'>
type Dimensions = typeof periods & {
  readonly [D in DimensionField]: DimensionDefinition & { kind: KindOf<(typeof recordFields)[D]['type']> }
} & { readonly [D in CountryGroupDimension]: DimensionDefinition & { kind: 'country_group' } }

/** All dimensions. A dimension has one name in paths, in the database, in JSON and in CSV. */
export const dimensions = Object.fromEntries(
  dimensionNames.map(name => [name, definitionOf(name)])
) as unknown as Dimensions

/**
 * Dimensions whose values are never added to one another (docs/rules/domain.md §1.4). Where several values are in scope
 * and no filter selects one, the answer is partitioned by them. `source_level` only inside the stage `mixed`.
 */
export const neverAdded = [
  'source',
  'series',
  'decision_stage',
  'application_type',
  'screening_type'
] as const satisfies readonly Dimension[]

/**
 * Dimensions that say what others rest on (docs/rules/domain.md §1.4): an answer that is grouped or filtered by one of
 * these is split by its basis.
 */
export const bases: Readonly<Partial<Record<Dimension, readonly Dimension[]>>> = {
  country_of_return_basis: ['country_of_return', 'country_of_return_group', 'same_country']
}

/** The value of a dimension in a row that has none: unknown, or not broken down. It is never null. */
export function emptyValue(name: Dimension): string {
  const { kind, values, empty }: DimensionDefinition = dimensions[name]
  if (empty !== undefined) return empty
  return kind === 'boolean' || kind === 'code' || values?.includes('UNK') ? 'UNK' : 'not_split'
}

/** All values that a dimension can have in an answer; undefined where the list is open. */
export function wordsOf(name: Dimension): string[] | undefined {
  const { kind, values }: DimensionDefinition = dimensions[name]
  if (kind === 'boolean') return ['true', 'false', 'UNK']
  return values && [...new Set([...values, emptyValue(name)])]
}
