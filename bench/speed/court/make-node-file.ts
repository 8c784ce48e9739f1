/** Makes the statistics file of the largest published release of court tables, and tells what that took. Started by node-file.ts. */
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import pg from 'pg'
import { rollupsOf } from '../../../src/rollups.ts'
import { cacheFolder, materialise } from '../../../src/snapshot/materialise.ts'
import { readPublished } from '../../../src/snapshot/opening/published.ts'
import { cpuOf } from '../../processes.ts'

/** The database, and a folder in which nothing is. */
export interface Order {
  url: string
  dataDir: string
}

export interface NodeFile {
  cases: number
  seconds: number
  cpu_seconds: number
  /** Resident memory of the process at its highest. */
  megabytes: number
  /** Size of the file. */
  bytes: number
  /** Seconds after which each step was done. */
  steps: number[]
}

process.once('message', async ({ url, dataDir }: Order) => {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const { releases } = await readPublished(pool)
  const casesOf = (entry: (typeof releases)[number]) => entry.tables.cases?.rows ?? 0
  const [largest] = [...releases].sort((a, b) => casesOf(b) - casesOf(a))
  if (!largest || casesOf(largest) === 0) throw new Error('no release of court tables is published')
  await mkdir(cacheFolder(dataDir), { recursive: true })
  const steps: number[] = []
  const [began, cpu] = [performance.now(), cpuOf(process.pid)]
  const passed = () => (performance.now() - began) / 1000
  const file = await materialise(pool, largest, dataDir, rollupsOf, () => {
    steps.push(passed())
  })
  const made: NodeFile = {
    cases: casesOf(largest),
    seconds: passed(),
    cpu_seconds: cpuOf(process.pid) - cpu,
    megabytes: Math.round(
      Number(/VmHWM:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]) / 1024
    ),
    bytes: (await stat(file)).size,
    steps
  }
  await pool.end()
  await rm(dataDir, { recursive: true })
  process.send?.(made)
})
