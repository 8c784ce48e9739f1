import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Written } from '../../formats/format.ts'
import { makeAsker, type QueueLane } from '../../snapshot/admission/asker.ts'
import { makeConsidering } from '../../snapshot/considered.ts'
import { type OpenSet, openSet } from '../../snapshot/open.ts'
import type { SetFiles } from '../../snapshot/release-set.ts'
import type { Records } from '../clients/record-turns.ts'
import type { EndpointOf } from '../endpoint-definition.ts'
import { writeAnswer } from '../writing.ts'
import {
  type AnswerJob,
  type AnswersWith,
  errorSent,
  type FromAnswerer,
  sentError,
  type ToAnswerer
} from './messages.ts'

/** Nothing that is made here is read from the database. */
const noRecords: Records = new Proxy({} as Records, {
  get() {
    throw new Error('an answerer has no database')
  }
})

/** Bytes of a piece that are sent at once, at most: the other side reads it between two other things. */
const largestPiece = 256 * 1024

/**
 * Makes answers in this process, as it is told to by the one that started it. `endpoints`: by their operations. Returns what is
 * to be called with each message.
 */
export function answerJobs(
  endpoints: ReadonlyMap<string, EndpointOf>,
  send: (message: FromAnswerer) => void
): (message: ToAnswerer) => void {
  const considering = makeConsidering()
  const turns = new Map<number, { begin(): void; refuse(error: Error): void }>()
  let answersWith: AnswersWith = { build: '', settings: {} }
  let told: SetFiles | undefined
  let open: OpenSet | undefined
  let turnsWanted = 0

  /** A query here has its turn when it has one in the queue of the other process. */
  async function inTurn<T>({ lane }: { lane: QueueLane }, task: () => Promise<T>): Promise<T> {
    const wanted = turnsWanted++
    await new Promise<void>((begin, refuse) => {
      turns.set(wanted, { begin, refuse })
      send({ is: 'turn_wanted', turn: wanted, lane })
    })
    turns.delete(wanted)
    const began = performance.now()
    try {
      return await task()
    } finally {
      asker.spent += performance.now() - began
      send({ is: 'turn_over', turn: wanted })
    }
  }
  let asker = makeAsker('')

  async function opened(): Promise<OpenSet> {
    if (told === undefined) throw new Error('no release set was told')
    if (open?.version === told.version) return open
    open?.close()
    open = undefined
    const spillFolder = path.join(path.dirname(told.spillFolder), `work-${process.pid}-spill`)
    open = await openSet({ ...told, spillFolder, queue: { run: inTurn } })
    return open
  }

  async function make({ operation, asked, format: id, milliseconds, rows_left }: AnswerJob): Promise<void> {
    const endpoint = endpoints.get(operation)
    const format = [...(endpoint?.formats ?? [])].find(each => each.id === id)
    if (!endpoint || !format) throw new Error(`there is no ${operation} in ${id}`)
    asker = makeAsker('', milliseconds)
    asker.rows_left = rows_left
    const whole = (await opened()).askedBy(asker)
    const { releases, known } = considering(whole, endpoint.considers?.(asked as never, whole))
    const set = { ...whole, releases, ...(whole.known && { known: known ?? [] }) }
    const { headers, body } = await writeAnswer(endpoint, {
      ...{ set, asked, format, records: noRecords, ...answersWith },
      onMade: () => {
        asker.until = Number.POSITIVE_INFINITY
      }
    })
    const is_whole = typeof body === 'string' || Buffer.isBuffer(body)
    send({ is: 'made', headers, is_whole })
    for await (const piece of piecesOf(body)) {
      for (let at = 0; at < piece.byteLength; at += largestPiece)
        send({ is: 'piece', bytes: piece.subarray(at, at + largestPiece) })
      // So that what is written is also sent.
      await turn()
    }
    send({ is: 'end' })
  }

  return message => {
    switch (message.is) {
      case 'start':
        answersWith = message.with
        send({ is: 'ready' })
        break
      case 'set':
        told = message.set
        break
      case 'turn':
        turns.get(message.turn)?.begin()
        break
      case 'no_turn':
        turns.get(message.turn)?.refuse(errorSent(message.error))
        break
      case 'job':
        make(message.job).catch(error => send({ is: 'failed', error: sentError(error) }))
    }
  }
}

async function* piecesOf(body: Written): AsyncGenerator<Buffer> {
  if (typeof body === 'string' || Buffer.isBuffer(body)) yield Buffer.from(body)
  else for await (const piece of body) yield Buffer.from(piece)
}
