import { type LocalText, textIn } from '../vocabulary/labels/texts/texts.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { knownSource } from './known-source.ts'
import { withDatabase } from './serving/store.ts'
import { grouped, textTable } from './table.ts'

interface Row {
  source: string
  release: string
  series: string
  status: string
  status_reason: LocalText | null
  retrieved_on: string | null
  rows_loaded: number
  synthetic: boolean
}

/** `releases [source]`: what is imported, newest first. */
export const releasesCommand: Command = {
  summary: 'List the releases that are imported, and which answer by default',
  arguments: '[source]',
  words: [0, 1],
  options: {},
  async run({ words: [source] }, config, terminal) {
    if (source !== undefined && !source.startsWith('partner-')) knownSource(source)
    return withDatabase(config, terminal.tell, async ({ pool }) => {
      const { rows } = await pool.query<Row>(
        `select source, release, series, status, status_reason, retrieved_on, rows_loaded, synthetic
         from releases where status <> 'loading' and ($1::text is null or source = $1)
         order by source collate "C", release_id desc`,
        [source ?? null]
      )
      terminal.out(
        rows.length === 0 ? 'No release is imported yet.\n' : textTable([header, ...rows.map(cells)])
      )
      return exitCodes.ok.code
    })
  }
}

const header = ['source', 'release', 'series', 'status', 'retrieved on', 'rows', 'why']

const cells = (row: Row): string[] => [
  ...[row.source, row.release, row.series, row.synthetic ? `${row.status} (synthetic)` : row.status],
  ...[row.retrieved_on ?? 'unknown', grouped(row.rows_loaded), textIn(row.status_reason ?? '', 'en')]
]
