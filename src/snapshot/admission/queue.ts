import { Overloaded, type Queued } from '../release-set.ts'
import { type Asker, oncePast, type QueueLane } from './asker.ts'
import { type Line, makeLine } from './line.ts'

export interface QueueLimits {
  /** Tasks that run at once. From two on, one is always left to each lane in which something waits. */
  running: number
  /** Requests that may wait to begin, in each lane. */
  waiting: number
  /**
   * Milliseconds that a request may have to expect to wait while a lane is overloaded, and ten times as many in a burst.
   */
  patience: number
  /** Milliseconds that only grow; default: `performance.now`. */
  now?: () => number
}

/** A place that is asked for: whose it is, in which lane, and the instant, which may move on, until which the task may begin. */
export interface QueuePlace {
  readonly asker: Asker
  readonly lane: QueueLane
  readonly until: number
}

export interface Queue {
  /**
   * Runs a task when it is its turn. Throws Overloaded at once where that would be too late, or later where it is, and
   * HungUp where nobody waits for it any more.
   */
  run<T>(place: QueuePlace, task: () => Promise<T>): Promise<T>
  /** Whether the first query of a request would get its turn in time, if it is cheap. */
  admits(asker: Asker): boolean
  /** What runs and waits now, by lane. */
  queued(): readonly Queued[]
}

interface Waiting {
  place: QueuePlace
  begin(): void
  refuse(error: Error): void
}

interface LaneState {
  slots: number
  active: number
  /** Tasks of requests that have begun. They come first, since a request that ends is no work lost. */
  begun: Waiting[]
  line: Line<Waiting>
  /** Milliseconds and requests, of which recent ones count most. */
  cost: { ms: number; requests: number }
  /** Since when somebody has been waiting to begin. */
  waiting_since: number | undefined
}

/**
 * Whether a request has run a query in a lane, or another part of its page has. One that has no deadline any more, because
 * its answer is being sent, has begun in both: it would be cut off.
 */
const hasBegun = ({ asker, lane }: QueuePlace): boolean =>
  wholeOf(asker).begun.has(lane) || (asker.begun.size > 0 && asker.until === Number.POSITIVE_INFINITY)

/** The page of which a request is a part, else itself. */
const wholeOf = (asker: Asker): Asker => asker.page ?? asker

const tooLate = (): Overloaded => new Overloaded('its turn came too late')

/** What remains of an average with each further request: the last twenty or so decide. */
const memory = 0.95

