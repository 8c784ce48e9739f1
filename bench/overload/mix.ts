import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../../src/root.ts'

/** Questions beside those of `bench/questions`: other sources, several at once, and lists. */
const others = [
  '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome,year',
  '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality',
  '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&group_by=outcome,year',
  '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&group_by=country_of_asylum,outcome',
  '/v1/compare?group_by=outcome',
  '/v1/compare?group_by=year&measures=decisions',
  '/v1/cases?source=us-eoir-cases',
  '/v1/decisions?source=us-eoir-cases&decision_stage=first_instance'
]

/** Largest `limit` that every one of these takes. */
const limits = 100

const nationalities =
  'MEX GTM HND SLV RUS CHN IND VEN CUB NIC COL ECU PER BRA HTI DOM JAM CMR NGA GHA ETH ERI SOM SDN EGY MAR TUN SEN GIN MLI MRT AFG PAK IRN IRQ SYR TUR LBN JOR YEM BGD LKA NPL MMR VNM PHL IDN KHM UZB TJK KAZ KGZ UKR BLR GEO ARM AZE MDA ALB ROU'.split(
    ' '
  )

/** The addresses of a load: a mix of questions, each asked once for each nationality and page size, none twice. */
export async function addresses(): Promise<(n: number) => string> {
  const file = path.join(projectRoot, 'bench/questions/questions.json')
  const asked = JSON.parse(await readFile(file, 'utf8')) as { path: string }[]
  const questions = [...asked.map(question => question.path), ...others]
  return n => {
    const round = Math.floor(n / questions.length)
    const given = new URL(questions[n % questions.length] as string, 'http://localhost')
    const { searchParams } = given
    const [limit, rest] = [1 + (round % limits), Math.floor(round / limits)]
    // Lengths and pathways take no limit of rows; the order of the two is what differs then.
    if (!given.pathname.endsWith('pathways')) searchParams.set('limit', String(limit))
    if (!searchParams.has('nationality'))
      searchParams.set('nationality', listed(given.pathname.endsWith('pathways') ? round : rest))
    return `${given.pathname}${given.search}`
  }
}

/** A nationality, or two: as many different values as are asked for, up to some thousands. */
function listed(n: number): string {
  const [one, other] = [n % nationalities.length, Math.floor(n / nationalities.length)]
  const names = [
    nationalities[one],
    other === 0 ? undefined : nationalities[(one + other) % nationalities.length]
  ]
  return names.filter(Boolean).join(',')
}
