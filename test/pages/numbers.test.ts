import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { service } from '../service.ts'
import { asMany, dice, seedOf } from '../statistics/dice.ts'
import { unescaped } from './read-page.ts'

const seed = seedOf('numbers on pages')
const roll = dice(seed)
const one = <Value>(values: readonly Value[]): Value => values[Math.floor(roll() * values.length)] as Value
const chance = (share: number): boolean => roll() < share

/** What the first data can be asked: the filters of each source with words that it has, and what it is shown by. */
const asked = [
  {
    fixed: 'source=unhcr-asylum-decisions',
    filters: {
      nationality: ['RUS'],
      country_of_asylum: ['DEU', 'FRA', 'USA', 'AUT', 'KAZ'],
      unit: ['persons']
    },
    groups: ['year', 'outcome', 'outcome_group', 'country_of_asylum', 'decision_stage', 'source_level'],
    years: ['2021', '2022', '2023', '2024', '2025']
  },
  {
    fixed: 'of=applications&source=unhcr-asylum-applications',
    filters: { nationality: ['RUS'], country_of_asylum: ['DEU', 'FRA', 'USA', 'POL'] },
    groups: ['year', 'country_of_asylum', 'application_type', 'applicant_history'],
    years: ['2021', '2022', '2023', '2024', '2025']
  },
  {
    fixed: 'source=us-credible-fear',
    filters: { nationality: ['RUS', 'ROU', 'GTM', 'HND', 'CHN', 'UNK'] },
    groups: ['year', 'outcome', 'outcome_group', 'nationality'],
    years: ['FY2016', 'FY2018', 'FY2021']
  },
  {
    fixed: 'source=us-eoir-cases',
    filters: { nationality: ['CHN', 'RUS', 'VEN'], decision_stage: ['first_instance', 'appeal'] },
    groups: ['year', 'outcome', 'outcome_group', 'application_type', 'nationality'],
    years: ['2019', '2021', '2023']
  },
  {
    fixed: 'of=returns&source=documented-cases',
    filters: { nationality: ['RUS'], country_of_return: ['RUS'] },
    groups: ['year', 'return_type', 'country_of_return'],
    years: ['2022', '2023']
  }
] as const

function atRandom(): string {
  const { fixed, filters, groups, years } = one(asked)
  const chosen = Object.entries(filters).flatMap(([name, words]) =>
    chance(0.5) ? [`${name}=${one(words)}`] : []
  )
  const [first = '', last = ''] = [one(years), one(years)].sort()
  const span = chance(0.5) ? [`period_from=${first}`, `period_to=${last}`] : []
  const by = [...new Set([one(groups), ...(chance(0.6) ? [one(groups)] : [])])]
  const limit = chance(0.2) ? ['limit=7'] : []
  return `/explore?${[fixed, ...chosen, ...span, `group_by=${by.join(',')}`, ...limit].join('&')}`
}

/** The text nodes of what a page says: without what is to be taken along, the fields of its form, and its foot. */
const textsOf = (html: string): string[] =>
  unescaped(
    (/<main.*<\/main>/s.exec(html)?.[0] ?? '')
      .replaceAll(/<(pre|form|script|style|title)\b.*?<\/\1>/gs, '')
      .replaceAll(/<(?:"[^"]*"|[^">])*>/g, '\n')
  )
    .split('\n')
    .filter(text => /\d/.test(text))

/** Numbers as they are written in English: 1,234 and 12.3 are one each. */
const numbersIn = (text: string): string[] => text.match(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g) ?? []

const english = new Intl.NumberFormat('en')

/** All numbers that an answer has, and each as a page writes it: with separators, and a share in percent. */
function numbersTold(body: string, into: Set<string>): void {
  for (const text of numbersIn(body)) into.add(text)
  for (const text of body.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []) {
    const value = Number(text)
    into.add(english.format(value))
    if (value >= 0 && value <= 1) into.add((value * 100).toFixed(1))
  }
}

t.test(
  'each number on a page is in an answer of the API, and each figure of the answer is on it',
  { timeout: 900_000 },
  async t => {
    const { app, get } = await service(t, { answerCacheMb: 0 })
    const bodies: string[] = []
    // What the pages ask is asked inside the process, and heard here.
    const inject = app.inject.bind(app) as (options: InjectOptions) => Promise<LightMyRequestResponse>
    app.inject = (async (options: InjectOptions) => {
      const answer = await inject(options)
      if (String(options.url).startsWith('/v1/')) bodies.push(answer.body)
      return answer
    }) as unknown as typeof app.inject
    let answered = 0
    let compared = 0
    for (let i = 0; i < asMany(200); i++) {
      const address = atRandom()
      bodies.length = 0
      const page = await get(address)
      if (page.statusCode !== 200) continue
      answered++
      const told = new Set<string>()
      for (const body of bodies) numbersTold(body, told)
      const astray = textsOf(page.body).flatMap(text =>
        numbersIn(text).flatMap(number => (told.has(number) ? [] : [`${number} in “${text.slice(0, 90)}”`]))
      )
      if (astray.length > 0) t.same(astray, [], address)

      const main = JSON.parse(bodies.find(body => body.includes('"measures":[')) ?? '{}')
      const measure = String(main.meta?.query?.measures?.[0])
      const cells = [...page.body.matchAll(/<td class="n"[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
        cell.replaceAll(/<[^>]*>/g, '').trim()
      )
      const rows: Record<string, unknown>[] = main.data ?? []
      for (const row of rows) {
        const value = row[measure]
        if (typeof value !== 'number') continue
        compared++
        const at = cells.findIndex(cell => numbersIn(cell)[0] === english.format(value))
        if (at === -1) t.fail(`${address}: ${value} is in no cell of its table`)
        else cells.splice(at, 1)
      }
    }
    t.ok(answered > asMany(200) / 3, `${answered} of the questions have an answer; seed ${seed}`)
    t.ok(compared > asMany(200), `${compared} figures were compared`)
  }
)
