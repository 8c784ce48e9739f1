import { editionDay, type FetchNote, isSame } from './note.ts'
import type { Offer } from './way.ts'

/** A release that is imported, real and not shipped with the product. */
export interface Held {
  release: string
  series: string
  status: 'current' | 'beside' | 'superseded' | 'withdrawn'
  retrieved_on: string | null
}

/** Whether an offer is imported already. `label`: the label for its import where it is not. */
export type OfferStatus = { known: Held } | { known: null; label: string | undefined }

/**
 * Compares an offer with what is imported: by the note of an earlier fetch, else by the day on which the publisher
 * changed the file. That day is the release's label; a current release that was fetched on a later day is no older.
 * Where the publisher gives no day, the offer always counts as new.
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
  // A note, where there is one, distinguishes two editions of one day, and a file put there after its date.
  const isKnown = ({ release, status, retrieved_on }: Held) =>
    release === label || (status === 'current' && retrieved_on !== null && retrieved_on > day)
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
