import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { oncePast } from '../../snapshot/admission/asker.ts'
import { QueryTimeout } from '../../snapshot/release-set.ts'
import { doing, type Made, type Order } from './doing.ts'
import type { AnswersWith, FromAnswerer, ToAnswerer } from './messages.ts'

/** A process that makes answers, one at a time. */
export interface Answerer {
  /** Whether it can be given a job. */
  isAlive(): boolean
  /**
   * Makes an answer and gives it to `made` as soon as its headers are known, or whole where it has a length. Resolves when all of
   * it is here. Throws AnswererEnded, QueryTimeout at the deadline, which ends the process unless it has not started yet, and what
   * the answer's function throws.
   */
  run(order: Order, made: Made): Promise<void>
  end(): Promise<void>
}

/** The process ended before its answer did. */
export class AnswererEnded extends Error {
  override name = 'AnswererEnded'
}

/** Memory for what an answer is made of. One that needs more ends its process, and not the service. */
const megabytes = 1536
/** The service itself goes first where processors are scarce. */
const niceness = 5

export function startAnswerer(program: URL, answersWith: AnswersWith): Answerer {
  const child = fork(program, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${megabytes}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  let isAlive = true
  let onMessage = (_: FromAnswerer): void => {}
  let onEnd = (_: Error): void => {}
  let version: number | undefined
  const exit = once(child, 'exit').catch(() => {})
  let isReady = false
  child.on('message', message => {
    const told = message as FromAnswerer
    isReady ||= told.is === 'ready'
    onMessage(told)
  })
  const end = (reason: Error): void => {
    isAlive = false
    onEnd(reason)
  }
  // A process that cannot be started is one that has ended.
  for (const event of ['exit', 'error'])
    child.on(event, () => end(new AnswererEnded('the process that made the answer ended')))
  const kill = (reason: Error): void => {
    end(reason)
    child.kill('SIGKILL')
  }
  const send = (message: ToAnswerer): void => {
    // One that cannot be written to has ended, which is told by itself.
    if (isAlive) child.send(message, () => {})
  }
  /** A process that does nothing keeps this one from nothing. */
  const hold = (isBusy: boolean): void => {
    for (const handle of [child, child.channel]) isBusy ? handle?.ref() : handle?.unref()
  }
  beNice(child)
  hold(false)
  send({ is: 'start', with: answersWith })

  /**
   * Waits until jobs can be done. A process is not ended for being slow to start: on a busy machine the next one would be as slow,
   * and no answer would ever be made.
   */
  const untilReady = ({ asker }: Order): Promise<void> =>
    new Promise((resolve, reject) => {
      const endLimit = oncePast(
        () => asker.until,
        () => settle(new QueryTimeout('the process was late to start'))
      )
      const settle = (error?: Error): void => {
        endLimit()
        error ? reject(error) : resolve()
      }
      onMessage = () => settle()
      onEnd = settle
    })

  return {
    isAlive: () => isAlive,
    async run(order, made) {
      const { files } = order.set
      hold(true)
      try {
        if (isAlive && !isReady) await untilReady(order)
        const job = doing(order, { send, made, late: () => kill(new QueryTimeout('the answer was late')) })
        onMessage = job.hear
        onEnd = job.fail
        if (version !== files.version) send({ is: 'set', set: files })
        version = files.version
        if (!isAlive) throw new AnswererEnded('the process had ended')
        await job.done()
      } finally {
        onMessage = () => {}
        onEnd = () => {}
        hold(false)
      }
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      kill(new AnswererEnded('the service stops'))
      hold(true)
      await exit
    }
  }
}

function beNice({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness)
  } catch {
    // Not allowed here, or the process has ended: it is no worse for that.
  }
}
