import { said, type Translated } from '../../../vocabulary/labels/texts/texts.ts'
import type { CodeEntry, CodeList } from '../../source.ts'
import {
  applicationCodes,
  applicationDecisions,
  type Codes,
  completionCodes,
  courtDecisionCodes,
  stagesByCaseType,
  undecidedApplications,
  undecidedCompletions
} from './codes.ts'
import { appealTypes, boardDecisions, courtDecisions, filedBy } from './codes-appeals.ts'
import { claimTypeCodes, custodyCodes, eoirCaseTypes, eoirSexCodes } from './codes-case.ts'

const outcomeEntries = (field: string, codes: Codes, note?: Translated): CodeEntry[] =>
  Object.entries(codes).map(([code, [value, label]]) => ({
    ...{ field, code, label, dimension: 'outcome', value },
    ...(note === undefined ? {} : { note })
  }))

/** The outcomes of a field whose codes depend on another field, such as the case type, which is named before it. */
const outcomesBy = (field: string, tables: Readonly<Record<string, Codes>>): CodeEntry[] =>
  Object.entries(tables).flatMap(([by, codes]) => outcomeEntries(`${by} ${field}`, codes))

const valueEntries = (
  field: string,
  dimension: string,
  codes: Readonly<Record<string, { value: string; label: string }>>
): CodeEntry[] =>
  Object.entries(codes).map(([code, { value, label }]) => ({ field, code, label, dimension, value }))

const caseTypeEntries: CodeEntry[] = Object.entries(eoirCaseTypes).map(([code, label]) => {
  const is_counted = Object.hasOwn(stagesByCaseType, code)
  return {
    ...{ field: 'CASE_TYPE', code, label },
    dimension: is_counted ? 'case_type' : null,
    value: is_counted ? code : null,
    ...(is_counted ? {} : { note: said('case_type_not_counted', { reason: 'out_of_scope' }) })
  }
})

const undecidedCompletionEntries: CodeEntry[] = Object.entries(undecidedCompletions).map(
  ([code, { label, reason }]) => ({
    ...{ field: 'OTHER_COMP', code, label, dimension: null, value: null },
    note: said('decides_nothing_any_type', { reason })
  })
)

const undecidedApplicationEntries: CodeEntry[] = Object.entries(undecidedApplications).map(
  ([code, label]) => ({
    ...{ field: 'APPL_DEC', code, label, dimension: null, value: null },
    note: said('decides_nothing', { reason: 'no_decision' })
  })
)

/** The agency's codes and what each becomes; nationalities are served under countries. */
export const eoirCasesCodeLists: CodeList[] = [
  { scheme: 'eoir-case-type', entries: caseTypeEntries },
  { scheme: 'eoir-decision', entries: outcomesBy('DEC_CODE', courtDecisionCodes) },
  {
    scheme: 'eoir-completion',
    entries: [...outcomesBy('OTHER_COMP', completionCodes), ...undecidedCompletionEntries]
  },
  {
    scheme: 'eoir-application',
    entries: Object.entries(applicationCodes).map(([code, { type, label }]) => ({
      ...{ field: 'APPL_CODE', code, label, dimension: 'application_type', value: type },
      note: said('only_protection_counted')
    }))
  },
  {
    scheme: 'eoir-application-decision',
    entries: [...outcomesBy('APPL_DEC', applicationDecisions), ...undecidedApplicationEntries]
  },
  {
    scheme: 'eoir-appeal-type',
    entries: Object.entries(appealTypes).map(([code, label]) => ({
      ...{ field: 'strAppealType', code, label, dimension: 'appeal_type', value: code },
      note: said('only_these_appeals')
    }))
  },
  { scheme: 'eoir-bia-decision', entries: outcomeEntries('strBIADecision', boardDecisions) },
  {
    scheme: 'eoir-filed-by',
    entries: Object.entries(filedBy).map(([code, { appealed_by, label }]) => ({
      ...{ field: 'strFiledBy', code, label, dimension: 'appealed_by', value: appealed_by }
    }))
  },
  {
    scheme: 'eoir-federal-court-decision',
    entries: outcomeEntries('strFedCourtDecision', courtDecisions, said('only_remands'))
  },
  { scheme: 'eoir-custody', entries: valueEntries('CUSTODY', 'custody', custodyCodes) },
  { scheme: 'eoir-claim-type', entries: valueEntries('C_ASY_TYPE', 'claim_type', claimTypeCodes) },
  { scheme: 'eoir-sex', entries: valueEntries('Sex', 'sex', eoirSexCodes) }
]
