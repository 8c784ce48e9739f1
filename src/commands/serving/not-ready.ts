import { openingInWords } from '../../snapshot/opening/opening.ts'
import type { Snapshots } from '../../snapshot/release-set.ts'

/** Milliseconds between two lines of the log about a start that takes long. */
const each = 3_000

/** Logs every few seconds what a service that listens is doing until it answers. Returns what ends that. */
export function tellWhileNotReady(
  snapshots: Pick<Snapshots, 'opening'>,
  address: string,
  log: (line: string) => void
): () => void {
  const timer = setInterval(() => {
    const opening = snapshots.opening?.()
    if (opening) log(`Listens at ${address}, not ready yet: ${openingInWords(opening).en}`)
  }, each).unref()
  return () => clearInterval(timer)
}
