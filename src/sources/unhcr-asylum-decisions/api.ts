import { readJson } from '../../reading/json.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout, RawRow } from '../source.ts'
import { type DecisionsRow, mapUnhcrDecisions } from './map.ts'
import { wholeTableRows } from './tables.ts'

/** A page of 15,000 rows, the largest that the API gives, has about 6 MB. */
const largestPage = 64 * 1024 * 1024

interface Answer {
  page: number
  maxPages: number
  items: Record<string, unknown>[]
}

/** The number of pages of the answer; undefined where the file is no page of asylum decisions. */
function pagesIn(head: string): number | undefined {
  const pages = numberIn(head, 'maxPages')
  const isOfDecisions = head.includes('"dec_recognized"') || /"items"\s*:\s*\[\s*\]/.test(head)
  return isOfDecisions ? pages : undefined
}

function numberIn(head: string, name: 'page' | 'maxPages'): number | undefined {
  const found = new RegExp(`"${name}"\\s*:\\s*(\\d+)`).exec(head)?.[1]
  return found === undefined ? undefined : Number(found)
}

/**
 * The items of a page; `line` is the item's place in it, from 1. `total` is never read: it adds persons to
 * cases.
 */
async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const answer = answerIn(await readJson(stream, largestPage, name), name)
  if (answer.maxPages === 0 || answer.items.length === 0)
    throw new ReadingError(
      'empty',
      'the API answered no row at all. It does so, as if nothing were wrong, for a country code that it does not know: without cf_type=ISO it reads UNHCR’s own codes (AUS is Austria), and beyond the last page. Check the request and fetch it again.',
      { file: name }
    )
  for (const [index, item] of answer.items.entries())
    yield { source_table: name, line: index + 1, record: item, raw: JSON.stringify(item) }
}

function answerIn(document: unknown, file: string): Answer {
  const answer = document as Partial<Answer> | null
  if (typeof answer?.maxPages !== 'number' || !Array.isArray(answer.items) || !answer.items.every(isObject))
    throw new ReadingError(
      'malformed',
      'is no page of the UNHCR API: it needs "maxPages" and a list of "items". Fetch /population/v1/asylum-decisions/ again.',
      { file }
    )
  return answer as Answer
}

const isObject = (item: unknown): boolean => typeof item === 'object' && item !== null && !Array.isArray(item)

/** Items mix numbers, the text "0" and "-"; what is absent is not reported. */
function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

function rowOf(item: Record<string, unknown>): DecisionsRow {
  return {
    year: asText(item.year),
    coo_iso: asText(item.coo_iso),
    coa_iso: asText(item.coa_iso),
    procedure_type: asText(item.procedure_type),
    dec_level: asText(item.dec_level),
    dec_pc: asText(item.dec_pc),
    dec_recognized: asText(item.dec_recognized),
    dec_other: asText(item.dec_other),
    dec_rejected: asText(item.dec_rejected),
    dec_closed: asText(item.dec_closed),
    dec_total: asText(item.dec_total)
  }
}

const page = {
  series: 'decisions',
  all_from_rows: wholeTableRows,
  rows,
  map: row => mapUnhcrDecisions(row, rowOf(row.record as Record<string, unknown>)),
  starter: false,
  synthetic: false
} satisfies Partial<Layout>

export const apiAnswer: Layout = {
  ...page,
  id: 'api-answer',
  title: 'Answer of the UNHCR API in one page (JSON)',
  matches: head => (pagesIn(head) ?? 2) < 2,
  coverage: {}
}

/** One page of several: the release is complete only if all pages are imported together. */
export const apiPageOfSeveral: Layout = {
  ...page,
  id: 'api-page-of-several',
  title: 'One page of an answer of the UNHCR API (JSON)',
  matches: head => (pagesIn(head) ?? 0) > 1,
  coverage: { complete: false },
  page: head => {
    const [number, of] = [numberIn(head, 'page'), numberIn(head, 'maxPages')]
    return number && of ? { number, of } : undefined
  }
}
