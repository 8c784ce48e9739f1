import {
  type ColumnKind,
  fitsKind,
  isDayOrInstant,
  isMonthYear,
  isNullLike,
  isWholeNumber,
  looksLikeCode,
  outOfPlace
} from './column-kinds.ts'
import type { FileColumns } from './header.ts'

/** A row with its fields in the right columns, and whether it had to be repaired for that. */
interface Mended {
  fields: string[]
  repaired: boolean
}

/** One possible repair of a row. `loses`: a kept field was lost in the damage, so its blank is no value. */
interface Candidate {
  fields: string[]
  loses: boolean
}

/** The largest surplus seen in a release is eight fields. */
const furthestShift = 8

/** Replaces free text in a column of codes, which is counted but not reported. */
export const freeText = '(text)'

/**
 * Repairs a suspicious row, whose fields are trimmed. A tab inside a text makes a row too long or, if its end was lost,
 * shifts it to the right. A lost tab shifts it to the left; a lost end makes it short. A repair is accepted only if
 * every column then fits, and if all repairs that fit agree on the columns that are kept.
 * Undefined: it cannot be repaired.
 */
export function mend(fields: readonly string[], columns: FileColumns): Mended | undefined {
  const expected = columns.kinds.length
  const surplus = fields.length - expected
  if (surplus === 0) return ofRightLength(fields, columns)
  if (surplus < 0) return repaired(agreed(padded(fields, columns), columns))
  if (surplus > expected) return undefined
  const found = agreed(mergedOnce(fields, surplus, columns), columns)
  return repaired(found === 'none' ? agreed(mergedTwice(fields, surplus, columns), columns) : found)
}

/**
 * Joins two lines, both too short, into which a line break inside a text split a row: the two parts of the text are
 * joined with a blank. Undefined unless every column then fits and the second line is no row by itself.
 */
export function joinSplit(
  first: readonly string[],
  second: readonly string[],
  columns: FileColumns
): string[] | undefined {
  if (first.length + second.length !== columns.kinds.length + 1) return undefined
  const text = [first.at(-1), second[0]].filter(piece => piece !== '').join(' ')
  const fields = [...first.slice(0, -1), text, ...second.slice(1)]
  return isSound(fields, columns, false) && !mend(second, columns) ? fields : undefined
}

/** Free text in a column of codes may come from a shift: the row is kept unchanged only if no single repair fits. */
function ofRightLength(fields: readonly string[], columns: FileColumns): Mended | undefined {
  const standing = asItIs(fields, columns)
  if (standing && !standing.fields.includes(freeText)) return standing
  return repaired(agreed(shifted(fields, columns), columns)) ?? standing
}

/**
 * A row of the right length that has not shifted. It may have one invalid value among the codes, or blanks where none
 * belong; an invalid key is reported later. A date or two invalid values among the codes show a shift.
 */
function asItIs(fields: readonly string[], { kinds, filled, wanted_at }: FileColumns): Mended | undefined {
  if (kinds.some((kind, at) => kind !== 'id' && outOfPlace(kind, fields[at] as string))) return undefined
  const strange = wanted_at.filter(at => at !== -1 && isStrange(kinds[at]!, fields[at] as string))
  const blank = filled.filter(at => fields[at] === '')
  const isOneFault = strange.length === 0 || strange.length + blank.length === 1
  const withoutFreeText = (field: string, at: number): string =>
    strange.includes(at) && !looksLikeCode(kinds[at]!, field) ? freeText : field
  return isOneFault ? { fields: fields.map(withoutFreeText), repaired: false } : undefined
}

/**
 * Odd dates and marks of a missing value are no sign of a shift. Question marks are one where the kind does not allow
 * them; those of a country or language do.
 */
const isStrange = (kind: ColumnKind, value: string): boolean =>
  kind !== 'id' &&
  kind !== 'date' &&
  kind !== 'month_year' &&
  (!isNullLike(value) || value.startsWith('?')) &&
  !fitsKind(kind, value)

