import load, { type Highs } from 'highs'
import { type Made, type Name, names, words } from './made-up-partner.ts'

/** A number that is published, or withheld: the words by which it is told from others of its kind. */
export interface Figure {
  at: Partial<Record<Name, readonly string[]>>
  value: number | null
}

/** The solver of the attack: its own, and never the importer’s. */
export const attackerSolver = (): Promise<Highs> => (load as unknown as typeof load.default)()

/** Every combination of words: an attacker counts in each an unknown number of records, from none. */
export const places: Made[] = names.reduce<Made[]>(
  (made, name) => made.flatMap(each => words[name].map(word => ({ ...each, [name]: word }))),
  [{} as Made]
)

const isAt = (place: Made, { at }: Figure): boolean =>
  names.every(name => at[name]?.includes(place[name]) ?? true)

export const placesOf = (figure: Figure): number[] =>
  places.flatMap((place, i) => (isAt(place, figure) ? [i] : []))

/** The true number: what the attacker looks for and the test knows. */
export const truthOf = (figure: Figure, records: readonly Made[]): number =>
  records.filter(record => isAt(record, figure)).length

export interface Bounds {
  low: number
  high: number
}

/** More than any number here can be: a bound that reaches it is none. */
const unbounded = 10_000

/** Between which numbers all that is published leaves a figure, by two linear programs. */
export function boundsOf(highs: Highs, published: readonly Figure[], withheld: Figure): Bounds {
  const sum = (figure: Figure) =>
    placesOf(figure)
      .map(i => `x${i}`)
      .join(' + ')
  const rows = published.map((figure, i) => `c${i}: ${sum(figure)} = ${figure.value}`)
  const bounds = places.map((_, i) => `0 <= x${i} <= ${unbounded}`)
  const ask = (goal: string): number => {
    const text = `${goal}\n obj: ${sum(withheld)}\nSubject To\n${rows.join('\n') || 'c: x0 >= 0'}\nBounds\n${bounds.join('\n')}\nEnd`
    const { Status, ObjectiveValue } = highs.solve(text, { output_flag: false })
    if (Status !== 'Optimal')
      throw new Error(`the attack ended ${Status}: the published numbers contradict each other`)
    return ObjectiveValue
  }
  return { low: ask('Minimize'), high: ask('Maximize') }
}

/** The same by trying every way in which whole records can be spread, `most` at each place: for tiny tables alone. */
export function triedOut(
  published: readonly Figure[],
  withheld: readonly Figure[],
  open: readonly number[],
  most: number
): Bounds[] {
  const found = withheld.map(() => ({ low: Number.POSITIVE_INFINITY, high: -1 }))
  const own = published.map(figure => placesOf(figure))
  const left = published.map(({ value }) => value as number)
  const ofPlace = open.map(place => own.flatMap((each, i) => (each.includes(place) ? [i] : [])))
  const lastOf = own.map(each => open.reduce((last, place, i) => (each.includes(place) ? i : last), -1))
  const looked = withheld.map(figure => placesOf(figure))
  const filling = new Map<number, number>()
  const walk = (at: number): void => {
    if (at === open.length) {
      for (const [i, each] of looked.entries()) {
        const number = each.reduce((total, place) => total + (filling.get(place) ?? 0), 0)
        const range = found[i] as Bounds
        range.low = Math.min(range.low, number)
        range.high = Math.max(range.high, number)
      }
      return
    }
    const place = open[at] as number
    const rows = ofPlace[at] as number[]
    const limit = Math.min(most, ...rows.map(i => left[i] as number))
    for (let count = 0; count <= limit; count++) {
      for (const i of rows) left[i] = (left[i] as number) - count
      filling.set(place, count)
      if (rows.every(i => lastOf[i] !== at || left[i] === 0)) walk(at + 1)
      for (const i of rows) left[i] = (left[i] as number) + count
    }
  }
  walk(0)
  return found
}
