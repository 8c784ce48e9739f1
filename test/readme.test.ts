import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { dispatch } from '../src/commands/dispatch.ts'
import { readConfig } from '../src/config.ts'
import { projectRoot } from '../src/root.ts'
import { sourceRegistry } from '../src/sources/registry.ts'
import { wholeTables } from './loaded.ts'
import { service } from './service.ts'

const manual = readFileSync(path.join(projectRoot, 'README.md'), 'utf8')
const { engines, scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'))
const address = 'http://localhost:3000'

/** What the parentheses of a pattern hold, for each place in the manual where it is found. */
const told = (pattern: RegExp): string[] => [...manual.matchAll(pattern)].map(([, held]) => held ?? '')

t.test('every curl command is answered from the data of a first start', async t => {
  const commands = told(/^curl (.+)$/gm)
  t.ok(commands.length >= 8, 'there are commands')
  const { get } = await service(t, {}, wholeTables)
  for (const command of commands) {
    t.match(command, /^'http:\/\/localhost:3000\/[^' ]+'$/, 'nothing but an address, quoted for the shell')
    const answer = await get(command.slice(1 + address.length, -1))
    t.equal(answer.statusCode, 200, `${command}: ${answer.body.slice(0, 300)}`)
    if (!/json/.test(String(answer.headers['content-type'])))
      t.ok(answer.body.trim().split('\n').length > 1, `${command} has rows`)
    else t.not(answer.json().data?.length, 0, `${command} has data`)
  }
  await figures(t, get, commands)
  for (const mentioned of told(/`http:\/\/localhost:3000(\/[^`]*)`/g))
    t.match((await get(mentioned)).statusCode, /^(200|30[1278])$/, mentioned)
  for (const mentioned of told(/`GET (\/[^`]*)`/g)) t.equal((await get(mentioned)).statusCode, 200, mentioned)
})

/** The first question's numbers in words are those of its answer, and its table is there as it is told. */
async function figures(
  t: Test,
  get: Awaited<ReturnType<typeof service>>['get'],
  commands: string[]
): Promise<void> {
  const [asked] = commands.filter(each =>
    each.includes('nationality=RUS&country_of_asylum=DEU&decision_stage')
  )
  const url = String(asked).slice(1 + address.length, -1)
  const { data, meta } = (await get(url)).json()
  const persons = Object.fromEntries(
    data.map((row: { outcome: string; persons: number }) => [row.outcome, row.persons])
  )
  t.strictSame(persons, {
    refugee_status_granted: 1121,
    complementary_protection_granted: 337,
    rejected: 12_408,
    otherwise_closed: 9359
  })
  t.match(
    manual.replaceAll(/\s+/g, ' '),
    'Refugee status 1,121, complementary protection 337, rejected 12,408, otherwise closed 9,359 persons'
  )
  for (const member of ['source', 'release', 'citation'])
    t.match(JSON.stringify(meta), `"${member}":"`, `meta has its ${member}`)

  const table = await get(`${url.replace('/decisions?', '/decisions.csv?')}&bom=true&delimiter=semicolon`)
  t.equal(table.statusCode, 200, table.body)
  t.ok(table.body.startsWith('\ufeff'), 'Excel is told that it is UTF-8')
  t.match(table.body, /;12408;/)
}

t.test('every file that is named is there, and every heading that is linked', async t => {
  const files = [
    ...told(/`([\w-][\w./-]*\.(?:md|json|ya?ml|mjs|ts))`/g),
    ...told(/\]\((?!#|https?:)([^)]+)\)/g)
  ]
  t.ok(files.length >= 5, 'there are files')
  for (const file of files) t.ok(existsSync(path.join(projectRoot, file)), file)
  const headings = told(/^#+ (.+)$/gm).map(heading => heading.toLowerCase().replaceAll(' ', '-'))
  const linked = told(/\]\(#([^)]+)\)/g)
  t.ok(linked.length >= 3, 'there are links')
  for (const link of linked) t.ok(headings.includes(link), link)
})

t.test('every command of the command line is there, with the options that are written', async t => {
  const commands = told(/^npx asylum-outcomes (.+)$/gm)
  t.ok(commands.length >= 4, 'there are commands')
  const help = async (...args: string[]) => {
    let out = ''
    const code = await dispatch(args, () => readConfig({}), {
      out: text => {
        out += text
      },
      tell: () => {},
      isScreen: false
    })
    t.equal(code, 0, `${args.join(' ')} is a command`)
    return out
  }
  for (const command of commands) {
    const [verb = '', ...rest] = command.split(' ')
    const about = verb.startsWith('--') ? await help(verb) : await help(verb, '--help')
    for (const option of rest.filter(each => each.startsWith('--'))) t.match(about, option, command)
    if (verb === 'import' || verb === 'withdraw')
      t.ok(
        sourceRegistry.some(({ about }) => about.id === rest[0]),
        `${command} names a source`
      )
  }
  const imports = await help('import', '--help')
  for (const option of told(/`(--[a-z-]+)`/g)) t.match(imports, option)
  for (const script of told(/npm (?:run )?((?:start|test)\b|(?<=run )[\w:-]+)/g))
    t.ok(scripts[script], `npm has the script ${script}`)
})

t.test('the table of sources is the registry', t => {
  const rows = [...manual.matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)]
  t.strictSame(
    rows.map(([, id, , series]) => ({ id, series: series?.split(', ') })),
    sourceRegistry.map(({ about }) => ({ id: about.id, series: about.series.map(({ id }) => `\`${id}\``) }))
  )
  t.end()
})

t.test('the versions of Node.js that are asked for are those that package.json asks for', t => {
  const [, ...versions] = /Node (\d+\.\d+)\+, (\d+\.\d+)\+ or (\d+)/.exec(manual) ?? []
  t.equal(engines.node, versions.map(version => `^${version}`).join(' || '))
  t.end()
})
