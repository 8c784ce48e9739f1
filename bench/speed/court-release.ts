import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/root.ts'

const run = promisify(execFile)
const cases = 150_000

/** A data folder with one release of the US immigration courts, and a folder beside it. */
export interface CourtData {
  folder: string
  beside: string
  remove(): Promise<void>
}

/**
 * Imports a release by the built command into a folder of its own: the one at COURT_RELEASE, else a made-up one. COURT_DATA is a
 * data folder that has one already: it is asked as it is, and is not removed.
 */
export async function courtData(): Promise<CourtData> {
  const { COURT_DATA, COURT_RELEASE, BENCH_DIR } = process.env
  const beside = await mkdtemp(path.join(BENCH_DIR ?? tmpdir(), 'court-'))
  const remove = () => rm(beside, { recursive: true, force: true })
  if (COURT_DATA) return { folder: path.resolve(COURT_DATA), beside, remove }
  try {
    const folder = path.join(beside, 'data')
    await importInto(folder, COURT_RELEASE || (await madeUp(beside)))
    return { folder, beside, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function madeUp(folder: string): Promise<string> {
  const program = path.join(import.meta.dirname, '../eoir/generate.js')
  await run(process.execPath, [program, '--cases', String(cases), '--seed', '1', '--out', folder])
  return path.join(folder, 'release')
}

async function importInto(folder: string, release: string): Promise<void> {
  const given = ['import', 'us-eoir-cases', release, '--retrieved-on', '2026-09-02', '--force']
  await run(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...given], {
    env: { PATH: process.env.PATH, DATA_DIR: folder }
  })
}
