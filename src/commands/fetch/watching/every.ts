import { UsageError } from '../../command.ts'

const units = { m: 60_000, h: 3_600_000, d: 24 * 3_600_000 } as const

/** The milliseconds of `30m`, `6h` or `1d`; ten minutes at least, so that nobody's server is asked all the time. Throws UsageError. */
export function everyOf(text: string): number {
  const read = /^(\d{1,4})([mhd])$/.exec(text.trim())
  const ms = read ? Number(read[1]) * units[read[2] as keyof typeof units] : 0
  if (ms < 10 * units.m || ms > 31 * units.d)
    throw new UsageError(
      `--every "${text.slice(0, 30)}" is no time between two looks. From 10m to 31d: 30m, 6h, 1d.`
    )
  return ms
}

/** A time between two looks that differs by up to a tenth, so that not all services ask at once. `random`: from 0 to 1. */
export const jittered = (every_ms: number, random: () => number): number =>
  Math.round(every_ms * (0.9 + 0.2 * random()))
