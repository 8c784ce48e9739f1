import type { Config } from '../../../config.ts'
import { watchLock } from '../../../database/locks.ts'
import { openClient } from '../../../import/client.ts'
import type { Input, Terminal } from '../../command.ts'
import { exitCodes } from '../../exit-codes.ts'
import { type FetchSettings, runFetch } from '../../fetch.ts'
import { codeOf, messageOf } from '../../serving/failure.ts'
import { Interrupted } from '../../serving/signals.ts'
import { withDatabase } from '../../serving/store.ts'
import { NotGiven } from '../errors.ts'
import { heldReleases } from '../held.ts'
import type { Held } from '../standing.ts'
import { type LookResult, readWatchNote, type WatchNote, writeWatchNote } from './watch-note.ts'

export interface Looking {
  config: Config
  terminal: Terminal
  settings: FetchSettings
  /** Options of `fetch` that a watch passes on. */
  options: Input['options']
  /** Milliseconds between two looks: the first failure waits so long, further ones twice as long each. */
  every_ms: number
}

const longest_ms = 24 * 3_600_000

/**
 * Asks one publisher, fetches what is newer and imports it, unless another watch is at it or the publisher is to be left
 * alone. Returns what came of it, which is noted. Throws Interrupted.
 */
export async function look(looking: Looking, source: string): Promise<WatchNote> {
  const { config, terminal, settings } = looking
  const before = await readWatchNote(config.dataDir, source)
  const now = settings.clock.now()
  if (before?.not_before && Date.parse(before.not_before) > now)
    return { ...before, result: 'waiting', code: exitCodes.ok.code, releases: [] }
  return withDatabase(config, terminal.tell, async database => {
    const client = await openClient(database)
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1, $2) as taken',
        [...watchLock(source)]
      )
      if (!rows[0]?.taken)
        return noted({ source, now, result: 'busy', reason: 'another watch is asking', before })
      const held = await heldReleases(database, source)
      const note = await fetched(looking, source, now, before)
      const known = new Set(held.map(({ release }) => release))
      const releases = (await heldReleases(database, source)).filter(({ release }) => !known.has(release))
      const told = { ...note, releases: releases.map(named), result: resultOf(note, releases) }
      await writeWatchNote(config.dataDir, told)
      return told
    } finally {
      await client.end().catch(() => {})
    }
  })
}

const named = ({ release, series, status }: Held) => ({ release, series, status })

function resultOf({ result }: WatchNote, releases: readonly Held[]): LookResult {
  if (result !== 'nothing_newer' || releases.length === 0) return result
  return releases.some(({ status }) => status === 'current') ? 'imported' : 'beside'
}

interface Noted {
  source: string
  now: number
  result: LookResult
  reason?: string
  code?: number
  before: WatchNote | undefined
  not_before?: number
}

const noted = ({ source, now, result, reason = '', code = 0, before, not_before }: Noted): WatchNote => ({
  source,
  looked_at: new Date(now).toISOString(),
  ...{ result, code, reason, releases: [] },
  failures: result === 'failed' ? (before?.failures ?? 0) + 1 : 0,
  not_before: not_before === undefined ? null : new Date(not_before).toISOString()
})

/** Fetches and imports; an error is what came of it, and no reason to end the watch. */
async function fetched(
  { config, terminal, settings, options, every_ms }: Looking,
  source: string,
  now: number,
  before: WatchNote | undefined
): Promise<WatchNote> {
  // What `fetch` writes are reports for a person who waits for them; a watch has one line a source.
  const quiet = { ...terminal, out: () => {}, tell: () => {}, isScreen: false }
  try {
    const code = await runFetch({ words: [source], options }, config, quiet, settings)
    const result = code === exitCodes.suspect.code ? 'suspect' : 'nothing_newer'
    return noted({ source, now, result, code, before })
  } catch (error) {
    if (error instanceof Interrupted) throw error
    const code = codeOf(error)
    const reason = (error instanceof Error ? messageOf(error) : String(error)).split('\n')[0] ?? ''
    // An import by hand is running: what it leaves to do is seen at the next look.
    if (code === exitCodes.busy.code) return noted({ source, now, result: 'busy', reason, before })
    const failures = (before?.failures ?? 0) + 1
    const own_ms = Math.min(every_ms * 2 ** (failures - 1), longest_ms)
    const asked_ms = error instanceof NotGiven ? (error.wait_ms ?? 0) : 0
    // The first failures are looked at again when it is due; only those after them wait longer.
    const wait_ms = Math.max(failures > 1 ? own_ms : 0, asked_ms)
    const not_before = wait_ms > 0 ? now + wait_ms : undefined
    return noted({ source, now, result: 'failed', code, reason, before, ...(not_before && { not_before }) })
  }
}
