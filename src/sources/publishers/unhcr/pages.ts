import { readJson } from '../../../reading/json.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import type { Layout, Mapped, RawRow } from '../../source.ts'

/** A page of 15,000 rows, the largest that the API gives, has about 6 MB. */
const largestPage = 64 * 1024 * 1024

interface Answer {
  page: number
  maxPages: number
  items: Record<string, unknown>[]
}

/** One table of UNHCR's API. */
export interface ApiTable {
  series: string
  /** A field that only items of this table have, and what an answer without items is taken for. */
  field: string
  takes_empty: boolean
  path: string
  all_from_rows: number
  /** `text`: the value of a field as text. */
  map(row: RawRow, text: (field: string) => string, edition_on?: string): Mapped
}

/** The layouts of a table of the API: an answer in one page, and one page of several. */
export function apiLayouts(table: ApiTable): [whole: Layout, ofSeveral: Layout] {
  const page = {
    series: table.series,
    all_from_rows: table.all_from_rows,
    rows: (stream: AsyncIterable<Buffer>, name: string) => rowsOfPage(stream, name, table),
    map: (row: RawRow, edition_on?: string) => {
      const item = row.record as Record<string, unknown>
      return table.map(row, field => asText(item[field]), edition_on)
    },
    starter: false,
    synthetic: false
  }
  return [
    {
      ...page,
      id: 'api-answer',
      title: `Answer of the UNHCR API in one page (JSON)`,
      matches: head => (pagesIn(head, table) ?? 2) < 2,
      coverage: {}
    },
    {
      // The release is complete only if all pages are imported together.
      ...page,
      id: 'api-page-of-several',
      title: 'One page of an answer of the UNHCR API (JSON)',
      matches: head => (pagesIn(head, table) ?? 0) > 1,
      coverage: { complete: false },
      page: head => {
        const [number, of] = [numberIn(head, 'page'), numberIn(head, 'maxPages')]
        return number && of ? { number, of } : undefined
      }
    }
  ]
}

/** The number of pages of the answer; undefined where the file is no page of this table. */
function pagesIn(head: string, { field, takes_empty }: ApiTable): number | undefined {
  const pages = numberIn(head, 'maxPages')
  const isOwn = head.includes(`"${field}"`) || (takes_empty && /"items"\s*:\s*\[\s*\]/.test(head))
  return isOwn ? pages : undefined
}

function numberIn(head: string, name: 'page' | 'maxPages'): number | undefined {
  const found = new RegExp(`"${name}"\\s*:\\s*(\\d+)`).exec(head)?.[1]
  return found === undefined ? undefined : Number(found)
}

/**
 * The items of a page; `line` is the item's place in it, from 1. `total` is never read: it adds persons to
 * cases.
 */
async function* rowsOfPage(
  stream: AsyncIterable<Buffer>,
  name: string,
  { path }: ApiTable
): AsyncIterable<RawRow> {
  const answer = answerIn(await readJson(stream, largestPage, name), name, path)
  if (answer.maxPages === 0 || answer.items.length === 0)
    throw new ReadingError(
      'empty',
      'the API answered no row at all. It does so, as if nothing were wrong, for a country code that it does not know: without cf_type=ISO it reads UNHCR’s own codes (AUS is Austria), and beyond the last page. Check the request and fetch it again.',
      { file: name }
    )
  for (const [index, item] of answer.items.entries())
    yield { source_table: name, line: index + 1, record: item, raw: JSON.stringify(item) }
}

function answerIn(document: unknown, file: string, path: string): Answer {
  const answer = document as Partial<Answer> | null
  if (typeof answer?.maxPages !== 'number' || !Array.isArray(answer.items) || !answer.items.every(isObject))
    throw new ReadingError(
      'malformed',
      `is no page of the UNHCR API: it needs "maxPages" and a list of "items". Fetch ${path} again.`,
      { file }
    )
  return answer as Answer
}

const isObject = (item: unknown): boolean => typeof item === 'object' && item !== null && !Array.isArray(item)

/** Items mix numbers, the text "0" and "-"; what is absent is not reported. */
function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
