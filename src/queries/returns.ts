import { returns } from '../database/tables/cases.ts'
import { rangeFields, recordKeys } from '../vocabulary/records/record.ts'
import { conditionColumns, daysIn, valuesIn } from './lists/filters.ts'
import type { List, ListQuery } from './lists/list.ts'
import { wireRow } from './wire-row.ts'

export interface ReturnQuery extends ListQuery {
  nationality?: string[]
  returned_on_from?: string
  returned_on_to?: string
  include_duplicates?: boolean
}

const { values } = conditionColumns('return')
const ranges = rangeFields('return')

/** GET /v1/returns. Rows that the source repeats are left out unless `include_duplicates` is set. */
export const returnList: List<ReturnQuery> = {
  path: '/v1/returns',
  name: 'returns',
  table: returns,
  ...recordKeys.return,
  indexed_by_date: true,
  conditions: query => [
    ...(query.include_duplicates ? [] : [{ kind: 'absent' as const, column: 'duplicate_of' }]),
    ...valuesIn(query, values),
    ...daysIn(query, ranges)
  ],
  reach: query => ({
    nationality: query.nationality,
    from: query.returned_on_from,
    to: query.returned_on_to
  }),
  row: wireRow('return')
}
