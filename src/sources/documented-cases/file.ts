import { readJson } from '../../reading/json.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout, RawRow } from '../source.ts'
import { documentedFaults } from './faults.ts'
import { type CaseRow, mapCase } from './map.ts'
import type { DocumentedCasesFile } from './schema.ts'

const largestFile = 16 * 1024 * 1024
const faultsShown = 20

const isOurs = (head: string): boolean => /"format"\s*:\s*"documented-cases\//.test(head)
const isStarter = (head: string): boolean => /"starter"\s*:\s*true/.test(head)

/** One raw row is one case; `line` is its place among the file's cases, from 1. */
async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const document = await readJson(stream, largestFile, name)
  const faults = documentedFaults(document)
  if (faults.length > 0) throw new ReadingError('malformed', inWords(faults), { file: name })
  const file = document as DocumentedCasesFile
  const reports = new Map(file.reports.map(report => [report.id, report]))
  for (const [index, documented] of file.cases.entries())
    yield {
      source_table: name,
      line: index + 1,
      record: { documented, reports } satisfies CaseRow,
      raw: JSON.stringify(documented)
    }
}

function inWords(faults: string[]): string {
  const more = faults.length - faultsShown
  return [
    'is not in the format of documented cases (FORMAT.md):',
    ...faults.slice(0, faultsShown),
    ...(more > 0 ? [`and ${more} more.`] : [])
  ].join('\n  ')
}

const shared = {
  series: 'cases',
  rows,
  map: mapCase,
  synthetic: false
} satisfies Partial<Layout>

/** A collection of cases, which is never complete. */
export const documentedCases: Layout = {
  ...shared,
  id: 'documented-cases-1',
  title: 'Documented cases (JSON, format 1)',
  matches: head => isOurs(head) && !isStarter(head),
  coverage: { country_of_asylum: ['USA'], complete: false },
  starter: false
}

/** The case that the product ships; it gives way to an operator's own collection. */
export const starterCases: Layout = {
  ...shared,
  id: 'starter-cases',
  title: 'Documented cases, as shipped (JSON, format 1)',
  matches: head => isOurs(head) && isStarter(head),
  coverage: {
    nationality: ['RUS'],
    country_of_asylum: ['USA'],
    from: '2023-03-01',
    to: '2023-03-31',
    complete: false
  },
  starter: true
}
