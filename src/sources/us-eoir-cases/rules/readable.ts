import { countryFromCode } from '../../../vocabulary/countries/country.ts'
import {
  type DaySpan,
  monthOf,
  type RejectedFields,
  readableFields
} from '../../../vocabulary/release/rejected-fields.ts'
import type { CasePart } from '../../source.ts'
import { stagesByCaseType } from '../codes/codes.ts'
import { filedBy } from '../codes/codes-appeals.ts'
import { partFields, tableNumbers } from '../reading/kept-columns.ts'
import { isPossibleDay } from '../reading/reading.ts'
import { isCounted, screeningTypeOf } from './proceedings.ts'

const { case: cases, proceeding, application, appeal, court } = partFields

/** A row as it is kept; its case need not be known. */
export type KeptRow = Pick<CasePart, 'table' | 'fields'>

/** The fields of a kept row: a text, and the month of a day that is possible. */
interface Fields {
  text(place: number): string
  month(place: number): Required<DaySpan> | undefined
}

/**
 * What a rejected row tells of the records that it might have become by the counting rules: whose decision, at which
 * stage, in which months. `nationality`: that of its case, where the case is in the release.
 */
export function readableOf(row: KeptRow, released_on: string, nationality?: string): RejectedFields {
  const text = (place: number): string => row.fields[place] ?? ''
  const month = (place: number) => monthOf(isPossibleDay(text(place), released_on) ? text(place) : undefined)
  const own = ownFields(row.table, { text, month })
  return readableFields(nationality === undefined ? own : { ...own, nationality })
}

/** The country of a code of nationality; undefined where the code is blank or names none. */
export function readNationality(code: string): string | undefined {
  const country = code === '' ? undefined : countryFromCode('eoir', code)
  return country === 'not_designated' ? undefined : country
}

/** The country that an order names; undefined where its code is blank or none. No order can name statelessness. */
function readDestination(code: string): string | undefined {
  const country = code === '' ? undefined : countryFromCode('eoir', code)
  return country === 'XXA' ? 'UNK' : country
}

function ownFields(table: number, fields: Fields): Parameters<typeof readableFields>[0] {
  const { text, month } = fields
  switch (table) {
    case tableNumbers.case:
      return { nationality: readNationality(text(cases.NAT)) }
    case tableNumbers.proceeding:
      return ofProceeding(fields)
    case tableNumbers.application:
      return {
        ...{ decision_stage: 'first_instance', authority: 'us_eoir_ij' },
        days: { 'decision.filed_on': month(application.APPL_RECD_DATE) }
      }
    case tableNumbers.appeal:
      return {
        ...{ decision_stage: 'appeal', authority: 'us_bia' },
        appealed_by: appealedBy(text(appeal.STRFILEDBY)),
        days: {
          'decision.filed_on': month(appeal.DATAPPEALFILED),
          'decision.decided_on': month(appeal.DATBIADECISION)
        }
      }
    case tableNumbers.appearance:
      throw new Error('an appearance makes no record: nothing is read of a rejected one')
    default:
      return {
        ...{ decision_stage: 'judicial_review', authority: 'us_federal_court' },
        days: { 'decision.decided_on': month(court.DATFEDCOURTDECISION) }
      }
  }
}

/** A case is filed with the first of its proceedings, and lastly decided with none before the last of them. */
function ofProceeding({ text, month }: Fields): Parameters<typeof readableFields>[0] {
  const [type, filed, decided] = [
    text(proceeding.CASE_TYPE),
    month(proceeding.OSC_DATE),
    month(proceeding.COMP_DATE)
  ]
  return {
    ...(isCounted(type) && {
      decision_stage: stagesByCaseType[type],
      screening_type: screeningTypeOf(type)
    }),
    authority: 'us_eoir_ij',
    nationality: readNationality(text(proceeding.NAT)),
    country_of_return: readDestination(text(proceeding.DEPORTED_1)),
    days: {
      'decision.filed_on': filed,
      'decision.decided_on': decided,
      'case.filed_on': filed && { to: filed.to },
      'case.last_decided_on': decided && { from: decided.from }
    }
  }
}

const appealedBy = (code: string): string | undefined =>
  Object.hasOwn(filedBy, code) ? filedBy[code as keyof typeof filedBy].appealed_by : undefined
