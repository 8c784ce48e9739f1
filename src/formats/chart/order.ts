import { type Dimension, dimensions, wordsOf } from '../../vocabulary/measures/dimension.ts'
import {
  type Effect,
  effectOf,
  effects,
  groupOf,
  type Outcome,
  outcomeKind,
  outcomes
} from '../../vocabulary/outcome.ts'
import type { FieldDefinition } from '../../vocabulary/records/field.ts'
import { recordFields } from '../../vocabulary/records/fields.ts'

/**
 * What an outcome means for the applicant, as far as it can be drawn: `other` is decided and on neither side, or its
 * effect depends on who appealed.
 */
export const drawnEffects = ['favourable', 'unfavourable', 'other', 'neutral', 'pending', 'unknown'] as const
export type DrawnEffect = (typeof drawnEffects)[number]

const ofEffect: Readonly<Record<Effect, DrawnEffect>> = {
  favourable: 'favourable',
  unfavourable: 'unfavourable',
  neutral: 'neutral',
  pending: 'pending',
  unknown: 'unknown',
  not_split: 'unknown'
}

/** How an outcome stands. A group of outcomes of several effects stands as the first of them. */
export function drawnEffectOf(dimension: string, word: string): DrawnEffect | undefined {
  const fields: Readonly<Record<string, FieldDefinition>> = recordFields
  const type = Object.hasOwn(fields, dimension) ? fields[dimension]?.type : undefined
  const list = typeof type === 'object' && 'list' in type ? type.list : undefined
  if (list === 'effect') {
    const effect = effects.find(each => each === word)
    return effect && ofEffect[effect]
  }
  if (list !== 'outcome' && list !== 'outcome_group') return undefined
  const outcome = outcomes.find(each => (list === 'outcome' ? each : groupOf(each)) === word)
  return outcome && drawnEffectOfOutcome(outcome)
}

function drawnEffectOfOutcome(outcome: Outcome): DrawnEffect {
  const kind = outcomeKind(outcome)
  if (kind === 'closed') return 'neutral'
  if (kind !== 'decided') return kind === 'pending' ? 'pending' : 'unknown'
  const effect = effectOf(outcome)
  return effect === 'favourable' || effect === 'unfavourable' ? effect : 'other'
}

/**
 * The words of a dimension in the order in which they are drawn: outcomes by their effect, protection first; others as
 * the vocabulary lists them; those of open lists as they come.
 */
export function inDrawingOrder(dimension: string | null, words: readonly string[]): string[] {
  if (dimension === null || !Object.hasOwn(dimensions, dimension)) return [...words]
  const list = wordsOf(dimension as Dimension) ?? []
  const place = (word: string): number => (list.includes(word) ? list.indexOf(word) : list.length)
  const standing = (word: string): number => {
    const found = drawnEffectOf(dimension, word)
    return found === undefined ? drawnEffects.length : drawnEffects.indexOf(found)
  }
  return words.toSorted((a, b) => standing(a) - standing(b) || place(a) - place(b))
}
