import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Hiccup, NotGiven, Unreachable } from '../errors.ts'
import { persist } from '../persist.ts'
import { type Brought, dayAt, type Way } from '../way.ts'
import type { Web } from '../web.ts'
import { type QueuedRequest, requestTable, type TableBytes, TooLarge } from './eurostat-answer.ts'

const api = 'https://ec.europa.eu/eurostat/api/dissemination'
/** The first year of Eurostat's tables of asylum and of returns. */
const first_year = 2008

/** Eurostat's API: whole tables as TSV, each a series. A table that is too large is requested year by year. */
export const eurostat = (tables: Record<string, string>): Way => ({
  urls: {
    table: `${api}/sdmx/2.1/data/`,
    status: `${api}/1.0/async/status/`,
    data: `${api}/1.0/async/data/`
  },
  async offers(_, { table = '', status = '', data = '' }) {
    // No HEAD request: Eurostat makes a response on request, so its headers do not describe an edition.
    const unknownEdition = { etag: null, last_modified: null, bytes: null }
    return Object.entries(tables).map(([series, code]) => {
      const url = `${table}${code}?format=TSV&compressed=true`
      return {
        ...{ ...unknownEdition, series, url, name: `${code}.tsv` },
        async fetch(web, folder, onBytes) {
          const retrieved_on = dayAt(web)
          const into = path.join(folder, code)
          await rm(into, { recursive: true, force: true })
          await mkdir(into, { recursive: true })
          const reportBytes = (have: number) => onBytes({ name: code, have, of: null })
          const paths = await whole(web, { url, into, code, queue: { status, data }, reportBytes })
          return { paths, sha256: null, retrieved_on } satisfies Brought
        }
      }
    })
  }
})

interface Wanted {
  url: string
  into: string
  code: string
  queue: QueuedRequest
  reportBytes: (have: number) => void
}

async function whole(web: Web, wanted: Wanted): Promise<string[]> {
  const file = path.join(wanted.into, `${wanted.code}.tsv`)
  try {
    await saved(web, wanted.url, wanted, file)
    return [file]
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    web.tell(`${error.message} It is asked for year by year.`)
    return byYear(web, wanted)
  }
}

/** One file a year. Years before the first and after the last figure are left out; a gap is an error. */
async function byYear(web: Web, wanted: Wanted): Promise<string[]> {
  const last = new Date(web.clock.now()).getUTCFullYear()
  const paths: string[] = []
  let missing: number | undefined
  for (let year = first_year; year <= last; year++) {
    const file = path.join(wanted.into, `${wanted.code}-${year}.tsv`)
    await saved(web, `${wanted.url}&startPeriod=${year}&endPeriod=${year}`, wanted, file)
    if (!(await hasRows(file))) {
      await rm(file)
      if (paths.length > 0) missing ??= year
      continue
    }
    if (missing !== undefined)
      throw new NotGiven(`Eurostat gave nothing of ${wanted.code} for ${missing}, and something for ${year}.`)
    paths.push(file)
  }
  if (paths.length === 0) throw new NotGiven(`Eurostat gave no figure of ${wanted.code} for any year.`)
  return paths
}

async function saved(web: Web, url: string, { queue, reportBytes }: Wanted, file: string): Promise<void> {
  const part = `${file}.part`
  await persist(web, async () => save(web, await requestTable(web, url, queue), part, reportBytes))
  await rename(part, file)
}

/** Saves a table decompressed, so that the same table has the same bytes however it was sent. */
async function save(
  web: Web,
  table: TableBytes,
  file: string,
  reportBytes: (have: number) => void
): Promise<void> {
  let have = 0
  async function* counted(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of bytes) {
      have += chunk.length
      reportBytes(have)
      yield chunk
    }
  }
  const to = createWriteStream(file)
  try {
    if (table.gzipped) await pipeline(Readable.from(table.bytes), createGunzip(), counted, to)
    else await pipeline(Readable.from(table.bytes), counted, to)
  } catch (error) {
    web.signal.throwIfAborted()
    if (error instanceof Hiccup || (error instanceof Error && 'code' in error && error.code === 'ENOSPC'))
      throw error
    throw cut(error)
  }
  if (!(await endsWithNewline(file))) throw cut(new Error('its last line is cut'))
}

const cut = (error: unknown): Hiccup =>
  new Hiccup(
    new Unreachable(`Eurostat sent a damaged table (${error instanceof Error ? error.message : error}).`)
  )

async function endsWithNewline(file: string): Promise<boolean> {
  const { size } = await stat(file)
  return (await piece(file, size - 1, 1)) === '\n'
}

/** Whether a table has any row below its header. */
async function hasRows(file: string): Promise<boolean> {
  const start = await piece(file, 0, 16_384)
  const header = start.indexOf('\n')
  return header >= 0 && start.slice(header + 1).trim() !== ''
}

async function piece(file: string, at: number, length: number): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
