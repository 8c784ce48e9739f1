/** The program of a thread that assembles buckets of cases (assemble.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { type Assembly, type Bucket, bucketMaker } from './bucket.ts'
import { openSpilled, type Spilled } from './spill.ts'
import { type Failed, failedOf, type LayoutName, layoutNamed } from './threads.ts'

/** The start data of a thread, which can be sent to it. The numbers of buckets follow as messages, one by one. */
export interface AssembleOrder extends Omit<Assembly, 'layout'> {
  name: LayoutName
  spilled: readonly Spilled[]
}

/** A message of a thread. */
export type AssemblerSays = { bucket: Bucket } | { failed: Failed }

const { name, spilled, ...how } = workerData as AssembleOrder
const bucketOf = bucketMaker({ ...how, layout: layoutNamed(name) })
const parts = openSpilled(spilled)

parentPort?.on('message', async (index: number) => {
  try {
    const bucket = bucketOf(await (await parts).bucket(index))
    // The rows are transferred, not copied.
    parentPort?.postMessage({ bucket } satisfies AssemblerSays, [bucket.rows.bytes.buffer])
  } catch (error) {
    parentPort?.postMessage({ failed: failedOf(error) } satisfies AssemblerSays)
  }
})
