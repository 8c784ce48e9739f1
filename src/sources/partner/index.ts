import type { Readable } from 'node:stream'
import { readJson } from '../../reading/json.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Declaration } from './declaration.ts'
import { partnerFaults } from './faults.ts'

export { aboutOf } from './about.ts'
export { countFact, countKey, type MarginCell } from './counts.ts'
export { type Declaration, minCellOf } from './declaration.ts'
export {
  allMargins,
  groupedPeriods,
  marginKey,
  marginsOf,
  type PublishedMargin,
  type StageAxes,
  stagesOf,
  tablesAt,
  valuesOf
} from './published-tables.ts'
export { type PartnerRecord, readRecords } from './records.ts'

const largestFile = 1024 * 1024

/** The declaration of a partner source. Throws ReadingError with all of its faults. */
export async function readDeclaration(stream: Readable, file: string): Promise<Declaration> {
  const document = await readJson(stream, largestFile, file)
  const faults = partnerFaults(document)
  if (faults.length > 0)
    throw new ReadingError(
      'malformed',
      `is no declaration of a partner source (FORMAT.md):\n  ${faults.join('\n  ')}`,
      { file }
    )
  return document as Declaration
}
