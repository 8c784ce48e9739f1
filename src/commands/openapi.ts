import { readFile, writeFile } from 'node:fs/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type AppDeps, buildApp } from '../app.ts'
import { type Command, UsageError } from './command.ts'
import { exitCodes } from './exit-codes.ts'

/** `openapi`: the contract, made from the schemas of the routes. Needs no database. */
export const openapiCommand: Command = {
  summary: 'Print the OpenAPI document, write it to a file, or check that a file still says the same',
  arguments: '',
  words: [0, 0],
  options: {
    write: { type: 'string', value: '<file>', description: 'Write it to this file' },
    check: {
      type: 'string',
      value: '<file>',
      description: `Compare it with this file; exit code ${exitCodes.differs.code} where they differ`
    }
  },
  async run({ options: { write, check } }, _config, terminal) {
    if (write && check) throw new UsageError('--write and --check exclude each other.')
    const text = await contractText()
    if (typeof write === 'string') {
      await writeFile(write, text)
      terminal.tell(`${write} is written.`)
    } else if (typeof check === 'string') return compare(check, text, terminal.tell)
    else terminal.out(text)
    return exitCodes.ok.code
  }
}

async function compare(file: string, text: string, tell: (line: string) => void): Promise<number> {
  const committed = await readFile(file, 'utf8').catch(() => '')
  if (committed === text) {
    tell(`${file} says what the code says.`)
    return exitCodes.ok.code
  }
  const [there, here] = [committed.split('\n'), text.split('\n')]
  const line = here.findIndex((each, i) => each !== there[i])
  tell(
    `${file} differs from the code at line ${line + 1}: "${here[line]?.trim()}". Write it anew: npm run contract:write`
  )
  return exitCodes.differs.code
}

/** The OpenAPI document as it is committed. */
export async function contractText(): Promise<string> {
  // This pool never connects: it would do so with its first query, and there is none.
  const pool = new pg.Pool()
  const app = await buildApp({
    database: { url: '', pool, db: drizzle(pool), close: () => pool.end() },
    snapshots: noSnapshots,
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 },
    build: 'contract'
  })
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  await pool.end()
  return text
}

const noSnapshots: AppDeps['snapshots'] = {
  use: () => Promise.reject(new Error('the contract is made without data')),
  current: () => ({ version: 0, releases: [] }),
  refresh: async () => {},
  close: async () => {}
}
