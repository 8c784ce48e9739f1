import type { CasePart } from '../../source.ts'
import { isWholeNumber } from './column-kinds.ts'
import { partFields } from './kept-columns.ts'
import type { EoirTable } from './tables.ts'

/** Describes an unreadable row without anything that could identify a person. */
export function damageOf(fields: readonly string[], expected: number): string {
  const key = isWholeNumber(fields[0] ?? '') ? `${fields[0]}: ` : ''
  return fields.length === expected
    ? `${key}${fields.length} fields, not where they belong`
    : `${key}${fields.length} fields where ${expected} are expected`
}

/** Which keys of a row are blank or no number. */
export function keysOf(values: readonly string[], rules: EoirTable): string {
  const places = [...new Set([rules.key_at, rules.case_at])].filter(at => at !== -1)
  return places
    .map(at => {
      const value = values[at] as string
      return `${rules.wanted[at]} ${isWholeNumber(value) ? value : value === '' ? 'is blank' : 'is no whole number'}`
    })
    .join(', ')
}

/** A decision of a court of law whose appeal is not there. */
export const courtRowText = ({ fields }: CasePart): string =>
  (['IDNAPPEALFEDCOURTS', 'LNGAPPEALID', 'STRFEDCOURTDECISION'] as const)
    .map(name => `${name} ${fields[partFields.court[name]]}`)
    .join(', ')
