import { mkdir } from 'node:fs/promises'
import { readNote, writeNote } from './note.ts'
import type { OnBytes } from './progress.ts'
import { type Held, type OfferStatus, offerStatus } from './standing.ts'
import type { Brought, Offer } from './way.ts'
import { type Fetchable, ways } from './ways.ts'
import type { Web } from './web.ts'

/** What a fetch works with. */
export interface FetchDeps {
  web: Web
  /** The publisher's addresses, where they are not the usual ones. */
  urls?: Record<string, string> | undefined
  /** Where downloads and their notes are. */
  folder: string
  /** The imported releases of the source. */
  held: readonly Held[]
  /** The source's first series, whose releases are named by the day alone. */
  firstSeries: string
}

/** An offer, and whether it is imported already. */
export interface ReleaseOffer {
  offer: Offer
  standing: OfferStatus
}

/** Finds what a publisher offers, and whether it is imported. Downloads nothing. Throws Unreachable and NotGiven. */
export async function lookForReleases(
  deps: FetchDeps,
  source: Fetchable,
  series?: string
): Promise<ReleaseOffer[]> {
  const { web, folder, held, firstSeries } = deps
  const way = ways[source]
  // Few tries, so that a user who is offline learns it soon. A download is tried more often.
  const quick = { ...web, tries: Math.min(web.tries, 3) }
  const offers = await way.offers(quick, { ...way.urls, ...deps.urls })
  const found: ReleaseOffer[] = []
  for (const offer of offers.filter(each => series === undefined || each.series === series)) {
    const note = await readNote(folder, offer.name)
    found.push({ offer, standing: offerStatus(offer, note, held, firstSeries) })
  }
  return found
}

/** Fetches one offer into the folder of downloads. Throws Unreachable, NotGiven and NoRoom. */
export async function fetchRelease(deps: FetchDeps, offer: Offer, onBytes: OnBytes): Promise<Brought> {
  await mkdir(deps.folder, { recursive: true })
  return offer.fetch(deps.web, deps.folder, onBytes)
}

/** Notes which release was imported from a download, so that it is not fetched again. */
export async function noteRelease(folder: string, offer: Offer, release: string): Promise<void> {
  const note = await readNote(folder, offer.name)
  if (!note) return
  note.releases[offer.series] = release
  await writeNote(folder, offer.name, note)
}
