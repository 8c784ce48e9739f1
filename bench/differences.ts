/**
 * What comparing two releases costs, on two editions of a made-up court release that are imported one after the other:
 *
 *   node .build/bench/differences.js 500000 [folder, by default one that is removed at the end]
 *   node .build/bench/differences.js /tmp/eoir/release [folder]
 *
 * The first form makes the release. The first edition lacks a fiftieth of its cases; in the second a hundredth has another
 * nationality, and a thousandth is gone. Prints the seconds that the second import spends on the ledger of fields and on the
 * comparison (the keys of the tables are made at the same time), and what the comparison alone takes as a process of its own:
 * its time and its memory at its highest.
 */
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
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

const [asked = '500000'] = process.argv.slice(2)
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
  const whole = /^\d+$/.test(asked) ? made(Number(asked)) : asked
  await imported('synthetic-a', whole, { gone: ['50', '00'], changed: [] })
  const compared = await imported('synthetic-b', whole, { gone: ['777'], changed: ['77'] })
  console.log(JSON.stringify(compared, null, 1))
  await alone()
} finally {
  await database.close()
  if (given === undefined) await rm(folder, { recursive: true, force: true })
}

/** The folder of a new release of so many cases. */
function made(size: number): string {
  const out = path.join(folder, 'made')
  writeRelease({ cases: size, seed: 1, out, layout: 'current', damage_rate: 0 })
  return path.join(out, 'release')
}

/** What an edition differs in from the whole: the ends of the numbers of cases that are not in it, or of another nationality. */
interface Edits {
  gone: readonly string[]
  changed: readonly string[]
}

async function imported(release: string, whole: string, edits: Edits) {
  const edition = path.join(folder, release)
  await cp(whole, edition, { recursive: true, filter: file => !isEdited(file) })
  for (const table of tables) {
    const file = path.join('EOIR Case Data', `${table}.csv`)
    await edit(path.join(whole, file), path.join(edition, file), table, edits)
  }
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
      ...{ source: 'us-eoir-cases', paths: [edition], release },
      ...{ releasedOn: day, retrievedOn: day, force: true, makeCurrent: true }
    }
  )
  console.log(`${release}: ${JSON.stringify(report.facts)}, ${report.seconds} s (${marks.join(', ')})`)
  await rm(edition, { recursive: true })
  return report.compared
}

function isEdited(file: string): boolean {
  return tables.some(table => path.basename(file) === `${table}.csv`)
}

/** Writes a table of an edition. */
async function edit(
  from: string,
  to: string,
  table: (typeof tables)[number],
  { gone, changed }: Edits
): Promise<void> {
  const header = columns[table]
  const key = header.findIndex(name => name.toLowerCase() === 'idncase')
  const nationality = table === 'A_TblCase' ? header.indexOf('NAT') : -1
  const lines = createInterface({
    input: createReadStream(from, 'latin1'),
    crlfDelay: Number.POSITIVE_INFINITY
  })
  async function* edited() {
    const pieces: string[] = []
    for await (const line of lines) {
      const fields = line.split('\t')
      const id = fields[key] ?? ''
      const isOf = (ends: readonly string[]) => ends.some(end => id.endsWith(end))
      if (isOf(gone)) continue
      if (nationality !== -1 && isOf(changed))
        fields[nationality] = fields[nationality] === 'CU' ? 'HA' : 'CU'
      if (pieces.push(`${fields.join('\t')}\r\n`) === 1000) yield pieces.splice(0).join('')
    }
    yield pieces.join('')
  }
  await pipeline(edited, createWriteStream(to, 'latin1'))
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
