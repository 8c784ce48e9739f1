import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { mapFigures, readCode, readKey } from '../publishers/eurostat/map.ts'
import type { EurostatTable, PublishedRow } from '../publishers/eurostat/tables.ts'
import type { Mapped, RawRow } from '../source.ts'
import { eurostatDecisionCodes, otherCodes } from './codes.ts'

export interface DecisionsTable extends EurostatTable {
  decision_stage: DecisionStage
}

/** The figures of a row of asylum decisions: one decision code, one period or several. */
export function mapEurostatDecisions(table: DecisionsTable, row: RawRow, published: PublishedRow): Mapped {
  const { key, labelled } = published
  const read = readKey(published, table.frequency)
  const text = key.decision ?? ''
  const decision =
    labelled || !Object.hasOwn(otherCodes, text) ? text : otherCodes[text as keyof typeof otherCodes]
  readCode(read, 'decision', 'outcome', eurostatDecisionCodes, decision, labelled)
  const { outcome = 'not_split', ...rest } = read.fact
  return mapFigures(
    row,
    published,
    {
      ...read,
      fact: rest,
      unknown: read.unknown.map(each => (each.field === 'decision' ? { ...each, code: text } : each))
    },
    { outcome, decision_stage: table.decision_stage, authority: 'government' },
    {
      series: table.series,
      frequency: table.frequency,
      // Every figure of these tables is rounded; a provisional one also has its flag.
      provisional: 'flag',
      source_code: text,
      source_label: `${key.citizen}, ${labelled ? text : (labelOf(decision) ?? text)}`
    }
  )
}

const labelOf = (code: string): string | undefined =>
  (eurostatDecisionCodes as Record<string, { label: string }>)[code]?.label
