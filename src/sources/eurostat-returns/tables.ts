import { type EurostatTable, eurostatLayouts } from '../publishers/eurostat/tables.ts'
import { mapReturns } from './map.ts'

const shape = {
  needed: ['citizen', 'geo'],
  possible: ['sex', 'age', 'c_dest'],
  own: ['c_dest', 'indicator'],
  explorer: { GEO: 'geo', CITIZEN: 'citizen', INDIC_MG: 'indicator' },
  // The saved file has ã and ç of Latin-1.
  explorer_encoding: 'latin1'
} as const

/** Eurostat's tables of persons returned after an order to leave, each a series. */
export const eurostatReturnTables: EurostatTable[] = [
  {
    ...shape,
    ...{ series: 'annual', code: 'migr_eirtn', frequency: 'A' },
    title: 'Persons returned after an order to leave, annual',
    // 2,072,068 figures in May 2026, at most 18 a line.
    whole_from_rows: 100_000
  },
  {
    ...shape,
    ...{ series: 'quarterly', code: 'migr_eirtn1', frequency: 'Q' },
    title: 'Persons returned after an order to leave, quarterly',
    // Some 170 citizenships in 30 countries.
    whole_from_rows: 2_000
  }
]

export const eurostatReturnsLayouts = eurostatReturnTables.flatMap(table =>
  eurostatLayouts(table, (row, published) => mapReturns(table, row, published))
)
