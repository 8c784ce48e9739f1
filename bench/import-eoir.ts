/**
 * Imports a release of court tables, and copies the same bytes as they are into tables of text, in one run:
 *
 *   node .build/bench/eoir/generate.js --cases 1000000 --seed 1 --out /tmp/eoir
 *   node .build/bench/import-eoir.js /tmp/eoir/release
 *
 * Prints the time of both and their ratio, the memory of all our processes together at its highest (PSS: shared
 * pages are counted once), and the disk. The database is one of its own, removed at the end.
 */
import { execFile, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { projectRoot } from '../src/root.ts'
import { watchProcesses } from './processes.ts'

type Watch = ReturnType<typeof watchProcesses>

const run = promisify(execFile)
const cli = path.join(projectRoot, 'dist/cli.js')
const tables = ['A_TblCase', 'B_TblProceeding', 'tbl_Court_Appln', 'tblAppeal', 'tblAppealFedCourts']
/** Of the edition: a made-up release has no day of its own in its files. */
const dated = ['--retrieved-on', '2026-09-02']
const megabyte = 1024 * 1024

const release = process.argv[2]
if (release === undefined) throw new Error('usage: bench/import-eoir.ts <folder of a release>')
const folder = await mkdtemp(path.join(process.env.BENCH_DIR ?? tmpdir(), 'asylum-outcomes-import-'))
const database = await openDatabase({ dataDir: folder })
await migrate(database)
try {
  const sound = await soundFiles(release)
  const copied = await measured('plain COPY', () => copyPlain(sound))
  await database.pool.query(`drop table ${tables.map(table => `plain_${table}`).join(', ')}; checkpoint`)
  await rm(path.join(folder, 'sound'), { recursive: true })
  const imported = await measured('import', importAll)
  console.log(`\nratio ${(imported / copied).toFixed(2)}`)
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

/** The tables without the few damaged lines at which a plain COPY would end. */
async function soundFiles(from: string): Promise<{ table: string; file: string; columns: string[] }[]> {
  const at = path.join(folder, 'sound')
  await run('mkdir', ['-p', at])
  const found = (await readdir(from, { recursive: true })).filter(name => name.endsWith('.csv'))
  const files: { table: string; file: string; columns: string[] }[] = []
  let bytes = 0
  for (const table of tables) {
    const name = found.find(each => path.basename(each).toLowerCase() === `${table.toLowerCase()}.csv`)
    if (name === undefined) throw new Error(`${from} has no ${table}`)
    const file = path.join(at, table)
    const awk = 'NR == 1 { n = NF } NF == n { print }'
    const source = path.join(from, name)
    await run('sh', [
      '-c',
      `tr -d '\\000\\r' < "$1" | LC_ALL=C awk -F '\\t' '${awk}' > "$2"`,
      'sh',
      source,
      file
    ])
    const { stdout } = await run('head', ['-n', '1', file])
    bytes += (await stat(file)).size
    files.push({ table, file, columns: stdout.trimEnd().split('\t') })
  }
  console.log(`${Math.round(bytes / megabyte)} MB of text in ${files.length} tables`)
  return files
}

async function copyPlain(files: Awaited<ReturnType<typeof soundFiles>>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    for (const { table, file, columns } of files) {
      await client.query(`create table plain_${table} (${columns.map((_, i) => `c${i} text`).join(', ')})`)
      const copy = `copy plain_${table} from stdin
        (format csv, header, delimiter e'\\t', quote e'\\x01', encoding 'latin1')`
      await pipeline(createReadStream(file, { highWaterMark: megabyte }), client.query(copyFrom(copy)))
    }
  } finally {
    await client.end()
  }
}

/** Runs the command, as an operator would. */
async function importAll(watch: Watch): Promise<void> {
  const child = spawn(
    process.execPath,
    [cli, 'import', 'us-eoir-cases', release as string, ...dated, '--force'],
    {
      env: { PATH: process.env.PATH, DATA_DIR: folder },
      stdio: ['ignore', 'inherit', 'pipe']
    }
  )
  watch.include(child.pid as number)
  let [began, used, phase] = [performance.now(), watch.cpu(), '']
  child.stderr.on('data', data => {
    for (const line of String(data).trim().split('\n')) {
      if (phase !== '')
        console.log(
          `  ${phase.padEnd(40)}${seconds(began)} (${(watch.cpu() - used).toFixed(1)} s of processor time)`
        )
      phase = line
      began = performance.now()
      used = watch.cpu()
    }
  })
  const code = await new Promise(resolve => child.on('close', resolve))
  if (code !== 0) throw new Error(`the import ended with ${code}: ${phase}`)
}

/** Times a piece of work, and tells what it took. */
async function measured(name: string, work: (watch: Watch) => Promise<void>): Promise<number> {
  const watch = watchProcesses(folder)
  const began = performance.now()
  await work(watch)
  const took = performance.now() - began
  const { peak, at_peak, cpu_seconds, disk } = await watch.stop()
  console.log(
    `${name}: ${(took / 1000).toFixed(1)} s, ${cpu_seconds.toFixed(1)} s of processor time, ` +
      `memory ${Math.round(peak / megabyte)} MB at its highest (${at_peak}), ` +
      `disk ${Math.round(disk / megabyte)} MB at its highest`
  )
  return took
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
