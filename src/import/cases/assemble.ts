import type { AssembleOrder, AssemblerSays } from './assemble-worker.ts'
import { type Assembly, type Bucket, bucketMaker } from './bucket.ts'
import { openSpilled, type Spilled, spilledBytes } from './spill.ts'
import { errorOf, type LayoutName, startThread, threadsFor, together } from './threads.ts'

/** Spilled parts of cases to assemble, and the receiver of the buckets. */
export interface Assembling extends Assembly {
  spilled: readonly Spilled[]
  buckets: number
  /** Receives the buckets in order, one at a time. If it throws, assembling ends with that error. */
  onBucket(bucket: Bucket, index: number): Promise<void>
}

const program = new URL('./assemble-worker.js', import.meta.url)

/** Assembles the cases of all buckets, in threads where that is faster. The result is the same without threads. */
export async function assembleBuckets(assembling: Assembling): Promise<void> {
  const { layout, spilled, buckets } = assembling
  const found = threadsFor(layout, { bytes: spilledBytes(spilled), pieces: buckets })
  if (found === undefined) await assembleHere(assembling)
  else await assembleInThreads(assembling, found.name, found.threads)
}

async function assembleHere(assembling: Assembling): Promise<void> {
  const { spilled, buckets, onBucket } = assembling
  const bucketOf = bucketMaker(assembling)
  const parts = await openSpilled(spilled)
  try {
    for (let index = 0; index < buckets; index++) await onBucket(bucketOf(await parts.bucket(index)), index)
  } finally {
    await parts.close()
  }
}

/**
 * Each thread makes one bucket after another, and begins the next while the finished one waits for its turn in
 * `onBucket`: at most two buckets a thread are in memory.
 */
export async function assembleInThreads(
  assembling: Assembling,
  name: LayoutName,
  threads: number
): Promise<void> {
  const { buckets, onBucket } = assembling
  const turns = turnsOf(buckets)
  let begun = 0
  await together(threads, async stop => {
    const thread = threadFor(assembling, name, stop)
    stop.addEventListener('abort', turns.end)
    const next = () => (begun < buckets ? { index: begun, made: thread.make(begun++) } : undefined)
    try {
      for (let now = next(); now; ) {
        const made = await now.made
        const after = next()
        // If this bucket fails, the next is never awaited: this handler prevents an unhandled rejection.
        after?.made.catch(() => {})
        await turns.until(now.index)
        await onBucket(made, now.index)
        turns.done(now.index)
        now = after
      }
    } finally {
      await thread.end()
    }
  })
}

/** The turns of the buckets: `until` resolves when the bucket before is done, and rejects once `end` is called. */
function turnsOf(buckets: number): {
  until(index: number): Promise<void>
  done(index: number): void
  end(): void
} {
  const go: (() => void)[] = []
  let end = () => {}
  const stopped = new Promise<never>((_, reject) => {
    end = () => reject(new Error('another thread failed'))
  })
  stopped.catch(() => {})
  const turns = Array.from({ length: buckets }, (_, index) =>
    index === 0
      ? Promise.resolve()
      : new Promise<void>(resolve => {
          go[index] = resolve
        })
  )
  return {
    until: async index => {
      await Promise.race([turns[index], stopped])
    },
    done: index => go[index + 1]?.(),
    end
  }
}

interface Thread {
  make(index: number): Promise<Bucket>
  end(): Promise<void>
}

function threadFor(
  { spilled, released_on, absent, writing, removed }: Assembling,
  name: LayoutName,
  stop: AbortSignal
): Thread {
  const order: AssembleOrder = { name, spilled, released_on, absent, writing, removed }
  const worker = startThread(program, order)
  let waiting: { resolve(bucket: Bucket): void; reject(error: unknown): void } | undefined
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    waiting?.reject(failure)
  }
  worker.on('error', fail)
  worker.on('exit', code => fail(new Error(`an assembling thread ended with ${code}`)))
  stop.addEventListener('abort', () => fail(new Error('another thread failed')))
  worker.on('message', (says: AssemblerSays) => {
    if ('failed' in says) fail(errorOf(says.failed))
    else waiting?.resolve(says.bucket)
  })
  return {
    make: index =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        if (failure === undefined) worker.postMessage(index)
        else reject(failure)
      }),
    end: async () => {
      await worker.terminate()
    }
  }
}
