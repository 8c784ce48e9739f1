/** What stands beside every figure and record of a release that was made up. */
export const syntheticCaveat = {
  id: 'synthetic',
  text: 'Synthetic data, made up for tests: these figures are about nobody.'
} as const
