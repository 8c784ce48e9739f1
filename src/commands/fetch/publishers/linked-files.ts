import { NotGiven } from '../errors.ts'
import type { FileKind } from '../kinds.ts'
import type { Offer, Way } from '../way.ts'
import { fileOf, linksOn } from './page-links.ts'
import { singleFile } from './single-file.ts'

/** A file of which a page links the newest edition, and perhaps earlier ones. */
interface LinkedFile {
  /** The page, by its name in `urls`. */
  page: string
  /** What it is, in words. */
  what: string
  kind: FileKind
  /** The file's name, whatever its edition. */
  name: RegExp
  /** The day up to which an edition goes, by its name; '' where the name does not tell. */
  edition(name: string): string
  /** All series that it has. */
  series: readonly string[]
}

/** A publisher whose pages link its files under addresses that are new each time. */
export const linkedFiles = (urls: Record<string, string>, files: readonly LinkedFile[]): Way => ({
  urls,
  async offers(web, addresses) {
    const pages = new Map<string, string[]>()
    const offers: Offer[] = []
    for (const { page, what, kind, name, edition, series } of files) {
      const address = addresses[page] ?? ''
      const links = pages.get(page) ?? (await linksOn(web, address))
      pages.set(page, links)
      const found = links.filter(link => name.test(nameOf(link)))
      const [newest] = found.sort((a, b) => (edition(nameOf(a)) < edition(nameOf(b)) ? 1 : -1))
      if (newest === undefined) {
        web.tell(`${address} links no ${what} whose name is known.`)
        continue
      }
      // One look at the file is enough for all series that it has.
      const [first = '', ...others] = series
      const offer = await singleFile(web, { url: newest, name: fileOf(newest), kind, series: first })
      offers.push(offer, ...others.map(other => ({ ...offer, series: other })))
    }
    if (offers.length > 0) return offers
    throw new NotGiven(
      `${Object.keys(urls)
        .map(page => addresses[page])
        .join(' and ')} links no file whose name is known. The publisher may have renamed them: ` +
        'look for them there, and import the files.'
    )
  }
})

/** The name of a file in words, for its pattern: `a%20b.csv` is `a b.csv`. A name that leads elsewhere has none. */
function nameOf(url: string): string {
  try {
    const name = decodeURIComponent(fileOf(url))
    return /[/\\]/.test(name) ? '' : name
  } catch {
    return ''
  }
}
