import { UnusableSettings } from '../../config.ts'
import { isAway } from '../../database/away.ts'
import { diskFullText, isDiskFull } from '../../import/failures/disk-full.ts'
import { ImportRefused, ImportStopped, PeopleNamed, SourceBusy } from '../../import/failures/errors.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import { UsageError } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { NoRoom, NotGiven, Unreachable } from '../fetch/errors.ts'
import { Interrupted } from './signals.ts'
import { DatabaseUnavailable } from './store.ts'

const reasons: [new (...args: never[]) => Error, number][] = [
  [UsageError, exitCodes.usage.code],
  [UnusableSettings, exitCodes.usage.code],
  [ImportRefused, exitCodes.refused.code],
  [ReadingError, exitCodes.refused.code],
  [PeopleNamed, exitCodes.personal.code],
  [ImportStopped, exitCodes.stopped.code],
  [DatabaseUnavailable, exitCodes.database.code],
  [SourceBusy, exitCodes.busy.code],
  [Unreachable, exitCodes.unreachable.code],
  [NotGiven, exitCodes.not_fetched.code],
  [NoRoom, exitCodes.not_fetched.code],
  [Interrupted, exitCodes.interrupted.code]
]

/** The exit code of what was thrown. */
export function codeOf(error: unknown): number {
  if (isDiskFull(error)) return exitCodes.disk_full.code
  const known = reasons.find(([kind]) => error instanceof kind)
  if (known) return known[1]
  return isLostConnection(error) ? exitCodes.database.code : exitCodes.unexpected.code
}

/** Whether a connection was lost during work. */
const isLostConnection = (error: unknown): boolean => error instanceof Error && isAway(error)

/** What is said of an error. */
export function messageOf(error: Error): string {
  if (isDiskFull(error)) return diskFullText
  if (codeOf(error) === exitCodes.unexpected.code) return error.stack ?? error.message
  return isLostConnection(error)
    ? `The connection to the database was lost (${error.message}). Nothing half-made is published; try again.`
    : error.message
}
