import type { ReleaseSet } from '../../src/snapshot/release-set.ts'

/** A release set that notes every query in `asked`. */
export const watched = (set: ReleaseSet, asked: string[]): ReleaseSet => ({
  ...set,
  query: (text, values) => {
    asked.push(text)
    return set.query(text, values)
  },
  queryPacked: (text, values) => {
    asked.push(text)
    return set.queryPacked(text, values)
  }
})
