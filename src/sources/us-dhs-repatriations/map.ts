import { countryFromName } from '../../vocabulary/countries/country.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { isOhssOthers, ohssFigure, ohssTotal } from '../publishers/ohss/figures.ts'
import type { OhssFigure } from '../publishers/ohss/sheet.ts'
import { columnKey } from '../publishers/ohss/tables.ts'
import type { Mapped, RawRow } from '../source.ts'
import { type DepartureType, type TypeMeaning, typeColumns } from './codes.ts'

type Row = RawRow & { record: OhssFigure }

/** A figure of the table by type, which names no nationality. */
export function mapByType(row: Row, series: string): Mapped {
  const { group, column, period } = row.record
  const name = columnKey(group, column)
  const meaning: TypeMeaning | undefined = Object.hasOwn(typeColumns, name)
    ? typeColumns[name as keyof typeof typeColumns]
    : undefined
  if (meaning && 'excluded' in meaning) return { excluded: meaning.excluded }
  const unknown = meaning ? [] : [{ field: 'column', code: name }]
  const { return_type, return_subtype, total_over = [] } = meaning ?? {}
  const found = ohssFigure(row, unknown, { return_type, return_subtype, unit: 'returns' })
  if ('rejected' in found) return found
  const fact: CountFact = {
    ...found.figure,
    count_key: `${series}/${period}/${return_type}/${return_subtype ?? 'total'}`,
    outcome: 'not_split',
    unit: 'returns',
    source_code: name,
    source_label: name,
    total_over: [...total_over],
    ...(return_type !== 'not_split' && { return_type }),
    ...(return_subtype !== undefined && { return_subtype })
  }
  return { facts: [fact] }
}

/** A figure of a table by nationality, all of one type of return or of several together. */
export function mapByCitizenship(row: Row, series: string, return_type: DepartureType): Mapped {
  const { column, period } = row.record
  const isTotal = column === ohssTotal
  const nationality = isTotal
    ? 'not_split'
    : isOhssOthers(column)
      ? 'OTHER'
      : countryFromName('uscis-name', column)
  const unknown = nationality === undefined ? [{ field: 'nationality', code: column }] : []
  const found = ohssFigure(row, unknown, { return_type, nationality, unit: 'returns' })
  if ('rejected' in found) return found
  const fact: CountFact = {
    ...found.figure,
    count_key: `${series}/${period}/${isTotal ? 'total' : nationality}`,
    outcome: 'not_split',
    unit: 'returns',
    source_code: column,
    source_label: column,
    total_over: isTotal ? ['nationality'] : [],
    ...(return_type !== 'not_split' && { return_type }),
    ...(nationality !== undefined && !isTotal && { nationality })
  }
  return { facts: [fact] }
}
