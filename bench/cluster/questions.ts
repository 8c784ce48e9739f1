import { figures } from '../kill-releases.ts'
import type { Got } from './client.ts'

export type Asked = 'cached' | 'statistics' | 'records'

export interface Question {
  kind: Asked
  path: string
  /** The member of a row that is the number of its release; left out: the answer is not of the made-up releases. */
  figure?: 'persons' | 'value'
}

// Those of the made-up releases (bench/kill-releases.ts).
const nationalities = 'AFG AGO ALB ARM AZE BDI BEN BGD BGR BIH BLR BOL BRA CAF CHN CIV CMR COD COG COL'.split(
  ' '
)
const countries = nationalities.slice(0, 10)

/** A nationality, two countries and a limit: tens of thousands of them, none twice. */
function filterOf(n: number): string {
  const [one, step] = [Math.floor(n / 20) % 10, 1 + (Math.floor(n / 200) % 9)]
  const filter = `nationality=${nationalities[n % 20]}&country_of_asylum=${countries[one]},${countries[(one + step) % 10]}`
  return `source=${figures.source}&${filter}&limit=${500 - (Math.floor(n / 1800) % 400)}`
}

const statistics = (n: number): Question => ({
  ...{ kind: 'statistics', figure: 'persons' },
  path: `/v1/statistics/decisions?${filterOf(n)}&unit=persons&group_by=country_of_asylum,year,outcome`
})

/** A list of published figures, which nginx may keep, but is asked for once; and a list of records, which it may not. */
const records = (n: number): Question =>
  n % 2 === 0
    ? { kind: 'records', figure: 'value', path: `/v1/published-counts?${filterOf(n)}&is_total=false` }
    : { kind: 'records', path: `/v1/decisions?source=us-eoir-cases&limit=${1 + (n % 100)}` }

const usual = [
  '/',
  '/sources',
  '/v1/sources',
  '/v1/measures',
  '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome,year',
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=outcome'
]

/** What is asked over and over, and is in the shared cache. */
export const cachedQuestions: Question[] = [
  ...usual.map(path => ({ kind: 'cached' as const, path })),
  // Their numbers are never reached by the others.
  ...Array.from({ length: 14 }, (_, i) => ({ ...statistics(600_000 + i), kind: 'cached' as const }))
]

/** The n-th question of a load: a cached address, statistics and records in turn. */
export function questionOf(n: number): Question {
  const round = Math.floor(n / 3)
  if (n % 3 === 1) return statistics(round)
  if (n % 3 === 2) return records(round)
  return cachedQuestions[round % cachedQuestions.length] as Question
}

/** What an answer says of its release: its number, or that it is of several. */
export function releaseOf({ body }: Pick<Got, 'body'>, { figure }: Question): number | 'mixed' | undefined {
  if (figure === undefined) return undefined
  try {
    const { data, meta } = JSON.parse(body) as {
      data: Record<string, unknown>[]
      meta: { sources: { release: string }[] }
    }
    const told = meta.sources.map(({ release }) => Number(/\d+$/.exec(release)?.[0]))
    const all = new Set([...told, ...data.map(row => Number(row[figure]))])
    return all.size === 1 && data.length > 0 ? (told[0] ?? 'mixed') : 'mixed'
  } catch {
    return 'mixed'
  }
}
