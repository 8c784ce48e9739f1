import { irbSource as caIrb } from './ca-irb/index.ts'
import { documentedCasesSource as documentedCases } from './documented-cases/index.ts'
import { eurostatDecisionsSource as eurostatAsylumDecisions } from './eurostat-asylum-decisions/index.ts'
import { eurostatReturnsSource as eurostatReturns } from './eurostat-returns/index.ts'
import { gbDecisionsSource as gbAsylumDecisions } from './gb-asylum-decisions/index.ts'
import { gbReturnsSource as gbReturns } from './gb-returns/index.ts'
import type { Source } from './source.ts'
import { unhcrDecisionsSource as unhcrAsylumDecisions } from './unhcr-asylum-decisions/index.ts'
import { credibleFearSource as usCredibleFear } from './us-credible-fear/index.ts'
import { eoirCasesSource as usEoirCases } from './us-eoir-cases/index.ts'
import { iceRemovalsSource as usIceRemovals } from './us-ice-removals/index.ts'
import { asylumOfficeSource as usUscisAsylumOffice } from './us-uscis-asylum-office/index.ts'

/** All sources. Closed: a new one is added here. */
export const sourceRegistry: Source[] = [
  unhcrAsylumDecisions,
  usCredibleFear,
  usUscisAsylumOffice,
  usEoirCases,
  usIceRemovals,
  eurostatAsylumDecisions,
  eurostatReturns,
  gbAsylumDecisions,
  gbReturns,
  caIrb,
  documentedCases
]

export interface StarterRelease {
  source: string
  series: string
  /** Its name inside the product's folder `starter/`. */
  file: string
  release: string
  retrieved_on: string
  /** Made up: loaded only where it is asked for. */
  demo?: true
}

/** The releases that a first run can load. Each gives way to any import of its source. */
export const starterReleases: StarterRelease[] = [
  {
    source: 'unhcr-asylum-decisions',
    series: 'decisions',
    file: 'decisions-on-russian-nationals-2021-2025.csv',
    release: '2026-06-starter',
    retrieved_on: '2026-06-25'
  },
  {
    source: 'us-credible-fear',
    series: 'by-nationality',
    file: 'us-credible-fear-by-nationality-fy2016-2021.csv',
    release: 'fy2016-2021-starter',
    retrieved_on: '2026-11-25'
  },
  {
    // Synthetic, so that the endpoints of court cases can be tried: it answers only where a query names it.
    source: 'us-eoir-cases',
    series: 'cases',
    file: 'us-eoir-cases-synthetic.zip',
    release: 'synthetic-sample',
    retrieved_on: '2026-09-02',
    demo: true
  },
  {
    source: 'documented-cases',
    series: 'cases',
    file: 'documented-cases.json',
    release: '2023-03-starter',
    retrieved_on: '2026-11-25'
  }
]
