import type { RawRow } from '../sources/source.ts'
import type { Fact } from '../vocabulary/fact.ts'
import { type CoverageOf, coverageFinder } from './coverage.ts'
import { ImportRefused } from './errors.ts'
import type { RecognisedRelease } from './recognise.ts'
import { emptyTally, type Tally } from './report.ts'
import { tableOf } from './rows.ts'
import type { Sink } from './sink.ts'

const longestRaw = 1024

export interface Loaded {
  tally: Tally
  coverage: CoverageOf
}

/** How far a load is. */
export interface Progress {
  file: string
  /** Of how many files, which. */
  position: number
  files: number
  rows: number
}

/**
 * Reads and maps every row of a release into a sink, which slows the reading down where it cannot follow. Each raw
 * row is loaded, rejected or excluded, and counted. Throws what the reading throws, and ImportRefused for a file
 * without rows.
 */
export async function load(
  { parts }: RecognisedRelease,
  sink: Sink,
  onProgress: (progress: Progress) => void = () => {}
): Promise<Loaded> {
  const tally = emptyTally()
  const coverage = coverageFinder()
  const unknown = new Map<string, { field: string; code: string; count: number }>()
  for (const [index, { member, layout }] of parts.entries()) {
    const before = tally.read
    const report = () =>
      onProgress({ file: member.name, position: index + 1, files: parts.length, rows: tally.read })
    for await (const row of layout.rows(await member.open(), member.name)) {
      const mapped = layout.map(row)
      tally.read++
      for (const code of mapped.unknown_codes ?? []) count(unknown, code)
      if ('excluded' in mapped) {
        tally.excluded++
        add(tally.excluded_by_reason, mapped.excluded)
      } else if ('rejected' in mapped) {
        tally.rejected++
        add(tally.rejected_by_reason, mapped.rejected)
        await sink.reject(rejection(row, mapped.rejected))
      } else {
        await write(mapped.facts, row, tally, coverage, sink)
      }
      if (tally.read % 5_000 === 0) report()
    }
    if (tally.read === before)
      throw new ImportRefused(`${member.name} has no rows, only a header or nothing. Fetch the file again.`)
    report()
  }
  tally.unknown_codes = [...unknown.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  return { tally, coverage: coverage.found }
}

async function write(
  facts: Fact[],
  row: RawRow,
  tally: Tally,
  coverage: ReturnType<typeof coverageFinder>,
  sink: Sink
): Promise<void> {
  if (facts.length === 0) throw new Error(`line ${row.line} was mapped to no fact and to no reason for that`)
  tally.loaded++
  for (const fact of facts) {
    coverage.see(fact)
    add(tally.facts, tableOf(fact))
    const wait = sink.write(fact)
    if (wait) await wait
  }
}

function rejection({ source_table, line, raw }: RawRow, reason: string): string[] {
  return [source_table, String(line), reason, raw.slice(0, longestRaw)]
}

function add<key extends string>(counts: Partial<Record<key, number>>, name: key): void {
  counts[name] = (counts[name] ?? 0) + 1
}

function count(
  found: Map<string, { field: string; code: string; count: number }>,
  { field, code }: { field: string; code: string }
): void {
  const key = `${field}\n${code}`
  const known = found.get(key)
  if (known) known.count++
  else found.set(key, { field, code, count: 1 })
}
