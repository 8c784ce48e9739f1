import closeWithGrace from 'close-with-grace'

const patience = 20_000
// npm passes on a Ctrl-C that the terminal has sent to this process too: the second one must not cut closing short.
const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Closes once and then ends the process: on Ctrl-C or another request to end (exit code 0), or on an error
 * that nobody caught (exit code 1). Closing that hangs is cut off after 20 s. Returns a function that removes the
 * listeners.
 */
export function closeWhenStopped(close: () => Promise<void>, log: (line: string) => void): () => void {
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
  const stop = () => {
    if (!isClosing) grace.close()
    isClosing = true
  }
  for (const request of requests) process.on(request, stop)
  return () => {
    grace.uninstall()
    for (const request of requests) process.off(request, stop)
  }
}
