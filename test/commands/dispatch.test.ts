import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { dispatch } from '../../src/commands/dispatch.ts'
import { exitCodes } from '../../src/commands/exit-codes.ts'
import { readConfig } from '../../src/config.ts'
import { openClient } from '../../src/import/client.ts'
import { takeSource } from '../../src/import/lock.ts'
import { projectRoot } from '../../src/root.ts'
import { database } from '../helper.ts'
import { folder } from '../import/made-up.ts'

const starter = (name: string): string => path.join(projectRoot, 'starter', name)
const unhcr = starter('decisions-on-russian-nationals-2021-2025.csv')
const noDatabase = { DATABASE_URL: 'postgres://app:secret@127.0.0.1:9/none' }

/** A command line's exit code and what was written, without a process. */
async function run(args: string[], env: Record<string, string> = noDatabase) {
  const written = { out: '', told: '' }
  const code = await dispatch(args, () => readConfig(env), {
    out: text => {
      written.out += text
    },
    tell: text => {
      written.told += `${text}\n`
    },
    isScreen: false
  })
  return { code, ...written }
}

async function withDatabase(t: Test) {
  const db = await database(t)
  const env = { DATABASE_URL: db.url, DATA_DIR: await folder(t) }
  return { db, run: (...args: string[]) => run(args, env) }
}

t.test('the help names every command and every exit code', async t => {
  const { code, out } = await run(['--help'])
  t.equal(code, 0)
  for (const name of [
    'import',
    'sources',
    'releases',
    'unresolved',
    'withdraw',
    'remove-case',
    'make-current',
    'migrate',
    'serve',
    'openapi'
  ])
    t.match(out, new RegExp(`^  ${name}`, 'm'))
  for (const { code, meaning } of Object.values(exitCodes))
    t.match(out, `  ${String(code).padEnd(3)}  ${meaning}\n`)
  t.equal((await run([])).code, exitCodes.usage.code, 'nothing asked is not understood')
  const one = await run(['import', '--help'])
  t.equal(one.code, 0)
  for (const option of [
    'series',
    'release',
    'retrieved-on',
    'released-on',
    'dry-run',
    'force',
    'make-current'
  ])
    t.match(one.out, `--${option}`)
})

t.test('what is misspelled is not done, and what was meant is asked', async t => {
  const cases: [args: string[], told: RegExp][] = [
    [['imprt'], /no command imprt\. Did you mean import\?/],
    [['constructor'], /no command constructor/],
    [['import', 'unhcr-asylum-decision', unhcr], /Did you mean unhcr-asylum-decisions or/],
    [['import', 'unhcr-asylum-decisions', unhcr, '--foce'], /no option --foce\. Did you mean --force\?/],
    [['import', 'unhcr-asylum-decisions', unhcr, '--series', 'decision'], /Did you mean decisions\?/],
    [['import', 'unhcr-asylum-decisions', unhcr, '--release'], /--release/],
    [['import', 'unhcr-asylum-decisions'], /Something is missing.*import <source> <path…>/],
    [['import', 'unhcr-asylum-decisions', unhcr, '--retrieved-on', '2026-02-30'], /a day such as/],
    [['import', 'unhcr-asylum-decisions', unhcr, '--retrieved-on', '2999-01-01'], /lies ahead/],
    [['import', 'unhcr-asylum-decisions', unhcr, '--released-on', '2999-01-01'], /--released-on 2999.*ahead/],
    [['withdraw', 'unhcr-asylum-decisions', 'r1'], /has a reason/],
    [['migrate', 'now'], /"now" is one word too many/],
    [['releases', 'us-credible-feer'], /Did you mean us-credible-fear\?/],
    [['unresolved', 'us-credible-feer'], /Did you mean us-credible-fear\?/]
  ]
  for (const [args, told] of cases) {
    const answer = await run(args)
    t.equal(answer.code, exitCodes.usage.code, args.join(' '))
    t.match(answer.told, told)
  }
})

