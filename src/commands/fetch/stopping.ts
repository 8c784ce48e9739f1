const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Gives a signal on Ctrl-C or another request to end. `off` leaves the next request to whoever listens then. */
export function abortOnRequest(): { signal: AbortSignal; off(): void } {
  const asked = new AbortController()
  const note = () => {
    off()
    asked.abort()
  }
  const off = () => {
    for (const request of requests) process.off(request, note)
  }
  for (const request of requests) process.on(request, note)
  return { signal: asked.signal, off }
}
