import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import { syncCatalogue } from '../../../src/import/catalogue.ts'
import { openClient } from '../../../src/import/client.ts'
import type { ImportReport } from '../../../src/import/report.ts'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { type Service, service } from '../../service.ts'

/** What is imported: a file, or its bytes, as a release of a series. */
export interface Given {
  source: string
  series: string
  path?: string
  bytes?: Buffer | string
  name?: string
  release?: string
}

/** The service over a database into which releases were imported one after another, and what each import told. */
export async function imported(
  t: Test,
  all: readonly Given[]
): Promise<Service & { reports: ImportReport[] }> {
  const reports: ImportReport[] = []
  const served = await service(t, {}, async (database, dataDir) => {
    const client = await openClient(database)
    await syncCatalogue(client, sourceRegistry).finally(() => client.end())
    const folder = t.testdir({})
    for (const [at, { source, series, path, bytes = '', name = 'workbook.xlsx', release }] of all.entries()) {
      const file = path ?? join(folder, `${at}-${name}`)
      if (path === undefined) await writeFile(file, bytes)
      reports.push(
        await importRelease(
          { database, dataDir, sources: sourceRegistry, today: '2026-11-29' },
          { source, series, paths: [file], release: release ?? `r-${series}`, retrievedOn: '2026-11-28' }
        )
      )
    }
  })
  return { ...served, reports }
}