t.test(
  'a setting that cannot be used, and a database that cannot be reached, have codes of their own',
  async t => {
    t.equal((await run(['releases'], { PORT: 'x' })).code, exitCodes.usage.code)
    const { code, told } = await run(['releases'])
    t.equal(code, exitCodes.database.code)
    t.notMatch(told, 'secret', 'a password is never told')
  }
)

t.test('an import reports its rows, facts and standing, and the release is listed', async t => {
  const { run } = await withDatabase(t)
  const imported = await run(
    'import',
    'unhcr-asylum-decisions',
    unhcr,
    '--release',
    'first',
    '--retrieved-on',
    '2026-06-25'
  )
  t.equal(imported.code, 0, imported.told)
  t.match(imported.out, /^rows +119 read = 119 loaded \+ 0 rejected \+ 0 excluded$/m)
  t.match(imported.out, /^facts +595 published counts$/m)
  t.match(imported.out, /^unknown codes +none$/m)
  t.match(imported.out, /^result +published, current \(no other release/m)
  t.match(imported.told, /loading\n.*publishing\n/s, 'one line a phase where nobody looks on')
  const listed = await run('releases', 'unhcr-asylum-decisions')
  t.match(listed.out, /first +decisions +current +2026-06-25 +119/)
  t.match((await run('unresolved')).out, /^unhcr-asylum-decisions +first +current +none +0$/m)
  const again = await run('import', 'unhcr-asylum-decisions', unhcr)
  t.equal(again.code, 0)
  t.match(again.out, /unchanged: these bytes are published already, current/)
})

t.test('a dry run says what would happen, and nothing is imported', async t => {
  const { run } = await withDatabase(t)
  const { code, out } = await run('import', 'unhcr-asylum-decisions', unhcr, '--dry-run')
  t.equal(code, 0)
  t.match(out, /dry run: nothing was written/)
  t.match((await run('releases')).out, /No release is imported yet/)
})

t.test('a file that names people is refused, whatever is asked, and nothing of it is kept', async t => {
  const { db, run } = await withDatabase(t)
  const named = path.join(await folder(t), 'removals.csv')
  const header =
    'Departed Date,Departure Country,Citizenship Country,Case Status,Processing Disposition,LAST NAME'
  await writeFile(
    named,
    `${header}\n2024-03-05,RUSSIA,RUSSIA,8-Excluded/Removed - Inadmissibility,,Madeupname\n`
  )
  for (const options of [[], ['--dry-run'], ['--force', '--make-current']]) {
    const { code, told } = await run('import', 'us-ice-removals', named, ...options)
    t.equal(code, exitCodes.personal.code, told)
    t.match(told, /removals\.csv: the column "LAST NAME" seems to name or number people/)
    t.notMatch(told, /Madeupname|\n +at /)
  }
  t.same((await db.pool.query('select 1 from releases')).rows, [])
})

t.test('files that are refused, an import that is stopped and one that is busy are told apart', async t => {
  const { db, run } = await withDatabase(t)
  const at = await folder(t)
  const refused = await run('import', 'unhcr-asylum-decisions', path.join(at, 'nowhere.csv'))
  t.equal(refused.code, exitCodes.refused.code)
  const odd = path.join(at, 'odd.csv')
  await writeFile(odd, await withUnknownCountry())
  const stopped = await run('import', 'unhcr-asylum-decisions', odd)
  t.equal(stopped.code, exitCodes.stopped.code, stopped.told)
  t.match(stopped.out, /not published: nothing was changed/)
  t.match(stopped.out, /^not as expected +1 rows were rejected/m)
  t.match(stopped.told, /--force/)
  const client = await openClient(db)
  await takeSource(client, 'unhcr-asylum-decisions')
  const busy = await run('import', 'unhcr-asylum-decisions', unhcr)
  await client.end()
  t.equal(busy.code, exitCodes.busy.code)
  t.match(busy.told, /Another import of unhcr-asylum-decisions is running/)
})

t.test('a withdrawal says that no release answers any more, and how to choose one', async t => {
  const { run } = await withDatabase(t)
  await run('import', 'unhcr-asylum-decisions', unhcr, '--release', 'first')
  const { code, out } = await run(
    'withdraw',
    'unhcr-asylum-decisions',
    'first',
    '--reason',
    'Test of a withdrawal.'
  )
  t.equal(code, 0)
  t.match(
    out,
    /first is withdrawn\.\nNo release of unhcr-asylum-decisions \(series decisions\) answers by default now\. Import one:/
  )
  t.match((await run('releases')).out, /withdrawn +.*Test of a withdrawal\./)
  await run('import', 'unhcr-asylum-decisions', unhcr, '--release', 'second')
  await run('import', 'unhcr-asylum-decisions', unhcr, '--release', 'third', '--force')
  const offered = await run('withdraw', 'unhcr-asylum-decisions', 'third', '--reason', 'Test.')
  t.match(offered.out, /to be chosen in its place: second\..*make-current unhcr-asylum-decisions second/)
  const chosen = await run('make-current', 'unhcr-asylum-decisions', 'second')
  t.equal(chosen.code, 0)
  t.match(chosen.out, /unhcr-asylum-decisions second answers by default/)
  const refused = await run('withdraw', 'unhcr-asylum-decisions', 'second', '--erase')
  t.equal(refused.code, exitCodes.refused.code, 'what answers is not erased')
  const erased = await run('withdraw', 'unhcr-asylum-decisions', 'third', '--erase')
  t.equal(erased.out, 'The records of unhcr-asylum-decisions third are deleted.\n')
  const unknown = await run('withdraw', 'unhcr-asylum-decisions', 'never', '--reason', 'x')
  t.equal(unknown.code, exitCodes.refused.code)
})

t.test('a case is removed once, and only from a source whose ids last', async t => {
  const { db, run } = await withDatabase(t)
  const source = 'documented-cases'
  t.equal((await run('import', source, starter('documented-cases.json'))).code, 0)
  const remove = (id: string, reason = 'danger', from = source) =>
    run('remove-case', from, id, '--reason', reason)
  const misspelled = await remove('documented:1', 'dangr')
  t.equal(misspelled.code, exitCodes.usage.code)
  t.match(misspelled.told, /Did you mean danger\?/)
  t.equal((await run('remove-case', source, 'documented:1')).code, exitCodes.usage.code)
  const unknown = await remove('documented:77')
  t.equal(unknown.code, exitCodes.refused.code)
  t.match(unknown.told, /no case documented:77/)
  t.match((await remove('us-ice:2026-08:1', 'danger', 'us-ice-removals')).told, /hold inside one release/)
  const client = await openClient(db)
  await takeSource(client, source)
  t.equal((await remove('documented:1')).code, exitCodes.busy.code)
  await client.end()
  const done = await remove('documented:1')
  t.equal(done.code, 0)
  t.match(done.out, /^A case with \d+ records is removed from \S+ \(danger\)\./)
  t.notMatch(done.out, 'documented:1')
  const again = await remove('1')
  t.equal(again.code, 0)
  t.match(again.out, /removed before.*Nothing was changed/)
})

t.test('the sources are listed without a database', async t => {
  const { code, out } = await run(['sources'])
  t.equal(code, 0)
  t.match(out, /unhcr-asylum-decisions +decisions +Whole table/)
})

/** Two rows of the shipped table, the second with a country that does not exist. */
async function withUnknownCountry(): Promise<string> {
  const [header, row = ''] = (await readFile(unhcr, 'utf8')).split('\n')
  return `${[header, row, row.replace('AUT', 'QQQ')].join('\n')}\n`
}
