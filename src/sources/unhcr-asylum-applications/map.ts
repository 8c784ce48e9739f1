import { wholeYear } from '../../reading/whole-number.ts'
import type { Authority } from '../../vocabulary/authority.ts'
import { daysOfAll, type RejectedFields, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { yearOf } from '../../vocabulary/time/period.ts'
import { readCell } from '../publishers/unhcr/cell.ts'
import { countedAs, procedureTypes } from '../publishers/unhcr/codes.ts'
import { type IsoPair, placesOfPair, unknownPlaces } from '../publishers/unhcr/places.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { applicationKinds, lodgedAt, stageLodged } from './codes.ts'

/** One row of the series `applications`, whichever layout it came in; all as published text. */
export interface ApplicationsRow extends IsoPair {
  year: string
  procedure_type: string
  app_type: string
  dec_level: string
  app_pc: string
  applied: string
}

const codes = {
  procedure_type: procedureTypes,
  app_type: applicationKinds,
  dec_level: lodgedAt,
  app_pc: countedAs
} as const satisfies Partial<Record<keyof ApplicationsRow, object>>
type Coded = keyof typeof codes

/** The fact of one row: it has one figure. */
export function mapApplications(row: RawRow, published: ApplicationsRow): Mapped {
  const unknown_codes = unknownIn(published)
  const read = readOf(published)
  const rejected = (reason: string) => ({ rejected: reason, readable: readableIn(published, read) })
  if (unknown_codes.length > 0) return { ...rejected('unknown_code'), unknown_codes }
  const year = wholeYear(published.year)
  if (year === undefined) return rejected('unreadable_year')
  const cell = readCell(published.applied)
  if (cell === undefined) return rejected('unreadable_figure')
  const { nationality, country_of_asylum, total_over } = placesOfPair(published)
  const { label: period, from: period_from, to: period_to } = yearOf(year, 'calendar')
  const { coo_iso, coa_iso, procedure_type, app_type, dec_level, app_pc } = published
  return {
    facts: [
      {
        grain: 'count',
        subject: 'applications',
        source_table: row.source_table,
        line: row.line,
        count_key: [year, coo_iso, coa_iso, procedure_type, app_type, dec_level, app_pc].join('/'),
        ...{ period, period_from, period_to },
        ...(read as Required<Read>),
        nationality: nationality as string,
        country_of_asylum: country_of_asylum as string,
        outcome: 'not_split',
        ...cell,
        source_code: `${app_type}-${dec_level}`,
        source_label: labelOf(published),
        total_over
      }
    ]
  }
}

const entry = (field: Coded, code: string): Record<string, string> | undefined =>
  Object.hasOwn(codes[field], code)
    ? (codes[field] as Record<string, Record<string, string>>)[code]
    : undefined

const unknownIn = (row: ApplicationsRow): UnknownCode[] => [
  ...(Object.keys(codes) as Coded[]).flatMap(field =>
    entry(field, row[field]) ? [] : [{ field, code: row[field] }]
  ),
  ...unknownPlaces(row)
]

interface Read {
  decision_stage?: ReturnType<typeof stageLodged> | undefined
  source_level?: string | undefined
  authority?: Authority | undefined
  unit?: (typeof countedAs)[keyof typeof countedAs]['unit'] | undefined
}

/** What the codes of a row say, as far as they are known. */
function readOf({ procedure_type, app_type, dec_level, app_pc }: ApplicationsRow): Read {
  const level = entry('dec_level', dec_level)
  const isKnown = level !== undefined && entry('app_type', app_type) !== undefined
  return {
    decision_stage: isKnown ? stageLodged(app_type as never, dec_level as never) : undefined,
    source_level: isKnown ? `${app_type}-${dec_level}` : undefined,
    authority: (level &&
      (level.authority ?? entry('procedure_type', procedure_type)?.authority)) as Authority,
    unit: entry('app_pc', app_pc)?.unit as Read['unit']
  }
}

function readableIn(row: ApplicationsRow, read: Read): RejectedFields {
  const { nationality, country_of_asylum } = placesOfPair(row)
  const year = wholeYear(row.year)
  return readableFields({
    ...read,
    ...{ nationality, country_of_asylum },
    ...(year !== undefined && daysOfAll([yearOf(year, 'calendar')]))
  })
}

const labelOf = ({ app_type, dec_level }: ApplicationsRow): string =>
  `${entry('app_type', app_type)?.label} · ${entry('dec_level', dec_level)?.label}`
