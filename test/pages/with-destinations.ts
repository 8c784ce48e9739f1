import path from 'node:path'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { firstTables, type Loaded } from '../loaded.ts'

/** What a new service has at once, and the Home Office's returns by destination: starter/tables, 2004–2023. */
export const withDestinations: Loaded = {
  name: 'first_tables_and_destinations',
  async fill(database, dataDir) {
    await firstTables.fill(database, dataDir)
    const file = path.join(projectRoot, 'starter/tables/gb-returns-by-destination-2004-2023.csv.gz')
    await importRelease(
      { database, dataDir, sources: sourceRegistry },
      { source: 'gb-returns', paths: [file], release: 'destinations', makeCurrent: true, force: true }
    )
  }
}

/** Where a text says that returns resumed, and neither the count that it rests on nor the rule. */
export const resumedWithoutCount = (text: string): string[] =>
  (text.match(/[^.;:]*\bresumed\b[^.;]*/g) ?? []).filter(
    each => !/Before you write|returns are said to have resumed where 3|resumed, with \d/.test(each)
  )
