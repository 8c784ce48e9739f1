import { createHmac, randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'
import { madeUpId } from '../../../vocabulary/records/record-id.ts'
import type { Grain } from '../../../vocabulary/unit.ts'

/**
 * The removal list of a source, as an import needs it. Plain, so that it can be sent to a thread. It tells no id: `key` and
 * `hashes` are in hexadecimal.
 */
export interface RemovalList {
  source: string
  synthetic: boolean
  key: string
  hashes: readonly string[]
}

/** A record as the list names it. */
export interface ListedRecord {
  grain: Exclude<Grain, 'count'>
  id: string
}

/** The text of a record that is hashed, beside its source: a made-up record is another than that of the same number. */
export const listedAs = ({ grain, id }: ListedRecord, synthetic: boolean): string =>
  `${grain} ${synthetic ? madeUpId : ''}${id}`

/** HMAC-SHA-256 of a record, as `is_removed` in the database computes it. */
export const hashOfRecord = (
  { source, synthetic, key }: Pick<RemovalList, 'source' | 'synthetic' | 'key'>,
  record: ListedRecord
): string =>
  createHmac('sha256', Buffer.from(key, 'hex'))
    .update(`${source}\n${listedAs(record, synthetic)}`)
    .digest('hex')

/** Whether a case is on the list; undefined where the list is empty, so that nothing is hashed. */
export function caseFinder(list: RemovalList | undefined): ((case_id: string) => boolean) | undefined {
  if (list === undefined || list.hashes.length === 0) return undefined
  const hashes = new Set(list.hashes)
  return id => hashes.has(hashOfRecord(list, { grain: 'case', id }))
}

/**
 * Whether a raw text holds the number of a removed case anywhere; undefined where the list is empty. The raw text of such a
 * rejected row is not kept.
 */
export function rawFinder(list: RemovalList | undefined): ((raw: string) => boolean) | undefined {
  const isRemoved = caseFinder(list)
  if (isRemoved === undefined) return undefined
  // A number as it is written, and without leading zeros.
  return raw => (raw.match(/\d{1,19}/g) ?? []).some(number => isRemoved(number.replace(/^0+(?=\d)/, '')))
}

const blockBytes = 64
const innerByte = 0x36
const outerByte = 0x5c

const masked = (bytes: Buffer, mask: number): Buffer => Buffer.from(bytes.map(byte => byte ^ mask))

/** The removal list of a source; undefined where nothing was ever removed. */
export async function readRemovalList(
  client: ClientBase,
  source: string,
  synthetic: boolean
): Promise<RemovalList | undefined> {
  const { rows } = await client.query<{ inner_pad: Buffer }>('select inner_pad from removal_key')
  if (rows[0] === undefined) return undefined
  const listed = await client.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from removed_records where source = $1 order by hash`,
    [source]
  )
  return {
    ...{ source, synthetic, key: masked(rows[0].inner_pad, innerByte).toString('hex') },
    hashes: listed.rows.map(({ hash }) => hash)
  }
}

/** Makes the key where there is none yet. */
export async function ensureKey(client: ClientBase): Promise<void> {
  const key = randomBytes(blockBytes)
  await client.query(
    'insert into removal_key (inner_pad, outer_pad) values ($1, $2) on conflict do nothing',
    [masked(key, innerByte), masked(key, outerByte)]
  )
}

/** Puts records on the list. */
export async function putOnList(
  client: ClientBase,
  list: RemovalList,
  records: readonly ListedRecord[]
): Promise<void> {
  await client.query(
    `insert into removed_records (source, hash) select $1, decode(h, 'hex') from unnest($2::text[]) h
     on conflict do nothing`,
    [list.source, records.map(record => hashOfRecord(list, record))]
  )
}
