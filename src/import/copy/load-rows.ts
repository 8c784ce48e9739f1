import type { Mapped, RawRow } from '../../sources/source.ts'
import type { Fact } from '../../vocabulary/fact.ts'
import { removedReason } from '../../vocabulary/release/removal.ts'
import { add, mostFirst } from '../counts.ts'
import { coverageFinder } from '../coverage.ts'
import { ImportRefused } from '../failures/errors.ts'
import { caseFinder, rawFinder } from '../publish/removal/removal-list.ts'
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
  { onProgress = () => {}, released_on, removed }: LoadOptions
): Promise<Loaded> {
  const tally = emptyTally()
  const coverage = coverageFinder()
  const unknown: Record<string, number> = {}
  const [isRemoved, namesRemoved] = [caseFinder(removed), rawFinder(removed)]
  const told_as_of = new Set<string>()
  for (const [index, { member, layout }] of parts.entries()) {
    const before = tally.read
    const report = () =>
      onProgress({
        ...{ doing: 'reading', file: member.name, position: index + 1, of: parts.length },
        rows: tally.read
      })
    for await (const row of layout.rows(await member.open(), member.name, member.open)) {
      const mapped = without(isRemoved, layout.map(row, released_on))
      tally.read++
      if (row.data_as_of !== undefined) told_as_of.add(row.data_as_of)
      for (const code of mapped.unknown_codes ?? []) add(unknown, `${code.field}\t${code.code}`)
      for (const field of mapped.impossible_dates ?? []) add(tally.impossible_dates, field)
      if ('excluded' in mapped) {
        tally.excluded++
        add(tally.excluded_by_reason, mapped.excluded)
      } else if ('rejected' in mapped) {
        tally.rejected++
        add(tally.rejected_by_reason, mapped.rejected)
        const raw = namesRemoved?.(row.raw) ? '' : row.raw
        await sink.reject(rejectedRow({ ...row, raw }, mapped.rejected, mapped.readable))
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
  const [data_as_of = null, ...others] = told_as_of
  tally.data_as_of = others.length === 0 ? data_as_of : null
  return { tally, coverage: coverage.found }
}

/** What a row became, without the facts of removed cases; a row that has no other is excluded. */
function without(isRemoved: ReturnType<typeof caseFinder>, mapped: Mapped): Mapped {
  if (isRemoved === undefined || !('facts' in mapped)) return mapped
  const facts = mapped.facts.filter(
    fact => fact.grain === 'count' || fact.case_id === undefined || !isRemoved(fact.case_id)
  )
  if (facts.length === mapped.facts.length) return mapped
  return facts.length === 0 ? { excluded: removedReason } : { ...mapped, facts }
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
