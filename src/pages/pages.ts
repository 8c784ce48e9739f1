import type { PageDefinition } from './page-definition.ts'
import { frontPage } from './views/front.tsx'

/** All pages. A new page is an entry here and a file in `views/`. */
export const pages: readonly PageDefinition[] = [frontPage]
