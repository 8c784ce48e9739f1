import type { Phase } from '../../import/report.ts'

/** The user stopped a command before anything was published. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** In these phases the release is published already, so the import is not stopped any more. */
const tooLate: readonly Phase[] = ['retire', 'downloads', 'done']

/**
 * Ends an import in good order on Ctrl-C: the next call of `check` throws Interrupted, so that what was made is
 * removed and the embedded database stopped. A second Ctrl-C ends the process at once; the next import cleans up.
 */
export function stopOnSignal(): { check(phase: Phase): void; off(): void } {
  let isStopping = false
  const note = () => {
    isStopping = true
    off()
  }
  const off = () => {
    for (const signal of signals) process.off(signal, note)
  }
  for (const signal of signals) process.on(signal, note)
  return {
    check(phase) {
      if (isStopping && !tooLate.includes(phase))
        throw new Interrupted('Stopped before anything was published; nothing was changed.')
    },
    off
  }
}
