/** Where it is told what two releases differ in. */
export const urlOfPair = (source: string, before: string, after: string): string =>
  `/v1/sources/${source}/releases/${before}...${after}`
