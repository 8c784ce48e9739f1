import type { CountFact } from '../../vocabulary/fact.ts'
import { mapFigures, readCode, readKey } from '../publishers/eurostat/map.ts'
import type { EurostatTable, PublishedRow } from '../publishers/eurostat/tables.ts'
import type { Mapped, RawRow } from '../source.ts'
import { type ApplicantCode, applicantCodes, formerApplicantCodes } from './codes.ts'

type Table = Pick<EurostatTable, 'series' | 'frequency'>

/** The figures of a row of applicants: first-time, repeat or all of them, one period or several. */
export function mapEurostatApplications(table: Table, row: RawRow, published: PublishedRow): Mapped {
  const { key, labelled } = published
  const read = readKey(published, table.frequency)
  const text = key.applicant ?? key.asyl_app ?? ''
  const code =
    labelled || !Object.hasOwn(formerApplicantCodes, text)
      ? text
      : formerApplicantCodes[text as keyof typeof formerApplicantCodes]
  readCode(read, 'applicant', 'applicant_history', applicantCodes, code, labelled)
  return mapFigures(
    row,
    published,
    {
      ...read,
      unknown: read.unknown.map(each => (each.field === 'applicant' ? { ...each, code: text } : each))
    },
    {
      subject: 'applications',
      outcome: 'not_split',
      decision_stage: 'first_instance',
      authority: 'government'
    },
    {
      ...table,
      provisional: 'flag',
      source_code: text,
      source_label: `${key.citizen}, ${applicantCodes[code as ApplicantCode]?.label ?? text}`
    }
  )
}

/** The figures of a row of pending applicants, each a stock on the last day of its month. */
export function mapEurostatPending(table: Table, row: RawRow, published: PublishedRow): Mapped {
  const mapped = mapFigures(
    row,
    published,
    readKey(published, table.frequency),
    {
      ...{ subject: 'pending', outcome: 'not_split', authority: 'government' },
      ...{ waiting_at: 'not_split', waiting_time: 'not_split' }
    },
    { ...table, provisional: 'flag', source_code: 'PEN', source_label: `${published.key.citizen}, pending` }
  )
  return 'facts' in mapped ? { ...mapped, facts: (mapped.facts as CountFact[]).map(asStock) } : mapped
}

const asStock = (fact: CountFact): CountFact => ({
  ...fact,
  period_from: fact.period_to,
  as_at: fact.period_to
})
