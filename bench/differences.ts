/**
 * What comparing two releases costs, on two made-up court releases that are imported one after the other:
 *
 *   node .build/bench/differences.js 500000 [folder, by default one that is removed at the end]
 *
 * The second has 2 % more cases; a hundredth of the first ones has another nationality, and a thousandth is gone. Prints
 * the seconds that the second import spends on the ledger of fields and on the comparison (the keys of the tables are made at
 * the same time), and what the comparison alone takes as a process of its own: its time and its memory at its highest.
 */
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { syncCatalogue } from '../src/import/catalogue.ts'
import { openClient } from '../src/import/client.ts'
import { importRelease } from '../src/import/run.ts'
import { projectRoot } from '../src/root.ts'
import { sourceRegistry } from '../src/sources/registry.ts'
import { columns } from './eoir/layouts.ts'
import { writeRelease } from './eoir/release.ts'
import { tables } from './eoir/tally.ts'

const cases = Number(process.argv[2] ?? 500_000)
const given = process.argv[3]
const folder = given ?? (await mkdtemp(path.join(tmpdir(), 'asylum-outcomes-differences-')))
mkdirSync(folder, { recursive: true })
const dataDir = path.join(folder, 'data')
const megabyte = 1024 * 1024
const day = '2026-09-02'

const database = await openDatabase({ dataDir })
try {
  await migrate(database)
  const client = await openClient(database)
  await syncCatalogue(client, sourceRegistry).finally(() => client.end())
  await imported('synthetic-a', cases, false)
  const compared = await imported('synthetic-b', Math.round(cases * 1.02), true)
  console.log(JSON.stringify(compared, null, 1))
  await alone()
} finally {
  await database.close()
  if (given === undefined) await rm(folder, { recursive: true, force: true })
}

async function imported(release: string, size: number, isEdited: boolean) {
  const out = path.join(folder, release)
  writeRelease({ cases: size, seed: 1, out, layout: 'current', damage_rate: 0 })
  if (isEdited)
    for (const table of tables) await edit(path.join(out, 'release/EOIR Case Data', `${table}.csv`), table)
  const began = performance.now()
  const marks: string[] = []
  const report = await importRelease(
    {
      ...{ database, dataDir, sources: sourceRegistry },
      onPhase: phase => {
        marks.push(`${phase} at ${((performance.now() - began) / 1000).toFixed(1)} s`)
      }
    },
    {
      ...{ source: 'us-eoir-cases', paths: [path.join(out, 'release')], release },
      ...{ releasedOn: day, retrievedOn: day, force: true, makeCurrent: true }
    }
  )
  console.log(`${release}: ${JSON.stringify(report.facts)}, ${report.seconds} s (${marks.join(', ')})`)
  await rm(out, { recursive: true })
  return report.compared
}

/** Rewrites a table: cases whose number ends in 77 are of another nationality, in 777 gone. */
async function edit(file: string, table: (typeof tables)[number]): Promise<void> {
  const header = columns[table]
  const [key, nationality] = [
    header.findIndex(name => name.toLowerCase() === 'idncase'),
    header.indexOf('NAT')
  ]
  if (key === -1) return
  const lines = createInterface({
    input: createReadStream(file, 'latin1'),
    crlfDelay: Number.POSITIVE_INFINITY
  })
  async function* edited() {
    for await (const line of lines) {
      const fields = line.split('\t')
      const id = fields[key] ?? ''
      if (id.endsWith('777')) continue
      if (id.endsWith('77') && table === 'A_TblCase')
        fields[nationality] = fields[nationality] === 'CU' ? 'HA' : 'CU'
      yield `${fields.join('\t')}\r\n`
    }
  }
  await pipeline(edited, createWriteStream(`${file}.edited`, 'latin1'))
  await rename(`${file}.edited`, file)
}

/** The comparison again, as an operator asks for it: time, and the highest resident memory of its process. */
async function alone(): Promise<void> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'dist/cli.js'), 'compare', 'us-eoir-cases', 'synthetic-a', 'synthetic-b'],
    { env: { PATH: process.env.PATH, DATA_DIR: dataDir }, stdio: ['ignore', 'inherit', 'inherit'] }
  )
  let peak = 0
  const timer = setInterval(() => {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(statusOf(child.pid as number))?.[1]
    peak = Math.max(peak, Number(kilobytes ?? 0) * 1024)
  }, 100)
  const code = await new Promise(resolve => child.on('close', resolve))
  clearInterval(timer)
  console.log(
    `compare alone, with both ledgers: ${((performance.now() - began) / 1000).toFixed(1)} s, ` +
      `${Math.round(peak / megabyte)} MB resident at its highest, exit code ${code}`
  )
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
