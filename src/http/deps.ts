import type { Database } from '../database/connect.ts'
import type { Snapshots } from '../snapshot/release-set.ts'

/** All that the service is built from. Nothing else is reached for: no environment, no clock but the system's. */
export interface AppDeps {
  database: Database
  snapshots: Snapshots
  settings: {
    /** Requests a minute and client, or no limit. */
    rateLimit: number | 'off'
    logLevel: string
    /** Megabytes of answers that are kept; 0 keeps none. */
    answerCacheMb: number
    /** Where readers find the service, without a slash at the end. */
    publicUrl?: string
  }
  /** Version and commit of this build: part of every answer and of every ETag. */
  build: string
}
