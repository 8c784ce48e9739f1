import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Whose a folder of work is. A number alone does not say: after a restart another process has it, in a container 1. */
export interface Owner {
  pid: number
  /** When the process began, as the kernel counts; null where that is not told. */
  began: string | null
  /** The running of the machine and the container in which the number counts; null where that is not told. */
  inside: string | null
  /** What the work is for, such as a release that is being made. */
  work?: string | undefined
}

const ownerFile = 'owner.json'
const hour = 3_600_000
const beat = 5 * 60_000

/** Writes into a folder that it belongs to this process, and keeps that file fresh for as long as it is there. */
export async function ownFolder(folder: string, work?: string): Promise<void> {
  const file = path.join(folder, ownerFile)
  const owner: Owner = { pid: process.pid, began: beganAt(process.pid), inside: here(), work }
  await writeFile(file, JSON.stringify(owner))
  const timer = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => clearInterval(timer))
  }, beat).unref()
}

/** The owner of a folder of work; nothing where it does not say. */
export async function ownerOf(folder: string): Promise<Owner | undefined> {
  try {
    const owner = JSON.parse(await readFile(path.join(folder, ownerFile), 'utf8')) as Owner
    return typeof owner.pid === 'number' ? owner : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether nobody works in a folder any more. Of a process of this machine and container that is known at once; where
 * its number is not seen from here (another container, an earlier running of one), after an hour without a sign.
 */
export async function isLeft(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder)
  const pid = owner?.pid ?? Number(/^work-(\d+)-/.exec(path.basename(folder))?.[1])
  const told = owner !== undefined && owner.began !== null && owner.inside !== null
  if (told && owner.inside === here()) {
    const began = beganAt(pid)
    if (began !== null) return began !== owner.began
    if (!isAlive(pid)) return true
  }
  if (!told && isAlive(pid)) return false
  const signs = [path.join(folder, ownerFile), folder].map(file => stat(file).catch(() => undefined))
  const last = Math.max(...(await Promise.all(signs)).map(found => found?.mtimeMs ?? 0))
  return Date.now() - last > hour
}

/** A process that has ended and only waits to be taken note of counts as ended. */
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
