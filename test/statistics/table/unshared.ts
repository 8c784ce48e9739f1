/** Flags without those of `<rate>_n_share`, which table/rates.test.ts is about. */
export const unshared = (flags: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(flags ?? {}).filter(([name]) => !name.endsWith('_n_share')))
