import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The process that owns a temporary folder. The pid alone does not identify it: after a restart another process can
 * have the same pid, and in a container it is often 1.
 */
export interface Owner {
  pid: number
  /** When the process started, in clock ticks since the boot; null where /proc does not give it. */
  began: string | null
  /** The boot id and the PID namespace in which the pid is valid; null where /proc does not give them. */
  inside: string | null
  /** What the work is for, such as a release that is being made. */
  work?: string | undefined
}

const ownerFile = 'owner.json'
const hour = 3_600_000
const beat = 5 * 60_000

/** Writes `owner.json` of this process into a folder, and touches it every five minutes until it is removed. */
export async function ownFolder(folder: string, work?: string): Promise<void> {
  const file = path.join(folder, ownerFile)
  const owner: Owner = { pid: process.pid, began: beganAt(process.pid), inside: here(), work }
  await writeFile(file, JSON.stringify(owner))
  const timer = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => clearInterval(timer))
  }, beat).unref()
}

/** The owner of a temporary folder; undefined where `owner.json` is absent or unreadable. */
export async function ownerOf(folder: string): Promise<Owner | undefined> {
  try {
    const owner = JSON.parse(await readFile(path.join(folder, ownerFile), 'utf8')) as Owner
    return typeof owner.pid === 'number' ? owner : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether no process works in a folder any more. For an owner of the same boot and PID namespace the pid decides. For
 * any other owner (another container, an earlier run) it is assumed after an hour without a change of the files.
 */
export async function isLeft(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder)
  const pid = owner?.pid ?? Number(/^work-(\d+)-/.exec(path.basename(folder))?.[1])
  const isIdentified = owner !== undefined && owner.began !== null && owner.inside !== null
  if (isIdentified && owner.inside === here()) {
    const began = beganAt(pid)
    if (began !== null) return began !== owner.began
    if (!isAlive(pid)) return true
  }
  if (!isIdentified && isAlive(pid)) return false
  const signs = [path.join(folder, ownerFile), folder].map(file => stat(file).catch(() => undefined))
  const last = Math.max(...(await Promise.all(signs)).map(found => found?.mtimeMs ?? 0))
  return Date.now() - last > hour
}

/** The start time of a process, `ended` for a zombie; null where /proc has no such process. */
function beganAt(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold spaces and brackets itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null)
  } catch {
    return null
  }
}

function here(): string | null {
  const boot = '/proc/sys/kernel/random/boot_id'
  try {
    return existsSync(boot)
      ? `${readFileSync(boot, 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
      : null
  } catch {
    return null
  }
}

/** Whether a process of this machine has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
