import type { Database } from '../database/connect.ts'
import type { Snapshots } from '../snapshot/release-set.ts'
import type { RecordTurns } from './clients/record-turns.ts'

/** Everything that the service depends on, except the system clock. It reads no environment variables. */
export interface AppDeps {
  database: Database
  snapshots: Snapshots
  /** The database as a request reads lists from it; left out: in no turns. */
  records?: RecordTurns
  settings: {
    /** Requests a minute for each client, or no limit. */
    rateLimit: number | 'off'
    logLevel: string
    /** Size of the answer cache in megabytes; 0 caches nothing. */
    answerCacheMb: number
    /** Whether /metrics is there. */
    metrics?: boolean
    /** Milliseconds that all queries of an answer have together; default: each has its own limit. */
    answerTimeoutMs?: number
    /** Milliseconds in which a request must have arrived whole; default 30,000. */
    requestTimeoutMs?: number
    /** Addresses and networks of proxies whose `X-Forwarded-For` is believed; default: none. */
    trustedProxies?: readonly string[]
    /** The public URL of the service, without a slash at the end. */
    publicUrl?: string
  }
  /** Aborted once the node is told to stop, while it still listens; left out: it stops at once. */
  leaving?: AbortSignal
  /** Where log lines go; default: standard output, line by line. */
  logStream?: { write(line: string): void }
  /** Version and commit of this build: part of every answer and of every ETag. */
  build: string
  /** What answers depend on beside the releases, the question and the build: part of every ETag. */
  answers_with?: string
}
