import type { DuckDBBlobVector, DuckDBDataChunk } from '@duckdb/node-api'

/** Bytes that are handed on at once, at least, but for the last ones of a chunk. */
const batch = 256 * 1024

/** The bytes of a chunk whose first column is a BLOB without null, put together. They are read before the next chunk is fetched. */
export function* byteBatches(chunk: DuckDBDataChunk): Generator<Buffer> {
  const column = chunk.getColumnVector(0) as DuckDBBlobVector
  const rows = chunk.rowCount
  let values: Uint8Array[] = []
  let size = 0
  for (let i = 0; i < rows; i++) {
    const value = column.getItemBytes(i) as Uint8Array
    values.push(value)
    size += value.length
    if (size < batch && i < rows - 1) continue
    yield Buffer.concat(values, size)
    values = []
    size = 0
  }
}
