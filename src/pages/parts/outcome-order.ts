import {
  effects,
  type Outcome,
  outcomeDefinitions,
  outcomeGroups,
  outcomes
} from '../../vocabulary/outcome.ts'

const placeOf = (outcome: Outcome): number => effects.indexOf(outcomeDefinitions[outcome].effect)

const byPlace = (
  word: string,
  among: readonly Outcome[],
  list: readonly string[]
): readonly [number, number] => [Math.min(...among.map(placeOf)), list.indexOf(word)]

/** Where a word stands: first by its effect for the applicant, then as the vocabulary lists it. */
const places: Readonly<Record<string, (word: string) => readonly [number, number]>> = {
  effect: word => [(effects as readonly string[]).indexOf(word), 0],
  outcome: word =>
    byPlace(
      word,
      outcomes.filter(each => each === word),
      outcomes
    ),
  outcome_group: word =>
    byPlace(
      word,
      outcomes.filter(each => outcomeDefinitions[each].group === word),
      outcomeGroups
    )
}

/** Whether the words of a dimension have an order by effect. */
export const isOfOutcomes = (dimension: string): boolean => Object.hasOwn(places, dimension)

/** Words of outcomes by their effect for the applicant; words of any other dimension as they are. */
export function byEffect(dimension: string, words: readonly string[]): string[] {
  const placed = places[dimension]
  if (placed === undefined) return [...words]
  return words.toSorted((a, b) => {
    const [[effectA, a2], [effectB, b2]] = [placed(a), placed(b)]
    return effectA - effectB || a2 - b2
  })
}
