import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import t, { type Test } from 'tap'
import { projectRoot } from '../../src/root.ts'
import { twoEditions } from '../loaded.ts'
import { service } from '../service.ts'

const contract = path.join(projectRoot, 'openapi/openapi.json')
const program = readFileSync(path.join(projectRoot, 'test/contract/client/every-path.ts'), 'utf8')

interface Program {
  callEveryPath(
    baseUrl: string
  ): Promise<{ path: string; data?: unknown; error?: unknown; response: Response }[]>
  personsInGermany(baseUrl: string, explode: boolean): Promise<Record<string, number | null>>
  misspelled(baseUrl: string): Promise<{ type: string; errors: { did_you_mean?: string[] }[] }>
}

const compilerOptions = {
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: [],
  outDir: 'dist',
  noEmitOnError: true,
  rewriteRelativeImportExtensions: true
}

/** Generates the types, compiles the program against them, strictly, and says what the compiler says. */
function compile(t: Test, types: string, text = program): { folder: string; said: string } {
  // Under .tap/ of the project, where packages are found as anywhere in it.
  const folder = t.testdir({
    'package.json': JSON.stringify({ type: 'module' }),
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['every-path.ts'] }),
    'contract.ts': types,
    'every-path.ts': text
  })
  const tsc = path.join(projectRoot, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' })
  return { folder, said: stdout }
}

const generate = async (document: object): Promise<string> =>
  astToString(await openapiTS(JSON.stringify(document), { silent: true }))

t.test('a generated client is compiled strictly and calls every path of the contract', async t => {
  const document = JSON.parse(readFileSync(contract, 'utf8'))
  const { folder, said } = compile(t, await generate(document))
  t.equal(said, '', 'the compiler finds nothing')
  const client: Program = await import(pathToFileURL(path.join(folder, 'dist/every-path.js')).href)

  const { app } = await service(t, {}, twoEditions)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

  const called = await client.callEveryPath(baseUrl)
  t.strictSame(
    called.map(each => each.path).sort(),
    Object.keys(document.paths).sort(),
    'no path is left out'
  )
  for (const { path, data, error, response } of called) {
    t.equal(response.status, 200, `${path}: ${response.url} ${JSON.stringify(error)}`)
    const held = path.startsWith('/v1') ? (data as { data: unknown }).data : data
    t.ok(Array.isArray(held) ? held.length : Object.keys(held as object).length, `${response.url} has data`)
  }

  for (const explode of [true, false])
    t.strictSame(await client.personsInGermany(baseUrl, explode), {
      refugee_status_granted: 1121,
      complementary_protection_granted: 337,
      rejected: 12_408,
      otherwise_closed: 9359
    })
  const formats = /'application\/json' \| 'application\/problem\+json'/
  t.match(program, formats)
  t.match(
    readFileSync(path.join(projectRoot, 'README.md'), 'utf8'),
    formats,
    'README.md tells to say the same'
  )
  const { errors } = await client.misspelled(baseUrl)
  t.ok(errors[0]?.did_you_mean?.includes('GMB'), 'a refusal says what was meant')
})

t.test(
  'the compiler refuses a path without a call, a wrong code and a number that may be withheld',
  async t => {
    const document = JSON.parse(readFileSync(contract, 'utf8'))
    document.paths['/v1/new'] = { get: { ...document.paths['/v1/outcomes'].get, operationId: 'listNew' } }
    const faulty = program
      .replace("lang: 'es'", "lang: 'xx'")
      .replace('Promise<Record<string, number | null>>', 'Promise<Record<string, number>>')
    const { said } = compile(t, await generate(document), faulty)
    t.match(said, /'"?\/v1\/new"?' is missing/)
    t.match(said, /"xx"' is not assignable/)
    t.match(said, /'Record<string, number \| null>' is not assignable/)
  }
)
