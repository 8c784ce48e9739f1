import { proposedCountries } from '../../vocabulary/countries/proposals.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { knownSource } from '../known-source.ts'
import { withDatabase } from '../serving/store.ts'
import { grouped, textTable } from '../table.ts'

interface Row {
  source: string
  release: string
  status: string
  unknown_codes: { field: string; code: string; count: number }[]
}

/** `unresolved [source]`: each code and name that no code table has, by source and release. */
export const unresolvedCommand: Command = {
  summary: 'List the codes and names of each release that no table knows, with their counts',
  arguments: '[source]',
  words: [0, 1],
  options: {},
  notes:
    'None is guessed. Records keep such a name beside “not known”, and a published figure whose country is not\n' +
    'known is rejected with the name: its number would land nowhere. The last column names countries that may be meant.',
  async run({ words: [source] }, config, terminal) {
    if (source !== undefined) knownSource(source)
    return withDatabase(config, terminal.tell, async ({ pool }) => {
      const { rows } = await pool.query<Row>(
        `select source, release, status, unknown_codes from releases
         where status <> 'loading' and ($1::text is null or source = $1)
         order by source collate "C", release_id desc`,
        [source ?? null]
      )
      terminal.out(rows.length === 0 ? 'No release is imported yet.\n' : unresolvedTable(rows))
      return exitCodes.ok.code
    })
  }
}

/** One line a code, the most frequent first. A release without any has one line with `none`. */
export function unresolvedTable(releases: readonly Row[]): string {
  const lines = releases.flatMap(({ source, release, status, unknown_codes }) => {
    const whose = [source, release, status]
    if (unknown_codes.length === 0) return [[...whose, 'none', '0', '', '']]
    return [...unknown_codes]
      .sort((a, b) => b.count - a.count)
      .map(({ field, code, count }) => [
        ...[...whose, field, grouped(count), JSON.stringify(code)],
        proposedCountries({ field, code })
      ])
  })
  return textTable([['source', 'release', 'status', 'field', 'rows', 'code or name', 'may be'], ...lines])
}
