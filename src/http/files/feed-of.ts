import type { Feed, FeedEntry } from '../../formats/feed/feed.ts'
import type { Format } from '../../formats/format.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { Answer } from '../answer.ts'

/** The members of a row that become an entry, its texts in one language. */
interface ChangeRow extends Readonly<Record<string, unknown>> {
  change_id: string
  kind: string
  source: string
  title: string
  text: string
  told_at: string
  url: string
  touched: readonly { what: string; url: string }[]
}

/**
 * A list of what changed as a feed. `base`: the service's own address, so that addresses are whole; where the operator does
 * not set it, they are paths, which readers resolve by where they got the feed.
 */
export function feedOf(
  { feed, data }: Answer,
  links: Readonly<Record<string, string | null>>,
  { format, lang, base, build }: { format: Format; lang: Language; base: string; build: string }
): Feed {
  if (!feed) throw new Error(`an answer without a feed in ${format.id}`)
  const whole = (path: string | null | undefined): string => `${base}${path ?? ''}`
  const list = whole(links.canonical)
  return {
    // Without an address of its own the service names it by RFC 4151: the id of a feed is never a path.
    id: base === '' ? `tag:asylum-outcomes,2026:${list}` : list,
    ...{ lang, title: textIn(feed.title, lang), description: textIn(feed.description, lang) },
    links: {
      self: whole(links[format.id]),
      list,
      next: links.next ? whole(links.next) : null
    },
    entries: (data as readonly ChangeRow[]).map(row => entryOf(row, whole)),
    generated_by: build
  }
}

function entryOf(row: ChangeRow, whole: (path: string) => string): FeedEntry {
  const { change_id, kind, source, title, text, told_at, url, touched } = row
  return {
    ...{ id: `urn:uuid:${change_id}`, title, text, url: whole(url), told_at },
    touched: touched.map(each => ({ what: each.what, url: whole(each.url) })),
    tags: [kind, source],
    row
  }
}
