/** The program of a thread that reads one lane of a release (gather.ts). */
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { type Member, openMembers } from '../../reading/members.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { RemovalList } from '../publish/removal/removal-list.ts'
import { type GatheredLane, gatherLane } from './lane.ts'
import { type Failed, failedOf, type LayoutName, layoutNamed } from './threads.ts'

/** The start data of a thread. Layout and files cannot be sent: the thread finds them again by their names. */
export interface LaneOrder {
  name: LayoutName
  members: { name: string; path: string }[]
  buckets: number
  released_on: string
  removed: RemovalList | undefined
  spill: string
}

/** A message of a thread. */
export type LaneSays =
  | { rows: number; file: string }
  | { rejected: string[][] }
  | { gathered: GatheredLane }
  | { failed: Failed }

/** Rejected rows in one message. */
const batchRows = 500
/** Reading waits while more messages with rejected rows than this are unacknowledged. */
const mostUntaken = 4

const say = (says: LaneSays): void => parentPort?.postMessage(says)

await gatherAsOrdered(workerData as LaneOrder).catch(error => say({ failed: failedOf(error) }))

async function gatherAsOrdered({ name, members, spill, ...how }: LaneOrder): Promise<void> {
  const layout = layoutNamed(name)
  const found = await Promise.all(members.map(memberAt))
  const files = members.map(({ name }, i) => ({ name, open: () => (found[i] as Member).open() }))
  let rejected: string[][] = []
  let untaken = 0
  let go: (() => void) | undefined
  parentPort?.on('message', () => {
    untaken--
    go?.()
  })
  const flush = () => {
    if (rejected.length === 0) return
    say({ rejected })
    untaken++
    rejected = []
  }
  /** Waits until at most `most` messages are unacknowledged. */
  const until = async (most: number) => {
    while (untaken > most)
      await new Promise<void>(resolve => {
        go = resolve
      })
  }
  const gathered = await gatherLane({
    ...{ ...how, layout, files, spill },
    onRows(file, rows) {
      flush()
      say({ file, rows })
    },
    reject(row) {
      if (rejected.push(row) >= batchRows) flush()
    },
    settled: () => (untaken > mostUntaken ? until(mostUntaken) : undefined)
  })
  flush()
  await until(0)
  say({ gathered })
}

/** Finds a member again: an entry of a zip, or a file, whose earlier name included its folder. */
async function memberAt({ name, path: file }: LaneOrder['members'][number]): Promise<Member> {
  for await (const member of openMembers([file]))
    if (member.name === name || member.name === path.basename(name)) return member
  throw new ReadingError('missing', 'is no longer there. Leave the files alone while they are imported.', {
    file: name
  })
}
