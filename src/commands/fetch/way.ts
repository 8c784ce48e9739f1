import { utcDay } from '../../vocabulary/time/day.ts'
import type { FileEdition } from './note.ts'
import type { OnBytes } from './progress.ts'
import type { Web } from './web.ts'

/** What a publisher has of one series now. */
export interface Offer extends FileEdition {
  series: string
  url: string
  /** The file name of the download. */
  name: string
  /** Fetches it into a folder. Throws Unreachable, NotGiven and NoRoom. */
  fetch(web: Web, folder: string, onBytes: OnBytes): Promise<Brought>
}

/** What was fetched. */
export interface Brought {
  paths: string[]
  /** Of the file, where it is one file that can be recognised again; else null. */
  sha256: string | null
  /** The day on which it was fetched whole. */
  retrieved_on: string
  /** The day on which the publisher changed it, where the publisher states it. */
  released_on?: string | null
}

/** How a source is fetched. */
export interface Way {
  /** The publisher's addresses, by purpose. */
  urls: Record<string, string>
  /** Finds what the publisher offers. Throws Unreachable and NotGiven. */
  offers(web: Web, urls: Record<string, string>): Promise<Offer[]>
}

/** The day that a clock shows, in UTC. */
export const dayAt = (web: Web): string => utcDay(web.clock.now())
