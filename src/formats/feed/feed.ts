import type { Language } from '../../vocabulary/labels/language.ts'

/** One entry of a feed, its texts in one language and its addresses whole. */
export interface FeedEntry {
  /** `urn:uuid:…` */
  id: string
  title: string
  text: string
  url: string
  /** What else it is about, each with its address. */
  touched: readonly { what: string; url: string }[]
  told_at: string
  tags: readonly string[]
  /** The entry as the list has it. */
  row: Readonly<Record<string, unknown>>
}

/** A feed: entries, the newest first. */
export interface Feed {
  id: string
  lang: Language
  title: string
  description: string
  /** The same entries: as this feed, as the list, and the page after this one. */
  links: { self: string; list: string; next: string | null }
  entries: readonly FeedEntry[]
  generated_by: string
}

/** XML 1.0 has no such characters, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const noText = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu

/** Text that any format of feeds can hold. */
export const feedText = (text: string): string => text.replace(noText, '\uFFFD')

/** The text of an entry, and the addresses that it touches, one a line. */
export const textWithAddresses = ({ text, touched }: FeedEntry): string =>
  feedText([text, ...touched.map(({ what, url }) => `${what}: ${url}`)].join('\n'))
