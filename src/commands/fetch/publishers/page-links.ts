import { answered, persist } from '../persist.ts'
import type { Web } from '../web.ts'

const largest_page = 8 * 1024 * 1024

/** The addresses that a page links, each once, in its order. Throws Unreachable and NotGiven. */
export async function linksOn(web: Web, page: string): Promise<string[]> {
  const html = await persist(web, async () => (await answered(web, page)).text(largest_page))
  const hrefs = [...html.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, a, b]) => a ?? b ?? '')
  return [...new Set(hrefs.map(href => href.replaceAll('&amp;', '&')))]
    .filter(href => URL.canParse(href, page))
    .map(href => new URL(href, page).href)
}

/** The file name in an address, under which the file is also saved. */
export const fileOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? ''
