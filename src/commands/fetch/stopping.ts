const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A signal that Ctrl-C or another request to end aborts. After `off`, such requests are left to other listeners. */
export function abortOnRequest(): { signal: AbortSignal; off(): void } {
  const controller = new AbortController()
  const note = () => {
    off()
    controller.abort()
  }
  const off = () => {
    for (const request of requests) process.off(request, note)
  }
  for (const request of requests) process.on(request, note)
  return { signal: controller.signal, off }
}
