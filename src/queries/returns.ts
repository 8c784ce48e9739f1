import { returns } from '../database/tables/cases.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { provenance, reporting } from './decisions.ts'
import { daysIn, toPrecision, valuesIn } from './filters.ts'
import { recordId, recordIdOrNull } from './ids.ts'
import type { List, ListQuery } from './list.ts'

export interface ReturnQuery extends ListQuery {
  nationality?: string[]
  returned_on_from?: string
  returned_on_to?: string
  include_duplicates?: boolean
}

type KeptReturn = typeof returns.$inferSelect

/** A departure as it goes over the wire. */
export function returnRow(kept: KeptReturn, release: ReleaseEntry) {
  return {
    return_id: recordId(release, kept.return_id),
    case_id: recordIdOrNull(release, kept.case_id),
    nationality: kept.nationality,
    nationality_raw: kept.nationality_raw,
    country_of_return: kept.country_of_return,
    country_of_return_raw: kept.country_of_return_raw,
    same_country: kept.same_country,
    return_status: 'executed',
    return_type: kept.return_type,
    returned_on: toPrecision(kept.returned_on, kept.returned_precision),
    returned_precision: kept.returned_precision,
    via_credible_fear: kept.via_credible_fear,
    duplicate_of: recordIdOrNull(release, kept.duplicate_of),
    source_code: kept.source_code,
    source_label: kept.source_label,
    ...reporting(kept),
    ...provenance(kept, release)
  }
}

/** GET /v1/returns: rows that the source repeats are left out unless they are asked for. */
export const returnList: List<ReturnQuery> = {
  path: '/v1/returns',
  name: 'returns',
  table: returns,
  id: 'return_id',
  date: 'returned_on',
  indexed_by_date: true,
  conditions: query => [
    ...(query.include_duplicates ? [] : [{ kind: 'absent' as const, column: 'duplicate_of' }]),
    ...valuesIn(query, ['nationality', 'country_of_return', 'same_country', 'return_type']),
    ...daysIn(query, ['returned_on'], { returned_on: 'returned_precision' })
  ],
  reach: query => ({
    nationality: query.nationality,
    from: query.returned_on_from,
    to: query.returned_on_to
  }),
  row: (kept, release) => returnRow(kept as KeptReturn, release)
}
