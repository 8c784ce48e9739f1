import { setTimeout as sleep } from 'node:timers/promises'

/** The time between being told to stop and stopping, in which requests are answered 503. */
export interface Drain {
  /** Aborted when it begins. */
  leaving: AbortSignal
  /** Begins it; resolves after its seconds, or as soon as `cut` is aborted. Where nothing answers yet, at once. */
  run(cut: AbortSignal): Promise<void>
  /** To be called once requests are answered. */
  answers(): void
}

/** A drain of so many seconds; of 0 there is none. */
export function makeDrain(seconds: number, log: (line: string) => void): Drain {
  const begun = new AbortController()
  let isAnswering = false
  return {
    leaving: begun.signal,
    answers() {
      isAnswering = true
    },
    async run(cut) {
      if (seconds === 0 || !isAnswering || cut.aborted) return
      log(`Stops in ${seconds} s; until then it answers 503`)
      begun.abort()
      await sleep(seconds * 1000, undefined, { signal: cut }).catch(() => {})
    }
  }
}
