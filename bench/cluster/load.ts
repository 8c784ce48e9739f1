import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Got } from './client.ts'
import { type Asked, questionOf, releaseOf } from './questions.ts'

/** What clients saw during one event. */
export interface Seen {
  event: string
  requests: Record<Asked, number>
  failed: Record<Asked, number>
  /** Statuses and errors of what failed, each with how often. */
  reasons: Map<string, number>
  mixed: number
  /** Seconds since the event began of the first and the last request that failed. */
  first: number | undefined
  last: number | undefined
  /** Seconds until the first answer from each release, and until the last one, of what is not cached. */
  releases: Map<number, { from: number; to: number }>
  slowest: number
  /** Requests that were not sent, since too many were under way. */
  held_back: number
}

export interface Load {
  /** Begins the next event; what is asked from now on is told with it. */
  begin(event: string): Seen
  stop(): Promise<void>
}

const mostUnderWay = 80

const newSeen = (event: string): Seen => ({
  ...{ event, mixed: 0, first: undefined, last: undefined, slowest: 0, held_back: 0 },
  requests: { cached: 0, statistics: 0, records: 0 },
  failed: { cached: 0, statistics: 0, records: 0 },
  ...{ reasons: new Map(), releases: new Map() }
})

/** Asks so many times a second until it is stopped, whatever becomes of the answers. */
export function steadyLoad(client: Client, rate: number): Load {
  let seen = newSeen('')
  let begun = performance.now()
  let [goesOn, n] = [true, 0]
  const pending = new Set<Promise<void>>()

  const ask = async (number: number): Promise<void> => {
    const [told, began] = [seen, begun]
    const question = questionOf(number)
    const asked = performance.now()
    told.requests[question.kind]++
    const got = await client.get(question.path, number)
    told.slowest = Math.max(told.slowest, performance.now() - asked)
    const at = (performance.now() - began) / 1000
    if (got.status !== 200) {
      told.failed[question.kind]++
      const reason = `${question.kind} ${got.error ?? `${got.status}${detailOf(got)}`}`
      told.reasons.set(reason, (told.reasons.get(reason) ?? 0) + 1)
      told.first ??= at
      told.last = at
      return
    }
    const release = releaseOf(got, question)
    if (release === 'mixed') told.mixed++
    else if (release !== undefined && question.kind !== 'cached') {
      const known = told.releases.get(release)
      told.releases.set(release, { from: known?.from ?? at, to: at })
    }
  }

  const done = (async () => {
    const start = performance.now()
    while (goesOn) {
      for (; n < ((performance.now() - start) / 1000) * rate; n++) {
        if (pending.size >= mostUnderWay) seen.held_back++
        else {
          const asking = ask(n)
          pending.add(asking)
          asking.finally(() => pending.delete(asking))
        }
      }
      await sleep(10)
    }
    await Promise.all(pending)
  })()
  return {
    begin(event) {
      seen = newSeen(event)
      begun = performance.now()
      return seen
    },
    stop() {
      goesOn = false
      return done
    }
  }
}

/** What a refusal says, up to its first full stop. */
const detailOf = ({ body }: Got): string => {
  const detail = /"detail":"([^".]+)/.exec(body)?.[1]
  return detail === undefined ? '' : ` “${detail}”`
}

const sum = (counts: Record<Asked, number>): number => counts.cached + counts.statistics + counts.records

/** The line of an event in the table. */
export function lineOf(seen: Seen): string {
  const { event, requests, failed, mixed, first, last, slowest, held_back, reasons, releases } = seen
  const long = first === undefined || last === undefined ? '–' : `${(last - first).toFixed(1)} s`
  const cells = [
    event,
    `${sum(requests)} (${requests.cached}, ${requests.statistics}, ${requests.records})`,
    sum(failed) === 0 ? '0' : `${sum(failed)} (${failed.cached}, ${failed.statistics}, ${failed.records})`,
    ...[long, String(mixed), String(failed.cached), `${(slowest / 1000).toFixed(1)} s`]
  ]
  const told = [...reasons].map(([reason, times]) => `${reason} × ${times}`)
  if (held_back > 0) told.push(`not sent, as ${mostUnderWay} were under way: ${held_back}`)
  const ofReleases = [...releases].sort(([a], [b]) => a - b)
  if (ofReleases.length > 1)
    for (const [release, { from, to }] of ofReleases)
      told.push(`release ${release} from ${from.toFixed(1)} to ${to.toFixed(1)} s`)
  return `| ${[...cells, told.join(', ')].join(' | ')} |`
}
