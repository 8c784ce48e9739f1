import { lookup } from 'node:dns/promises'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { PeopleNamed } from '../import/failures/errors.ts'
import { sourceRegistry } from '../sources/registry.ts'
import { type Command, didYouMean, type Input, type Terminal, UsageError } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { send } from './fetch/connection.ts'
import { Unreachable } from './fetch/errors.ts'
import {
  type FetchDeps,
  fetchRelease,
  lookForReleases,
  noteRelease,
  type ReleaseOffer
} from './fetch/fetch-release.ts'
import { heldReleases, releaseOfFile } from './fetch/held.ts'
import { editionDay } from './fetch/note.ts'
import { type BytesTeller, bytesTeller } from './fetch/progress.ts'
import { foundText } from './fetch/said.ts'
import { abortOnRequest } from './fetch/stopping.ts'
import { mostBytesOf, usualGigabytes } from './fetch/too-much.ts'
import type { Brought, Offer } from './fetch/way.ts'
import { type Fetchable, isFetchable } from './fetch/ways.ts'
import type { WaitingClock, Web } from './fetch/web.ts'
import { importCommand } from './import.ts'
import { Interrupted } from './serving/signals.ts'
import { withDatabase } from './serving/store.ts'

const importOptions = importCommand.options

/** `fetch <source>`: downloads the newer releases of a publisher, and imports them. */
export const fetchCommand: Command = {
  summary: 'Fetch a newer release from its publisher, and import it',
  arguments: '<source>',
  words: [1, 1],
  options: {
    check: { type: 'boolean', description: 'say whether there is a newer release, fetch nothing' },
    series: { type: 'string', value: 's', description: 'only this series of the source' },
    to: {
      type: 'string',
      value: 'folder',
      description: 'where the files are put and kept; by default below DATA_DIR, until they are imported'
    },
    'allow-private': {
      type: 'boolean',
      description: 'fetch from this machine and private networks too, where a mirror is'
    },
    'max-gb': {
      type: 'string',
      value: String(usualGigabytes),
      description: `the longest file that is fetched, in GB; by default ${usualGigabytes}`
    },
    'keep-files': { type: 'boolean', description: 'keep the files when they are imported' },
    'dry-run': { type: 'boolean', description: 'fetch, and do all but publish' },
    release: {
      type: 'string',
      value: '2026-09-01',
      description: 'the release’s name; by default the day of the publisher’s file'
    },
    force: {
      type: 'boolean',
      description: 'fetch though nothing is newer, and publish though it is not as expected; recorded'
    },
    'make-current': importOptions['make-current'] as NonNullable<(typeof importOptions)[string]>
  },
  notes:
    `Fetches ${sourceRegistry
      .map(({ about }) => about.id)
      .filter(isFetchable)
      .join(', ')}.\n` +
    'A download that was interrupted goes on where it stopped. What cannot be fetched here can be fetched\n' +
    'elsewhere and imported: asylum-outcomes import <source> <file>.',
  run: (input, config, terminal) => runFetch(input, config, terminal, usualSettings)
}

/** What a test replaces: the network, the time, the publisher's addresses, and how often and long is waited. */
export interface FetchSettings extends Omit<Web, 'signal' | 'tell' | 'most_bytes'> {
  urls?: Record<string, string>
}

const clock: WaitingClock = {
  now: Date.now,
  wait: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal })
}

/** The network, the clock and the patience of a fetch. */
export const usualSettings: FetchSettings = {
  ...{ send, clock },
  resolve: async host => (await lookup(host, { all: true })).map(({ address }) => address),
  ...{ tries: 6, silence_ms: 60_000, crawl_ms: 5 * 60_000, longest_wait_ms: 10 * 60_000 }
}

interface Work {
  source: Fetchable
  input: Input
  config: Config
  terminal: Terminal
  teller: BytesTeller
  deps: FetchDeps
}

/** Fetches and imports as the options say; returns the exit code. */
export async function runFetch(
  input: Input,
  config: Config,
  terminal: Terminal,
  settings: FetchSettings
): Promise<number> {
  const { source, series } = wanted(input)
  const most_bytes = mostBytesOf(input.options['max-gb'])
  const folder = folderOf(input, config, source)
  const held = await withDatabase(config, terminal.tell, database => heldReleases(database, source))
  const stop = abortOnRequest()
  const teller = bytesTeller(terminal, settings.clock.now)
  const tell = (line: string) => {
    teller.end()
    terminal.tell(line)
  }
  const web: Web = {
    ...settings,
    ...{ signal: stop.signal, tell, most_bytes },
    ...(input.options['allow-private'] === true && { resolve: undefined })
  }
  const firstSeries = seriesOf(source)[0] ?? ''
  const work: Work = {
    ...{ source, input, config, terminal, teller },
    deps: { web, folder, held, firstSeries, urls: settings.urls }
  }
  try {
    const found = await lookForReleases(work.deps, source, series)
    for (const each of found) terminal.out(foundText(source, each))
    if (input.options.check === true) return exitCodes.ok.code
    const newer = found.filter(({ standing }) => standing.known === null || input.options.force === true)
    return await bringAll(work, newer, stop.off)
  } catch (error) {
    if (stop.signal.aborted)
      throw new Interrupted('Stopped; nothing was changed. The same command goes on where it stopped.')
    throw error instanceof Unreachable ? offline(source, error) : error
  } finally {
    stop.off()
  }
}

