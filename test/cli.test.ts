import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { projectRoot } from '../src/root.ts'
import { database } from './helper.ts'
import { folder } from './import/made-up.ts'

const cli = path.join(projectRoot, 'dist/cli.js')

/** The command line as a process of its own, as it is installed. */
function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    cwd: path.dirname(path.dirname(cli))
  })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { child, ended: ended.then(([out, told, [code]]) => ({ out, told, code })) }
}

t.test('the exit code is that of the command, and what was asked for is all of the output', async t => {
  const help = await start(['--help']).ended
  t.equal(help.code, 0)
  t.match(help.out, /^asylum-outcomes <command>/)
  t.equal(help.told, '')
  const misspelled = await start(['imprt']).ended
  t.equal(misspelled.code, 2)
  t.equal(misspelled.out, '')
  t.match(misspelled.told, /Did you mean import\?/)
})

t.test('Ctrl-C ends an import in good order: nothing is published, nothing is left', async t => {
  const db = await database(t)
  const at = await folder(t)
  // Made up: enough rows for the loading to be interrupted.
  const rows = [
    'year,nationality,country_of_asylum,procedure_authority,source_level,unit,refugee_status,complementary_protection,rejected,otherwise_closed,total'
  ]
  for (let year = 1000; year < 9_999; year++) rows.push(`${year},RUS,DEU,government,FI,persons,1,2,3,4,10`)
  const file = path.join(at, 'many.csv')
  await writeFile(file, `${rows.join('\n')}\n`)
  const env = { DATABASE_URL: db.url, DATA_DIR: at }
  const { child, ended } = start(['import', 'unhcr-asylum-decisions', file, '--force'], env)
  child.stderr.on('data', data => {
    if (String(data).includes('loading')) child.kill('SIGINT')
  })
  const { code, told } = await ended
  t.equal(code, 130, told)
  t.match(told, /nothing was changed/)
  const { rows: left } = await db.pool.query(
    `select (select count(*) from releases) as releases,
       (select count(*) from pg_class where relname ~ '^published_counts_[0-9]+$') as tables`
  )
  t.strictSame(left[0], { releases: 0, tables: 0 })
})
