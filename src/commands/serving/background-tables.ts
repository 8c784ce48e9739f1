import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const cli = path.join(import.meta.dirname, '../../cli.js')
/** Of 20 steps below the usual priority: the service goes first where both want a processor. */
const steps_below = 10
/** Milliseconds that an import gets to end in good order. */
const patience = 3_000

/**
 * Loads the whole tables that the product ships in a process of its own, of low priority, while this one answers. It reads
 * the same settings, and imports by `ownerUrl` where one is given. Returns what ends it; what was cut short is loaded by the next
 * start.
 */
export function loadTablesBeside(log: (line: string) => void, ownerUrl?: string): () => Promise<void> {
  const env = ownerUrl === undefined ? process.env : { ...process.env, DATABASE_URL: ownerUrl }
  const child = spawn(process.execPath, [cli, 'first-data'], { stdio: ['ignore', 'ignore', 'pipe'], env })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  child.once('error', error => log(`The first data are not loaded: ${error.message}`))
  child.once('spawn', () => lower(child.pid))
  createInterface({ input: child.stderr }).on('line', log)
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const kill = setTimeout(() => child.kill('SIGKILL'), patience)
    await ended
    clearTimeout(kill)
  }
}

/** A process that has ended already, or a system without priorities, needs nothing. */
function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, steps_below)
  } catch {
    // The import goes on at the usual priority.
  }
}
