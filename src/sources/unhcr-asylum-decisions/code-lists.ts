import { said } from '../../vocabulary/labels/texts/texts.ts'
import { countedAs, procedureTypes } from '../publishers/unhcr/codes.ts'
import type { CodeEntry, CodeList } from '../source.ts'
import { type CountColumn, columnLabels, columnOutcomes, type LevelCode, levels } from './codes.ts'

const levelEntries: CodeEntry[] = Object.entries(levels).map(([code, level]) => ({
  field: 'dec_level',
  code,
  label: level.label,
  dimension: 'decision_stage',
  value: level.decision_stage,
  ...('note' in level ? { note: level.note } : {})
}))

const levelsByOutcome = (columns: string): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  for (const level of Object.keys(levels) as LevelCode[])
    for (const each of columnOutcomes[level])
      if (each.columns.join('+') === columns)
        found.set(each.outcome, [...(found.get(each.outcome) ?? []), level])
  return found
}

const columnSets: { code: string; columns: CountColumn[] }[] = [
  { code: 'dec_recognized', columns: ['dec_recognized'] },
  { code: 'dec_other', columns: ['dec_other'] },
  { code: 'dec_recognized+dec_other', columns: ['dec_recognized', 'dec_other'] },
  { code: 'dec_rejected', columns: ['dec_rejected'] },
  { code: 'dec_closed', columns: ['dec_closed'] },
  { code: 'dec_total', columns: ['dec_total'] }
]

const columnEntries: CodeEntry[] = columnSets.flatMap(({ code, columns }) =>
  [...levelsByOutcome(code)].map(([outcome, at]) => ({
    field: 'column',
    code,
    label: columns.map(column => columnLabels[column]).join(' + '),
    dimension: 'outcome',
    value: outcome,
    note: said('at_levels', { levels: at.join(', ') })
  }))
)

/** UNHCR's codes and what each becomes, as served under code lists. */
export const unhcrDecisionsCodeLists: CodeList[] = [
  { scheme: 'unhcr-dec-level', entries: levelEntries },
  { scheme: 'unhcr-decision-columns', entries: columnEntries },
  {
    scheme: 'unhcr-procedure-type',
    entries: Object.entries(procedureTypes).map(([code, { label, authority }]) => ({
      field: 'procedure_type',
      code,
      label,
      dimension: 'authority',
      value: authority,
      note: said('level_says_who')
    }))
  },
  {
    scheme: 'unhcr-dec-pc',
    entries: Object.entries(countedAs).map(([code, { label, unit }]) => ({
      field: 'dec_pc',
      code,
      label,
      dimension: 'unit',
      value: unit
    }))
  }
]