const offline = (source: Fetchable, { message }: Unreachable): Unreachable =>
  new Unreachable(
    `${message} Nothing was changed: try again when there is a connection, or get the file elsewhere and import it ` +
      `(asylum-outcomes import ${source} <path…>).`
  )

async function bringAll(work: Work, newer: readonly ReleaseOffer[], nowImport: () => void): Promise<number> {
  const { deps, input, terminal, teller } = work
  const brought: { found: ReleaseOffer; files: Brought }[] = []
  try {
    for (const found of newer)
      brought.push({ found, files: await fetchRelease(deps, found.offer, teller.bytes) })
  } finally {
    teller.end()
  }
  nowImport()
  let ended: number = exitCodes.ok.code
  for (const { found, files } of brought) {
    if (files.sha256 !== null) terminal.out(`${found.offer.name} is fetched, SHA-256 ${files.sha256}.\n`)
    const code = await importOne(work, found, files)
    // It is loaded, so the others can be.
    if (code === exitCodes.suspect.code) ended = code
    else if (code !== exitCodes.ok.code) return code
  }
  const keeps = ['keep-files', 'to', 'dry-run'].some(option => input.options[option] !== undefined)
  for (const file of brought.flatMap(({ files }) => files.paths)) if (!keeps) await rm(file, { force: true })
  return ended
}

async function importOne(work: Work, { offer, standing }: ReleaseOffer, files: Brought): Promise<number> {
  const { source, input, config, terminal, deps } = work
  const { options } = input
  // A server whose clock is ahead gives a day after the fetch, which is not used.
  const released_on = files.released_on ?? editionDay(offer.last_modified)
  const release = options.release ?? (standing.known === null ? standing.label : undefined)
  try {
    const code = await importCommand.run(
      {
        words: [source, ...files.paths],
        options: {
          ...{ series: offer.series, release, 'retrieved-on': files.retrieved_on },
          ...(released_on !== null && released_on <= files.retrieved_on && { 'released-on': released_on }),
          ...{ 'dry-run': options['dry-run'], force: options.force, 'make-current': options['make-current'] }
        }
      },
      config,
      terminal
    )
    if (options['dry-run'] !== true) await noteImported(config, terminal, deps.folder, source, offer, files)
    return code
  } catch (error) {
    if (error instanceof PeopleNamed) {
      for (const file of files.paths) await rm(file, { force: true })
      throw error
    }
    terminal.tell(
      `What was fetched is kept, and not fetched again while it is there: ${files.paths.join(' ')}`
    )
    throw error
  }
}

async function noteImported(
  config: Config,
  terminal: Terminal,
  folder: string,
  source: string,
  offer: Offer,
  { sha256 }: Brought
): Promise<void> {
  if (sha256 === null) return
  const release = await withDatabase(config, terminal.tell, database =>
    releaseOfFile(database, source, offer.series, sha256)
  )
  if (release !== undefined) await noteRelease(folder, offer, release)
}

function wanted({ words: [source = ''], options }: Input): { source: Fetchable; series: string | undefined } {
  const importable = sourceRegistry.map(({ about }) => about.id)
  if (!isFetchable(source) || !importable.includes(source)) {
    const names = importable.filter(isFetchable)
    throw new UsageError(
      importable.includes(source)
        ? `${source} has no address from which it could be fetched. Get its files, then: asylum-outcomes import ${source} <path…>`
        : `There is no source ${source} to fetch.${didYouMean(source, names)} There are: ${names.join(', ')}`
    )
  }
  const series = options.series as string | undefined
  const known = seriesOf(source)
  if (series !== undefined && !known.includes(series))
    throw new UsageError(
      `${source} has no series ${series}.${didYouMean(series, known)} It has: ${known.join(', ')}`
    )
  return { source, series }
}

const seriesOf = (source: string): string[] =>
  sourceRegistry.find(({ about }) => about.id === source)?.about.series.map(({ id }) => id) ?? []

function folderOf({ options }: Input, { dataDir }: Config, source: string): string {
  return typeof options.to === 'string' ? path.resolve(options.to) : path.join(dataDir, 'downloads', source)
}
