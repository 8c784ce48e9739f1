import { decisions } from '../database/tables/cases.ts'
import { rangeFields, recordKeys } from '../vocabulary/records/record.ts'
import { conditionColumns, daysIn, valuesIn } from './lists/filters.ts'
import type { List, ListQuery } from './lists/list.ts'
import { wireRow } from './wire-row.ts'

export interface DecisionQuery extends ListQuery {
  nationality?: string[]
  decided_on_from?: string
  decided_on_to?: string
}

const { values, days } = conditionColumns('decision')
const ranges = rangeFields('decision')

/** GET /v1/decisions. */
export const decisionList: List<DecisionQuery> = {
  path: '/v1/decisions',
  name: 'decisions',
  table: decisions,
  ...recordKeys.decision,
  in_order: [...values, ...days],
  conditions: query => [...valuesIn(query, values), ...daysIn(query, ranges)],
  reach: query => ({ nationality: query.nationality, from: query.decided_on_from, to: query.decided_on_to }),
  row: wireRow('decision')
}
