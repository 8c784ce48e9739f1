import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { clusterIn } from '../../../src/database/embedded/cluster.ts'
import { findPostmaster, stopPostmaster } from '../../../src/database/embedded/postmaster.ts'

interface Answer {
  port: number
  pid: number
  reused: boolean
  error?: string
  rows?: Record<string, unknown>[]
}

/** Another process that uses the embedded server. */
export interface Other {
  child: ChildProcess
  started: Answer
  ask(line: string): Promise<Answer>
  close(): Promise<void>
  kill(): Promise<void>
}

export const isRoot = process.getuid?.() === 0
export const nobody = 65534

/** A data folder for one test. What is left running in it is stopped at the end. */
export function dataFolder(t: Test): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'asylum-outcomes-'))
  t.teardown(async () => {
    await stopPostmaster(clusterIn(folder).data)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Starts another process on a data folder and waits until it has, or has not, a server. */
export async function otherProcess(
  t: Test,
  options: { dataDir: string; uid?: number; namespaces?: boolean }
): Promise<Other> {
  // Compiled where this file is.
  const source = fileURLToPath(new URL('./process.ts', import.meta.url))
  const program = source.replace(/\.ts$/, path.extname(import.meta.filename))
  const child = spawn(process.execPath, [...process.execArgv, program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()))
  t.teardown(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Answer> => JSON.parse((await lines.next()).value ?? '{"error":"ended"}')
  const ask = (line: string) => {
    child.stdin.write(`${line}\n`)
    return next()
  }
  return {
    child,
    started: await next(),
    ask,
    close: async () => {
      await ask('close')
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    }
  }
}

/** The process number of the folder's server, or undefined where none runs. */
export async function serverOf(dataDir: string): Promise<number | undefined> {
  const found = await findPostmaster(clusterIn(dataDir).data)
  return found && found.state !== 'gone' ? found.pid : undefined
}

/** The user that a process belongs to. */
export function userOf(pid: number): number {
  return statSync(`/proc/${pid}`).uid
}
