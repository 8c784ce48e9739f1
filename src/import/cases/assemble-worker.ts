/** The program of a thread that puts buckets of cases together (assemble.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { type Assembly, type Bucket, bucketMaker } from './bucket.ts'
import { openSpilled, type Spilled } from './spill.ts'
import { type Failed, failedOf, type LayoutName, layoutNamed } from './threads.ts'

/** What a thread is told: plain. It then gets the numbers of buckets, one by one. */
export interface AssembleOrder extends Omit<Assembly, 'layout'> {
  name: LayoutName
  spilled: readonly Spilled[]
}

/** What a thread says. */
export type AssemblerSays = { bucket: Bucket } | { failed: Failed }

const { name, spilled, ...how } = workerData as AssembleOrder
const bucketOf = bucketMaker({ ...how, layout: layoutNamed(name) })
const parts = openSpilled(spilled)

parentPort?.on('message', async (index: number) => {
  try {
    const bucket = bucketOf(await (await parts).bucket(index))
    // The rows are given away, not copied.
    parentPort?.postMessage({ bucket } satisfies AssemblerSays, [bucket.rows.bytes.buffer])
  } catch (error) {
    parentPort?.postMessage({ failed: failedOf(error) } satisfies AssemblerSays)
  }
})
