import type { ComponentChildren } from 'preact'
import type { Language } from '../vocabulary/labels/language.ts'
import type { Ask } from './asking/ask.ts'
import type { Say } from './words/words.ts'

/** What a page is asked with. */
export interface PageRequest {
  /** Asks the API, in the language of the page. */
  ask: Ask
  lang: Language
  say: Say
  /** What the path names, such as a country. */
  params: Readonly<Record<string, string>>
  /** The query as it came, without `lang`. Nothing of it has been checked: the API does. */
  query: Readonly<Record<string, string>>
  /** The path as it was asked, without its query. */
  path: string
  /** Where the service is reached, without a slash at the end: https://example.org. */
  origin: string
}

/** A page as it is shown. */
export interface Shown {
  /** Of the window: it begins with what the answer is about. */
  title: string
  /** One sentence for search engines and cards: that of the answer, where it has one. */
  description: string
  body: ComponentChildren
  /** Which entry of the navigation the page belongs to. */
  section?: Section
  /** The address of the same in JSON. */
  json?: string
  /** The page's address that stays: pinned to its releases, where it has any. Default: as it was asked. */
  canonical?: string
  /** The address of a picture of 1200 × 630 for cards. */
  picture?: string
  /** The address that oEmbed tells of: a page that others may show inside of theirs. */
  embeds?: string
  /** For machines (schema.org): members of a Dataset or DataCatalog. */
  data?: Readonly<Record<string, unknown>>
  /** False: search engines leave it out: filtered states, cases, made-up figures. */
  is_indexed?: boolean
  /** True: a figure on the page is made up. */
  synthetic?: boolean
  /** Default: 200. 300 for a choice, 404 for nothing found. */
  status?: number
}

/** The entries of the navigation, in its order. */
export const sections = ['explore', 'returns', 'nationalities', 'stages', 'sources', 'changes'] as const
export type Section = (typeof sections)[number]

/** One page: where it is, and what it shows of the API's answers. May throw Refused, Moved, or Problem. */
export interface PageDefinition {
  url: string
  /** It says which case was looked up: its address is in no log, and it is kept nowhere for long. */
  is_private?: true
  /** It is shown inside of pages of others: any of them may have it in a frame, and it has neither header nor footer. */
  is_framed?: true
  show(request: PageRequest): Promise<Shown>
}
