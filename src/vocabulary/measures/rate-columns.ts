import type { RateName } from './measure.ts'

/** The columns beside a rate: its n, with intervals=true its bounds, and what part of the cell its n is. */
export const columnsBeside = (rate: RateName): Record<'n' | 'low' | 'high' | 'n_share', string> => ({
  n: `${rate}_n`,
  low: `${rate}_low`,
  high: `${rate}_high`,
  n_share: `${rate}_n_share`
})
