import type { Terminal } from '../command.ts'

const width = 24
const between = 200
const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as a person says it: 4.6 GB. */
export function bytesText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`
}

/** Called while bytes come in. */
export type OnBytes = (state: { name: string; have: number; of: number | null }) => void

export interface BytesTeller {
  bytes: OnBytes
  end(): void
}

/** On a screen a progress bar with speed and remaining time; elsewhere a line for each tenth of the file. */
export function bytesTeller(terminal: Terminal, now: () => number): BytesTeller {
  let last = 0
  let tenth = -1
  let first: { at: number; have: number } | undefined
  return {
    bytes({ name, have, of }) {
      first ??= { at: now(), have }
      const whole = of === null ? bytesText(have) : `${bytesText(have)} of ${bytesText(of)}`
      if (!terminal.isScreen) {
        const reached = of === null ? 0 : Math.floor((10 * have) / of)
        if (reached !== tenth) terminal.tell(`fetching ${name}: ${whole}`)
        tenth = reached
        return
      }
      if (now() - last < between) return
      last = now()
      const seconds = (now() - first.at) / 1000
      const speed = seconds > 0 ? (have - first.have) / seconds : 0
      const done = of === null ? 0 : Math.min(width, Math.round((have / of) * width))
      const pace = speed > 0 ? `, ${bytesText(Math.round(speed))}/s${leftText(of, have, speed)}` : ''
      terminal.tell(
        `\r\x1b[2K[${'█'.repeat(done)}${' '.repeat(width - done)}] fetching ${name}: ${whole}${pace}`
      )
    },
    end() {
      if (last > 0) terminal.tell('\r\x1b[2K')
      last = 0
      tenth = -1
      first = undefined
    }
  }
}

function leftText(of: number | null, have: number, speed: number): string {
  if (of === null) return ''
  const seconds = (of - have) / speed
  return seconds < 90 ? `, ${Math.ceil(seconds)} s left` : `, ${Math.ceil(seconds / 60)} min left`
}
