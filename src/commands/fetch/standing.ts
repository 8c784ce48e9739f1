import { editionDay, type FetchNote, isSame } from './note.ts'
import type { Offer } from './way.ts'

/** A release that is imported, real and not shipped with the product. */
export interface Held {
  release: string
  series: string
  status: 'current' | 'beside' | 'superseded' | 'withdrawn'
  retrieved_on: string
}

/** Whether what a publisher has is imported already. `label`: what to call it where it is not. */
export type OfferStatus = { known: Held } | { known: null; label: string | undefined }

/**
 * Compares an offer with what is imported: by the note of an earlier fetch; without one by the day on which the
 * publisher changed the file, which is the release's name, and a file that was fetched on a later day is no older.
 * A publisher that says no day always has something that may be newer.
 */
export function offerStatus(
  offer: Offer,
  note: FetchNote | undefined,
  held: readonly Held[],
  firstSeries: string
): OfferStatus {
  const own = held.filter(({ series }) => series === offer.series)
  const noted = own.find(({ release }) => release === note?.releases[offer.series])
  if (note && noted && isSame(note, offer)) return { known: noted }
  const day = editionDay(offer.last_modified)
  if (day === null) return { known: null, label: undefined }
  const label = offer.series === firstSeries ? day : `${day}-${offer.series}`
  // The note tells two editions of one day apart, and one that was put there later than its date says.
  const isKnown = ({ release, status, retrieved_on }: Held) =>
    release === label || (status === 'current' && retrieved_on > day)
  const known = noted ? undefined : own.find(isKnown)
  if (known) return { known }
  return { known: null, label: freeLabel(label, own) }
}

function freeLabel(label: string, held: readonly Held[]): string {
  const taken = new Set(held.map(({ release }) => release))
  let free = label
  for (let next = 2; taken.has(free); next++) free = `${label}-${next}`
  return free
}
