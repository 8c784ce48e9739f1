import type { CountFact } from '../../vocabulary/fact.ts'
import { figureIn } from '../publishers/home-office/figures.ts'
import { ages, labelled, labelReader, placeNamed, sexLabels } from '../publishers/home-office/labels.ts'
import type { HomeOfficeFigure } from '../publishers/home-office/table.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { applyingAlone, applyingAs, awaited, awaitedFor } from './codes.ts'

const ageOf = labelled(ages)
const sexOf = labelled(sexLabels)
const applicantOf = labelled(applyingAs)
const aloneOf = labelled(applyingAlone)
const awaitedOf = labelled(awaited)
const awaitedForOf = labelled(awaitedFor)

const readerOf = (row: RawRow) => labelReader((row.record as HomeOfficeFigure).fields)

/** A figure of claims (Asy_D01): persons, with main applicants and dependants in separate rows. */
export function mapClaim(row: RawRow): Mapped {
  const { read, unknown } = readerOf(row)
  return flowOf(row, unknown, 'Applications', {
    ...{ decision_stage: 'first_instance', authority: 'gb_home_office' },
    nationality: read('Nationality', placeNamed),
    sex: read('Sex', sexOf),
    age_group: read('Age', ageOf),
    applicant_type: read('Applicant type', applicantOf),
    unaccompanied: read('UASC', aloneOf)
  })
}

/** A figure of appeals lodged (Asy_D06), which has neither age nor applicant type nor appellant. */
export function mapAppealLodged(row: RawRow): Mapped {
  const { read, unknown } = readerOf(row)
  return flowOf(row, unknown, 'Appeals lodged', {
    ...{ decision_stage: 'appeal', authority: 'gb_tribunal', appealed_by: 'not_split' },
    nationality: read('Nationality', placeNamed),
    sex: read('Sex', sexOf)
  })
}

/** A figure of claims that await a decision (Asy_D03): a stock on the last day of a quarter. */
export function mapAwaiting(row: RawRow): Mapped {
  const { read, unknown } = readerOf(row)
  const told = {
    ...{ subject: 'pending', authority: 'gb_home_office' },
    nationality: read('Nationality', placeNamed),
    applicant_type: read('Applicant type', applicantOf),
    waiting_at: read('Application stage', awaitedOf),
    waiting_time: read('Duration', awaitedForOf)
  } as const satisfies Partial<CountFact>
  const found = figureIn(row, unknown, 'Applications', () => told)
  if ('rejected' in found) return found
  const { figure } = found
  return factOf({ ...figure, ...told, as_at: figure.period_to }, 'Applications')
}

function flowOf(
  row: RawRow,
  unknown: readonly UnknownCode[],
  column: string,
  told: Partial<CountFact> & Pick<CountFact, 'nationality' | 'decision_stage'>
): Mapped {
  const found = figureIn(row, unknown, column, () => told)
  if ('rejected' in found) return found
  return factOf({ subject: 'applications', ...found.figure, ...told }, column)
}

const factOf = (fact: Omit<CountFact, 'outcome' | 'unit' | 'source_code'>, source_code: string): Mapped => ({
  facts: [{ ...fact, outcome: 'not_split', unit: 'persons', source_code }]
})
