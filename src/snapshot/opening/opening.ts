import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'

/** What a node does before it answers, in this order, each with its text. */
const phases = {
  database: 'starting_database',
  tables: 'starting_tables',
  first_data: 'starting_first_data',
  statistics: 'starting_statistics'
} as const

/** What a node is doing before its first release set is open. */
export interface Opening {
  phase: keyof typeof phases
  /** The release whose statistics file is being made. */
  release?: { source: string; release: string }
  /** The share of that file which is made, from 0 to 1. */
  share?: number
}

/** What an opening does, in words. */
export const openingInWords = ({ phase, release, share = 0 }: Opening): Translated =>
  release
    ? said('starting_release', {
        release: `${release.source} ${release.release}`,
        share: Math.floor(share * 100)
      })
    : said(phases[phase])
