import { dimensionLabel, type GroupNames, labelOf, unitLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { numberLabel, worded } from '../../vocabulary/labels/meanings.ts'
import type { NumberKind, ShownColumn } from '../../vocabulary/results/result-table.ts'

/** A dimension of a cube with its categories and their labels, as JSON-stat 2.0 has it. */
export interface CubeDimension {
  label: string
  category: {
    index: readonly string[]
    label: Record<string, string>
    unit?: Record<string, { label: string; decimals: number }>
  }
}

/** A dimension in words. `groups`: the groups of countries of the answer. */
export function cubeDimension(
  name: string,
  words: readonly string[],
  lang: Language,
  groups?: GroupNames
): CubeDimension {
  return {
    label: dimensionLabel(name, lang),
    category: {
      index: words,
      label: Object.fromEntries(words.map(word => [word, labelOf(name, word, lang, groups)]))
    }
  }
}

const decimals: Record<NumberKind, number> = { count: 0, days: 0, share: 3 }

/** The measures as the last dimension of a cube, each with its unit. */
export function cubeMeasures(
  columns: readonly ShownColumn[],
  unit: string | null,
  lang: Language
): CubeDimension {
  const units: Record<NumberKind, string> = {
    count: unit === null ? '' : unitLabel(unit, 2, lang),
    days: worded('days', lang),
    share: ''
  }
  return {
    label: worded('measure', lang),
    category: {
      index: columns.map(({ name }) => name),
      label: Object.fromEntries(columns.map(column => [column.name, numberLabel(column, lang)])),
      unit: Object.fromEntries(
        columns.map(({ name, kind }) => [name, { label: units[kind], decimals: decimals[kind] }])
      )
    }
  }
}
