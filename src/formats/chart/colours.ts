import type { Outcome } from '../../vocabulary/outcome.ts'
import { type DrawnEffect, drawnEffectOf, drawnEffects } from './order.ts'
import type { Theme } from './palette.ts'

/** The colours that words of each standing take, by their place in the palette, in which grey is the last. */
const preferred: Readonly<Record<DrawnEffect, readonly number[]>> = {
  favourable: [0, 2, 5, 4, 3, 6, 7, 1],
  unfavourable: [1, 6, 3, 4, 5, 2, 0, 7],
  other: [3, 4, 6, 5, 2, 0, 7, 1],
  neutral: [7, 3, 6, 5, 4, 2, 0, 1],
  pending: [3, 7, 5, 4, 6, 2, 0, 1],
  unknown: [7, 3, 4, 6, 5, 2, 0, 1]
}

const rejections = ['rejected', 'rejected_inadmissible'] as const satisfies readonly Outcome[]

/**
 * The colours of bars that are named beside them: those of one standing have one colour. Undefined where the words have
 * no standing, and all bars one colour.
 */
export function coloursOfBars(
  dimension: string | null,
  words: readonly string[],
  { palette, grey }: Theme
): string[] | undefined {
  if (dimension === null || !hasStanding(dimension, words)) return undefined
  const [blue = grey, vermilion = grey, , , purple = grey] = palette
  const colours = { favourable: blue, unfavourable: vermilion, other: purple }
  return words.map(
    word =>
      ({ ...colours, neutral: grey, pending: grey, unknown: grey })[
        drawnEffectOf(dimension, word) ?? 'unknown'
      ]
  )
}

const hasStanding = (dimension: string | null, words: readonly string[]): boolean =>
  dimension !== null && words.some(word => drawnEffectOf(dimension, word) !== undefined)

/**
 * The colours of a series' words, each its own. Of outcomes, rejected is always vermilion and what is closed grey,
 * whatever else is drawn; other words have the colours of the palette in their order.
 */
export function coloursOf(dimension: string | null, words: readonly string[], theme: Theme): string[] {
  const { palette, grey } = theme
  const found = words.map(word => (dimension === null ? undefined : drawnEffectOf(dimension, word)))
  if (!hasStanding(dimension, words)) return palette.slice(0, words.length)
  const all = [...palette.slice(0, -1), grey]
  const taken = new Map<string, string>()
  const take = (word: string, standing: DrawnEffect): void => {
    const used = [...taken.values()]
    const choice = preferred[standing].map(place => all[place] ?? grey)
    if (!taken.has(word)) taken.set(word, choice.find(each => !used.includes(each)) ?? grey)
  }
  const rejected = rejections.find(word => words.includes(word))
  if (rejected !== undefined) take(rejected, 'unfavourable')
  for (const standing of ['neutral', ...drawnEffects] as const)
    for (const [i, word] of words.entries()) if ((found[i] ?? 'unknown') === standing) take(word, standing)
  return words.map(word => taken.get(word) ?? grey)
}
