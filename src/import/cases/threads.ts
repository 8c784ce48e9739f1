import { availableParallelism } from 'node:os'
import { ReadingError, type ReadingErrorCode } from '../../reading/reading-error.ts'
import { sourceRegistry } from '../../sources/registry.ts'
import type { CaseLayout } from '../../sources/source.ts'

/** A layout as a thread is told it: it cannot be sent, and is found again by its name. */
export interface LayoutName {
  source: string
  layout: string
}

/** An error as a thread tells it. */
export interface Failed {
  message: string
  code?: ReadingErrorCode
  file?: string | undefined
  line?: number | undefined
}

/** A thread runs what is built: it knows no TypeScript. */
const isBuilt = import.meta.url.endsWith('.js')
/** Less than this is done sooner than threads are started. */
const worthThreads = 64 * 1024 * 1024
const mostThreads = 3

/** How many threads do so many pieces of work sooner than this one alone; none where they could not find the layout. */
export function threadsFor(
  layout: CaseLayout,
  { bytes, pieces }: { bytes: number; pieces: number }
): { name: LayoutName; threads: number } | undefined {
  const source = sourceRegistry.find(({ case_layouts = [] }) => case_layouts.includes(layout))
  const threads = Math.min(pieces, availableParallelism(), mostThreads)
  if (source === undefined || !isBuilt || threads < 2 || bytes < worthThreads) return undefined
  return { name: { source: source.about.id, layout: layout.id }, threads }
}

export function layoutNamed({ source, layout: id }: LayoutName): CaseLayout {
  const layouts = sourceRegistry.find(({ about }) => about.id === source)?.case_layouts
  const layout = layouts?.find(each => each.id === id)
  if (!layout) throw new Error(`there is no layout ${id} of ${source}`)
  return layout
}

/** Runs so much work at once. What fails first says why; the rest is told to stop because of it. */
export async function together(threads: number, work: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController()
  let reason: unknown
  const ended = (error: unknown) => {
    reason ??= error
    stop.abort()
  }
  await Promise.all(Array.from({ length: threads }, () => work(stop.signal).catch(ended)))
  if (reason !== undefined) throw reason
}

export const failedOf = (error: unknown): Failed => ({
  message: error instanceof Error ? error.message : String(error),
  ...(error instanceof ReadingError && { code: error.code, file: error.file, line: error.line })
})

/** An error of a thread as it would have been thrown here. */
export function errorOf({ code, message, file, line }: Failed): Error {
  if (code === undefined) return new Error(message)
  return Object.assign(new ReadingError(code, message), { file, line })
}
