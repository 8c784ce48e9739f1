import { type Dimension, dimensions, emptyValue } from './dimension.ts'

/** In a scope, in the place of values: any value of the dimension but the empty one (emptyValue). */
export const anyValue = '*'

/** Whether a row's value of a dimension is one of a scope's values. */
export const isOfScope = (name: string, values: readonly string[], word: string): boolean =>
  values.includes(anyValue) ? word !== emptyWordOf(name) : values.includes(word)

const emptyWordOf = (name: string): string | undefined =>
  name in dimensions ? emptyValue(name as Dimension) : undefined
