import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'

const committed = path.join(projectRoot, 'openapi/openapi.json')
const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
const config = path.join(projectRoot, 'redocly.yaml')

interface Report {
  totals: { errors: number; warnings: number; ignored: number }
  problems: { ruleId: string; severity: string; message: string; location: { pointer?: string }[] }[]
}

/** Redocly's findings on a document under the committed configuration, without its calls home. */
function lint(file: string): Report & { code: number | null; said: string } {
  const run = spawnSync(
    process.execPath,
    [cli, 'lint', file, '--config', config, '--format', 'json', '--lint-config', 'error'],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        CI: 'true',
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        REDOCLY_SUPPRESS_NOTIFICATIONS: 'true'
      }
    }
  )
  if (!run.stdout.startsWith('{')) throw new Error(`redocly gave no report: ${run.stderr}${run.stdout}`)
  return { ...JSON.parse(run.stdout), code: run.status, said: run.stderr }
}

t.test('the contract lints clean: no error, no warning, nothing ignored', async t => {
  const { totals, problems, code, said } = lint(committed)
  t.strictSame(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`),
    []
  )
  t.strictSame(totals, { errors: 0, warnings: 0, ignored: 0 })
  t.equal(code, 0, said)
})

t.test('a fault that is put into the contract is found', async t => {
  const document = JSON.parse(readFileSync(committed, 'utf8'))
  const { get } = document.paths['/v1/countries/resolve']
  delete get.operationId
  delete get.parameters[0].description
  get.responses[200].content['application/json'].example.data.match.successors = 'none'
  const folder = t.testdir({ 'openapi.json': JSON.stringify(document) })

  const { problems, code } = lint(path.join(folder, 'openapi.json'))
  const found = problems.map(({ ruleId }) => ruleId)
  t.strictSame([...new Set(found)].sort(), [
    'no-invalid-media-type-examples',
    'operation-operationId',
    'parameter-description'
  ])
  t.equal(code, 1)
})
