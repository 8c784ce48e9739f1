import { Overloaded, type Queued } from './release-set.ts'

export interface QueueLimits {
  /** Tasks that run at once. */
  running: number
  /** Tasks that may wait. */
  waiting: number
  /** Milliseconds that a task may wait. */
  patience: number
}

export interface Queue {
  /** Runs a task when it is its turn; throws Overloaded where too many wait, or it has waited too long. */
  <T>(task: () => Promise<T>): Promise<T>
  queued(): readonly Queued[]
}

/** A queue whose tasks take turns in the order in which they came. */
export function makeQueue({ running, waiting, patience }: QueueLimits): Queue {
  let active = 0
  const line: (() => void)[] = []

  const turn = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        line.splice(line.indexOf(start), 1)
        reject(new Overloaded(`waited ${patience} ms for other queries`))
      }, patience)
      const start = () => {
        clearTimeout(timer)
        resolve()
      }
      line.push(start)
    })

  const run = async <T>(task: () => Promise<T>): Promise<T> => {
    if (active < running) active++
    else if (line.length >= waiting) throw new Overloaded(`${line.length} queries wait already`)
    else await turn()
    try {
      return await task()
    } finally {
      // The slot passes directly to the first waiting task, so that a new task cannot take it.
      const next = line.shift()
      if (next) next()
      else active--
    }
  }
  return Object.assign(run, {
    queued: () => [{ lane: 'all', running: active, waiting: line.length }]
  })
}
