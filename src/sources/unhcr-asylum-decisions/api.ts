import { apiLayouts } from '../publishers/unhcr/pages.ts'
import { type DecisionsRow, mapUnhcrDecisions } from './map.ts'
import { wholeTableRows } from './tables.ts'

const fields = [
  ...(['year', 'coo_iso', 'coa_iso', 'procedure_type', 'dec_level', 'dec_pc'] as const),
  ...(['dec_recognized', 'dec_other', 'dec_rejected', 'dec_closed', 'dec_total'] as const)
] satisfies (keyof DecisionsRow)[]

/** Asylum decisions of UNHCR's API. */
export const [apiAnswer, apiPageOfSeveral] = apiLayouts({
  series: 'decisions',
  field: 'dec_recognized',
  takes_empty: true,
  path: '/population/v1/asylum-decisions/',
  all_from_rows: wholeTableRows,
  map: (row, text) =>
    mapUnhcrDecisions(
      row,
      Object.fromEntries(fields.map(name => [name, text(name)])) as unknown as DecisionsRow
    )
})
