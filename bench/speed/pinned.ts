import { cpus } from 'node:os'
import { programAt } from '../cluster/programs.ts'

/** Processors of those that serve, and of those that ask. */
export const processors = { serving: 0, asking: 1 } as const

/**
 * A command that is tied to one processor. Where both sides share processors, each answer wakes the one who asked, who then
 * takes the processor of the one who serves: who serves pays for that, and the slower side pays more often. The command as it
 * is where the machine has one processor or no `taskset`.
 */
export function pinned(processor: number, command: readonly [string, ...string[]]): [string, ...string[]] {
  const taskset = cpus().length > 1 ? programAt('taskset') : undefined
  return taskset === undefined ? [...command] : [taskset, '-c', String(processor), ...command]
}

/** Whether commands can be tied here. */
export const canPin = (): boolean => pinned(0, ['true']).length > 1
