import { russiansInGermany } from './asked.ts'

/** One page of each kind, over what a first start loads: its path, and its status where that is not 200. */
export const everyPage: readonly { path: string; status?: number }[] = [
  { path: '/' },
  { path: '/explore' },
  { path: russiansInGermany },
  { path: '/explore?source=us-credible-fear&nationality=ROU&group_by=year,outcome' },
  { path: '/explore?source=us-credible-fear&group_by=year,outcome_group&limit=7' },
  { path: '/explore?source=us-eoir-cases&decision_stage=first_instance&group_by=nationality,outcome_group' },
  { path: '/explore?natoinality=RUS', status: 400 },
  { path: '/explore?of=returns&country_of_return=RUS', status: 400 },
  { path: '/explore?nationality=Congo', status: 300 },
  { path: russiansInGermany.replace('/explore', '/embed/explore') },
  { path: '/returns' },
  { path: '/returns/RUS' },
  { path: '/nationalities' },
  { path: '/nationalities/RUS' },
  { path: '/stages' },
  { path: '/stages/screening' },
  { path: '/cases/documented:1' },
  { path: '/sources' },
  { path: '/sources/unhcr-asylum-decisions' },
  { path: '/changes' },
  { path: '/search' },
  { path: '/search?q=Congo', status: 300 },
  { path: '/search?q=Atlantis', status: 404 },
  { path: '/about' },
  { path: '/about/total_protection_rate' },
  { path: '/nowhere', status: 404 }
]
