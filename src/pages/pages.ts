import type { PageDefinition } from './page-definition.ts'
import { aboutPage } from './views/about/about.tsx'
import { measurePage } from './views/about/measure.tsx'
import { casePage } from './views/cases/case.tsx'
import { changesPage } from './views/changes.tsx'
import { embedPage } from './views/embed/embed.tsx'
import { explorePage } from './views/explore/explore.tsx'
import { frontPage } from './views/front/front.tsx'
import { nationalitiesPage } from './views/nationalities/nationalities.tsx'
import { nationalityPage } from './views/nationalities/nationality.tsx'
import { countryOfReturnPage } from './views/returns/country-of-return.tsx'
import { returnsPage } from './views/returns/returns.tsx'
import { searchPage } from './views/search/search.tsx'
import { sourcePage } from './views/sources/source.tsx'
import { sourcesPage } from './views/sources/sources.tsx'
import { stagePage } from './views/stages/stage.tsx'
import { stagesPage } from './views/stages/stages.tsx'

/** All pages. A new page is an entry here and a file in `views/`. */
export const pages: readonly PageDefinition[] = [
  frontPage,
  explorePage,
  embedPage,
  searchPage,
  returnsPage,
  countryOfReturnPage,
  nationalitiesPage,
  nationalityPage,
  sourcesPage,
  sourcePage,
  stagesPage,
  stagePage,
  casePage,
  changesPage,
  aboutPage,
  measurePage
]
