import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { SetFiles } from '../release-set.ts'
import { quoted } from '../sql/literals.ts'

const memoryLimit = '96MB'

/** Where results are streamed from. */
export interface Streaming {
  connect(): Promise<DuckDBConnection>
  close(): void
}

/**
 * The same files in an instance of their own with one thread: with several, DuckDB does not keep the order of what it streams. Its
 * memory is no part of that of statistics. It is opened when it is first asked for.
 */
export function openStreaming({ files, spillFolder }: Pick<SetFiles, 'files' | 'spillFolder'>): Streaming {
  const open = async (): Promise<DuckDBInstance> => {
    const instance = await DuckDBInstance.create(':memory:', {
      ...{ memory_limit: memoryLimit, threads: '1', temp_directory: `${spillFolder}-lists` }
    })
    try {
      const connection = await instance.connect()
      for (const [release_id, file] of files)
        await connection.run(`attach ${quoted(file)} as r${release_id} (read_only)`)
      await connection.run('set enable_external_access = false; set lock_configuration = true')
      connection.closeSync()
      return instance
    } catch (error) {
      instance.closeSync()
      throw error
    }
  }
  let opened: Promise<DuckDBInstance> | undefined
  return {
    async connect() {
      opened ??= open().catch(error => {
        opened = undefined
        throw error
      })
      return (await opened).connect()
    },
    close() {
      opened?.then(
        instance => instance.closeSync(),
        () => {}
      )
    }
  }
}
