import type { CountFact } from '../../vocabulary/fact.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import {
  ages,
  figureOf,
  labelled,
  labelReader,
  placeNamed,
  quarterOf,
  sexLabels,
  withoutNotes
} from '../home-office-labels.ts'
import type { PublishedFigure } from '../home-office-tables.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { appealOutcomes, applicants, caseTypes, initialOutcomes, unaccompanied } from './codes.ts'

const ageOf = labelled(ages)
const sexOf = labelled(sexLabels)
const caseTypeOf = labelled(caseTypes)
const applicantOf = labelled(applicants)
const unaccompaniedOf = labelled(unaccompanied)
const initialOutcomeOf = labelled<Outcome>(initialOutcomes)
const appealOutcomeOf = labelled<Outcome>(appealOutcomes)

/** A figure of initial decisions (Asy_D02): persons, main applicants and dependants in rows of their own. */
export function mapInitialDecision(row: RawRow): Mapped {
  const { fields } = row.record as PublishedFigure
  const { read, unknown } = labelReader(fields)
  const caseType = read('Case type', caseTypeOf)
  if (caseType === 'resettlement') return { excluded: caseType }
  const group = withoutNotes(fields['Case outcome group'] ?? '')
  const label = withoutNotes(fields['Case outcome'] ?? '')
  const outcome = initialOutcomeOf(`${group} / ${label}`) ?? initialOutcomeOf(label)
  return factOf(
    row,
    unknown,
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

/** A figure of appeals determined (Asy_D07), which tells neither age nor applicant nor who appealed. */
export function mapAppeal(row: RawRow): Mapped {
  const { fields } = row.record as PublishedFigure
  const { read, unknown } = labelReader(fields)
  const label = withoutNotes(fields.Outcome ?? '')
  return factOf(
    row,
    unknown,
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

/** An outcome that no list knows stays in the figures as unknown, with its label; any other label must be known. */
function factOf(
  row: RawRow,
  unknown: readonly UnknownCode[],
  { field, code, outcome }: UnknownCode & { outcome: Outcome | undefined },
  dimensions: Partial<CountFact>
): Mapped {
  const { fields, key } = row.record as PublishedFigure
  if (unknown.length > 0) return { rejected: 'unknown_code', unknown_codes: [...unknown] }
  const period = quarterOf(fields.Year ?? '', fields.Quarter ?? '')
  if (!period) return { rejected: 'unreadable_period' }
  const figure = figureOf(fields.Decisions ?? fields['Appeals determined'] ?? '')
  if (!figure) return { rejected: 'unreadable_figure' }
  const fact: CountFact = {
    grain: 'count',
    source_table: row.source_table,
    line: row.line,
    count_key: key,
    period: period.label,
    period_from: period.from,
    period_to: period.to,
    country_of_asylum: 'GBR',
    outcome: outcome ?? 'unknown',
    unit: 'persons',
    source_code: code,
    source_label: withoutNotes(fields.Nationality ?? ''),
    total_over: [],
    ...figure,
    ...dimensions
  }
  return outcome ? { facts: [fact] } : { facts: [fact], unknown_codes: [{ field, code }] }
}
