import { readdirSync, readFileSync } from 'node:fs'

/**
 * Milliseconds of processor time that a process has taken so far with those that it started, without a database server, to the
 * microsecond: a question takes less than the ten milliseconds in which processes.ts counts. Linux only.
 */
export function fineCpuOf(pid: number): number {
  const threads = namesIn(`/proc/${pid}/task`)
  const own = threads.reduce((sum, thread) => sum + onProcessor(`/proc/${pid}/task/${thread}`), 0)
  const started = threads.flatMap(thread => childrenOf(`/proc/${pid}/task/${thread}`))
  return started.reduce((sum, child) => sum + fineCpuOf(child), own)
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    // It has ended meanwhile.
    return []
  }
}

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const onProcessor = (thread: string): number => Number(textOf(`${thread}/schedstat`).split(' ')[0]) / 1e6

const childrenOf = (thread: string): number[] =>
  textOf(`${thread}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .filter(pid => textOf(`/proc/${pid}/comm`).trim() !== 'postgres')
