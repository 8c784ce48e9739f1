import { generateJsonFeed } from 'feedsmith'
import type { FeedFormat } from '../format.ts'
import { type Feed, feedText, textWithAddresses } from './feed.ts'

/** A feed as JSON Feed 1.1 (jsonfeed.org). What the list says of an entry is in `_asylum_outcomes`. */
export function jsonFeed({ lang, title, description, links, entries }: Feed): string {
  return JSON.stringify(
    generateJsonFeed({
      title: feedText(title),
      description: feedText(description),
      home_page_url: links.list,
      feed_url: links.self,
      ...(links.next === null ? {} : { next_url: links.next }),
      language: lang,
      authors: [{ name: 'Asylum Outcomes' }],
      items: entries.map(entry => ({
        id: entry.id,
        url: entry.url,
        title: feedText(entry.title),
        content_text: textWithAddresses(entry),
        date_published: entry.told_at,
        tags: [...entry.tags],
        _asylum_outcomes: entry.row
      }))
    })
  )
}

export const jsonFeedFormat: FeedFormat = {
  id: 'json-feed',
  type: 'application/feed+json; charset=utf-8',
  accepts: ['application/feed+json'],
  ending: 'feed.json',
  is_shown: true,
  is_paged: true,
  is_binary: false,
  options: [],
  writes: 'feed',
  write: jsonFeed
}