const repaired = (found: string[] | 'none' | 'several'): Mended | undefined =>
  typeof found === 'string' ? undefined : { fields: found, repaired: true }

/**
 * The one candidate in which every column fits. Candidates that differ only in columns that are not kept count as one.
 */
function agreed(candidates: Iterable<Candidate>, columns: FileColumns): string[] | 'none' | 'several' {
  let found: string[] | undefined
  for (const { fields, loses } of candidates) {
    if (!isSound(fields, columns, loses)) continue
    if (loses || (found && keptOf(found, columns) !== keptOf(fields, columns))) return 'several'
    found ??= fields
  }
  return found ?? 'none'
}

const isSound = (fields: readonly string[], { kinds, filled }: FileColumns, loses: boolean): boolean =>
  kinds.every((kind, at) => fitsKind(kind, fields[at] as string) || (loses && fields[at] === '')) &&
  (loses || filled.every(at => fields[at] !== ''))

const keptOf = (fields: readonly string[], { wanted_at }: FileColumns): string =>
  wanted_at.map(at => fields[at]).join('\t')

/** A text column was split into several fields: at each text column, it is merged with the fields after it. */
function* mergedOnce(
  fields: readonly string[],
  surplus: number,
  { kinds }: FileColumns
): Iterable<Candidate> {
  for (let at = 0; at + surplus < fields.length; at++) {
    const pieces = kinds[at] === 'text' ? fields.slice(at, at + surplus + 1) : []
    // No text is split at a date. A number beside a split text may be a part of a key that was split instead.
    if (!pieces.some(piece => isDayOrInstant(piece) || isMonthYear(piece)))
      yield { fields: merged(fields, at, surplus), loses: pieces.some(isWholeNumber) }
  }
}

/** Two text columns were split. */
function* mergedTwice(
  fields: readonly string[],
  surplus: number,
  { kinds }: FileColumns
): Iterable<Candidate> {
  const texts = kinds.flatMap((kind, at) => (kind === 'text' ? [at] : []))
  for (const [index, later] of texts.entries())
    for (const earlier of texts.slice(0, index))
      for (let first = 1; first < surplus; first++)
        yield { fields: merged(merged(fields, earlier, first), later, surplus - first), loses: false }
}

const merged = (fields: readonly string[], at: number, surplus: number): string[] => [
  ...fields.slice(0, at),
  fields
    .slice(at, at + surplus + 1)
    .filter(field => field !== '')
    .join(' '),
  ...fields.slice(at + surplus + 1)
]

/**
 * A row of the right length that shifted: to the right and lost its end, or to the left and was filled up with blanks.
 */
function* shifted(fields: readonly string[], columns: FileColumns): Iterable<Candidate> {
  const { kinds, wanted_at } = columns
  const count = kinds.length
  const isKept = (from: number, to: number): boolean => wanted_at.some(at => at >= from && at < to)
  for (let by = 1; by <= furthestShift && by < count; by++) {
    const blanks = new Array<string>(by).fill('')
    const loses = isKept(count - by, count)
    for (const torn of mergedOnce([...fields, ...blanks], by, columns))
      yield { fields: torn.fields, loses: loses || torn.loses }
    if (fields.slice(count - by).some(field => field !== '')) continue
    for (let at = 0; at < count; at++)
      yield {
        fields: [...fields.slice(0, at), ...blanks, ...fields.slice(at, count - by)],
        loses: isKept(at, at + by)
      }
  }
}

/** Blank columns at the end are sometimes not written. A row that ends before a column that is never blank was cut. */
function* padded(fields: readonly string[], { kinds, filled }: FileColumns): Iterable<Candidate> {
  if (filled.some(at => at >= fields.length)) return
  const blanks = new Array<string>(kinds.length - fields.length).fill('')
  yield { fields: [...fields, ...blanks], loses: false }
}
