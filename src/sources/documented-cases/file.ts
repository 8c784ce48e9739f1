import { readJson } from '../../reading/json.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout, RawRow } from '../source.ts'
import { documentedFaults } from './faults.ts'
import { type FileRow, mapRow } from './map.ts'
import type { DocumentedCasesFile } from './schema.ts'

/** The most bytes of a file that is read whole. */
export const largestFile = 16 * 1024 * 1024
const faultsShown = 20

const isOurs = (head: string): boolean => /"format"\s*:\s*"documented-cases\//.test(head)
const isStarter = (head: string): boolean => /"starter"\s*:\s*true/.test(head)

/**
 * One raw row is one case, else one group, statement or figure of the file; `line` is its place among them, in the
 * order cases, groups, statements, figures, from 1.
 */
async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const document = await readJson(stream, largestFile, name)
  const faults = documentedFaults(document)
  if (faults.length > 0) throw new ReadingError('malformed', inWords(faults), { file: name })
  const file = document as DocumentedCasesFile
  const reports = new Map(file.reports.map(report => [report.id, report]))
  const format = file.format === 'documented-cases/1' ? 1 : 2
  for (const [index, told] of toldIn(file).entries())
    yield {
      source_table: name,
      line: index + 1,
      record: { told, reports, format } satisfies FileRow,
      raw: JSON.stringify(Object.values(told)[0])
    }
}

const toldIn = ({ cases, groups, statements, reported_figures }: DocumentedCasesFile): FileRow['told'][] => [
  ...cases.map(documented => ({ documented })),
  ...(groups ?? []).map(case_group => ({ case_group })),
  ...(statements ?? []).map(statement => ({ statement })),
  ...(reported_figures ?? []).map(reported_figure => ({ reported_figure }))
]

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
  map: mapRow,
  synthetic: false
} satisfies Partial<Layout>

/** A collection of cases, which is never complete. */
export const documentedCases: Layout = {
  ...shared,
  id: 'documented-cases',
  title: 'Documented cases (JSON, formats 1 and 2)',
  matches: head => isOurs(head) && !isStarter(head),
  coverage: { country_of_asylum: ['USA'], complete: false },
  starter: false
}

/** The story that the product ships, which gives no date; it gives way to an operator's own collection. */
export const starterCases: Layout = {
  ...shared,
  id: 'starter-cases',
  title: 'Documented cases, as shipped (JSON)',
  matches: head => isOurs(head) && isStarter(head),
  coverage: {
    nationality: ['RUS'],
    country_of_asylum: ['USA'],
    from: '2022-10-01',
    to: '2023-08-17',
    complete: false
  },
  starter: true
}
