import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../src/root.ts'
import { type Answer, untilStopped } from './kill-releases.ts'

/** What the command prints as each phase begins. */
export const phaseLines = [
  'recognising files',
  'beginning',
  'loading',
  'checking',
  'deriving records',
  'adding keys and writing the snapshot',
  'publishing',
  'cleaning up',
  'done'
]

/** Starts the command, as an operator would. `onPhase` is called as each phase begins. */
export function startImporter(
  folder: string,
  given: string[],
  onPhase: (line: string, importer: ChildProcess) => void
): { importer: ChildProcess; ended: Promise<number | null> } {
  const importer = spawn(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...given], {
    env: { PATH: process.env.PATH, DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  importer.stderr.on('data', data => {
    for (const line of String(data).split('\n')) if (phaseLines.includes(line)) onPhase(line, importer)
  })
  return { importer, ended: new Promise(resolve => importer.on('close', resolve)) }
}

/**
 * Asks over and over; each answer must be one whole release, as `isRight` judges it. `pause`: ms between two rounds.
 * What was not answered is told apart from what was answered wrongly.
 */
export function readWithoutPause(
  asks: (() => Promise<Answer>)[],
  isRight: (answer: Answer) => boolean,
  pause?: number
) {
  const result = { reads: 0, slowest: 0, wrong: [] as string[], unanswered: [] as string[] }
  const reading = untilStopped(async () => {
    for (const ask of asks) {
      const asked = performance.now()
      const answer = await ask().catch(String)
      result.slowest = Math.max(result.slowest, Math.round(performance.now() - asked))
      result.reads++
      if (typeof answer === 'string') result.unanswered.push(answer)
      else if (!isRight(answer)) result.wrong.push(JSON.stringify(answer))
    }
  }, pause)
  return { stop: () => reading.stop().then(() => result) }
}
