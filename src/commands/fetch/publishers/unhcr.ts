import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { NotGiven } from '../errors.ts'
import { answered, persist } from '../persist.ts'
import { type Brought, dayAt, type Way } from '../way.ts'
import type { Web } from '../web.ts'

const first_year = 2000
const rows_a_page = 10_000
/** Bytes. A page has about 4 MB; nothing of the API is ten times as large. */
const largest_page = 48 * 1024 * 1024
const most_pages = 500
/** The wait between two requests for pages. */
const pace_ms = 1_000

interface Page {
  maxPages: number
  /** How many rows it has. */
  rows: number
  text: string
}

/** UNHCR's API: all pages of one table over all origins and all countries of asylum, saved as they are sent. */
export const unhcr = (series: string, table: string): Way => ({
  urls: { api: `https://api.unhcr.org/population/v1/${table}/` },
  async offers(_, { api = '' }) {
    // The API says neither when its data changed nor how much there is.
    const unknownEdition = { etag: null, last_modified: null, bytes: null }
    return [
      {
        ...{ ...unknownEdition, series, url: api, name: table },
        fetch: (web, folder, onBytes) =>
          walk(web, api, path.join(folder, table), have => onBytes({ name: table, have, of: null }))
      }
    ]
  }
})

async function walk(
  web: Web,
  api: string,
  folder: string,
  onBytes: (have: number) => void
): Promise<Brought> {
  const retrieved_on = dayAt(web)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  let first: Page | undefined
  let have = 0
  for (let number = 1; number <= (first?.maxPages ?? 1); number++) {
    if (first) await web.clock.wait(pace_ms, web.signal)
    const page = await persist(web, () => pageAt(web, api, number))
    if (first) refuseGap(first, page, number)
    first ??= page
    const file = path.join(folder, `page-${String(number).padStart(3, '0')}.json`)
    await writeFile(file, page.text)
    paths.push(file)
    have += page.text.length
    onBytes(have)
  }
  return { paths, sha256: null, retrieved_on }
}

/**
 * The address of a page. Without cf_type=ISO the codes are UNHCR's own, of which 99 mean another country in ISO. The
 * API ignores one year alone, and a misspelled parameter: the response is then the sum of the world.
 */
function addressOf(web: Web, api: string, page: number): string {
  const url = new URL(api)
  const parameters = {
    ...{ limit: rows_a_page, page, yearFrom: first_year, yearTo: new Date(web.clock.now()).getUTCFullYear() },
    ...{ coo_all: true, coa_all: true, cf_type: 'ISO', ptype_show: true }
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value))
  return url.href
}

async function pageAt(web: Web, api: string, number: number): Promise<Page> {
  const url = addressOf(web, api, number)
  const text = await (await answered(web, url)).text(largest_page)
  const answer = answerIn(text, url)
  const refuse = (what: string) => new NotGiven(`Page ${number} of UNHCR’s API ${what} Nothing was imported.`)
  if (answer.maxPages < 1 || answer.items.length === 0)
    throw refuse(
      'is empty, as if that were an answer: it says so for a code or a year that it does not know.'
    )
  if (answer.maxPages > most_pages) throw refuse(`says that there are ${answer.maxPages} pages.`)
  if (answer.page !== number) throw refuse(`calls itself page ${answer.page}.`)
  if (answer.items.every(({ coo_iso, coa_iso }) => coo_iso === '-' || coa_iso === '-'))
    throw refuse('holds sums of countries and no country: it ignored what was asked.')
  return { maxPages: answer.maxPages, rows: answer.items.length, text }
}

interface ApiAnswer {
  page: number
  maxPages: number
  items: Record<string, unknown>[]
}

function answerIn(text: string, url: string): ApiAnswer {
  try {
    const answer = JSON.parse(text) as Partial<ApiAnswer>
    const { page, maxPages, items } = answer
    if (typeof page === 'number' && typeof maxPages === 'number' && Array.isArray(items))
      return answer as ApiAnswer
  } catch {
    // Text that is not JSON is refused below.
  }
  const what = /^\s*</.test(text) ? 'an HTML page' : 'something else'
  throw new NotGiven(`${new URL(url).host} gave ${what} instead of a page of data. Try again later.`)
}

/** Throws NotGiven unless all pages but the last have as many rows, and all state the same number of pages. */
function refuseGap(first: Page, page: Page, number: number): void {
  if (page.maxPages !== first.maxPages)
    throw new NotGiven(
      `UNHCR’s API had ${first.maxPages} pages when the walk began, and ${page.maxPages} at page ${number}: ` +
        'the data changed under way. Fetch it again.'
    )
  const isLast = number === first.maxPages
  if (isLast ? page.rows <= first.rows : page.rows === first.rows) return
  throw new NotGiven(
    `Page ${number} of ${first.maxPages} of UNHCR’s API has ${page.rows} rows, and the first ${first.rows}: ` +
      'some are missing. Fetch it again later.'
  )
}
