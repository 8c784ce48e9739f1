import { type Dimension, dimensions, emptyValue } from './dimension.ts'

/** In a scope in the place of values: wherever the dimension says something, whatever it is. */
export const anyValue = '*'

/** Whether a row's word for a dimension is one of a scope's values. */
export const isOfScope = (name: string, values: readonly string[], word: string): boolean =>
  values.includes(anyValue) ? word !== wordOfNothing(name) : values.includes(word)

const wordOfNothing = (name: string): string | undefined =>
  name in dimensions ? emptyValue(name as Dimension) : undefined
