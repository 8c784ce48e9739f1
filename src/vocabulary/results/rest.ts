/** The word of a dimension for all groups that are not among the largest (`top`), counted together. */
export const restWord = 'rest'

/** With `top`: the dimension, how many of its groups have rows of their own, and how many are in the rows of the rest. */
export interface TopNote {
  dimension: string
  groups: number
  rest: number
}
