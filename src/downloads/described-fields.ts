import type { SnapshotTable } from '../snapshot/card.ts'
import { columnsOf, grainOf } from '../snapshot/columns.ts'
import { valueLabel } from '../vocabulary/labels/columns.ts'
import type { FieldType } from '../vocabulary/records/field.ts'
import { isNullable, type RecordField, storedFields, wireFields } from '../vocabulary/records/record.ts'
import { wordLists } from '../vocabulary/records/words.ts'

/** A column of a download, as those who have only the files need it. */
export interface DescribedField {
  name: string
  /** The type of Frictionless Table Schema; in text, and in Parquet. */
  type: FrictionlessType
  parquet_type: string | null
  meaning: string
  /** What a value is counted or written in; '' where the type says it. */
  unit: string
  is_nullable: boolean
  /** The words of its closed list, each with its label. */
  codes: { code: string; label: string }[]
}

type FrictionlessType = 'string' | 'boolean' | 'integer' | 'date' | 'list'

const types: Readonly<Record<Extract<FieldType, string>, { type: FrictionlessType; unit: string }>> = {
  id: { type: 'string', unit: 'key' },
  text: { type: 'string', unit: '' },
  texts: { type: 'list', unit: 'items joined by ; in CSV and by , in Parquet' },
  country: {
    type: 'string',
    unit: 'ISO 3166-1 alpha-3, or UNK, XXA, OTHER, not_split, not_designated'
  },
  boolean: { type: 'boolean', unit: '' },
  integer: { type: 'integer', unit: 'whole number' },
  number: { type: 'integer', unit: 'whole number' },
  day: { type: 'date', unit: 'day' },
  partial_day: { type: 'string', unit: 'day, month or year, as far as it is known' }
}

const wordsOf = (type: FieldType): readonly string[] => {
  if (typeof type === 'string') return []
  return 'list' in type ? wordLists[type.list].enum : type.words
}

/** What is counted: the number of a published figure is in the unit that its row names. */
const unitOf = ({ name, type }: Pick<RecordField, 'name' | 'type'>): string => {
  if (name === 'value') return 'as the column unit says'
  if (typeof type === 'string') return types[type].unit
  return 'code'
}

function described(table: SnapshotTable, field: RecordField): DescribedField {
  const { name, type, meaning } = field
  const column = columnsOf(table).find(each => each.name === name)
  return {
    ...{ name, meaning, unit: unitOf(field), is_nullable: isNullable(field) },
    type: typeof type === 'string' ? types[type].type : 'string',
    parquet_type: column === undefined ? null : column.kind === 'LIST' ? 'VARCHAR' : column.kind,
    codes: wordsOf(type).map(code => ({ code, label: valueLabel(name, code, 'en') }))
  }
}

/** The columns of a table's CSV and NDJSON, in their order. */
export const textFields = (table: SnapshotTable): DescribedField[] =>
  wireFields(grainOf(table)).map(field => described(table, field))

/** The columns of a table's Parquet file, in their order. */
export const parquetFields = (table: SnapshotTable): DescribedField[] =>
  storedFields(grainOf(table)).map(field => described(table, field))
