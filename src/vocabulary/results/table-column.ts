/** What a value of a table is: `list` is several texts, `object` anything that only JSON can say. */
export type ValueType = 'text' | 'integer' | 'number' | 'boolean' | 'list' | 'object'

export interface TableColumn {
  name: string
  type: ValueType
}
