import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { apiAnswer, apiPageOfSeveral } from './api.ts'
import { unhcrDecisionsCodeLists } from './code-lists.ts'
import { restatedTable } from './restated.ts'
import { siteDownload, siteDownloadByStage } from './site-download.ts'
import { hdxTable, packageTable, starterDecisions } from './tables.ts'

/** UNHCR's published numbers of asylum decisions, by year, origin, country of asylum and stage. */
export const unhcrDecisionsSource: Source = {
  about: about as About,
  code_lists: unhcrDecisionsCodeLists,
  layouts: [
    packageTable,
    restatedTable,
    hdxTable,
    apiAnswer,
    apiPageOfSeveral,
    starterDecisions,
    siteDownload,
    siteDownloadByStage
  ],
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
