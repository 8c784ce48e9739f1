import path from 'node:path'
import type { Test } from 'tap'
import { syncCatalogue } from '../../src/import/catalogue.ts'
import { openClient } from '../../src/import/client.ts'
import type { ImportReport } from '../../src/import/report.ts'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { type Service, service } from '../service.ts'

/** A file of these cases. All figures, ids and dates in them are invented; headers and code words are the publishers'. */
export const caseFile = (name: string): string => path.join(projectRoot, 'test/cases', name)

export interface Imported extends Service {
  /** Of each file, by its name: what the import did, or the error that ended it. */
  reports: Record<string, ImportReport>
  errors: Record<string, Error>
}

/** The service over a database into which files were imported one after another, each as a release of its own. */
export async function importing(
  t: Test,
  source: string,
  files: readonly string[],
  request: Partial<Parameters<typeof importRelease>[1]> = {}
): Promise<Imported> {
  const reports: Imported['reports'] = {}
  const errors: Imported['errors'] = {}
  const served = await service(t, {}, async (database, dataDir) => {
    const client = await openClient(database)
    await syncCatalogue(client, sourceRegistry).finally(() => client.end())
    for (const [index, file] of files.entries())
      try {
        reports[file] = await importRelease(
          { database, dataDir, sources: sourceRegistry, today: '2026-11-29' },
          { source, paths: [caseFile(file)], release: `r${index + 1}`, ...request }
        )
      } catch (error) {
        errors[file] = error as Error
      }
  })
  return { ...served, reports, errors }
}
