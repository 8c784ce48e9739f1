import { appendFile, copyFile, link, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../src/database/connect.ts'
import type { ReleaseSet } from '../src/snapshot/release-set.ts'

/** What answers at one moment. Each release of a bench has a number of its own: least and most are the same. */
export interface Answer {
  releases: number
  parts: number
  least: number
  most: number
}

/** A kind of release whose import is killed. */
export interface Kind {
  source: string
  /** The arguments that import the release with a number. */
  argumentsOf(folder: string, value: number): Promise<string[]>
  answerOfPostgres(database: Database): Promise<Answer>
  answerOfSnapshot(set: ReleaseSet): Promise<Answer>
}

const rowsInFile = 5_000
const countries = 'AFG AGO ALB ARM AZE BDI BEN BGD BGR BIH BLR BOL BRA CAF CHN CIV CMR COD COG COL'.split(' ')

/** A table of figures; each of them is the number of the release. */
export const figures: Kind = {
  source: 'unhcr-asylum-decisions',
  async argumentsOf(folder, value) {
    const file = path.join(folder, `made-up-${value}.csv`)
    const lines = [
      'year,coo_iso,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total'
    ]
    const numbers = `${value},${value},${value},${value},${value * 4}`
    for (let i = 0; i < rowsInFile; i++)
      lines.push(
        `${2000 + (i % 25)},${countries[Math.floor(i / 25) % 20]},${countries[Math.floor(i / 500)]},G,FI,P,${numbers}`
      )
    await writeFile(file, `${lines.join('\n')}\n`)
    return ['import', this.source, file, '--release', `made-up-${value}`]
  },
  async answerOfPostgres({ pool }) {
    const { rows } = await pool.query<Answer>(
      `select count(distinct release_id)::int as releases, count(*)::int as parts, min(value) as least, max(value) as most
       from releases join published_counts using (release_id)
       where source = $1 and releases.status = 'current' and not is_total`,
      [this.source]
    )
    return rows[0] as Answer
  },
  async answerOfSnapshot(set) {
    const now = set.releases.filter(release => release.status === 'current')
    const { columns } = await set.query(
      `select count(*)::int, min(value), max(value) from r${now[0]?.release_id}.published_counts where not is_total`
    )
    const [parts = 0, least = 0, most = 0] = columns.map(column => Number(column[0]))
    return { releases: now.length, parts, least, most }
  }
}

/** A court release must say of which day it is, as open cases are counted as of that day. */
const releasedOn = '2026-08-31'

/** A generated release of court tables, each time with other bytes in its list of tables and its number as its name. */
export const courts = (release: string): Kind => ({
  source: 'us-eoir-cases',
  async argumentsOf(folder, value) {
    const to = path.join(folder, 'court')
    await rm(to, { recursive: true, force: true })
    await linkTree(release, to, name => name !== 'Count.txt')
    await appendFile(path.join(to, 'Count.txt'), `attempt_${value}\t1\r\n`)
    const named = ['--release', `synthetic-${value}`, '--released-on', releasedOn]
    return ['import', this.source, to, ...named, '--make-current', '--force']
  },
  async answerOfPostgres({ pool }) {
    // As the service reads: first which release answers, then its rows. One statement over two partitioned tables
    // can find the parts of one as they were before a publish and those of the other as they are after it.
    const { rows: now } = await pool.query<{ release_id: number; release: string }>(
      `select release_id, release from releases where source = $1 and status = 'current'`,
      [this.source]
    )
    const { rows } = await pool.query<{ parts: number }>(
      `select ((select count(*) from cases where release_id = $1)
         + (select count(*) from decisions where release_id = $1))::int as parts`,
      [now[0]?.release_id ?? 0]
    )
    const number = Number(/\d+$/.exec(now[0]?.release ?? '')?.[0])
    return { releases: now.length, parts: rows[0]?.parts ?? 0, least: number, most: number }
  },
  async answerOfSnapshot(set) {
    const now = set.releases.filter(({ status }) => status === 'current')
    const id = `r${now[0]?.release_id}`
    const { columns } = await set.query(
      `select ((select count(*) from ${id}.cases) + (select count(*) from ${id}.decisions))::int`
    )
    const number = Number(/\d+$/.exec(now[0]?.release ?? '')?.[0])
    return { releases: now.length, parts: Number(columns[0]?.[0]), least: number, most: number }
  }
})

/** Copies a folder, with hard links where both are on one disk. `mayLink`: whether a file is left as it is. */
async function linkTree(from: string, to: string, mayLink: (name: string) => boolean): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) await linkTree(source, target, mayLink)
    else if (!mayLink(entry.name)) await copyFile(source, target)
    else await link(source, target).catch(() => copyFile(source, target))
  }
}

/** Releases that are being made by nobody, and tables that belong to no release. */
export async function leftBehind({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ loading: number; tables: number }>(
    `select (select count(*)::int from releases where status = 'loading') as loading,
       (select count(*)::int from pg_class where relname ~ '^(published_counts|decisions|cases|events|returns)_[0-9]+$'
        and relkind = 'r' and not relispartition) as tables`
  )
  const { loading = 0, tables = 0 } = rows[0] ?? {}
  return loading + tables === 0 ? 'nothing' : `${loading} release, ${tables} table`
}

/**
 * Puts questions over and over, each time all of them, until it is stopped; `stop` resolves after the last of them.
 * `pause`: milliseconds between two rounds.
 */
export function untilStopped(ask: () => Promise<void>, pause = 5): { stop(): Promise<void> } {
  let goesOn = true
  const done = (async () => {
    while (goesOn) {
      await ask()
      await sleep(pause)
    }
  })()
  return {
    stop() {
      goesOn = false
      return done
    }
  }
}
