import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../../src/root.ts'
import { writeRelease } from '../../eoir/release.ts'

const run = promisify(execFile)
/** Cases of the release that is made where none is given. */
const usual = 150_000

/** A folder for what a row makes: in `BENCH_DIR`, by default the system's. Removed by `end`. */
export async function ownFolder(): Promise<{ folder: string; end(): Promise<void> }> {
  const folder = await mkdtemp(path.join(process.env.BENCH_DIR ?? tmpdir(), 'speed-'))
  return { folder, end: () => rm(folder, { recursive: true, force: true }) }
}

/** The folder of a release of court tables: the one that `COURT_RELEASE` names, else a made-up one of 150,000 cases. */
export function courtRelease(folder: string): string {
  const given = process.env.COURT_RELEASE
  if (given !== undefined) return path.resolve(given)
  const out = path.join(folder, 'court')
  writeRelease({ cases: usual, seed: 1, out, layout: 'current', damage_rate: 1 })
  return path.join(out, 'release')
}

/**
 * A data folder with a release of court tables: the one that `COURT_DATA` names, in which nothing is changed and whose database
 * nobody else may use meanwhile, else one inside `folder`, which the built command imports it into.
 */
export async function courtData(folder: string): Promise<string> {
  const given = process.env.COURT_DATA
  if (given !== undefined) return path.resolve(given)
  const dataDir = path.join(folder, 'data')
  const words = ['import', 'us-eoir-cases', courtRelease(folder), '--retrieved-on', '2026-09-02', '--force']
  await run(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...words], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir }
  })
  return dataDir
}
