import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { ReleaseCard } from '../../src/snapshot/card.ts'
import {
  cacheFile,
  cacheFolder,
  removeLeftWork,
  sweepCache,
  workFolder
} from '../../src/snapshot/materialise.ts'
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
  await sweepCache(dataDir, [path.join(cache, 'r1-in-use.duckdb')], [2])
  t.notOk(existsSync(path.join(cache, 'r2-of-another-database.duckdb')), 'an erased release keeps no file')
  t.ok(existsSync(path.join(cache, 'r1-in-use.duckdb')))
})

t.test('a file is named by its contents and by how its rollups are made', async t => {
  const card = { release_id: 7, content_sha256: 'a', tables: { cases: { sha256: 'b' } } } as ReleaseCard
  const rollup = { name: 'cases_by_month', text: 'select 1 from r7.cases', values: [] }
  const names = [
    cacheFile('/data', card, () => []),
    cacheFile('/data', card, () => [rollup]),
    cacheFile('/data', card, () => [{ ...rollup, text: 'select 2 from r7.cases' }]),
    cacheFile('/data', card, () => [{ ...rollup, values: ['2024-01-01'] }]),
    cacheFile('/data', { ...card, content_sha256: 'c' }, () => [])
  ]
  t.equal(new Set(names).size, names.length)
  t.equal(
    cacheFile('/data', card, () => [rollup]),
    names[1]
  )
})

/** A folder of work that says whose it is. */
async function workOf(dataDir: string, name: string, owner: object, hoursOld = 0): Promise<string> {
  const at = path.join(cacheFolder(dataDir), name)
  await mkdir(at, { recursive: true })
  await writeFile(path.join(at, 'parts-0'), 'a'.repeat(1000))
  await writeFile(path.join(at, 'owner.json'), JSON.stringify(owner))
  const then = Date.now() / 1000 - hoursOld * 3600
  for (const file of [path.join(at, 'owner.json'), at]) await utimes(file, then, then)
  return at
}

t.test('work of a process that has ended goes at once, though another has its number now', async t => {
  const dataDir = await folder(t)
  const own = await workFolder(dataDir, 'a release')
  const told = JSON.parse(await readFile(path.join(own, 'owner.json'), 'utf8'))
  t.match(told, { pid: process.pid, began: /^\d+$/, inside: /^[0-9a-f-]{36} pid:/, work: 'a release' })
  const child = spawn('sleep', ['60'])
  const [field22] = await promisify(execFile)('awk', ['{print $22}', `/proc/${child.pid}/stat`]).then(
    ({ stdout }) => stdout.split('\n')
  )
  const runs = await workOf(dataDir, 'work-1-child', { ...told, pid: child.pid, began: field22 })
  const reused = await workOf(dataDir, 'work-1-reused', { ...told, began: '1' })
  const elsewhere = { ...told, inside: 'another running pid:[1]', began: '1' }
  const unseen = await workOf(dataDir, 'work-1-unseen', elsewhere)
  const silent = await workOf(dataDir, 'work-1-silent', elsewhere, 2)
  const known = await workOf(dataDir, 'work-1-known', { ...elsewhere, work: 'a killed import' })
  await sweepCache(dataDir, [])
  const there = () => [own, runs, reused, unseen, silent, known].map(existsSync)
  t.strictSame(there(), [true, true, false, true, false, true])
  child.kill('SIGKILL')
  await once(child, 'exit')
  await removeLeftWork(dataDir, work => work === 'a killed import')
  t.strictSame(there(), [true, false, false, true, false, false])
})

t.test('a cache that is not there yet is no error', async t => {
  await t.resolves(sweepCache(await folder(t), []))
})
