/**
 * What a page of a list costs, the first and the ten-thousandth, for many combinations of filters. Asks a running
 * service over the loopback, one request at a time, and stops by itself.
 *
 *   RATE_LIMIT=off npm start                       in one terminal, with a large release of us-eoir-cases
 *   node .build/bench/lists.js http://127.0.0.1:3000 [combinations of each list, by default 40] [seed]
 *
 * The ten-thousandth page starts at row 1,000,001 (100 rows a page). Lists with fewer rows, and those by id, are
 * measured at their last 100 rows.
 */

import { cursorAt } from '../src/vocabulary/cursor.ts'

const [base = 'http://127.0.0.1:3000', combinations = '40', seed = '1'] = process.argv.slice(2)
if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(base).hostname))
  throw new Error(`${base} is not this machine: load goes to the loopback only`)

const source = 'us-eoir-cases'
const pageSize = 100
const deepRow = 1_000_000
const repeats = 5

const filters = {
  '/v1/cases': {
    nationality: ['MEX', 'GTM', 'RUS', 'HND,SLV', 'UNK'],
    case_type: ['RMV', 'CFR', 'DEP'],
    claim_type: ['defensive', 'affirmative'],
    protection_claim: ['true', 'false'],
    custody: ['detained', 'never_detained'],
    represented: ['true', 'false'],
    case_status: ['pending', 'decided', 'appeal_pending'],
    case_outcome: ['removal_ordered', 'rejected', 'refugee_status_granted'],
    filed_on_from: ['2019-10-01', '2023-01-01'],
    filed_on_to: ['2024-09-30'],
    application_type: ['asylum', 'torture_convention']
  },
  '/v1/decisions': {
    nationality: ['MEX', 'GTM', 'RUS', 'HND,SLV'],
    decision_stage: ['first_instance', 'return_decision', 'screening_review', 'appeal'],
    outcome: ['rejected', 'removal_ordered', 'fear_not_found'],
    effect: ['unfavourable', 'favourable'],
    application_type: ['asylum', 'withholding'],
    custody: ['detained'],
    represented: ['true'],
    in_absentia: ['true'],
    country_of_return: ['MEX', 'RUS', 'GTM'],
    decided_on_from: ['2018-10-01', '2024-01-01'],
    decided_on_to: ['2025-06-30']
  }
} as const

/** A small generator of its own, so that a seed gives the same combinations everywhere. */
let state = Number(seed)
function random(below: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

interface Page {
  data: Record<string, string | null>[]
  meta: { total: number }
  links: { next: string | null }
  detail?: string
}

async function get(url: string): Promise<Page> {
  const response = await fetch(new URL(url, base))
  const body = (await response.json()) as Page
  if (!response.ok) throw new Error(`${url}: ${response.status} ${body.detail}`)
  return body
}

async function measured(url: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < repeats; i++) {
    const began = performance.now()
    await get(url)
    times.push(performance.now() - began)
  }
  return quantile(times, 0.5)
}

/** How a list is sorted, by default and by id, and the filters of its date. */
const lists = {
  '/v1/cases': { id: 'case_id', date: 'filed_on' },
  '/v1/decisions': { id: 'decision_id', date: 'decided_on' }
} as const

/**
 * The address of the page after row 1,000,000, or of the last 100 rows where there are fewer. Walking there would take
 * a thousand pages: a cursor is a place among the rows, and one with the place that is wanted is written here.
 */
async function deepPage(path: keyof typeof lists, first: string): Promise<{ url: string; row: string }> {
  const { id, date } = lists[path]
  const byId = first.includes(`sort=-${id}`)
  const total = await countOf(first)
  if (total === 0) return { url: first, row: '0' }
  if (total > deepRow && !byId) {
    const day = await dayAfterRows(first, date)
    return { url: await startingAfter(first, ['0', day]), row: `about ${deepRow}` }
  }
  const backwards = byId ? first.replace(`sort=-${id}`, `sort=${id}`) : `${first}&sort=${date}`
  const { data } = await get(backwards.replace(`limit=${pageSize}`, `limit=${Math.min(pageSize + 1, total)}`))
  const last = data.at(-1) as Record<string, string | null>
  const place = [String(last[id]).replace(/^.*:/, ''), ...(byId ? [] : [last[date] ?? null])]
  return { url: await startingAfter(first, place), row: `${total - pageSize}` }
}

