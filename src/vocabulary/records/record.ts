import type { Grain } from '../unit.ts'
import {
  type FieldDefinition,
  type FieldOfRecord,
  type Presence,
  presences,
  type RollupGroup
} from './field.ts'
import { type FieldName, recordFields } from './fields.ts'
import type { FieldOf, FilterOf, RangeOf, StoredField, WireField } from './types.ts'

/** A field with what holds for it in one kind of record. */
export interface RecordField<name extends string = FieldName> extends Omit<FieldDefinition, 'of'> {
  name: name
  presence: Presence
}

/** The fields of a record in the order of its table. */
export function fieldsOfRecord<G extends Grain>(grain: G): readonly RecordField<FieldOf<G>>[] {
  const names: string[] = []
  for (const [name, { of }] of definitions) if (of[grain] && !placeIn(of[grain])) names.push(name)
  for (const [name, { of }] of definitions) {
    const after = placeIn(of[grain])
    if (after === undefined) continue
    const at = names.indexOf(after)
    if (at === -1) throw new Error(`${name} stands after ${after}, which no ${grain} has before it`)
    names.splice(at + 1, 0, name)
  }
  return names.map(name => fieldIn(name as FieldName, grain)) as unknown as readonly RecordField<FieldOf<G>>[]
}

/** An entry that names a field which does not exist does not compile. */
const definitions = Object.entries<FieldDefinition>(
  recordFields satisfies Record<FieldName, FieldDefinition<FieldName>>
)

const placeIn = (given: Presence | FieldOfRecord | undefined): string | undefined =>
  typeof given === 'object' ? given.after : undefined

function fieldIn(name: FieldName, grain: Grain): RecordField {
  const { of, ...definition }: FieldDefinition = recordFields[name]
  const given = of[grain]
  if (given === undefined) throw new Error(`no ${grain} has ${name}`)
  const { after: _, ...own }: FieldOfRecord = typeof given === 'object' ? given : { presence: given }
  return { name, ...definition, ...own }
}

/** The columns of a record's table, in their order. */
export const storedFields = <G extends Grain>(grain: G): readonly RecordField<StoredField<G>>[] =>
  fieldsOfRecord(grain).filter(
    ({ presence }) => presences[presence].column !== 'none'
  ) as unknown as readonly RecordField<StoredField<G>>[]

/** The fields of a record on the wire, in their order: that of the contract and of CSV. */
export function wireFields<G extends Grain>(grain: G): readonly RecordField<WireField<G>>[] {
  const fields: readonly RecordField<string>[] = fieldsOfRecord(grain)
  return [
    ...fields.filter(({ wire }) => wire === undefined),
    ...fields.filter(({ wire }) => wire === 'last')
  ] as unknown as readonly RecordField<WireField<G>>[]
}

/** Whether a value of the field can be null on the wire and in tables. */
export const isNullable = ({ presence }: Pick<RecordField, 'presence'>): boolean =>
  presences[presence].column === 'nullable'

/** The order of filters in the contract, where it differs from that of the fields. Filters not listed here follow. */
const parameterOrder: { readonly [G in Grain]: readonly FilterOf<G>[] } = {
  case: [],
  decision: [
    'nationality',
    'claim_type',
    'protection_claim',
    'application_type',
    'court',
    'custody',
    'represented',
    'represented_at_decision',
    'country_of_return',
    'decision_stage',
    'authority',
    'outcome',
    'outcome_group',
    'effect',
    'appeal_type',
    'appealed_by',
    'in_absentia',
    'screening_type'
  ],
  return: ['nationality', 'country_of_return', 'return_type', 'same_country'],
  count: [
    'decision_stage',
    'source_level',
    'authority',
    'application_type',
    'screening_type',
    'outcome',
    'outcome_group',
    'effect'
  ],
  event: ['nationality', 'country_of_return', 'country_of_asylum']
}

/** The fields by whose values the list of a record is filtered, in the order of its parameters. */
export function filterFields<G extends Grain>(grain: G): readonly RecordField<FilterOf<G>>[] {
  const fields: RecordField<string>[] = fieldsOfRecord(grain).filter(({ filters }) =>
    filters?.includes(grain)
  )
  const first: readonly string[] = parameterOrder[grain]
  const place = ({ name }: RecordField<string>): number => {
    const at = first.indexOf(name)
    return at === -1 ? fields.length : at
  }
  return [...fields].sort((a, b) => place(a) - place(b)) as unknown as readonly RecordField<FilterOf<G>>[]
}

/** The fields by whose days the list of a record is filtered, `<field>_from` and `<field>_to`. */
export const rangeFields = <G extends Grain>(grain: G): readonly RecordField<RangeOf<G>>[] =>
  fieldsOfRecord(grain).filter(({ ranges }) => ranges?.of.includes(grain)) as unknown as readonly RecordField<
    RangeOf<G>
  >[]

/** The fields that rollups of this group are grouped by. */
export const rollupFields = (grain: Grain, group: RollupGroup): FieldName[] =>
  fieldsOfRecord(grain).flatMap(({ name, rollups }) => (rollups?.includes(group) ? [name] : []))

/** The field that identifies a record, and the date by which its list is sorted. */
export const recordKeys = {
  case: { id: 'case_id', date: 'filed_on' },
  decision: { id: 'decision_id', date: 'decided_on' },
  return: { id: 'return_id', date: 'returned_on' },
  count: { id: 'count_id', date: 'period_from' },
  event: { id: 'event_id', date: 'occurred_on' }
} as const satisfies { [G in Grain]: { id: StoredField<G>; date: StoredField<G> } }

/** Fields that say where a record stands in its release, not what it tells; and those that follow from other fields. */
const places: ReadonlySet<FieldName> = new Set(['source_table', 'line', 'sequence'])

/** The fields by which a record is compared with itself in another release (docs/rules/differences.md §2): all but its key. */
export const comparedFields = <G extends Grain>(grain: G): readonly RecordField<StoredField<G>>[] =>
  storedFields(grain).filter(
    ({ name, presence }) =>
      presence !== 'computed' && !places.has(name as FieldName) && name !== recordKeys[grain].id
  )

/**
 * Whether values of the field may be told of a release as a whole, with their counts: words of lists, countries, yes and no,
 * and what statistics are grouped by. Not free text, days and ids, which can point to one person.
 */
export const hasToldValues = ({ type, dimension }: Pick<RecordField, 'type' | 'dimension'>): boolean =>
  dimension !== undefined || typeof type === 'object' || type === 'boolean' || type === 'country'

/** Whether the two values of a changed field are told of one record: not those of free text (docs/rules/differences.md §3). */
export const tellsChange = (field: Pick<RecordField, 'type' | 'dimension'>, grain: Grain): boolean =>
  grain === 'count' || hasToldValues(field) || (field.type !== 'text' && field.type !== 'texts')
