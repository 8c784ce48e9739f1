/** What stands beside every figure and record of a release that was made up. */
export const syntheticCaveat = {
  id: 'synthetic',
  text: 'Synthetic data, made up for tests: these figures are about nobody.'
} as const

/** How a release is cited: one that was made up never as if its publisher had told it. */
export const citedAs = ({ synthetic }: { synthetic: boolean }, citation: string): string =>
  synthetic ? `Made-up data, about nobody, in the form of: ${citation}` : citation
