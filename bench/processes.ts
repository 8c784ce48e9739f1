import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

interface Seen {
  name: string
  parent: number
  /** User and system time, in ticks of 10 ms. */
  ticks: number
  /** Those of the processes that it had started and that have ended. */
  ended: number
}

/**
 * Watches the processes of one data folder five times a second: its database server with all it starts, and what is
 * included besides with all that starts. The process that watches is not counted.
 */
export function watchProcesses(folder: string) {
  const roots = new Set([serverOf(folder)])
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  let [peak, at_peak, disk] = [0, '', 0]
  const look = () => {
    const all = processes()
    const parts: [string, number][] = []
    for (const [pid, { name, ticks }] of all) {
      if (pid === process.pid || !descends(pid, roots, all)) continue
      if (!first.has(pid)) first.set(pid, last.size === 0 ? ticks : 0)
      last.set(pid, ticks)
      parts.push([name, memoryOf(pid)])
    }
    const sum = parts.reduce((total, [, bytes]) => total + bytes, 0)
    if (sum > peak) {
      peak = sum
      const largest = parts.sort((a, b) => b[1] - a[1]).slice(0, 3)
      at_peak = largest.map(([name, bytes]) => `${name} ${Math.round(bytes / 1024 ** 2)}`).join(', ')
    }
  }
  look()
  const timer = setInterval(look, 200)
  const diskTimer = setInterval(() => {
    disk = Math.max(disk, sizeOf(folder))
  }, 2_000)
  const cpu = () => [...last].reduce((sum, [pid, now]) => sum + now - (first.get(pid) ?? 0), 0) / 100
  return {
    include: (pid: number) => roots.add(pid),
    /** Seconds of processor time until now, of all of them together. */
    cpu,
    async stop() {
      clearInterval(timer)
      clearInterval(diskTimer)
      return { peak, at_peak, cpu_seconds: cpu(), disk: Math.max(disk, sizeOf(folder)) }
    }
  }
}

/** The process that is the database server of a data folder, as its own file says. Throws where none runs. */
export function serverOf(folder: string): number {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(
    name => path.basename(name) === 'postmaster.pid'
  )
  if (found === undefined) throw new Error(`no server runs in ${folder}`)
  return Number(readFileSync(path.join(folder, found), 'utf8').split('\n')[0])
}

/** Seconds of processor time that a process has taken so far, all of its threads together. */
export const cpuOf = (pid: number): number => (processes().get(pid)?.ticks ?? 0) / 100

/** Seconds of processor time that these processes and all that they started have taken so far, those that have ended too. */
export function cpuSpentBy(roots: readonly number[]): number {
  const all = processes()
  const own = [...all].filter(([pid]) => descends(pid, new Set(roots), all))
  return own.reduce((sum, [, { ticks, ended }]) => sum + ticks + ended, 0) / 100
}

/**
 * Counts the processor time of a process and of all that it has started, from now on: what is called tells the seconds until
 * then, of those that still run. One that ended meanwhile takes nothing away.
 */
export function cpuOfTree(root: number): () => number {
  const own = () => {
    const all = processes()
    return [...all].filter(([pid]) => descends(pid, new Set([root]), all))
  }
  const first = new Map(own())
  return () => own().reduce((sum, [pid, { ticks }]) => sum + ticks - (first.get(pid)?.ticks ?? 0), 0) / 100
}

function processes(): Map<number, Seen> {
  const all = new Map<number, Seen>()
  for (const name of readdirSync('/proc'))
    try {
      if (!/^\d+$/.test(name)) continue
      const text = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      const ticks = Number(fields[11]) + Number(fields[12])
      const ended = Number(fields[13]) + Number(fields[14])
      all.set(Number(name), {
        ...{ name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')), ticks, ended },
        parent: Number(fields[1])
      })
    } catch {
      // It has ended meanwhile.
    }
  return all
}

function descends(pid: number, roots: Set<number>, all: Map<number, Seen>): boolean {
  for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (roots.has(at)) return true
  return false
}

function memoryOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

function sizeOf(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    try {
      bytes += statSync(path.join(folder, name)).blocks * 512
    } catch {
      // It has been removed meanwhile.
    }
  return bytes
}
