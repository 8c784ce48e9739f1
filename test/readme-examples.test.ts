import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import * as d3 from 'd3'
import t from 'tap'
import { projectRoot } from '../src/root.ts'
import { service } from './service.ts'

const manual = readFileSync(path.join(projectRoot, 'README.md'), 'utf8')
const run = promisify(execFile)

/** What the manual says of the same question without years, in words. */
const persons: Record<string, number> = {
  refugee_status_granted: 1121,
  complementary_protection_granted: 337,
  rejected: 12_408,
  otherwise_closed: 9359
}

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0
const python = ['python3', '/usr/bin/python3'].find(command => works(command, '-c', 'import pandas'))
const r = works('Rscript', '--version')

t.test('the examples for a spreadsheet, pandas, R and Observable give the numbers of the manual', async t => {
  const { app } = await service(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  // A proxy for the world outside is none for this machine.
  const env = { ...process.env, no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' }
  const example = (language: string): string => {
    const [, code] = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'm').exec(manual) ?? []
    if (code === undefined) throw new Error(`the manual has no example in ${language}`)
    return code.replaceAll('http://localhost:3000', address)
  }
  /** `rejected    12408` in what a program prints. */
  const printed = (text: string): Record<string, number> =>
    Object.fromEntries(
      [...text.matchAll(/([a-z]+(?:_[a-z]+)*)[ \t]+(\d+(?:\.0)?)$/gm)].map(([, outcome = '', n]) => [
        outcome,
        Number(n)
      ])
    )

  await t.test('=IMPORTDATA()', async t => {
    const [, url = ''] = /^=IMPORTDATA\("(.+)"\)$/m.exec(manual) ?? []
    const answer = await fetch(url.replace('http://localhost:3000', address))
    t.match(answer.headers.get('content-type'), 'text/csv')
    const rows = parse(await answer.text(), { columns: true }) as Record<string, string>[]
    const sums: Record<string, number> = {}
    for (const { outcome = '', persons: n } of rows) sums[outcome] = (sums[outcome] ?? 0) + Number(n)
    t.strictSame(sums, persons)
  })

  await t.test(
    'pandas',
    { skip: python ? false : 'pandas is not installed (Debian: python3-pandas)' },
    async t => {
      const { stdout } = await run(String(python), ['-c', example('python')], { env })
      t.strictSame(printed(stdout), persons)
    }
  )

  await t.test('R', { skip: r ? false : 'R is not installed (Debian: r-base-core)' }, async t => {
    const { stdout } = await run('Rscript', ['-e', example('r')], { env })
    t.strictSame(printed(stdout), persons)
  })

  await t.test('Observable', async t => {
    const body = `return (async () => { ${example('js')}; return persons })()`
    const sums: Map<string, number> = await new Function('d3', body)(d3)
    t.strictSame(Object.fromEntries(sums), persons)
  })
})
