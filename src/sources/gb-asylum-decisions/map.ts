import type { CountFact } from '../../vocabulary/fact.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import { figureIn, figureTold } from '../publishers/home-office/figures.ts'
import {
  ages,
  labelled,
  labelReader,
  placeNamed,
  sexLabels,
  withoutNotes
} from '../publishers/home-office/labels.ts'
import type { HomeOfficeFigure } from '../publishers/home-office/table.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { appealOutcomes, applicants, gbCaseTypes, initialOutcomes, unaccompanied } from './codes.ts'

const ageOf = labelled(ages)
const sexOf = labelled(sexLabels)
const caseTypeOf = labelled(gbCaseTypes)
const applicantOf = labelled(applicants)
const unaccompaniedOf = labelled(unaccompanied)
const initialOutcomeOf = labelled<Outcome>(initialOutcomes)
const appealOutcomeOf = labelled<Outcome>(appealOutcomes)

/** A figure of initial decisions (Asy_D02): persons, with main applicants and dependants in separate rows. */
export function mapInitialDecision(row: RawRow): Mapped {
  const { fields } = row.record as HomeOfficeFigure
  const { read, unknown } = labelReader(fields)
  const caseType = read('Case type', caseTypeOf)
  if (caseType === 'resettlement') return { excluded: caseType }
  const group = withoutNotes(fields['Case outcome group'] ?? '')
  const label = withoutNotes(fields['Case outcome'] ?? '')
  const outcome = initialOutcomeOf(`${group} / ${label}`) ?? initialOutcomeOf(label)
  return factOf(
    row,
    unknown,
    'Decisions',
    { field: 'Case outcome', code: `${group} / ${label}`, outcome },
    {
      decision_stage: 'first_instance',
      authority: 'gb_home_office',
      nationality: read('Nationality', placeNamed),
      sex: read('Sex', sexOf),
      age_group: read('Age', ageOf),
      applicant_type: read('Applicant type', applicantOf),
      unaccompanied: read('UASC', unaccompaniedOf)
    }
  )
}

/** A figure of appeals determined (Asy_D07), which has neither age nor applicant type nor appellant. */
export function mapAppeal(row: RawRow): Mapped {
  const { fields } = row.record as HomeOfficeFigure
  const { read, unknown } = labelReader(fields)
  const label = withoutNotes(fields.Outcome ?? '')
  return factOf(
    row,
    unknown,
    'Appeals determined',
    { field: 'Outcome', code: label, outcome: appealOutcomeOf(label) },
    {
      decision_stage: 'appeal',
      authority: 'gb_tribunal',
      appealed_by: 'not_split',
      nationality: read('Nationality', placeNamed),
      sex: read('Sex', sexOf)
    }
  )
}

/** An outcome that is in no list is counted as unknown, with its label. Any other unknown label rejects the row. */
function factOf(
  row: RawRow,
  unknown: readonly UnknownCode[],
  column: string,
  { field, code, outcome }: UnknownCode & { outcome: Outcome | undefined },
  dimensions: Partial<CountFact>
): Mapped {
  const found = figureIn(row, unknown, column, () => ({
    ...dimensions,
    unit: 'persons',
    ...(outcome && { outcome })
  }))
  if ('rejected' in found) return found
  const { fields } = row.record as HomeOfficeFigure
  const told = {
    outcome: outcome ?? 'unknown',
    unit: 'persons',
    source_code: code,
    source_label: withoutNotes(fields.Nationality ?? '')
  } as const
  const fact = figureTold(found.figure, told, dimensions)
  return outcome ? { facts: [fact] } : { facts: [fact], unknown_codes: [{ field, code }] }
}
