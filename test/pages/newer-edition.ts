import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import type { Service } from '../service.ts'

/** The row of Germany's first instance in 2025, and the same with one more person. */
export const oneMore: Correction = [
  '2025,RUS,DEU,government,FI,persons,307,128,6314,2288,9037',
  '2025,RUS,DEU,government,FI,persons,308,128,6314,2288,9038'
]
type Correction = readonly [text: string, by: string]

/** Publishes a later edition of the table of the first question, in which some texts are others. */
export async function publishNewer(
  t: Test,
  { database, dataDir, snapshots }: Service,
  corrections: readonly Correction[] = [oneMore]
): Promise<void> {
  const starter = path.join(projectRoot, 'starter/decisions-on-russian-nationals-2021-2025.csv')
  const table = corrections.reduce(
    (text, [was, by]) => {
      if (!text.includes(was)) throw new Error(`the starter has no ${was}`)
      return text.replace(was, by)
    },
    readFileSync(starter, 'utf8')
  )
  const file = path.join(t.testdir({}), 'newer.csv')
  writeFileSync(file, table)
  await importRelease(
    { database, dataDir, sources: [...sourceRegistry.values()] },
    {
      ...{ source: 'unhcr-asylum-decisions', paths: [file], release: '2026-11', retrievedOn: '2026-11-20' },
      makeCurrent: true
    }
  )
  await snapshots.refresh()
}
