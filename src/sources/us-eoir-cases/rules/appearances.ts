import type { DecisionStage } from '../../../vocabulary/decision-stage.ts'
import type { CasePart } from '../../source.ts'
import { keptCode } from '../reading/kept-code.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import { type RowReading, readDay } from '../reading/reading.ts'
import type { Decided } from './timeline.ts'

const fields = partFields.appearance

/** Where counsel appears for the person: before the court, or before the Board of Immigration Appeals. */
type Level = 'court' | 'board'

/** The appearances of counsel for the person at one level. */
interface AppearancesAt {
  /** The day of the first; undefined where none has a day. */
  first_on: string | undefined
  /** Whether there is one of which the day, or whether it is one at all, is not known. */
  has_undated: boolean
}
type Appearances = Record<Level, AppearancesAt>

/** The level whose appearances count for a decision. Of federal courts nothing is published. */
const levelOf: Partial<Record<DecisionStage, Level>> = {
  screening_review: 'court',
  first_instance: 'court',
  return_decision: 'court',
  appeal: 'board'
}

/** The levels that a code of level can mean: both where it is in no table. */
const levels: ReadonlyMap<string, readonly Level[]> = new Map([
  ['COURT', ['court']],
  ['BOARD', ['board']]
])
const levelCodes = [...levels.keys()]
const persons = ['ALIEN']
const bothLevels: readonly Level[] = ['court', 'board']

/** Reads the appearances of counsel for the person, and reports each row: one with a day is loaded. */
export function readAppearances(parts: readonly CasePart[], reading: RowReading): Appearances {
  const found: Appearances = {
    court: { first_on: undefined, has_undated: false },
    board: { first_on: undefined, has_undated: false }
  }
  for (const part of parts) {
    const level = keptField(part, fields.STRATTYLEVEL)
    const hasLevel = isKnownCode(part, fields.STRATTYLEVEL, 'STRATTYLEVEL', levelCodes, reading)
    const isRead = isKnownCode(part, fields.STRATTYTYPE, 'STRATTYTYPE', persons, reading) && hasLevel
    const on = isRead ? dayOf(part, level, reading) : undefined
    for (const at of levels.get(level) ?? bothLevels) addTo(found[at], on)
    if (on !== undefined) reading.into.loaded(part)
    else reading.into.excluded(part, isRead ? 'no_date' : 'unknown_code')
  }
  return found
}

/** Whether the code is one of a table. Another one is counted; a blank is none either. */
function isKnownCode(
  part: CasePart,
  place: number,
  field: string,
  known: readonly string[],
  { into }: RowReading
): boolean {
  const code = keptField(part, place)
  if (known.includes(code)) return true
  if (code !== '') into.unknown(field, keptCode(code))
  return false
}

/** The day on which the form of the level was filed: E-28 with the court, E-27 with the Board. */
function dayOf(part: CasePart, level: string, reading: RowReading): string | undefined {
  return level === 'BOARD'
    ? readDay({}, 'E_27_DATE', keptField(part, fields.E_27_DATE), reading)
    : readDay({}, 'E_28_DATE', keptField(part, fields.E_28_DATE), reading)
}

function addTo(at: AppearancesAt, on: string | undefined): void {
  if (on === undefined) at.has_undated = true
  else if (at.first_on === undefined || on < at.first_on) at.first_on = on
}

/** Sets represented_at_decision of each decision (docs/rules/domain.md §8.8). */
export function addRepresentation(decided: readonly Decided[], appearances: Appearances): void {
  for (const { fact } of decided) {
    const level = levelOf[fact.decision_stage]
    if (level === undefined || fact.decided_on === undefined) continue
    const { first_on, has_undated } = appearances[level]
    if (first_on !== undefined) fact.represented_at_decision = first_on <= fact.decided_on
    else if (!has_undated) fact.represented_at_decision = false
  }
}
