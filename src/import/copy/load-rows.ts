import type { RawRow } from '../../sources/source.ts'
import type { Fact } from '../../vocabulary/fact.ts'
import { add, mostFirst } from '../counts.ts'
import { coverageFinder } from '../coverage.ts'
import { ImportRefused } from '../failures/errors.ts'
import type { RowsRelease } from '../recognise/recognised.ts'
import { emptyTally, type RowTally } from '../report.ts'
import type { Loaded, LoadOptions } from './loaded.ts'
import { rejectedRow } from './rejected-row.ts'
import { factTable } from './rows.ts'
import type { Sink } from './sink.ts'

/** Reads and maps the rows of a release one by one. */
export async function loadRows(
  { parts }: RowsRelease,
  sink: Sink,
  { onProgress = () => {} }: LoadOptions
): Promise<Loaded> {
  const tally = emptyTally()
  const coverage = coverageFinder()
  const unknown: Record<string, number> = {}
  for (const [index, { member, layout }] of parts.entries()) {
    const before = tally.read
    const report = () =>
      onProgress({
        ...{ doing: 'reading', file: member.name, position: index + 1, of: parts.length },
        rows: tally.read
      })
    for await (const row of layout.rows(await member.open(), member.name, member.open)) {
      const mapped = layout.map(row)
      tally.read++
      for (const code of mapped.unknown_codes ?? []) add(unknown, `${code.field}\t${code.code}`)
      for (const field of mapped.impossible_dates ?? []) add(tally.impossible_dates, field)
      if ('excluded' in mapped) {
        tally.excluded++
        add(tally.excluded_by_reason, mapped.excluded)
      } else if ('rejected' in mapped) {
        tally.rejected++
        add(tally.rejected_by_reason, mapped.rejected)
        await sink.reject(rejectedRow(row, mapped.rejected, mapped.readable))
      } else {
        await write(mapped.facts, row, tally, coverage, sink)
      }
      if (tally.read % 5_000 === 0) report()
    }
    if (tally.read === before)
      throw new ImportRefused(`${member.name} has no rows, only a header or nothing. Fetch the file again.`)
    report()
  }
  tally.unknown_codes = mostFirst(unknown)
  return { tally, coverage: coverage.found }
}

async function write(
  facts: Fact[],
  row: RawRow,
  tally: RowTally,
  coverage: ReturnType<typeof coverageFinder>,
  sink: Sink
): Promise<void> {
  if (facts.length === 0) throw new Error(`line ${row.line} was mapped to no fact and to no reason for that`)
  tally.loaded++
  for (const fact of facts) {
    coverage.see(fact)
    add(tally.facts as Record<string, number>, factTable(fact))
    const wait = sink.write(fact)
    if (wait) await wait
  }
}
