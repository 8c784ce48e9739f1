import { said } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { Snapshots } from '../release-set.ts'
import { type Opening, openingInWords } from './opening.ts'

/** Snapshots that are opened after the service listens. */
export interface LateSnapshots extends Snapshots {
  /** Notes what is being done until `become`. */
  note(opening: Opening): void
  /** From here on, `snapshots` answer. */
  become(snapshots: Snapshots): void
}

/** Snapshots that refuse with `overloaded`, which says what the node is doing, until they become others. */
export function lateSnapshots(): LateSnapshots {
  let opened: Snapshots | undefined
  let doing: Opening = { phase: 'database' }
  return {
    note(opening) {
      doing = opening
    },
    become(snapshots) {
      opened = snapshots
    },
    opening: () => (opened ? undefined : doing),
    async use(work, asker) {
      if (opened) return opened.use(work, asker)
      throw new Problem('overloaded', said('starting', { what: openingInWords(doing) }))
    },
    admits: asker => opened?.admits?.(asker) ?? true,
    current: () => opened?.current() ?? { version: 0, releases: [] },
    queued: () => opened?.queued?.() ?? [],
    refresh: async () => opened?.refresh(),
    close: async () => opened?.close()
  }
}
