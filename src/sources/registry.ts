import { irbSource as caIrb } from './ca-irb/index.ts'
import { documentedCasesSource as documentedCases } from './documented-cases/index.ts'
import { eurostatApplicationsSource as eurostatAsylumApplications } from './eurostat-asylum-applications/index.ts'
import { eurostatDecisionsSource as eurostatAsylumDecisions } from './eurostat-asylum-decisions/index.ts'
import { eurostatReturnsSource as eurostatReturns } from './eurostat-returns/index.ts'
import { gbApplicationsSource as gbAsylumApplications } from './gb-asylum-applications/index.ts'
import { gbDecisionsSource as gbAsylumDecisions } from './gb-asylum-decisions/index.ts'
import { gbReturnsSource as gbReturns } from './gb-returns/index.ts'
import type { Source } from './source.ts'
import { unhcrApplicationsSource as unhcrAsylumApplications } from './unhcr-asylum-applications/index.ts'
import { unhcrDecisionsSource as unhcrAsylumDecisions } from './unhcr-asylum-decisions/index.ts'
import { unhcrPopulationSource as unhcrPopulation } from './unhcr-population/index.ts'
import { credibleFearSource as usCredibleFear } from './us-credible-fear/index.ts'
import { repatriationsSource as usDhsRepatriations } from './us-dhs-repatriations/index.ts'
import { eoirCasesSource as usEoirCases } from './us-eoir-cases/index.ts'
import { iceRemovalsSource as usIceRemovals } from './us-ice-removals/index.ts'
import { asylumOfficeSource as usUscisAsylumOffice } from './us-uscis-asylum-office/index.ts'

/** All sources. Closed: a new one is added here. */
export const sourceRegistry: Source[] = [
  unhcrAsylumDecisions,
  unhcrAsylumApplications,
  unhcrPopulation,
  usCredibleFear,
  usUscisAsylumOffice,
  usEoirCases,
  usIceRemovals,
  usDhsRepatriations,
  eurostatAsylumDecisions,
  eurostatAsylumApplications,
  eurostatReturns,
  gbAsylumDecisions,
  gbAsylumApplications,
  gbReturns,
  caIrb,
  documentedCases
]
