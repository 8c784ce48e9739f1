import { existsSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { cacheFolder, sweepCache } from '../../src/snapshot/materialise.ts'
import { folder } from '../import/made-up.ts'

t.test('what nobody can need any more is removed from the cache, and nothing else', async t => {
  const dataDir = await folder(t)
  const cache = cacheFolder(dataDir)
  await mkdir(cache)
  const nobody = 4_194_303
  const files: [name: string, hoursOld: number, stays: boolean][] = [
    ['r1-in-use.duckdb', 999, true],
    ['r2-of-another-database.duckdb', 100, true],
    ['r3-of-a-dropped-release.duckdb', 200, false],
    [`work-${process.pid}-abcd`, 999, true],
    [`work-${nobody}-abcd`, 0, true],
    [`work-${nobody}-left-by-a-killed-process`, 2, false],
    ['something-else', 999, true]
  ]
  for (const [name, hoursOld] of files) {
    await writeFile(path.join(cache, name), '')
    const then = Date.now() / 1000 - hoursOld * 3600
    await utimes(path.join(cache, name), then, then)
  }
  await sweepCache(dataDir, [path.join(cache, 'r1-in-use.duckdb')])
  for (const [name, , stays] of files) t.equal(existsSync(path.join(cache, name)), stays, name)
})

t.test('a cache that is not there yet is no error', async t => {
  await t.resolves(sweepCache(await folder(t), []))
})
