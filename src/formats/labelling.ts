import { columnLabel, isLabelled, valueLabel } from '../vocabulary/labels/columns.ts'
import type { GroupNames } from '../vocabulary/labels/labels.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import type { RecordTable, TableRow } from './format.ts'

/** The labels of an answer in JSON: of each column its name in words, and of each code in it its label. */
export type AnswerLabels = Record<string, { label: string; values: Record<string, string> }>

const hasLabels = ({ name, type }: TableColumn): boolean =>
  (type === 'text' || type === 'list' || type === 'boolean') && isLabelled(name, type === 'boolean')

/** A table with a column `<column>_label` after each column of codes. `groups`: the groups of countries of the answer. */
export function withLabelColumns(
  { columns, batches }: RecordTable,
  lang: Language,
  groups: GroupNames = []
): RecordTable {
  const labelled = columns.filter(hasLabels)
  const added = (column: TableColumn): TableColumn[] =>
    hasLabels(column)
      ? [{ name: `${column.name}_label`, type: column.type === 'list' ? 'list' : 'text' }]
      : []
  return {
    columns: columns.flatMap(column => [column, ...added(column)]),
    batches: labelledBatches(batches, { labelled, columns }, lang, groups)
  }
}

async function* labelledBatches(
  batches: RecordTable['batches'],
  { labelled, columns }: { labelled: readonly TableColumn[]; columns: readonly TableColumn[] },
  lang: Language,
  groups: GroupNames
): AsyncGenerator<TableRow[]> {
  const names = new Set(labelled.map(({ name }) => name))
  const write = (row: TableRow): TableRow =>
    Object.fromEntries(
      columns
        .filter(({ name }) => Object.hasOwn(row, name))
        .flatMap(({ name }) => [
          [name, row[name]],
          ...(names.has(name) ? [[`${name}_label`, labelFor(name, row[name], lang, groups)]] : [])
        ])
    )
  for await (const rows of batches) yield rows.map(write)
}

function labelFor(
  name: string,
  value: unknown,
  lang: Language,
  groups: GroupNames
): string | string[] | null {
  if (Array.isArray(value)) return value.map(each => valueLabel(name, String(each), lang, groups))
  return typeof value === 'string' || typeof value === 'boolean'
    ? valueLabel(name, value, lang, groups)
    : null
}

/** The labels of all columns and codes in the rows of an answer, or in one record with what it holds. */
export function labelsOfRows(data: unknown, lang: Language, groups: GroupNames = []): AnswerLabels {
  const labels: AnswerLabels = {}
  const note = (name: string, value: unknown): void => {
    const label = columnLabel(name, lang)
    const known = labels[name] ?? { label, values: {} }
    if (label !== name) labels[name] = known
    for (const each of [value].flat()) {
      const isCode = typeof each === 'boolean' || typeof each === 'string'
      if (!isCode || !isLabelled(name, typeof each === 'boolean')) continue
      labels[name] = known
      known.values[String(each)] = valueLabel(name, each, lang, groups)
    }
  }
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each)
    else if (value !== null && typeof value === 'object')
      for (const [name, each] of Object.entries(value)) {
        if (name === 'flags') for (const [of, flags] of Object.entries(each ?? {})) note(`${of}_flags`, flags)
        else {
          note(name, each)
          walk(each)
        }
      }
  }
  walk(data)
  return labels
}
