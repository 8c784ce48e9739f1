import { execFile, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openDatabase } from '../../../src/database/connect.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { projectRoot } from '../../../src/root.ts'
import { watchProcesses } from '../../processes.ts'

type Watch = ReturnType<typeof watchProcesses>

const run = promisify(execFile)
const cli = path.join(projectRoot, 'dist/cli.js')
const tables = ['A_TblCase', 'B_TblProceeding', 'tbl_Court_Appln', 'tblAppeal', 'tblAppealFedCourts']
/** Of the edition: a made-up release has no day of its own in its files. */
const dated = ['--retrieved-on', '2026-09-02']

/** What a piece of work took. */
export interface Took {
  seconds: number
  cpu_seconds: number
  /** Bytes of memory of all our processes together at their highest (PSS: shared pages are counted once), and whose they were. */
  peak: number
  at_peak: string
  /** Bytes on the disk at their highest. */
  disk: number
}

/** A phase of an import: what the command prints as it begins. */
export interface Phase {
  phase: string
  seconds: number
  cpu_seconds: number
}

/** A table of a release without the few damaged lines at which a plain COPY would end. */
interface SoundFile {
  table: string
  file: string
  columns: string[]
}

/**
 * Copies the bytes of a release of court tables as they are into tables of text, and then imports the release with the built
 * command, one after the other, into a database in `folder`, which is empty.
 */
export async function importBesideCopy(
  release: string,
  folder: string
): Promise<{ bytes: number; copied: Took; imported: Took; phases: Phase[] }> {
  const database = await openDatabase({ dataDir: folder })
  await migrate(database)
  try {
    const { files, bytes } = await soundFiles(release, path.join(folder, 'sound'))
    const copied = await measured(folder, () => copyPlain(database.url, files))
    await database.pool.query(`drop table ${tables.map(table => `plain_${table}`).join(', ')}; checkpoint`)
    await rm(path.join(folder, 'sound'), { recursive: true })
    const phases: Phase[] = []
    const imported = await measured(folder, watch => importAll(release, folder, watch, phases))
    return { bytes, copied, imported, phases }
  } finally {
    await database.close()
  }
}

async function soundFiles(from: string, at: string): Promise<{ files: SoundFile[]; bytes: number }> {
  await run('mkdir', ['-p', at])
  const found = (await readdir(from, { recursive: true })).filter(name => name.endsWith('.csv'))
  const files: SoundFile[] = []
  let bytes = 0
  for (const table of tables) {
    const name = found.find(each => path.basename(each).toLowerCase() === `${table.toLowerCase()}.csv`)
    if (name === undefined) throw new Error(`${from} has no ${table}`)
    const file = path.join(at, table)
    const awk = 'NR == 1 { n = NF } NF == n { print }'
    const script = `tr -d '\\000\\r' < "$1" | LC_ALL=C awk -F '\\t' '${awk}' > "$2"`
    await run('sh', ['-c', script, 'sh', path.join(from, name), file])
    const { stdout } = await run('head', ['-n', '1', file])
    bytes += (await stat(file)).size
    files.push({ table, file, columns: stdout.trimEnd().split('\t') })
  }
  return { files, bytes }
}

async function copyPlain(url: string, files: readonly SoundFile[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const { table, file, columns } of files) {
      await client.query(`create table plain_${table} (${columns.map((_, i) => `c${i} text`).join(', ')})`)
      const copy = `copy plain_${table} from stdin
        (format csv, header, delimiter e'\\t', quote e'\\x01', encoding 'latin1')`
      await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), client.query(copyFrom(copy)))
    }
  } finally {
    await client.end()
  }
}

/** Runs the command, as an operator would. */
async function importAll(release: string, folder: string, watch: Watch, phases: Phase[]): Promise<void> {
  const words = [cli, 'import', 'us-eoir-cases', release, ...dated, '--force']
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env.PATH, DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  watch.include(child.pid as number)
  let [began, used, phase] = [performance.now(), watch.cpu(), '']
  child.stderr.on('data', data => {
    for (const line of String(data).trim().split('\n')) {
      const seconds = (performance.now() - began) / 1000
      if (phase !== '') phases.push({ phase, seconds, cpu_seconds: watch.cpu() - used })
      phase = line
      began = performance.now()
      used = watch.cpu()
    }
  })
  const code = await new Promise(resolve => child.on('close', resolve))
  if (code !== 0) throw new Error(`the import ended with ${code}: ${phase}`)
}

async function measured(folder: string, work: (watch: Watch) => Promise<void>): Promise<Took> {
  const watch = watchProcesses(folder)
  const began = performance.now()
  await work(watch)
  const seconds = (performance.now() - began) / 1000
  return { seconds, ...(await watch.stop()) }
}
