import { readFileSync } from 'node:fs'
import { projectRoot } from '../../src/root.ts'
import { day, lastDay } from './days.ts'
import { decisionCodes, kinds } from './meaning.ts'
import type { Nationality } from './plan/plan.ts'
import { picker, type Random, weights } from './random.ts'

/** Everything that is drawn by weight: published marginals where there are any, made-up weights elsewhere. */
export type World = ReturnType<typeof createWorld>
export type Draw<Value> = (random: Random) => Value

type Table = Record<string, number>
interface Marginals {
  frequencies: Record<string, Table>
  missing: Table
}
interface Weights {
  nationalities: [string, string, number, Nationality['leaning']][]
  filed_by_year: Table
  letter_belongs_to: Record<string, Table>
  letters_without_a_published_count: Table
  claims: Table
  other_applications: Table
  decided_claims: Record<string, Table>
  board: Table
  filed_by_of_claims: Table
  courts_decided: Table
  shares: Table
  rare: Table
  damage: Table
}

function read<Contents>(name: string): Contents {
  return JSON.parse(readFileSync(`${projectRoot}/bench/eoir/${name}`, 'utf8'))
}

/** How a leaning moves relief against orders of removal. Made up. */
const leanings = { low: 0.45, middle: 1, high: 2.4 }

/** Reads both weight files and prepares every draw. `rate` multiplies what is rare, fifty times at most. */
export function createWorld(rate = 1) {
  const marginals = read<Marginals>('marginals.json')
  const made_up = read<Weights>('weights.json')
  const published = (field: string): Table => marginals.frequencies[field] as Table
  const missing = (field: string): number => marginals.missing[field] as number
  const nationalities: [Nationality, number][] = made_up.nationalities.map(
    ([code, country, weight, leaning]) => [{ code, country, leaning }, weight]
  )
  const orders = nationalities.filter(([{ code }]) => /^[A-Z]{2}$/.test(code) && code !== 'XX')
  return {
    shares: { ...made_up.shares, ...rarely(made_up.rare, Math.min(50, rate)) },
    claims: made_up.claims,
    damage: made_up.damage,
    missing,
    nationalities: nationalities.map(([nationality]) => nationality),
    nationality: picker(nationalities),
    country: picker(orders),
    caseType: picker(weights(published('A_TblCase.CASE_TYPE'))),
    custody: picker(weights(published('A_TblCase.CUSTODY'))),
    sex: picker([
      ...Object.entries(published('A_TblCase.Sex')).filter(([code]) => code.length === 1 && code !== 'U')
    ] as [string, number][]),
    filed: filed(made_up.filed_by_year),
    outcome: outcomes(marginals, made_up),
    closure: closures(published('B_TblProceeding.OTHER_COMP')),
    decidedClaim: Object.fromEntries(
      Object.entries(made_up.decided_claims).map(([outcome, table]) => [outcome, picker(weights(table))])
    ) as Record<string, Draw<string>>,
    otherApplication: picker(weights(made_up.other_applications)),
    board: picker(weights(made_up.board)),
    filedBy: picker(weights(made_up.filed_by_of_claims)),
    courtDecided: picker(weights(made_up.courts_decided)),
    otherAppeal: picker(
      weights(published('tblAppeal.strAppealType')).filter(([type]) => /^(DD|SC|RC)/.test(type))
    )
  }
}

function rarely(shares: Table, rate: number): Table {
  return Object.fromEntries(
    Object.entries(shares).map(([name, share]) => [name, Math.max(share, Math.min(0.01, share * rate))])
  )
}

function filed(byYear: Table): Draw<number> {
  const first = picker(weights(byYear).map(([year, weight]) => [day(`${year}-01-01`), weight] as const))
  return random => Math.min(first(random) + random.below(365), lastDay - random.below(60))
}

/** For each case type and leaning: how often it ends in which outcome. */
function outcomes(marginals: Marginals, made_up: Weights) {
  const letters = {
    ...(marginals.frequencies['B_TblProceeding.DEC_CODE'] as Table),
    ...made_up.letters_without_a_published_count
  }
  const draws: Record<string, Record<string, Draw<string>>> = {}
  for (const type of Object.keys(kinds)) {
    const weight = (letter: string) =>
      (letters[letter] ?? 0) * (made_up.letter_belongs_to[letter]?.[type] ?? 0)
    const byOutcome = Object.entries(decisionCodes[type] ?? {})
      .filter(([outcome]) => outcome !== 'unknown')
      .map(([outcome, codes]) => [outcome, codes.reduce((sum, code) => sum + weight(code), 0)] as const)
    draws[type] = Object.fromEntries(
      Object.entries(leanings).map(([leaning, factor]) => [
        leaning,
        picker(byOutcome.map(([outcome, sum]) => [outcome, sum * (favours(outcome) ? factor : 1)] as const))
      ])
    )
  }
  return (type: string, leaning: Nationality['leaning']): Draw<string> => {
    const draw = draws[type]?.[leaning]
    if (draw === undefined) throw new Error(`no outcomes are known for ${type}`)
    return draw
  }
}

function favours(outcome: string): boolean {
  return /granted|relief|fear_found|withheld/.test(outcome)
}

/** How proceedings are closed, as meanings. */
function closures(published: Table): Draw<string> {
  const sum = (letters: string) => [...letters].reduce((total, letter) => total + (published[letter] ?? 0), 0)
  return picker([
    ['closed_administratively', sum('AKMYPH')],
    ['not_prosecuted', sum('F')],
    ['closed_other', sum('O')]
  ])
}