const countOf = async (url: string): Promise<number> =>
  (await get(url.replace(`limit=${pageSize}`, 'limit=1&count=exact'))).meta.total as number

/** The latest day since which there are as many rows as that, by halving. */
async function dayAfterRows(first: string, date: string): Promise<string> {
  const limits = [...first.matchAll(new RegExp(`&${date}_from=[^&]*`, 'g'))].map(([found]) => found)
  const open = limits.reduce((url, each) => url.replace(each, ''), first)
  const [, last = '2027-01-01'] = new RegExp(`&${date}_to=([^&]*)`).exec(first) ?? []
  let [early, late] = [Date.parse('1980-01-01'), Date.parse(last)]
  const oneDay = 86_400_000
  while (late - early > oneDay) {
    const middle = early + Math.floor((late - early) / oneDay / 2) * oneDay
    const day = new Date(middle).toISOString().slice(0, 10)
    if ((await countOf(`${open}&${date}_from=${day}`)) >= deepRow) early = middle
    else late = middle
  }
  return new Date(early).toISOString().slice(0, 10)
}

/** The page of a question after a place: the cursor of its second page, with that place in it (vocabulary/cursor.ts). */
async function startingAfter(first: string, after: (string | null)[]): Promise<string> {
  const { links } = await get(first)
  if (links.next === null) return first
  const next = new URL(links.next, base)
  const [, release = '', query = ''] = JSON.parse(
    Buffer.from(next.searchParams.get('cursor') ?? '', 'base64url')
      .toString()
      .slice(0, -8)
  ) as unknown[] as string[]
  next.searchParams.set('cursor', cursorAt(after, { release, query }))
  return next.href
}

function combination(path: keyof typeof filters, count: number): string {
  const names = Object.entries(filters[path])
  const chosen = new Map<string, string>()
  while (chosen.size < count) {
    const [name, values] = names[random(names.length)] as [string, readonly string[]]
    chosen.set(name, values[random(values.length)] as string)
  }
  return [...chosen].map(([name, value]) => `&${name}=${value}`).join('')
}

interface Times {
  first: number[]
  deep: number[]
  /** Of each combination, how many times the first page the deep one takes. */
  ratio: number[]
}

// What a process costs that has not run its code yet is another question.
for (const path of Object.keys(lists))
  for (let i = 0; i < 20; i++) await get(`${path}?source=${source}&limit=${pageSize}`)

const all: Record<string, Times> = {}
for (const path of Object.keys(filters) as (keyof typeof filters)[])
  for (let i = 0; i < Number(combinations); i++) {
    // What an index gives in order; then the plain list, and one nationality; then anything.
    const plain = [`&sort=-${lists[path].id}`, '', '&nationality=MEX']
    const asked = plain[i] ?? combination(path, 1 + random(4))
    const first = `${path}?source=${source}${asked}&limit=${pageSize}`
    const began = await measured(first)
    const deep = await deepPage(path, first)
    const later = await measured(deep.url)
    const kind = `${path} ${i === 0 ? 'by an index' : 'by the snapshot'}`
    const kept = all[kind] ?? { first: [], deep: [], ratio: [] }
    all[kind] = kept
    kept.first.push(began)
    kept.deep.push(later)
    kept.ratio.push(later / began)
    const row = `row ${deep.row}: ${later.toFixed(1)} ms`
    console.log(`${began.toFixed(1).padStart(8)} ms  ${row.padEnd(24)} ${path} ${asked.slice(1)}`)
  }
for (const [kind, { first, deep, ratio }] of Object.entries(all)) {
  const spread = (times: number[]) =>
    `p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`
  console.log(
    `${kind}: first page ${spread(first)}; deep page ${spread(deep)}; deep / first: of the p95s ` +
      `${(quantile(deep, 0.95) / quantile(first, 0.95)).toFixed(2)}, of one combination median ` +
      `${quantile(ratio, 0.5).toFixed(2)}, largest ${Math.max(...ratio).toFixed(2)}`
  )
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
