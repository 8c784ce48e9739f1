import type { Config } from '../../../config.ts'
import { sourceRegistry } from '../../../sources/registry.ts'
import { type Command, didYouMean, type Input, type Terminal, UsageError } from '../../command.ts'
import { exitCodes } from '../../exit-codes.ts'
import { type FetchSettings, fetchCommand, usualSettings } from '../../fetch.ts'
import { Interrupted } from '../../serving/signals.ts'
import { abortOnRequest } from '../stopping.ts'
import { isFetchable } from '../ways.ts'
import { everyOf, jittered } from './every.ts'
import { type Looking, look } from './look.ts'
import { inWords, type WatchNote } from './watch-note.ts'

/** `watch [source…]`: asks the publishers on a schedule, fetches what is newer and imports it. */
export const watchCommand: Command = {
  summary: 'Ask the publishers on a schedule, and import what is newer',
  arguments: '[source…]',
  words: [0, 50],
  options: {
    every: {
      type: 'string',
      value: '6h',
      description: 'the time between two looks, from 10m to 31d; by default 6h'
    },
    once: { type: 'boolean', description: 'look once and end, for cron and timers' },
    'allow-private': fetchCommand.options['allow-private'] as NonNullable<Command['options'][string]>,
    'max-gb': fetchCommand.options['max-gb'] as NonNullable<Command['options'][string]>
  },
  notes:
    'Without a source, all that can be fetched. One line a source: words on a screen, JSON elsewhere. Which release\n' +
    'becomes current is decided as by import. With --once the exit code is that of the first source that failed, else\n' +
    'that of a release whose figures are hard to believe, else 0; that another import is running is no failure. After\n' +
    'failures a publisher is left alone for longer each time, a day at most, and for as long as it asks.',
  run: (input, config, terminal) =>
    runWatch(input, config, terminal, { ...usualSettings, random: Math.random })
}

/** What a test replaces, beside what it replaces of a fetch. */
export interface WatchSettings extends FetchSettings {
  random(): number
}

/** Watches until it is asked to end, or looks once; returns the exit code. */
export async function runWatch(
  input: Input,
  config: Config,
  terminal: Terminal,
  settings: WatchSettings
): Promise<number> {
  const sources = wanted(input.words)
  const { every = '6h', once, ...options } = input.options
  const every_ms = everyOf(String(every))
  const looking: Looking = { config, terminal, settings, options, every_ms }
  const stop = abortOnRequest()
  try {
    for (;;) {
      const notes = await round(looking, sources, stop.signal)
      if (once === true) return codeOfAll(notes)
      if (stop.signal.aborted) return exitCodes.ok.code
      await settings.clock.wait(jittered(every_ms, settings.random), stop.signal)
    }
  } catch (error) {
    const isAsked = stop.signal.aborted || error instanceof Interrupted
    if (!isAsked) throw error
    if (once === true) throw new Interrupted('Stopped; what was imported until then is published.')
    return exitCodes.ok.code
  } finally {
    stop.off()
  }
}

/** Looks at each source, one after the other. */
async function round(
  looking: Looking,
  sources: readonly string[],
  signal: AbortSignal
): Promise<WatchNote[]> {
  const notes: WatchNote[] = []
  for (const source of sources) {
    if (signal.aborted) break
    const note = await look(looking, source)
    notes.push(note)
    looking.terminal.out(`${looking.terminal.isScreen ? inWords(note) : JSON.stringify(note)}\n`)
  }
  return notes
}

function codeOfAll(notes: readonly WatchNote[]): number {
  const failed = notes.find(({ result }) => result === 'failed')
  const suspect = notes.find(({ result }) => result === 'suspect')
  return failed?.code ?? suspect?.code ?? exitCodes.ok.code
}

/** The sources that are named, or all that can be fetched. Throws UsageError. */
function wanted(words: readonly string[]): string[] {
  const all = sourceRegistry.map(({ about }) => about.id).filter(isFetchable)
  for (const word of words)
    if (!all.some(id => id === word))
      throw new UsageError(
        `There is no source ${word} to fetch.${didYouMean(word, all)} There are: ${all.join(', ')}`
      )
  return words.length === 0 ? all : [...new Set(words)]
}
