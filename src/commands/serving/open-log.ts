import { destination } from 'pino'

/** Bytes that are gathered before they are written, and the milliseconds after which they are written anyway. */
const buffer = { minLength: 4096, periodicFlush: 1000 }

interface LogStream {
  write(line: string): void
  /** Writes what is still gathered. */
  end(): void
}

/**
 * Where the service logs: readable lines on a terminal, where `pino-pretty` is installed, else lines of JSON on
 * standard output, some at a time.
 */
export async function openLog(): Promise<LogStream> {
  const pretty = process.stdout.isTTY ? await import('pino-pretty').catch(() => undefined) : undefined
  if (pretty) return pretty.default({ sync: true })
  const stream = destination({ dest: 1, sync: false, ...buffer })
  return { write: line => stream.write(line), end: () => stream.flushSync() }
}
