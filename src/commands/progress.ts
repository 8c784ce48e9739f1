import type { Progress } from '../import/copy/loaded.ts'
import { type Phase, phases } from '../import/report.ts'
import type { Terminal } from './command.ts'
import { grouped } from './table.ts'

const width = 24
const between = 100

const words = {
  recognise: 'recognising files',
  begin: 'beginning',
  load: 'loading',
  check: 'checking',
  derive: 'deriving records',
  snapshot: 'adding keys and writing the snapshot',
  publish: 'publishing',
  retire: 'cleaning up',
  downloads: 'making downloads',
  done: 'done'
} as const satisfies Record<Phase, string>

const loading = {
  reading: ({ file, position, of }) => `${words.load} ${file}${of > 1 ? ` (${position} of ${of})` : ''}`,
  assembling: ({ position, of }) => `putting cases together (${Math.round((100 * position) / of)} %)`
} as const satisfies Record<Progress['doing'], (progress: Progress) => string>

export interface ProgressTeller {
  phase(phase: Phase): void
  rows(progress: Progress): void
  end(): void
}

/** On a screen a progress bar, else one line a phase. */
export function progressTeller(terminal: Terminal, now: () => number = Date.now): ProgressTeller {
  if (!terminal.isScreen)
    return {
      phase: phase => terminal.tell(words[phase]),
      rows: () => {},
      end: () => {}
    }
  let current: Phase = 'recognise'
  let last = 0
  let drawn = false
  const draw = (text: string) => {
    drawn = true
    const done = Math.round((phases.indexOf(current) / (phases.length - 1)) * width)
    terminal.tell(`\r\x1b[2K[${'█'.repeat(done)}${' '.repeat(width - done)}] ${text}`)
  }
  return {
    phase(phase) {
      current = phase
      draw(words[phase])
    },
    rows(progress) {
      if (now() - last < between) return
      last = now()
      draw(`${loading[progress.doing](progress)}: ${grouped(progress.rows)} rows`)
    },
    end() {
      if (drawn) terminal.tell('\r\x1b[2K')
      drawn = false
    }
  }
}
