import { wholeYear } from '../../reading/whole-number.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { daysOfAll, type RejectedFields, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { yearOf } from '../../vocabulary/time/period.ts'
import { addCells, readCell, type UnhcrCell } from '../publishers/unhcr/cell.ts'
import { countedAs, procedureTypes } from '../publishers/unhcr/codes.ts'
import { countryOfIso, placesOfPair, unknownPlaces } from '../publishers/unhcr/places.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { type CountColumn, columnLabels, columnOutcomes, columns, levels } from './codes.ts'

/** One row of the series `decisions`, whichever layout it came in; all as published text. */
export interface DecisionsRow {
  year: string
  /** ISO codes. UNHCR's own `coo` and `coa` are never read: 99 of them differ (AUS is Austria). */
  coo_iso: string
  coa_iso: string
  procedure_type: string
  dec_level: string
  dec_pc: string
  dec_recognized: string
  dec_other: string
  dec_rejected: string
  dec_closed: string
  dec_total: string
}

/** The facts of one row: one for each column, or one for two columns of the same meaning at its level. */
export function mapUnhcrDecisions(row: RawRow, published: DecisionsRow): Mapped {
  const unknown = unknownCodes(published)
  if (unknown.length > 0)
    return { rejected: 'unknown_code', unknown_codes: unknown, readable: readableIn(published) }
  const year = wholeYear(published.year)
  if (year === undefined) return { rejected: 'unreadable_year', readable: readableIn(published) }
  const cells = readCells(published)
  if (!cells) return { rejected: 'unreadable_figure', readable: readableIn(published) }
  return { facts: factsOf(row, { ...published, year: String(year) }, cells) }
}

/**
 * The unknown codes of a row. A figure without a known country, stage or unit cannot be counted, so its row is
 * rejected.
 */
function unknownCodes(row: DecisionsRow): UnknownCode[] {
  const unknown: UnknownCode[] = []
  if (!Object.hasOwn(levels, row.dec_level)) unknown.push({ field: 'dec_level', code: row.dec_level })
  if (!Object.hasOwn(procedureTypes, row.procedure_type))
    unknown.push({ field: 'procedure_type', code: row.procedure_type })
  if (!Object.hasOwn(countedAs, row.dec_pc)) unknown.push({ field: 'dec_pc', code: row.dec_pc })
  return [...unknown, ...unknownPlaces(row)]
}

/** What a rejected row says: its outcomes are all that its level has. */
function readableIn({
  year,
  coo_iso,
  coa_iso,
  procedure_type,
  dec_level,
  dec_pc
}: DecisionsRow): RejectedFields {
  const level = entryOf(levels, dec_level)
  const whole = wholeYear(year)
  return readableFields({
    decision_stage: level?.decision_stage,
    source_level: level && dec_level,
    authority:
      level && ('authority' in level ? level.authority : entryOf(procedureTypes, procedure_type)?.authority),
    nationality: countryOfIso(coo_iso),
    country_of_asylum: countryOfIso(coa_iso),
    unit: entryOf(countedAs, dec_pc)?.unit,
    ...(whole !== undefined && daysOfAll([yearOf(whole, 'calendar')]))
  })
}

const entryOf = <Codes extends object>(codes: Codes, code: string): Codes[keyof Codes] | undefined =>
  Object.hasOwn(codes, code) ? codes[code as keyof Codes] : undefined

function readCells(row: DecisionsRow): Record<CountColumn, UnhcrCell> | undefined {
  const cells = {} as Record<CountColumn, UnhcrCell>
  for (const column of columns) {
    const cell = readCell(row[column])
    if (!cell) return undefined
    cells[column] = cell
  }
  return cells
}

function factsOf(row: RawRow, published: DecisionsRow, cells: Record<CountColumn, UnhcrCell>): CountFact[] {
  const { year, coo_iso, coa_iso, procedure_type, dec_level, dec_pc } = published
  const level = levels[dec_level as keyof typeof levels]
  const authority =
    'authority' in level
      ? level.authority
      : procedureTypes[procedure_type as keyof typeof procedureTypes].authority
  const { unit } = countedAs[dec_pc as keyof typeof countedAs]
  const { label: period, from: period_from, to: period_to } = yearOf(Number(year), 'calendar')
  const key = `${year}/${coo_iso}/${coa_iso}/${procedure_type}/${dec_level}/${dec_pc}`
  const { total_over: summed } = placesOfPair(published)
  return columnOutcomes[dec_level as keyof typeof levels].map(({ columns: added, outcome }) => {
    const source_code = added.join('+')
    const { value, status } = addCells(added.map(column => cells[column]))
    return {
      grain: 'count',
      source_table: row.source_table,
      line: row.line,
      count_key: `${key}/${source_code}`,
      period,
      period_from,
      period_to,
      decision_stage: level.decision_stage,
      source_level: dec_level,
      authority,
      nationality: countryOfIso(coo_iso),
      country_of_asylum: countryOfIso(coa_iso),
      outcome,
      unit,
      value,
      status,
      source_code,
      source_label: added.map(column => columnLabels[column]).join(' + '),
      total_over: outcome === 'not_split' ? ['outcome', ...summed] : summed
    }
  })
}
