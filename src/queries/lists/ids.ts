import type { ReleaseEntry } from '../../snapshot/card.ts'
import { alternatives, inOneText, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { type IdOwner, idPrefix, madeUpId } from '../../vocabulary/records/record-id.ts'

/** A record's public id. In both stores ids are whole numbers. */
export const recordId = (owner: IdOwner, id: WholeNumber): string => `${idPrefix(owner)}${id}`

/** The same for an id that may be null. */
export const recordIdOrNull = (owner: IdOwner, id: WholeNumber | null): string | null =>
  id === null ? null : recordId(owner, id)

/** A whole number as the driver gives it: text where a number cannot hold it. */
export type WholeNumber = bigint | number | string

export interface ReadId {
  source: string
  /** Only in ids that are valid inside one release. */
  release?: string
  /** Whether the id is of a made-up record; undefined where the release says it. */
  synthetic?: boolean
  id: bigint
}

const largest = 2n ** 63n - 1n

/** Parses a public id. Throws Problem `not-found` for a text that is no id of a source with a release. */
export function readId(text: string, releases: readonly ReleaseEntry[]): ReadId {
  const [prefix, ...rest] = text.split(':')
  const about = releases.find(each => each.about.id_prefix === prefix)?.about
  const parts = about?.ids_hold === 'inside_release' ? 2 : 1
  const last = rest.at(-1) ?? ''
  const synthetic = parts === 1 && last.startsWith(madeUpId)
  const number = synthetic ? last.slice(madeUpId.length) : last
  if (!about || rest.length !== parts || !/^(0|-?[1-9]\d{0,18})$/.test(number))
    throw noSuchRecord(text, prefixHint(text, releases))
  const id = BigInt(number)
  if (id > largest || id < -largest) throw noSuchRecord(text)
  return parts === 2
    ? { source: about.id, release: String(rest[0]), id }
    : { source: about.id, synthetic, id }
}

/** A hint for a number alone, which does not name its source. */
function prefixHint(text: string, releases: readonly ReleaseEntry[]): Translated[] {
  if (!/^\d{1,19}$/.test(text)) return []
  const records = releases.filter(({ tables }) => tables.cases ?? tables.decisions ?? tables.returns)
  const forms = [...new Set(records.map(release => recordId(release, text)))].slice(0, 5)
  return forms.length === 0 ? [] : [said('id_names_source', { forms: alternatives(forms) })]
}

/** The problem for an id without a record. */
export const noSuchRecord = (text: string, more: readonly Translated[] = []): Problem =>
  new Problem('not-found', inOneText([said('no_such_record', { id: text.slice(0, 200) }), ...more]))
