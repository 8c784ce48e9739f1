import { type EurostatTable, eurostatLayouts } from '../publishers/eurostat/tables.ts'
import type { Layout } from '../source.ts'
import { mapEurostatApplications, mapEurostatPending } from './map.ts'

const persons = ['citizen', 'sex', 'age', 'geo'] as const
const explorer = { GEO: 'geo', CITIZEN: 'citizen', SEX: 'sex', AGE: 'age' } as const
const shape = { possible: [], explorer_encoding: 'utf-8', whole_from_rows: 20_000 } as const

/** The dimension of applicants: its name since about 2024, and before. */
const names = ['applicant', 'asyl_app'] as const

const ofApplications: Pick<EurostatTable, 'series' | 'code' | 'frequency' | 'title'>[] = [
  {
    ...{ series: 'applications-annual', code: 'migr_asyappctza', frequency: 'A' },
    title: 'Asylum applicants, annual'
  },
  {
    ...{ series: 'applications-monthly', code: 'migr_asyappctzm', frequency: 'M' },
    title: 'Asylum applicants, monthly'
  }
]

/** Both names of the dimension are known: the layout is told by the one that it has. */
const applicationLayouts: Layout[] = ofApplications.flatMap(table =>
  names.flatMap(name =>
    eurostatLayouts(
      {
        ...shape,
        ...table,
        needed: [...persons, name],
        own: [name],
        // The old explorer closed before the dimension was renamed.
        explorer: { ...explorer, ASYL_APP: name }
      },
      (row, published) => mapEurostatApplications(table, row, published)
    )
      .filter(({ id }) => name === 'asyl_app' || !id.endsWith('-explorer'))
      .map(layout => (name === 'asyl_app' ? { ...layout, id: `${layout.id}-asyl-app` } : layout))
  )
)

const pending: EurostatTable = {
  ...shape,
  ...{ series: 'pending-monthly', code: 'migr_asypenctzm', frequency: 'M' },
  title: 'Pending asylum applicants, monthly',
  needed: persons,
  own: [],
  explorer
}

export const eurostatApplicationsLayouts: Layout[] = [
  ...applicationLayouts,
  ...eurostatLayouts(pending, (row, published) => mapEurostatPending(pending, row, published))
]
