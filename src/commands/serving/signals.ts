import type { Phase } from '../../import/report.ts'

/** Asked to stop while nothing was published yet. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** From here on the release is published or about to be: stopping would only leave things half said. */
const tooLate: readonly Phase[] = ['retire', 'done']

/**
 * Ends an import in good order on Ctrl-C: `check` throws Interrupted at the next chance, so that what was made is
 * removed and the embedded database stopped. A second Ctrl-C ends the process at once; the next import cleans up.
 */
export function stopOnSignal(): { check(phase: Phase): void; off(): void } {
  let asked = false
  const note = () => {
    asked = true
    off()
  }
  const off = () => {
    for (const signal of signals) process.off(signal, note)
  }
  for (const signal of signals) process.on(signal, note)
  return {
    check(phase) {
      if (asked && !tooLate.includes(phase))
        throw new Interrupted('Stopped before anything was published; nothing was changed.')
    },
    off
  }
}
