import { generateAtomFeed } from 'feedsmith'
import type { FeedFormat } from '../format.ts'
import { type Feed, feedText, textWithAddresses } from './feed.ts'

const type = 'application/atom+xml'

/** A feed in which nothing ever changed needs a time, too (RFC 4287 §4.1.1). */
const never = '1970-01-01T00:00:00.000Z'

/** A feed as Atom (RFC 4287). */
export function atomFeed({ id, lang, title, description, links, entries, generated_by }: Feed): string {
  const text = (value: string) => ({ value: feedText(value), type: 'text' })
  return generateAtomFeed({
    id,
    xml: { lang },
    title: text(title),
    subtitle: text(description),
    updated: entries[0]?.told_at ?? never,
    authors: [{ name: 'Asylum Outcomes' }],
    generator: { text: 'Asylum Outcomes', version: generated_by },
    links: [
      { rel: 'self', href: links.self, type },
      { rel: 'alternate', href: links.list, type: 'application/json' },
      ...(links.next === null ? [] : [{ rel: 'next', href: links.next, type }])
    ],
    entries: entries.map(entry => ({
      id: entry.id,
      title: text(entry.title),
      updated: entry.told_at,
      published: entry.told_at,
      content: text(textWithAddresses(entry)),
      categories: entry.tags.map(term => ({ term })),
      links: [
        { rel: 'alternate', href: entry.url, type: 'application/json' },
        ...entry.touched.map(({ what, url }) => ({ rel: 'related', href: url, title: what }))
      ]
    }))
  })
}

export const atom: FeedFormat = {
  id: 'atom',
  type: `${type}; charset=utf-8`,
  accepts: [type],
  ending: 'atom',
  is_shown: true,
  is_paged: true,
  is_binary: false,
  options: [],
  writes: 'feed',
  write: atomFeed
}
