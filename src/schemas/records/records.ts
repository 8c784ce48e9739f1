import { type TSchema, type TUnsafe, Type } from 'typebox'
import type { FieldType } from '../../vocabulary/records/field.ts'
import { isNullable, type RecordField, wireFields } from '../../vocabulary/records/record.ts'
import type { WireRecord } from '../../vocabulary/records/types.ts'
import { wordLists } from '../../vocabulary/records/words.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { exactly } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'

type Options = { description?: string; minimum?: number }

/** The schema of each field type. A date that is known only to the month or year is written to that precision. */
const schemas = {
  id: options => Type.String(options),
  text: options => Type.String(options),
  texts: options => Type.Array(Type.String(), options),
  country: options =>
    Type.String({
      description: 'ISO 3166 alpha-3, or UNK, XXA, OTHER, not_split, not_designated.',
      ...options
    }),
  boolean: options => Type.Boolean(options),
  integer: options => Type.Integer(options),
  number: options => Type.Integer(options),
  day: options => Type.String({ format: 'date', ...options }),
  partial_day: options => Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', ...options })
} satisfies Record<Extract<FieldType, string>, (options: Options) => TSchema>

const schemaOf = (type: FieldType, options: Options): TSchema => {
  if (typeof type === 'string') return schemas[type](options)
  return 'list' in type ? ref(wordLists[type.list]) : Type.String(options)
}

/** The schema of a field; it allows null where a record can lack the field. */
function fieldSchema(field: RecordField): TSchema {
  const { type, meaning, description, minimum } = field
  const least = minimum === undefined ? {} : { minimum }
  const said = descriptionOf(type, description === true ? meaning : description)
  return isNullable(field) ? orNull(schemaOf(type, least), said) : schemaOf(type, { ...least, ...said })
}

function descriptionOf(type: FieldType, said: string | undefined): Options {
  const text =
    said ?? (type === 'partial_day' ? 'Written to its precision: 2023-03-04, 2023-03 or 2023.' : undefined)
  return text === undefined ? {} : { description: text }
}

type Members = { [G in Grain]: { [F in keyof WireRecord<G>]: TUnsafe<WireRecord<G>[F]> } }

/** The members of a record on the wire. */
const membersOf = <G extends Grain>(grain: G): Members[G] =>
  Object.fromEntries(wireFields(grain).map(field => [field.name, fieldSchema(field)])) as Members[G]

export const Decision = exactly(membersOf('decision'), {
  $id: 'Decision',
  description: 'One act of an authority at a stage.'
})

export const Case = exactly(membersOf('case'), {
  $id: 'Case',
  description: 'One case file of one authority. Not a person: one person can have several.'
})

export const Return = exactly(membersOf('return'), {
  $id: 'Return',
  description: 'One departure of one person.'
})

export const EventSchema = exactly(membersOf('event'), {
  $id: 'Event',
  description:
    'One thing that was reported and is neither a case, a decision nor a return. It is in no statistic.'
})

export const PublishedCountSchema = exactly(membersOf('count'), {
  $id: 'PublishedCount',
  description: 'One published figure, as printed.'
})

/** The fields that stand on every row, whichever are chosen: they name its source and release. */
const always = ['source', 'release', 'synthetic']

/** The schema of a row with the parameter `fields`: only the chosen fields of the record are there. */
const chosenFieldsOf = ({ $id, properties }: { $id?: string; properties: Record<string, TSchema> }) =>
  exactly(
    Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        always.includes(name) ? schema : Type.Optional(schema)
      ])
    ),
    { $id: `${$id}Fields`, description: `The chosen fields of a ${$id}, with the parameter fields.` }
  )

export const DecisionFields = chosenFieldsOf(Decision)
export const CaseFields = chosenFieldsOf(Case)
export const ReturnFields = chosenFieldsOf(Return)
export const EventFields = chosenFieldsOf(EventSchema)
export const PublishedCountFields = chosenFieldsOf(PublishedCountSchema)
