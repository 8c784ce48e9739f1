import type { LocalText } from '../labels/texts/texts.ts'

/** One way to have the figures of an edition: a file, or an answer that is made of them. Addresses are paths. */
export interface DataOffer {
  name: string
  media_type: string
  path: string
  /** Of a file whose bytes do not change. */
  bytes?: number
  sha256?: string
}

/** A release as a data set of its own. */
export interface DescribedEdition<Text = LocalText> {
  release: string
  /** The title of its series. */
  title: Text
  /** First and last day that it covers. */
  from: string
  to: string
  /** The day of the publisher’s edition; null where nobody stated it. */
  released_on: string | null
  /** The day on which it was published here. */
  published_on: string
  licence: Text
  /** Where the publisher has it. */
  publisher_url: string
  offers: readonly DataOffer[]
}

/** A source as a data set: its current editions that are not made up, at least one. */
export interface DescribedSource<Text = LocalText> {
  source: string
  title: Text
  description: Text
  publisher: Text
  licence: Text
  licence_url: string | null
  publisher_url: string
  editions: readonly DescribedEdition<Text>[]
}

/** What machines that look for data are told: the catalogue, with its sources, or one source of it. */
export interface DataDescription<Text = LocalText> {
  catalogue: { title: Text; description: Text }
  describes: 'catalogue' | 'source'
  sources: readonly DescribedSource<Text>[]
}
