import { fits, outOfPlace } from './column-kinds.ts'
import type { FileColumns } from './header.ts'

/** A row whose fields stand where they belong, and whether they had to be put there. */
interface Mended {
  fields: string[]
  repaired: boolean
}

/** One way to read a row, and whether a field that is kept was lost on the way: then its blank is no value. */
interface Candidate {
  fields: string[]
  loses: boolean
}

/** The worst that was seen in a release is eight fields too many. */
const furthestShift = 8

/**
 * Puts the fields (trimmed) of a suspicious row where they belong. A tab inside a text makes a row too long, or, if
 * its end was lost, lets it slip to the right; a lost tab lets it slip to the left; a lost end makes it short. A
 * repair counts only if every column then fits and all that do agree on what is kept of the row.
 * Undefined: it cannot be repaired.
 */
export function mend(fields: readonly string[], columns: FileColumns): Mended | undefined {
  const expected = columns.kinds.length
  const surplus = fields.length - expected
  if (surplus === 0) return hasSlipped(fields, columns) ? slipped(fields, columns) : unmended(fields)
  if (surplus < 0) return repaired(agreed(padded(fields, columns), columns))
  if (surplus > expected) return undefined
  const found = agreed(mergedOnce(fields, surplus), columns)
  return repaired(found === 'none' ? agreed(mergedTwice(fields, surplus, columns), columns) : found)
}

/** Rows whose only fault is a key that is none are not slipped: the key itself is what is wrong with them. */
function slipped(fields: readonly string[], columns: FileColumns): Mended | undefined {
  const mended = repaired(agreed(shifted(fields, columns), columns))
  if (mended) return mended
  const onlyKeys = columns.kinds.every((kind, at) => kind === 'id' || !outOfPlace(kind, fields[at] as string))
  return onlyKeys ? unmended(fields) : undefined
}

const hasSlipped = (fields: readonly string[], { kinds }: FileColumns): boolean =>
  kinds.some((kind, at) => outOfPlace(kind, fields[at] as string))

const unmended = (fields: readonly string[]): Mended => ({ fields: [...fields], repaired: false })

const repaired = (found: string[] | 'none' | 'several'): Mended | undefined =>
  typeof found === 'string' ? undefined : { fields: found, repaired: true }

/** The one candidate in which every column fits; those that differ only in what is not kept are one. */
function agreed(candidates: Iterable<Candidate>, columns: FileColumns): string[] | 'none' | 'several' {
  let found: string[] | undefined
  for (const { fields, loses } of candidates) {
    if (!isSound(fields, columns)) continue
    if (loses || (found && keptOf(found, columns) !== keptOf(fields, columns))) return 'several'
    found ??= fields
  }
  return found ?? 'none'
}

const isSound = (fields: readonly string[], { kinds, filled }: FileColumns): boolean =>
  kinds.every((kind, at) => fits(kind, fields[at] as string)) && filled.every(at => fields[at] !== '')

const keptOf = (fields: readonly string[], { wanted_at }: FileColumns): string =>
  wanted_at.map(at => fields[at]).join('\t')

/** One column was torn into several: at each column, it and its neighbours become one. */
function* mergedOnce(fields: readonly string[], surplus: number): Iterable<Candidate> {
  for (let at = 0; at + surplus < fields.length; at++)
    yield { fields: merged(fields, at, surplus), loses: false }
}

/** Two free texts were torn. */
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

/** A row of the right length that slipped: to the right and lost its end, or to the left and was filled up. */
function* shifted(fields: readonly string[], { kinds, wanted_at }: FileColumns): Iterable<Candidate> {
  const count = kinds.length
  const isKept = (from: number, to: number): boolean => wanted_at.some(at => at >= from && at < to)
  for (let by = 1; by <= furthestShift && by < count; by++) {
    const blanks = new Array<string>(by).fill('')
    const loses = isKept(count - by, count)
    for (const torn of mergedOnce([...fields, ...blanks], by)) yield { ...torn, loses }
    if (fields.slice(count - by).some(field => field !== '')) continue
    for (let at = 0; at < count; at++)
      yield {
        fields: [...fields.slice(0, at), ...blanks, ...fields.slice(at, count - by)],
        loses: isKept(at, at + by)
      }
  }
}

/** Blank columns at the end are sometimes not written; but a row that ends before those never blank was cut. */
function* padded(fields: readonly string[], { kinds, filled }: FileColumns): Iterable<Candidate> {
  if (filled.some(at => at >= fields.length)) return
  const blanks = new Array<string>(kinds.length - fields.length).fill('')
  yield { fields: [...fields, ...blanks], loses: false }
}
