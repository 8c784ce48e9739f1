import { destination } from 'pino'

/** Characters that are gathered before they are written, and the milliseconds after which they are written anyway. */
const most = 65_536
const patience = 1000

interface LogStream {
  write(line: string): void
  /** Writes what is still gathered. */
  end(): void
}

/**
 * Where the service logs: readable lines on a terminal, where `pino-pretty` is installed, else lines of JSON on
 * standard output, many at a time.
 */
export async function openLog(): Promise<LogStream> {
  const pretty = process.stdout.isTTY ? await import('pino-pretty').catch(() => undefined) : undefined
  if (pretty) return pretty.default({ sync: true })
  const stream = destination({ dest: 1, sync: false })
  return gathering({ write: text => stream.write(text), end: () => stream.flushSync() })
}

/**
 * Gathers lines and writes many at once: to hand each to the stream costs a request a tenth of its time, since that measures all
 * that it holds at each line. A process that ends writes what is left, whatever ended it but SIGKILL.
 */
export function gathering(stream: LogStream): LogStream {
  let lines: string[] = []
  let length = 0
  const pass = () => {
    if (length === 0) return
    const text = lines.join('')
    lines = []
    length = 0
    stream.write(text)
  }
  const end = () => {
    pass()
    stream.end()
  }
  const timer = setInterval(pass, patience).unref()
  process.once('exit', end)
  return {
    write(line) {
      lines.push(line)
      length += line.length
      if (length >= most) pass()
    },
    end() {
      clearInterval(timer)
      process.off('exit', end)
      end()
    }
  }
}
