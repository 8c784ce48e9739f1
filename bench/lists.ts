/**
 * What a page of a list costs, the first and the ten-thousandth, for many combinations of filters. Asks a running
 * service over the loopback, one request at a time, and stops by itself.
 *
 *   RATE_LIMIT=off npm start                       in one terminal, with a large release of us-eoir-cases
 *   npx tsx bench/lists.ts http://127.0.0.1:3000 [combinations of each list, by default 40] [seed]
 *
 * The ten-thousandth page starts at row 1,000,001 (100 rows a page): it is reached by cursor in pages of 1,000, since
 * a cursor does not depend on the size of a page. Lists with fewer rows are measured at their last full page.
 */

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
  milliseconds: number
  rows: number
  next: string | null
}

async function ask(url: string): Promise<Page> {
  const began = performance.now()
  const response = await fetch(new URL(url, base))
  const body = (await response.json()) as { data: unknown[]; links: { next: string | null }; detail?: string }
  const milliseconds = performance.now() - began
  if (!response.ok) throw new Error(`${url}: ${response.status} ${body.detail}`)
  return { milliseconds, rows: body.data.length, next: body.links.next }
}

async function measured(url: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < repeats; i++) times.push((await ask(url)).milliseconds)
  return quantile(times, 0.5)
}

/** The address of the page that starts at row 1,000,001, or of the last full one before it. */
async function deepPage(first: string): Promise<{ url: string; row: number } | undefined> {
  let [url, row]: [string, number] = [first.replace(`limit=${pageSize}`, 'limit=1000'), 0]
  let found: { url: string; row: number } | undefined
  while (row < deepRow) {
    const { next, rows } = await ask(url)
    row += rows
    if (next === null) return found
    found = { url: next.replace('limit=1000', `limit=${pageSize}`), row }
    url = next
  }
  return found
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

/** How many combinations are measured far from their first page too: walking there takes a while. */
const walked = 12

interface Times {
  first: number[]
  deep: number[]
  /** Of each combination, how many times the first page the deep one takes. */
  ratio: number[]
}

const all: Record<string, Times> = {}
const idOf = { '/v1/cases': 'case_id', '/v1/decisions': 'decision_id' } as const
for (const path of Object.keys(filters) as (keyof typeof filters)[])
  for (let i = 0; i < Number(combinations); i++) {
    // What an index gives in order; then the plain list, and one nationality; then anything.
    const plain = [`&sort=-${idOf[path]}`, '', '&nationality=MEX']
    const asked = plain[i] ?? combination(path, 1 + random(4))
    const first = `${path}?source=${source}${asked}&limit=${pageSize}`
    const began = await measured(first)
    const deep = i < walked ? await deepPage(first) : undefined
    const later = deep ? await measured(deep.url) : undefined
    const kind = `${path} ${i === 0 ? 'by an index' : 'by the snapshot'}`
    const kept = all[kind] ?? { first: [], deep: [], ratio: [] }
    all[kind] = kept
    kept.first.push(began)
    if (later !== undefined) {
      kept.deep.push(later)
      kept.ratio.push(later / began)
    }
    const row = deep ? `row ${deep.row}: ${later?.toFixed(1)} ms` : ''
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