/** A queue with two lanes, in each of which clients take turns. */
export function makeQueue({ running, waiting, patience, now = () => performance.now() }: QueueLimits): Queue {
  const lane = (slots: number): LaneState => ({
    ...{ slots, active: 0, begun: [], line: makeLine(), waiting_since: undefined },
    cost: { ms: 0, requests: 0 }
  })
  const reserved = running > 1 ? 1 : 0
  const lanes: Record<QueueLane, LaneState> = { short: lane(running), costly: lane(running - reserved) }
  const isWaiting = ({ begun, line }: LaneState) => begun.length + line.size() > 0

  function mayBegin(name: QueueLane): boolean {
    const { short, costly } = lanes
    const free = running - short.active - costly.active
    if (name === 'costly') return free > 0 && costly.active < costly.slots
    const left = costly.active === 0 && isWaiting(costly) ? reserved : 0
    return free - left > 0
  }

  /** Whether a request that comes now would have to wait too long in a lane. */
  function isTooLate({ asker, lane: name, until }: QueuePlace): boolean {
    const { slots, begun, line, cost, waiting_since } = lanes[name]
    if (mayBegin(name)) return false
    const ahead = begun.length + line.ahead(asker.client)
    const wait = ((ahead + 1) * cost.ms) / Math.max(1, cost.requests) / slots
    const isBurst = waiting_since === undefined || now() - waiting_since < 2 * patience
    return wait > until - now() || (ahead >= slots && wait > (isBurst ? 10 : 1) * patience)
  }

  function turn(place: QueuePlace): Promise<void> {
    const { asker, lane: name } = place
    const state = lanes[name]
    return new Promise((resolve, reject) => {
      const leaveFor = (error: Error) => {
        leave(mine)
        mine.refuse(error)
      }
      const stopWaiting = oncePast(
        () => place.until,
        () => leaveFor(tooLate()),
        now
      )
      const end = () => {
        stopWaiting()
        stopListening()
      }
      const stopListening = asker.whenGone(leaveFor)
      const mine: Waiting = {
        place,
        begin() {
          end()
          resolve()
        },
        refuse(error) {
          end()
          reject(error)
        }
      }
      if (hasBegun(place)) state.begun.push(mine)
      else {
        state.line.add(asker.client, mine)
        state.waiting_since ??= now()
      }
    })
  }

  function leave(left: Waiting): void {
    const { asker, lane: name } = left.place
    const state = lanes[name]
    state.begun = state.begun.filter(each => each !== left)
    state.line.remove(asker.client, left)
    if (state.line.size() === 0) state.waiting_since = undefined
    advance()
  }

  function nextOf(state: LaneState): Waiting | undefined {
    const next = state.begun.shift() ?? state.line.take()
    if (state.line.size() === 0) state.waiting_since = undefined
    return next
  }

  /** Gives each slot that is free to who is next. A new task cannot come between. */
  function advance(): void {
    for (const name of ['short', 'costly'] as const)
      while (mayBegin(name) && isWaiting(lanes[name])) {
        const next = nextOf(lanes[name])
        if (next === undefined) break
        // A timer is late where the process has much to do.
        if (now() >= next.place.until) next.refuse(tooLate())
        else {
          lanes[name].active++
          next.begin()
        }
      }
  }

  function makeRoom({ asker, lane: name }: QueuePlace): void {
    const { line } = lanes[name]
    if (line.size() < waiting) return
    if (!line.hasLonger(asker.client)) throw new Overloaded(`${waiting} requests wait already`)
    line.pushOut()?.refuse(new Overloaded('others had fewer waiting'))
  }

  function note({ asker, lane: name }: QueuePlace, ms: number, isFirst: boolean): void {
    asker.spent += ms
    const { cost } = lanes[name]
    const kept = isFirst ? memory : 1
    cost.ms = cost.ms * kept + ms
    cost.requests = cost.requests * kept + (isFirst ? 1 : 0)
  }

  return {
    async run(place, task) {
      const state = lanes[place.lane]
      place.asker.throwIfGone()
      if (now() >= place.until) throw new Overloaded('no time is left')
      if (mayBegin(place.lane)) state.active++
      else {
        if (!hasBegun(place)) {
          // The parts of a page are let in together: one that is refused loses the work of all others.
          if (!wholeOf(place.asker).let_in.has(place.lane) && isTooLate(place))
            throw new Overloaded('its turn would come too late')
          makeRoom(place)
          wholeOf(place.asker).let_in.add(place.lane)
        }
        await turn(place)
      }
      const isFirst = !place.asker.begun.has(place.lane)
      for (const { begun } of [place.asker, wholeOf(place.asker)]) begun.add(place.lane)
      const began = now()
      try {
        return await task()
      } finally {
        note(place, now() - began, isFirst)
        state.active--
        advance()
      }
    },
    queued: () =>
      Object.entries(lanes).map(([name, { active, begun, line }]) => ({
        ...{ lane: name, running: active, waiting: begun.length + line.size() }
      })),
    admits(asker) {
      const place = { asker, lane: 'short' as const, until: asker.until }
      if (hasBegun(place) || wholeOf(asker).let_in.has('short')) return true
      const { line } = lanes.short
      return !isTooLate(place) && (line.size() < waiting || line.hasLonger(asker.client))
    }
  }
}
