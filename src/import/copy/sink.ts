import path from 'node:path'
import type { Database } from '../../database/connect.ts'
import type { SnapshotTable } from '../../snapshot/card.ts'
import type { Copies } from '../../snapshot/write.ts'
import type { Fact } from '../../vocabulary/fact.ts'
import { type MadeRows, partOf, type Writing } from '../cases/row-parts.ts'
import { type CopyInto, copyInto } from './copy-into.ts'
import { copyLine, putPlain } from './copy-text.ts'
import { createDetached, detachedName } from './detached.ts'
import { columnNames, factTable, factWriter } from './rows.ts'

const copyRejections = 'copy rejections (release_id, source_table, line, reason, raw, readable) from stdin'

/** Where facts and rejected rows go. */
export interface Sink {
  write(fact: Fact): Promise<void> | undefined
  /** How the rows for `take` have to be written. */
  writing: Writing
  /** Takes rows that were made elsewhere. The caller must not use their bytes afterwards. */
  take(rows: MadeRows): Promise<void>
  /** A rejected row: source_table, line, reason, raw text, and as JSON what could be read of it, where known. */
  reject(row: string[]): Promise<void> | undefined
  commit(): Promise<void>
  abort(): Promise<void>
  /** For each table the files with the same bytes as COPY got. A table with an escaped text is left out. */
  copies(): Copies
}

/**
 * The release's own tables, unattached, so that no reader sees them. A table is made when its first fact comes, and
 * filled in the same transaction, which lets PostgreSQL write its rows as already settled (FREEZE). With a folder,
 * the same rows go into files there too. Columns of `untold` are left to their defaults.
 */
export function detachedTables(
  database: Database,
  release_id: number,
  series: string,
  { folder, untold = [] }: { folder?: string | undefined; untold?: readonly string[] | undefined } = {}
): Sink {
  const writing: Writing = { release_id, series, untold, apart: folder !== undefined }
  const writeFact = factWriter(untold)
  const open = new Map<string, CopyInto>()
  const opening = new Map<string, Promise<CopyInto>>()
  const fileOf = (table: SnapshotTable) => (folder === undefined ? undefined : path.join(folder, table))

  // Writers that come while a connection opens wait for the same connection.
  const into = (name: string, ...how: [before: string, copy: string, file?: string]): Promise<CopyInto> => {
    const found =
      opening.get(name) ??
      copyInto(database, ...how).then(made => {
        open.set(name, made)
        return made
      })
    opening.set(name, found)
    return found
  }
  const intoTable = (table: SnapshotTable): Promise<CopyInto> => {
    const names = columnNames(table, untold).join(', ')
    const copy = `copy ${detachedName(table, release_id)} (${names}) from stdin (freeze true)`
    return into(table, createDetached(table, release_id), copy, fileOf(table))
  }
  const takeInto = async (table: SnapshotTable, { bytes, parts }: MadeRows): Promise<void> => {
    const to = open.get(table) ?? (await intoTable(table))
    let at = 0
    for (const each of parts) {
      const begin = at
      at += each.length
      if (each.table !== table) continue
      const part = to.part(each.part)
      if (each.escaped) part.out.escaped = true
      await to.put(part, Buffer.from(bytes.buffer, bytes.byteOffset + begin, each.length))
    }
  }

  return {
    write(fact) {
      const put = (to: CopyInto) => {
        const part = to.part(writing.apart ? partOf(fact) : '')
        writeFact(part.out, fact, release_id, series)
        return to.sent(part)
      }
      const ready = open.get(factTable(fact))
      return ready ? put(ready) : intoTable(factTable(fact)).then(put)
    },
    writing,
    async take(rows) {
      // Each table has its own connection and server process, so they are written in parallel.
      const tables = new Set(rows.parts.map(({ table }) => table))
      await Promise.all([...tables].map(table => takeInto(table, rows)))
    },
    reject(row) {
      const put = (to: CopyInto) => {
        const part = to.part('')
        const [source_table, line, reason, raw, readable] = row
        putPlain(part.out, copyLine([release_id, source_table, line, reason, raw, readable]))
        return to.sent(part)
      }
      const ready = open.get('rejections')
      return ready ? put(ready) : into('rejections', '', copyRejections).then(put)
    },
    async commit() {
      // In parallel: while one waits for the disk, another still takes rows.
      const commits = [...opening.values()].map(async each => (await each).commit())
      for (const each of await Promise.allSettled(commits)) if (each.status === 'rejected') throw each.reason
    },
    async abort() {
      for (const each of await Promise.allSettled(opening.values()))
        if (each.status === 'fulfilled') await each.value.abort()
    },
    copies: () =>
      Object.fromEntries(
        [...open].flatMap(([name, { parts }]) => {
          const table = name as SnapshotTable
          const inOrder = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part)
          const files = inOrder.flatMap(({ file }) => (file ? [String(file.path)] : []))
          return files.length === 0 || inOrder.some(({ out }) => out.escaped)
            ? []
            : [[table, { files, columns: columnNames(table, untold) }]]
        })
      )
  }
}
