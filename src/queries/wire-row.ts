import type { ReleaseEntry } from '../snapshot/card.ts'
import { presences } from '../vocabulary/records/field.ts'
import { wireFields } from '../vocabulary/records/record.ts'
import type { StoredField, WireRecord } from '../vocabulary/records/types.ts'
import type { Grain } from '../vocabulary/unit.ts'
import { toPrecision } from './lists/filters.ts'
import { recordIdOrNull, type WholeNumber } from './lists/ids.ts'

/** A row of a record's table as the driver gives it: whole numbers above 2^53 are text. */
type KeptRow<G extends Grain> = { [F in StoredField<G>]: unknown }

/**
 * A function from a row of a record's table to its form on the wire: the fields of the catalogue in their order, ids
 * with the prefix of their source, days to their precision, and the release.
 */
export function wireRow<G extends Grain>(
  grain: G
): (kept: KeptRow<G>, release: ReleaseEntry) => WireRecord<G> {
  const fields = wireFields(grain)
  const stored = fields.filter(({ presence }) => presences[presence].column !== 'none')
  const ids = stored.filter(({ type }) => type === 'id').map(({ name }) => name)
  const columns = stored.filter(({ type }) => type !== 'id').map(({ name }) => name)
  const days = stored.flatMap(({ name, precision }) => (precision === undefined ? [] : [{ name, precision }]))
  // A copy of a parsed JSON object is faster to fill and to write than an object that grows field by field.
  const empty: Record<string, unknown> = JSON.parse(
    JSON.stringify(Object.fromEntries(fields.map(({ name, constant = null }) => [name, constant])))
  )
  return (row, release) => {
    const kept: Record<string, unknown> = row
    const made = { ...empty }
    for (const name of columns) made[name] = kept[name]
    for (const name of ids) made[name] = recordIdOrNull(release, kept[name] as WholeNumber | null)
    for (const { name, precision } of days)
      made[name] = toPrecision(kept[name] as string | null, kept[precision] as string | null)
    made.source = release.source
    made.release = release.release
    made.synthetic = release.synthetic
    return made as WireRecord<G>
  }
}
