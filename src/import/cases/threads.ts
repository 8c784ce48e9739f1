import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { ReadingError, type ReadingErrorCode } from '../../reading/reading-error.ts'
import { sourceRegistry } from '../../sources/registry.ts'
import type { CaseLayout } from '../../sources/source.ts'

/** The name of a layout. A layout cannot be sent to a thread, which finds it again by this name. */
export interface LayoutName {
  source: string
  layout: string
}

/** An error in a form that a thread can send. */
export interface Failed {
  message: string
  code?: ReadingErrorCode
  file?: string | undefined
  line?: number | undefined
}

/** Whether this is built code: a thread runs JavaScript, not TypeScript. */
const isBuilt = import.meta.url.endsWith('.js')
/** Below this many bytes, starting threads takes longer than the work. */
const worthThreads = 64 * 1024 * 1024
const mostThreads = 3

/**
 * How many threads to use for `pieces` of work of so many `bytes` together. Undefined where threads would not be
 * faster, the code is not built, or no registered source has the layout.
 */
export function threadsFor(
  layout: CaseLayout,
  { bytes, pieces }: { bytes: number; pieces: number }
): { name: LayoutName; threads: number } | undefined {
  const source = sourceRegistry.find(({ case_layouts = [] }) => case_layouts.includes(layout))
  const threads = Math.min(pieces, availableParallelism(), mostThreads)
  if (source === undefined || !isBuilt || threads < 2 || bytes < worthThreads) return undefined
  return { name: { source: source.about.id, layout: layout.id }, threads }
}

/**
 * Starts a thread that compiles its functions itself. With Node.js 20 the whole process aborts
 * (`GetForegroundTaskRunner: Assertion failed`) where a thread ends while V8 still compiles one of its functions in the
 * background: about 1 in 200 threads that end soon after their start, on a busy machine. V8 reads the flag when a
 * thread starts, so that what runs already keeps its background compiler.
 */
export function startThread(program: URL, workerData: unknown): Worker {
  setFlagsFromString('--no-concurrent-recompilation')
  return new Worker(program, { workerData })
}

export function layoutNamed({ source, layout: id }: LayoutName): CaseLayout {
  const layouts = sourceRegistry.find(({ about }) => about.id === source)?.case_layouts
  const layout = layouts?.find(each => each.id === id)
  if (!layout) throw new Error(`there is no layout ${id} of ${source}`)
  return layout
}

/** Runs `work` as often at once as `threads` says. The first error stops the others and is thrown. */
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

/** The error that a thread sent, as it was thrown there. */
export function errorOf({ code, message, file, line }: Failed): Error {
  if (code === undefined) return new Error(message)
  return Object.assign(new ReadingError(code, message), { file, line })
}
