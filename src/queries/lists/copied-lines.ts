import { getTableName } from 'drizzle-orm'
import pg from 'pg'
import type { Copied, CopyOut } from '../../database/copy-out.ts'
import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CsvLinesAsked } from '../../vocabulary/results/table-lines.ts'
import type { RecordStore } from '../statement.ts'
import { idsFrom } from './in-order.ts'
import type { ListTable, PageQuestion, Place } from './list-table.ts'
import type { WireCells } from './wire-cells.ts'

/** Lines that one COPY writes: as many as are held in memory, and for as long as others wait for their turn. */
const usualPage = 20_000
/** Pages whose ids are found at once: where no rollup has a list in its order, each look for ids reads all of it. */
const pagesOfIds = 10

interface Walk {
  database: RecordStore
  set: Pick<ReleaseSet, 'query'>
  list: ListTable & { cells: WireCells }
  release: ReleaseEntry
  question: PageQuestion
  /** Lines that one COPY writes. */
  page?: number
}

/**
 * The lines of CSV after a place of a list, as Postgres writes them, page after page: in a third of the processor time of rows
 * that become objects first (bench/README.md). The snapshot finds the ids in the order of the list.
 */
export async function* copiedLines(walk: Walk, from: Place, asked: CsvLinesAsked): AsyncGenerator<Buffer> {
  const { set, list, question, page = usualPage } = walk
  for (let after: Place | undefined = from; after; ) {
    const limit = pagesOfIds * page
    const ids: string[] = await idsFrom(set, list, { ...question, after, limit })
    for (let at = 0; at < ids.length; at += page)
      yield withCrLf(await copied(walk, ids.slice(at, at + page), asked))
    after = ids.length < limit ? undefined : await placeOf(walk, String(ids.at(-1)))
  }
}

async function copied(
  { database, list, release }: Walk,
  ids: readonly string[],
  { columns, same, delimiter }: CsvLinesAsked
): Promise<Buffer> {
  const { escapeIdentifier: named, escapeLiteral: literal } = pg
  // COPY takes no parameters: ids are whole numbers, and cells are literals of the catalogue.
  const copy: CopyOut = {
    text: `copy (select ${list.cells(release, columns, same).join(', ')}
      from unnest(${literal(`{${ids.join(',')}}`)}::bigint[]) with ordinality as page (id, place)
      join ${named(getTableName(list.table))} t on t.release_id = ${release.release_id} and t.${named(list.id)} = page.id
      order by page.place) to stdout (format csv, delimiter ${literal(delimiter)})`,
    copies_out: true
  }
  const { rows } = await database.pool.query<Copied>(copy)
  return rows[0]?.bytes ?? Buffer.alloc(0)
}

/** The place of a record in the order of its list. */
async function placeOf({ database, list, release, question }: Walk, id: string): Promise<Place> {
  if (question.by === 'id') return { id }
  const { escapeIdentifier: named } = pg
  const { rows } = await database.pool.query<{ date: string | null }>(
    `select ${named(list.date)} as date from ${named(getTableName(list.table))}
     where release_id = $1 and ${named(list.id)} = $2`,
    [release.release_id, id]
  )
  return { id, date: rows[0]?.date ?? null }
}

const [lineFeed, quote] = [10, 34]
const crLf = Buffer.from('\r\n')

/** Lines of CSV that end with a line feed → with CRLF, as RFC 4180 says; a line feed in quotes stays. */
export function withCrLf(bytes: Buffer): Buffer {
  const pieces: Buffer[] = []
  let isQuoted = false
  let nextQuote = bytes.indexOf(quote)
  let start = 0
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, end + 1)) {
    for (; nextQuote !== -1 && nextQuote < end; nextQuote = bytes.indexOf(quote, nextQuote + 1))
      isQuoted = !isQuoted
    if (isQuoted) continue
    pieces.push(bytes.subarray(start, end), crLf)
    start = end + 1
  }
  return Buffer.concat(pieces)
}
