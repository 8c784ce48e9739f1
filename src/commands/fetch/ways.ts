import { eurostat } from './publishers/eurostat.ts'
import { homeOffice } from './publishers/home-office.ts'
import { unhcr } from './publishers/unhcr.ts'
import { usEoirCases } from './publishers/us-eoir-cases.ts'
import { usCredibleFear, usDhsRepatriations } from './publishers/us-screening-and-returns.ts'
import type { Way } from './way.ts'

/** Every source that can be fetched, and how. */
export const ways = {
  'us-eoir-cases': usEoirCases,
  'us-credible-fear': usCredibleFear,
  'us-dhs-repatriations': usDhsRepatriations,
  'unhcr-asylum-decisions': unhcr('decisions', 'asylum-decisions'),
  'unhcr-asylum-applications': unhcr('applications', 'asylum-applications'),
  'unhcr-population': unhcr('asylum-seekers', 'population'),
  'eurostat-asylum-decisions': eurostat({
    'first-instance-annual': 'MIGR_ASYDCFSTA',
    'first-instance-quarterly': 'MIGR_ASYDCFSTQ',
    'final-annual': 'MIGR_ASYDCFINA'
  }),
  'eurostat-asylum-applications': eurostat({
    'applications-annual': 'MIGR_ASYAPPCTZA',
    'applications-monthly': 'MIGR_ASYAPPCTZM',
    'pending-monthly': 'MIGR_ASYPENCTZM'
  }),
  'eurostat-returns': eurostat({ annual: 'MIGR_EIRTN', quarterly: 'MIGR_EIRTN1' }),
  // Applications were renamed claims in 2025. Outcome analyses and claims awaiting a decision are other tables.
  'gb-asylum-decisions': homeOffice({
    'initial-decisions': /^asylum-(applications|claims)-datasets-[\w-]+\.(xlsx|ods)$/i,
    appeals: /^asylum-appeals-(lodged-|determined-)?datasets-[\w-]+\.(xlsx|ods)$/i
  }),
  'gb-asylum-applications': homeOffice({
    claims: /^asylum-(applications|claims)-datasets-[\w-]+\.(xlsx|ods)$/i,
    'awaiting-decision': /^asylum-(applications|claims)-awaiting-decision-datasets-[\w-]+\.(xlsx|ods)$/i,
    'appeals-lodged': /^asylum-appeals-(lodged-)?datasets-[\w-]+\.(xlsx|ods)$/i
  }),
  'gb-returns': homeOffice({
    'by-nationality': /^returns-datasets-[\w-]+\.(xlsx|ods)$/i,
    'by-destination': /^returns-datasets-[\w-]+\.(xlsx|ods)$/i
  })
} as const satisfies Record<string, Way>

export type Fetchable = keyof typeof ways

export const isFetchable = (source: string): source is Fetchable => Object.hasOwn(ways, source)
