import path from 'node:path'
import type { Member } from '../../reading/members.ts'
import type { CaseLayout } from '../../sources/source.ts'
import type { Sink } from '../copy/sink.ts'
import type { RemovalList } from '../publish/removal/removal-list.ts'
import type { LaneOrder, LaneSays } from './gather-worker.ts'
import { type GatheredLane, gatherLane } from './lane.ts'
import { errorOf, type LayoutName, startThread, threadsFor, together } from './threads.ts'

/** The lanes of a release of several tables, and where their parts and rejected rows go. */
export interface Gathering {
  layout: CaseLayout
  lanes: readonly Member[][]
  /** The folder for the parts: one file a lane. */
  folder: string
  buckets: number
  sink: Pick<Sink, 'reject'>
  /** No date can lie after it. */
  released_on: string
  removed?: RemovalList | undefined
  /** Gets the number of rows read of a file since the last call. If it throws, gathering ends with that error. */
  onRows(file: string, rows: number): void
}

const program = new URL('./gather-worker.js', import.meta.url)

/** Reads the lanes of a release, in threads where that is faster and a thread can find the layout. */
export async function gatherLanes(gathering: Gathering): Promise<GatheredLane[]> {
  const { layout, lanes } = gathering
  const bytes = lanes.flat().reduce((sum, { size }) => sum + size, 0)
  const found = threadsFor(layout, { bytes, pieces: lanes.length })
  return found === undefined ? gatherHere(gathering) : gatherInThreads(gathering, found.name, found.threads)
}

const spillOf = (folder: string, lane: number): string => path.join(folder, `parts-${lane}`)

async function gatherHere({
  layout,
  lanes,
  folder,
  buckets,
  sink,
  released_on,
  removed,
  onRows
}: Gathering): Promise<GatheredLane[]> {
  const gathered: GatheredLane[] = []
  for (const [index, files] of lanes.entries()) {
    let waits: Promise<void> | undefined
    gathered.push(
      await gatherLane({
        ...{ layout, files, buckets, released_on, removed, onRows, spill: spillOf(folder, index) },
        reject(row) {
          const wait = sink.reject(row)
          if (wait) waits = waits ? Promise.all([waits, wait]).then(() => {}) : wait
          waits?.catch(() => {})
        },
        settled() {
          const now = waits
          waits = undefined
          return now
        }
      })
    )
    if (waits) await waits
  }
  return gathered
}

/** Reads each lane in a thread of its own, the largest first, as many at once as there are threads. */
export async function gatherInThreads(
  gathering: Gathering,
  name: LayoutName,
  threads: number
): Promise<GatheredLane[]> {
  const { lanes } = gathering
  const gathered: GatheredLane[] = []
  const sizes = lanes.map(files => files.reduce((sum, { size }) => sum + size, 0))
  const waiting = [...lanes.keys()].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0))
  await together(threads, async stop => {
    for (let lane = waiting.shift(); lane !== undefined && !stop.aborted; lane = waiting.shift())
      gathered[lane] = await laneInThread(gathering, name, lane, stop)
  })
  return gathered
}

function laneInThread(
  { lanes, folder, buckets, sink, released_on, removed, onRows }: Gathering,
  name: LayoutName,
  lane: number,
  stop: AbortSignal
): Promise<GatheredLane> {
  const members = (lanes[lane] ?? []).map(({ name, path }) => ({ name, path }))
  const order: LaneOrder = { name, members, buckets, released_on, removed, spill: spillOf(folder, lane) }
  const worker = startThread(program, order)
  return new Promise<GatheredLane>((resolve, reject) => {
    stop.addEventListener('abort', () => reject(new Error('another lane failed')))
    worker.on('error', reject)
    worker.on('exit', code => reject(new Error(`a reading thread ended with ${code}`)))
    const hear = (says: LaneSays) => {
      if ('rows' in says) onRows(says.file, says.rows)
      else if ('failed' in says) reject(errorOf(says.failed))
      else if ('rejected' in says) {
        const waits = says.rejected.flatMap(row => sink.reject(row) ?? [])
        // The thread reads on when the sink has taken its rejected rows.
        Promise.all(waits).then(() => worker.postMessage('noted'), reject)
      } else resolve(says.gathered)
    }
    worker.on('message', says => {
      try {
        hear(says)
      } catch (error) {
        reject(error)
      }
    })
  }).finally(() => worker.terminate())
}
