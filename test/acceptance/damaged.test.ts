import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'
import { service } from '../service.ts'

const cli = join(projectRoot, 'dist/cli.js')
const russians = readFileSync(join(projectRoot, 'starter/decisions-on-russian-nationals-2021-2025.csv'))
const screenings = readFileSync(join(projectRoot, 'starter/us-credible-fear-by-nationality-fy2016-2021.csv'))

const whole = gzipSync(russians)
const inLatin1 = Buffer.concat([
  russians,
  Buffer.from('2025,RUS,CURA\xC7AO,government,FI,persons,0,0,0,0,0\n', 'latin1')
])

/** What can be wrong with a file, and what the refusal says of it. */
const damaged: { name: string; bytes: Buffer; says: RegExp }[] = [
  {
    name: 'cut.csv.gz',
    bytes: whole.subarray(0, Math.floor(whole.length / 2)),
    says: /cut|end|truncated|incomplete/i
  },
  {
    name: 'cut.csv',
    bytes: russians.subarray(0, russians.length - 9),
    says: /cut|truncated|fields|columns/i
  },
  { name: 'of-another-source.csv', bytes: screenings, says: /us-credible-fear/ },
  { name: 'empty.csv', bytes: Buffer.alloc(0), says: /empty|0 bytes|nothing/i },
  { name: 'empty.zip', bytes: Buffer.alloc(0), says: /empty|0 bytes|nothing/i },
  { name: 'not-utf8.csv', bytes: inLatin1, says: /UTF-8/ },
  {
    name: 'page.csv',
    bytes: Buffer.from('<!doctype html><title>Sorry</title>'),
    says: /error page|not a file/
  },
  { name: 'header-only.csv', bytes: russians.subarray(0, russians.indexOf('\n') + 1), says: /no row/i }
]

t.test('a damaged or foreign file: a clear error, nothing changed, nothing lost', async t => {
  const { database, dataDir, snapshots, json } = await service(t)
  const folder = t.testdir({})
  const everything = async () => {
    const tables = [
      'releases',
      'release_files',
      'rejections',
      'pointer',
      'published_counts',
      'decisions',
      'cases'
    ]
    const counted = await Promise.all(
      tables.map(table =>
        database.pool.query(`select '${table}' as name, count(*)::int as rows from ${table}`)
      )
    )
    const half = await database.pool.query(
      "select relname from pg_class where relname ~ '_[0-9]+$' and relkind = 'r' and not relispartition order by 1"
    )
    const pointer = await database.pool.query('select version from pointer')
    return [counted.map(({ rows }) => rows[0]), half.rows, pointer.rows]
  }
  const before = await everything()

  for (const { name, bytes, says } of damaged) {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    const called = spawnSync(
      process.execPath,
      [cli, 'import', 'unhcr-asylum-decisions', file, '--release', 'x'],
      {
        env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: dataDir },
        encoding: 'utf8'
      }
    )
    t.equal(called.status, 3, `${name} is refused: ${called.stderr.trim().split('\n').at(-1)}`)
    t.match(called.stderr, says, 'and the message says why')
    t.notMatch(called.stderr, /\n\s+at /, 'in words, not as a stack')
    t.same(await everything(), before, 'nothing is changed, and nothing half-made is left')
  }

  await snapshots.refresh()
  const { data } = await json(
    '/v1/statistics/decisions?nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&outcome=rejected'
  )
  t.match(data, [{ persons: 12_408 }], 'and the old release answers')
})
