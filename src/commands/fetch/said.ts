import type { ReleaseOffer } from './fetch-release.ts'
import { editionDay } from './note.ts'
import { bytesText } from './progress.ts'

/** One line on what a publisher offers, and whether it is imported. */
export function foundText(source: string, { offer, standing }: ReleaseOffer): string {
  const day = editionDay(offer.last_modified)
  const what = `${source}, series ${offer.series}`
  if (standing.known !== null)
    return (
      `${what}: nothing newer${day === null ? '' : ` than what was published on ${day}`}. ` +
      `It is imported as release ${standing.known.release} (${standing.known.status}).\n`
    )
  if (day === null)
    return `${what}: the publisher does not say when it changed; whether it is new, only its bytes can tell.\n`
  const size = offer.bytes === null ? '' : `, ${bytesText(offer.bytes)}`
  return `${what}: a release of ${day}${size} is there and not imported.\n`
}
