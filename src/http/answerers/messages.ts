import type { QueueLane } from '../../snapshot/admission/asker.ts'
import {
  BrokenCache,
  LargeRead,
  Overloaded,
  QueryTimeout,
  type SetFiles
} from '../../snapshot/release-set.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { AppDeps } from '../deps.ts'
import type { AskedRequest } from '../writing.ts'

/** What the service and a process that makes answers (an answerer) tell each other. An answerer does one job at a time. */

/** What each answer of an answerer is made with. */
export interface AnswersWith {
  build: string
  settings: Pick<AppDeps['settings'], 'publicUrl'>
}

/** An answer to make. */
export interface AnswerJob {
  /** The operation of the endpoint that is asked. */
  operation: string
  asked: AskedRequest
  format: string
  /** The version of the release set, of which the answerer was told before. */
  version: number
  /** Milliseconds that its queries have together; Infinity where each has its own limit. */
  milliseconds: number
  /** See Asker. */
  rows_left: number
}

/** What an answerer is told. */
export type ToAnswerer =
  | { is: 'start'; with: AnswersWith }
  | { is: 'set'; set: SetFiles }
  | { is: 'job'; job: AnswerJob }
  | { is: 'turn'; turn: number }
  | { is: 'no_turn'; turn: number; error: SentError }

/** What an answerer tells. */
export type FromAnswerer =
  /** Its program is loaded: it can do jobs from now on. */
  | { is: 'ready' }
  | { is: 'turn_wanted'; turn: number; lane: QueueLane }
  | { is: 'turn_over'; turn: number }
  /** The answer is made; `is_whole`: it is sent with its length. */
  | { is: 'made'; headers: Record<string, string>; is_whole: boolean }
  | { is: 'piece'; bytes: Uint8Array }
  | { is: 'end' }
  | { is: 'failed'; error: SentError }

/** An error in a form that another process can be sent. */
export interface SentError {
  name: string
  message: string
  stack?: string | undefined
  problem?: Pick<Problem, 'type' | 'detail' | 'errors' | 'extra'>
}

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message, stack } = error
  if (!(error instanceof Problem)) return { name, message, stack }
  const { type, detail, errors, extra } = error
  return { name, message, problem: { type, detail, errors, extra } }
}

/** Errors that mean the same wherever they were thrown. */
const known = { BrokenCache, LargeRead, Overloaded, QueryTimeout }

/** The error as it was thrown in the other process. */
export function errorSent({ name, message, stack, problem }: SentError): Error {
  if (problem) return new Problem(problem.type, problem.detail, problem.errors, problem.extra)
  if (Object.hasOwn(known, name)) return new known[name as keyof typeof known](message)
  return Object.assign(new Error(message), stack === undefined ? {} : { stack })
}
