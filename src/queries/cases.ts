import { cases } from '../database/tables/cases.ts'
import { rangeFields, recordKeys } from '../vocabulary/records/record.ts'
import { conditionColumns, daysIn, valuesIn } from './lists/filters.ts'
import type { List, ListQuery } from './lists/list.ts'
import { wireRow } from './wire-row.ts'

export interface CaseQuery extends ListQuery {
  nationality?: string[]
  application_type?: string[]
  claim_grounds?: string[]
  filed_on_from?: string
  filed_on_to?: string
}

const { values: all, days } = conditionColumns('case')
/** Lists: a row is found that holds one of the values. */
const lists = ['claim_grounds']
const values = all.filter(name => !lists.includes(name))
const ranges = rangeFields('case')

/** GET /v1/cases. */
export const caseList: List<CaseQuery> = {
  path: '/v1/cases',
  name: 'cases',
  table: cases,
  ...recordKeys.case,
  in_order: [...values, 'application_types', ...days],
  conditions: query => [
    ...valuesIn(query, values),
    ...(query.claim_grounds
      ? [{ kind: 'holds' as const, column: 'claim_grounds', values: query.claim_grounds }]
      : []),
    ...(query.application_type
      ? [{ kind: 'holds' as const, column: 'application_types', values: query.application_type }]
      : []),
    ...daysIn(query, ranges)
  ],
  reach: query => ({ nationality: query.nationality, from: query.filed_on_from, to: query.filed_on_to }),
  row: wireRow('case')
}
