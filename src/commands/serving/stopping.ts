import closeWithGrace from 'close-with-grace'

const patience = 20_000
// npm passes on a Ctrl-C that the terminal has sent to this process too: the second one must not cut closing short.
const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Stopping {
  close(): Promise<void>
  /** What goes before closing where SIGTERM ends the process; Ctrl-C aborts `cut`. */
  drain(cut: AbortSignal): Promise<void>
  log(line: string): void
}

/**
 * Closes once and then ends the process: on Ctrl-C or another request to end (exit code 0), or on an error
 * that nobody caught (exit code 1). Closing that hangs is cut off after 20 s. Returns a function that removes the
 * listeners.
 */
export function closeWhenStopped({ close, drain, log }: Stopping): () => void {
  const grace = closeWithGrace(
    {
      delay: patience,
      skip: [...requests],
      logger: { error: (message: unknown) => log(String(message)) }
    },
    async ({ err }) => {
      if (err) log(err.stack ?? err.message)
      await close()
    }
  )
  let isClosing = false
  const cutShort = new AbortController()
  const stop = async (request: NodeJS.Signals) => {
    if (request !== 'SIGTERM') cutShort.abort()
    if (isClosing) return
    isClosing = true
    if (request === 'SIGTERM') await drain(cutShort.signal)
    grace.close()
  }
  for (const request of requests) process.on(request, stop)
  return () => {
    grace.uninstall()
    for (const request of requests) process.off(request, stop)
  }
}
