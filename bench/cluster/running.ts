import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A program that is started, killed and started again. */
export interface Running {
  pid(): number
  start(): Promise<void>
  /** Sends a signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>
  isUp(): boolean
}

export interface Program {
  command: string
  args: string[]
  env?: NodeJS.ProcessEnv
  user?: { uid: number; gid: number } | undefined
  /** Whether its children are in its process group, and are to be killed with it. */
  has_group?: boolean
  /** Resolves with whether it answers. */
  answers(): Promise<boolean>
}

/** Milliseconds after which a program that does not answer has failed: many, as others may use the machine. */
const patience = 300_000

/** All that runs, so that nothing is left when the bench ends, however it ends. */
export interface Cluster {
  /** A program that is not started yet. */
  program(program: Program): Running
  /** Ends all that still runs. */
  endAll(): Promise<void>
}

export function makeCluster(): Cluster {
  const all = new Set<ChildProcess>()
  return {
    program: program => running(program, all),
    async endAll() {
      await Promise.all([...all].filter(isRunning).map(endPatiently))
    }
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null

async function endPatiently(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  const kill = setTimeout(() => child.kill('SIGKILL'), 30_000)
  await ended
  clearTimeout(kill)
}

function running(program: Program, all: Set<ChildProcess>): Running {
  const { command, has_group = false, answers } = program
  let child: ChildProcess | undefined
  let said = ''
  const isUp = () => child !== undefined && isRunning(child)
  const launch = () => {
    const { args, env, user } = program
    said = ''
    const stdio = ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe']
    const launched = spawn(command, args, { ...(env && { env }), ...user, detached: has_group, stdio })
    launched.stderr.on('data', data => {
      said = `${said}${data}`.slice(-4000)
    })
    all.add(launched)
    child = launched
  }
  return {
    isUp,
    pid: () => child?.pid ?? 0,
    async start() {
      const began = performance.now()
      launch()
      while (!(isUp() && (await answers()))) {
        if (performance.now() - began > patience) throw new Error(`${command} does not answer: ${said}`)
        await sleep(100)
        // What a killed one left can keep the next one from starting for some moments.
        if (!isUp()) {
          await sleep(500)
          launch()
        }
      }
    },
    async end(signal) {
      if (child?.pid === undefined || !isUp()) return
      const ended = once(child, 'exit')
      process.kill(has_group && signal === 'SIGKILL' ? -child.pid : child.pid, signal)
      await ended
      all.delete(child)
    }
  }
}

/** Runs a program to its end, and resolves with what it printed. Throws with what it said where it fails. */
export async function runToEnd(
  command: string,
  args: string[],
  { env, user }: Pick<Program, 'env' | 'user'> = {}
): Promise<string> {
  const child = spawn(command, args, {
    ...(env && { env }),
    ...user,
    ...{ cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] }
  })
  let [out, said] = ['', '']
  child.stdout.on('data', data => {
    out += data
  })
  child.stderr.on('data', data => {
    said = `${said}${data}`.slice(-4000)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${code} ${out}${said}`)
  return out
}
