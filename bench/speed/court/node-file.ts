import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { openDatabase } from '../../../src/database/connect.ts'
import type { Finding, Row } from '../row.ts'
import { courtData, ownFolder } from './court.ts'
import type { NodeFile, Order } from './make-node-file.ts'

/** What a release of 12.8 million cases may take. */
const most = { cases: 12_800_000, seconds: 60, megabytes: 700 }

/** The file that a node makes of a release of court tables, from what Postgres keeps of it. */
export const nodeFileRow: Row = {
  id: 'node-file',
  work: 'the statistics file of a node, seconds and resident memory at its highest, of the cases in the release',
  goal: `≤ ${most.seconds} s for ${most.cases / 1e6} million cases, in proportion to the cases of a smaller release; ≤ ${most.megabytes} MB`,
  measure: measured
}

async function measured(rounds: number): Promise<Finding> {
  const { folder, end } = await ownFolder()
  try {
    const dataDir = await courtData(folder)
    const database = await openDatabase({ dataDir })
    try {
      const made: NodeFile[] = []
      for (let round = 0; round < rounds; round++)
        made.push(await inAProcess({ url: database.url, dataDir: path.join(folder, `node-${round}`) }))
      return found(made)
    } finally {
      await database.close()
    }
  } finally {
    await end()
  }
}

/** A node that has just started has nothing else in its memory. */
async function inAProcess(order: Order): Promise<NodeFile> {
  const child = fork(path.join(import.meta.dirname, 'make-node-file.js'), { serialization: 'advanced' })
  child.send(order)
  const [made] = (await once(child, 'message')) as [NodeFile]
  child.disconnect()
  await once(child, 'exit')
  return made
}

function found(made: readonly NodeFile[]): Finding {
  const by = (told: (each: NodeFile) => number) => made.map(told).sort((a, b) => a - b)
  const seconds = by(each => each.seconds)
  const middle = seconds[Math.floor(seconds.length / 2)] ?? Number.NaN
  const megabytes = Math.max(...by(each => each.megabytes))
  const cases = made[0]?.cases ?? 0
  const allowed = Math.max(most.seconds * (cases / most.cases), 1)
  const cpu = by(each => each.cpu_seconds)[Math.floor(made.length / 2)]
  return {
    found: `${middle.toFixed(1)} s (${seconds[0]?.toFixed(1)}–${seconds.at(-1)?.toFixed(1)}), ${megabytes} MB`,
    is_met: middle <= allowed && megabytes <= most.megabytes,
    details: [
      `${cases} cases, for which ${allowed.toFixed(1)} s are allowed; ${cpu?.toFixed(1)} s of processor time; ${Math.round((made[0]?.bytes ?? 0) / 1e6)} MB on disk`,
      ...longest(made.at(-1)?.steps ?? [])
    ]
  }
}

/** The steps that took longest, of those that `materialise` tells: each table copied, each table built, each rollup. */
function longest(ends: readonly number[]): string[] {
  return ends
    .map((end, i) => ({ step: i, took: end - (ends[i - 1] ?? 0) }))
    .sort((a, b) => b.took - a.took)
    .slice(0, 8)
    .map(({ step, took }) => `step ${step} of ${ends.length - 1}: ${took.toFixed(2)} s`)
}
