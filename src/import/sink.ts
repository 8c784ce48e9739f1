import type { Database } from '../database/connect.ts'
import type { SnapshotTable } from '../snapshot/card.ts'
import type { Fact } from '../vocabulary/fact.ts'
import { type CopyInto, copyInto } from './copy-into.ts'
import { copyLine } from './copy-text.ts'
import { createDetached, detachedName } from './detached.ts'
import { columnNames, factLine, tableOf } from './rows.ts'

/** Where facts and rejected rows go. */
export interface Sink {
  write(fact: Fact): Promise<void> | undefined
  /** A rejected row: source_table, line, reason, raw text. */
  reject(row: string[]): Promise<void> | undefined
  commit(): Promise<void>
  abort(): Promise<void>
}

/** For a dry run: everything is made and nothing kept. */
export function nowhere(series: string): Sink {
  return {
    write: fact => {
      factLine(fact, 0, series)
      return undefined
    },
    reject: () => undefined,
    commit: async () => {},
    abort: async () => {}
  }
}

/**
 * The release's own tables, unattached, so that no reader sees them. A table is made when its first fact comes, and
 * filled in the same transaction, which lets PostgreSQL write its rows as already settled (FREEZE).
 */
export function detachedTables(database: Database, release_id: number, series: string): Sink {
  const open = new Map<string, CopyInto>()
  const opening = new Map<string, Promise<CopyInto>>()

  // Several may write before the first is answered: they get the same connection.
  const into = (name: string, before: string, copy: string): Promise<CopyInto> => {
    const found =
      opening.get(name) ??
      copyInto(database, before, copy).then(made => {
        open.set(name, made)
        return made
      })
    opening.set(name, found)
    return found
  }
  const intoTable = (table: SnapshotTable): Promise<CopyInto> => {
    const names = columnNames(table).join(', ')
    const copy = `copy ${detachedName(table, release_id)} (${names}) from stdin (freeze true)`
    return into(table, createDetached(table, release_id), copy)
  }
  const intoRejections = () => into('rejections', '', 'copy rejections from stdin')

  return {
    write(fact) {
      const line = factLine(fact, release_id, series)
      const ready = open.get(tableOf(fact))
      return ready ? ready.write(line) : intoTable(tableOf(fact)).then(made => made.write(line))
    },
    reject(row) {
      const line = copyLine([release_id, ...row])
      const ready = open.get('rejections')
      return ready ? ready.write(line) : intoRejections().then(made => made.write(line))
    },
    async commit() {
      for (const each of opening.values()) await (await each).commit()
      opening.clear()
    },
    async abort() {
      for (const each of await Promise.allSettled(opening.values()))
        if (each.status === 'fulfilled') await each.value.abort()
      opening.clear()
    }
  }
}
